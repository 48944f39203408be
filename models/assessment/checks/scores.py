"""Whether marks and scores are possible, and whether they agree with each other."""

from collections.abc import Iterator, Mapping

import pandas as pd

from models.assessment.analysis import Context
from models.assessment.findings import Finding
from models.assessment.layout import Frames
from models.assessment.mark_scale import fitted_scale
from models.assessment.selection import frame, rows_of_years
from models.assessment.wanted import TIMES, Wanted, rows_wanted
from models.language import _

WORK = ["year", "grade", "subject"]
MARKS = (2, 5)
EGE_SCORES = (0, 100)


def marks_follow_scores(frames: Frames, context: Context) -> Iterator[Finding]:
    """Within a work, a higher primary score never has a lower mark; whose rows break the work's scale is named."""
    rows = rows_wanted(frames, "vpr", scores_and_marks(context)["vpr"])
    cells = rows.groupby([*WORK, "primary", "mark"], as_index=False, sort=True)[[TIMES]].sum()
    for (year, grade, subject), told in cells.groupby(WORK, sort=True):
        scale = fitted_scale(told["primary"], told["mark"], told[TIMES])
        if told["mark"].eq(told["primary"].map(scale)).all():
            continue
        work = rows.merge(told[WORK].drop_duplicates(), on=WORK)
        broken = work[work["mark"].ne(work["primary"].map(scale))]
        place = _("ВПР {year}, {grade} класс, {subject}").format(year=year, grade=grade, subject=subject)
        for school, theirs in broken.groupby("school", sort=True):
            first = theirs.sort_values(["primary", "mark"]).iloc[0]
            message = _(
                "Отметка не соответствует первичному баллу: строк {count} из {total}; например, за {score} б. стоит "
                "«{mark}», а по шкале этой работы «{expected}». Проверьте отметки и загрузите исправленный файл."
            ).format(
                count=theirs[TIMES].sum(),
                total=work.loc[work["school"].eq(school), TIMES].sum(),
                score=first["primary"],
                mark=first["mark"],
                expected=scale[int(first["primary"])],
            )
            yield Finding(str(school), place, message, blocking=True)


def scores_and_marks(context: Context) -> Mapping[str, Wanted]:
    """How many pupils of a school have which mark for which primary score."""
    columns, years = (*WORK, "school", "primary", "mark"), tuple(context.years)
    return {"vpr": Wanted(columns, {"year": years}, present=("primary", "mark"), counted=True)}


def marks_are_from_two_to_five(frames: Frames, context: Context) -> Iterator[Finding]:
    """Every mark is 2, 3, 4 or 5, and every EGE test score lies between 0 and 100."""
    vpr = rows_of_years(frame(frames, "vpr"), context.years)
    gia = rows_of_years(frame(frames, "gia"), context.years)
    for rows, column, (least, most), name in (
        (vpr.assign(place=vpr_places(vpr)), "mark", MARKS, _("отметка")),
        (vpr.assign(place=vpr_places(vpr)), "journal_mark", MARKS, _("отметка по журналу")),
        (gia.assign(place=gia_places(gia)), "mark", MARKS, _("отметка")),
        (gia.assign(place=gia_places(gia)), "score", EGE_SCORES, _("тестовый балл")),
    ):
        wrong = rows[rows[column].notna() & ~rows[column].between(least, most).fillna(True)]
        for (school, place), theirs in wrong.groupby(["school", "place"], sort=True):
            message = _(
                "Так не бывает: {name} «{value}», строк {count}; возможно от {least} до {most}. Исправьте файл."
            ).format(name=name, value=theirs[column].min(), count=len(theirs), least=least, most=most)
            yield Finding(str(school), str(place), message, blocking=True)


def scores_fit_the_maximum(frames: Frames, context: Context) -> Iterator[Finding]:
    """No task has more points than its maximum, and no work more than its tasks together give."""
    tasks = rows_of_years(frame(frames, "vpr_tasks"), context.years)
    over = tasks[tasks["score"].gt(tasks["max_score"]).fillna(False) | tasks["score"].lt(0).fillna(False)]
    for (school, place, task), theirs in over.assign(place=vpr_places(over)).groupby(
        ["school", "place", "task"], sort=True
    ):
        message = _("Задание {task}: балл «{value}» при наибольшем {most}, строк {count}. Проверьте файл.").format(
            task=task, value=theirs["score"].max(), most=theirs["max_score"].max(), count=len(theirs)
        )
        yield Finding(str(school), str(place), message, blocking=True)
    yield from _works_over_their_maximum(rows_of_years(frame(frames, "vpr"), context.years), tasks)


def _works_over_their_maximum(works: pd.DataFrame, tasks: pd.DataFrame) -> Iterator[Finding]:
    keys = [*WORK, "school", "pupil"]
    maximum = tasks.groupby(keys, as_index=False)["max_score"].sum()
    known = works.merge(maximum, on=keys)
    over = known[known["primary"].gt(known["max_score"]).fillna(False)]
    for (school, place), theirs in over.assign(place=vpr_places(over)).groupby(["school", "place"], sort=True):
        first = theirs.sort_values("primary").iloc[-1]
        message = _("Первичный балл «{value}» больше, чем дают все задания ({most}), строк {count}. Проверьте файл.")
        told = message.format(value=first["primary"], most=first["max_score"], count=len(theirs))
        yield Finding(str(school), str(place), told, blocking=True)


def vpr_places(rows: pd.DataFrame) -> pd.Series:
    """«ВПР 2024, 5 класс, математика» for each row."""
    said = _("ВПР {year}, {grade} класс, {subject}")
    return _said(said, rows, WORK)


def gia_places(rows: pd.DataFrame) -> pd.Series:
    """«ОГЭ 2024, математика» for each row."""
    return _said(_("{exam} {year}, {subject}"), rows, ["year", "exam", "subject"])


def _said(sentence: str, rows: pd.DataFrame, keys: list[str]) -> pd.Series:
    """The sentence of each row's keys; every distinct one is put into words once."""
    distinct = rows[keys].drop_duplicates()
    words = {
        tuple(row): sentence.format(**dict(zip(keys, row, strict=True))) for row in distinct.itertuples(index=False)
    }
    told = [words[row] for row in rows[keys].itertuples(index=False, name=None)]
    return pd.Series(told, index=rows.index, dtype="string")
