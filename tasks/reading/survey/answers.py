"""What both layouts of answers come to: no person can be told any more, and groups that are too small are withheld."""

from collections.abc import Sequence
from hashlib import sha256

import pandas as pd

from models.assessment.layout import typed
from models.language import _
from models.survey.questionnaire import KEPT_FROM, Questionnaire
from models.yearly import of_year
from tasks.reading.columns import Column, Complaints, understood
from tasks.reading.contract import Loaded, Register
from tasks.reading.values import MISSING, Understand, Value, login, plain

GROUP = ["school", "group"]
PERSON = [*GROUP, "person"]
SHOWN = 5


def loaded_answers(
    given: pd.DataFrame, year: int, questionnaire: Questionnaire, rows: int, complaints: Complaints
) -> Loaded:
    """What a file of answers gives. FileRefused when anything was complained of.

    given: school, group, person (as the file numbers them), question, answer; one row an answer.
    """
    complaints.refuse()
    frame = _nameless(given.dropna(subset=["answer"]).drop_duplicates(), questionnaire)
    frame = typed("answers", frame.assign(year=year))
    _tell_withheld(frame, questionnaire, complaints)
    return Loaded("answers", _slot(frame, year), year, rows, {"answers": frame}, tuple(complaints.warnings))


def asked_in(year: int, register: Register, complaints: Complaints, sheet: str) -> Questionnaire | None:
    """The questionnaire of that year; None, and a problem, when there is none."""
    found = of_year(register.questionnaires(), year)
    if found is None:
        remedy = _("для этого года нет опросника: проверьте год или положите опросник в папку surveys")
        complaints.add(remedy, value=str(year), sheet=sheet)
    return found


def logins(column: Column, register: Register, complaints: Complaints) -> pd.Series:
    """The canonical login of every row; a school that the register does not know is a problem."""
    remedy = _("логин школы имеет вид «edu680101» или «sch680101»")
    found = pd.Series(understood(column, login, complaints, remedy))
    if not register.logins:
        complaints.warnings.append(_("Реестр школ не загружен: логины школ не сверены."))
        return found
    unknown = (found.notna() & ~found.isin(register.logins)).to_numpy()
    complaints.every(column, unknown, _("такой школы нет в реестре: исправьте логин или загрузите реестр школ"))
    return found


def group_named(questionnaire: Questionnaire) -> Understand:
    """A group by its code or its title: «teacher», «Учителя»."""
    by_name = {plain(name): code for code, one in questionnaire.groups.items() for name in (code, one.title)}
    return lambda text: by_name.get(plain(text))


def groups_wanted(questionnaire: Questionnaire) -> str:
    """What may stand where a group is named."""
    names = ", ".join(f"«{code}» ({one.title})" for code, one in questionnaire.groups.items())
    return _("кто отвечает — одно из: {names}").format(names=names)


def choice(answers: Sequence[str]) -> Understand:
    """The number of an answer, or its words; nothing where there is no answer."""
    numbers = {str(number): number for number in range(1, len(answers) + 1)}
    numbers |= {plain(words): number for number, words in enumerate(answers, start=1)}

    def understand(text: str) -> Value:
        return numbers.get(plain(text)) if text else MISSING

    return understand


def choices_wanted(answers: Sequence[str]) -> str:
    """What may stand where an answer is given."""
    return _("ответ — число от 1 («{first}») до {count} («{last}») или пусто").format(
        first=answers[0], count=len(answers), last=answers[-1]
    )


def _nameless(given: pd.DataFrame, questionnaire: Questionnaire) -> pd.DataFrame:
    """Respondents numbered by what they answered: neither the file's numbers nor its order remain."""
    answered = set(given["question"])
    codes = [code for code in questionnaire.by_code if code in answered]
    wide = given.pivot(index=PERSON, columns="question", values="answer")[codes].reset_index()
    wide = wide.drop(columns="person").sort_values([*GROUP, *codes], kind="stable", na_position="first")
    wide["respondent"] = wide.groupby(GROUP).cumcount() + 1
    kept = ~_is_withheld(wide, questionnaire)
    told = wide[kept].melt([*GROUP, "respondent"], codes, "question", "answer").dropna(subset=["answer"])
    counted = wide.loc[~kept, [*GROUP, "respondent"]].reindex(columns=told.columns)
    order = {code: place for place, code in enumerate(codes)}
    together = pd.concat([told.astype(object), counted.astype(object)], ignore_index=True)
    together["place"] = together["question"].map(order).fillna(-1)
    return together.sort_values([*GROUP, "respondent", "place"], kind="stable", ignore_index=True)


def _is_withheld(wide: pd.DataFrame, questionnaire: Questionnaire) -> pd.Series:
    """Whose answers are not kept: those of anonymous groups where fewer than KEPT_FROM answered."""
    anonymous = [code for code, group in questionnaire.groups.items() if group.anonymous]
    size = wide.groupby(GROUP)["respondent"].transform("size")
    return wide["group"].isin(anonymous) & size.lt(KEPT_FROM)


def _tell_withheld(frame: pd.DataFrame, questionnaire: Questionnaire, complaints: Complaints) -> None:
    pairs = frame.loc[frame["question"].isna(), GROUP].drop_duplicates()
    if len(pairs):
        names = [f"{school} ({questionnaire.groups[group].title})" for school, group in pairs.itertuples(index=False)]
        told = _("Ответивших меньше {least}, ответы не хранятся, учтено только их число: {names}.")
        shown = ", ".join(names[:SHOWN]) + ("…" if len(names) > SHOWN else "")
        complaints.warnings.append(told.format(least=KEPT_FROM, names=shown))


def _slot(frame: pd.DataFrame, year: int) -> str:
    """The year, and the school and group, or a mark of all of them: a file that speaks of the same supersedes."""
    pairs = sorted({f"{school}/{group}" for school, group in frame[GROUP].itertuples(index=False)})
    if len(pairs) == 1:
        return f"{year}/{pairs[0]}"
    return f"{year}/анкет: {len(pairs)}/{sha256(' '.join(pairs).encode()).hexdigest()[:8]}"
