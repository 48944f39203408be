"""Checks of assessment data: named questions whose answers are findings. Pure; the gate decides what follows.

A check is named by a statement that should be true. Data that are not there at all are no finding: the gate waits.
"""

from collections.abc import Callable, Iterable, Iterator

import pandas as pd

from models.assessment.analysis import Context
from models.assessment.completeness import results_are_complete
from models.assessment.findings import Finding
from models.assessment.layout import Frames
from models.assessment.mark_scale import fitted_scale
from models.assessment.selection import frame, rows_of_years, vpr_participants
from models.language import _

# A named question: the findings it has about these frames in the context's years.
Check = Callable[[Frames, Context], Iterator[Finding]]

# A compulsory work that fewer of a grade's pupils wrote says little about the grade.
LEAST_COVERAGE_PERCENT = 50
WORK = ["year", "grade", "subject"]
GRADE = ["school", "year", "grade"]


def marks_follow_scores(frames: Frames, context: Context) -> Iterator[Finding]:
    """Within a work, a higher primary score never has a lower mark; whose rows break the work's scale is named."""
    rows = vpr_participants(frames, context.years, [*WORK, "school", "primary", "mark"])
    rows = rows[rows["primary"].notna()]
    cells = rows.groupby([*WORK, "primary", "mark"], as_index=False, sort=True).size()
    for (year, grade, subject), told in cells.groupby(WORK, sort=True):
        scale = fitted_scale(told["primary"], told["mark"], told["size"])
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
                count=len(theirs),
                total=int(work["school"].eq(school).sum()),
                score=first["primary"],
                mark=first["mark"],
                expected=scale[int(first["primary"])],
            )
            yield Finding(str(school), place, message, blocking=True)


def participants_fit_the_register(frames: Frames, context: Context) -> Iterator[Finding]:
    """Every school with results is in the register, and no grade has more participants than the school has pupils."""
    rows = rows_of_years(frame(frames, "vpr")[[*GRADE, "subject", "pupil", "mark"]], context.years)
    # Numbers for keys, once: pupils are counted three times.
    rows = rows.assign(pupil=pd.factorize(rows["pupil"])[0])
    register = frame(frames, "schools").drop_duplicates("school").set_index("school")["pupils"]
    exams = rows_of_years(frame(frames, "gia"), context.years)
    yield from _strangers([*rows["school"].unique(), *exams["school"].unique()], register)
    yield from _crowds(rows[rows["mark"].notna()], register)
    yield from _thin_works(rows, context)


def _strangers(schools: Iterable[str], register: pd.Series) -> Iterator[Finding]:
    for school in sorted(set(schools) - set(register.index)):
        message = _(
            "Школа «{school}» есть в результатах, но её нет в реестре школ. Добавьте её в реестр или исправьте логин."
        ).format(school=school)
        yield Finding(str(school), _("Реестр школ"), message, blocking=True)


def _crowds(participants: pd.DataFrame, register: pd.Series) -> Iterator[Finding]:
    """More participants in one grade than pupils in the whole school: the file is another school's, or doubled."""
    counts = _pupils_by(GRADE, participants)
    counts = counts.assign(pupils=counts["school"].map(register).astype("Int64"))
    for row in counts[counts["size"].gt(counts["pupils"]).fillna(False)].to_dict("records"):
        message = _(
            "Участников {participants}, а обучающихся в школе по реестру {pupils}. Проверьте, не загружены ли "
            "результаты другой школы или дважды, и верно ли число в реестре."
        ).format(participants=row["size"], pupils=row["pupils"])
        place = _("ВПР {year}, {grade} класс").format(year=row["year"], grade=row["grade"])
        yield Finding(str(row["school"]), place, message, blocking=True)


def _thin_works(rows: pd.DataFrame, context: Context) -> Iterator[Finding]:
    """Compulsory works that less than half of the grade's pupils, as seen in any of its works, took part in."""
    seen = _pupils_by(GRADE, rows).rename(columns={"size": "seen"})
    compulsory = rows[rows["subject"].isin(list(context.parameters.vpr_subjects)) & rows["mark"].notna()]
    counts = _pupils_by([*GRADE, "subject"], compulsory).merge(seen, on=GRADE)
    for row in counts[(100 * counts["size"]).lt(LEAST_COVERAGE_PERCENT * counts["seen"])].to_dict("records"):
        message = _(
            "Работу выполняли {participants} из {seen} обучающихся класса, меньше {percent} %. Проверьте, все ли "
            "классы есть в файле; вывод по такой работе ненадёжен."
        ).format(participants=row["size"], seen=row["seen"], percent=LEAST_COVERAGE_PERCENT)
        place = _("ВПР {year}, {grade} класс, {subject}").format(**{key: row[key] for key in WORK})
        yield Finding(str(row["school"]), place, message, blocking=False)


def _pupils_by(keys: list[str], rows: pd.DataFrame) -> pd.DataFrame:
    """How many different pupils: the keys and `size`."""
    return rows.drop_duplicates([*keys, "pupil"]).groupby(keys, as_index=False).size()


CHECKS: dict[str, Check] = {
    check.__name__: check for check in (results_are_complete, marks_follow_scores, participants_fit_the_register)
}
