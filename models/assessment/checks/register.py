"""Whether participants fit the schools' register: known schools, no more pupils than there are, no thin works."""

from collections.abc import Iterable, Iterator, Mapping

import numpy as np
import pandas as pd

from models.assessment.analysis import Context
from models.assessment.findings import Finding
from models.assessment.layout import TEXT, Frames
from models.assessment.reported import participants
from models.assessment.selection import frame, rows_of_years
from models.assessment.wanted import Wanted
from models.language import _

# A compulsory work that fewer of a grade's pupils wrote says little about the grade.
LEAST_COVERAGE_PERCENT = 50
WORK = ["year", "grade", "subject"]
GRADE = ["school", "year", "grade"]
PUPIL_BITS = 32  # pupils are numbered


def participants_fit_the_register(frames: Frames, context: Context) -> Iterator[Finding]:
    """Every school with results is in the register, and no grade has more participants than the school has pupils."""
    rows = _numbered(rows_of_years(frame(frames, "vpr")[[*GRADE, "subject", "pupil", "mark"]], context.years))
    register = frame(frames, "schools").drop_duplicates("school").set_index("school")["pupils"]
    told = participants(frames, {"year": context.years}).rename(columns={"n": "size"})
    results = (rows, told, rows_of_years(frame(frames, "gia"), context.years))
    yield from _strangers((school for each in results for school in each["school"].unique()), register)
    wrote = rows[rows["mark"].notna()]
    crowds = pd.concat([_pupils_by(GRADE, wrote), told]).groupby(GRADE, as_index=False)[["size"]].max()
    yield from _crowds(crowds, register)
    works = pd.concat([_pupils_by([*GRADE, "subject"], wrote), told])
    yield from _thin_works(works, pd.concat([_pupils_by(GRADE, rows), told]), context)


def pupils_and_schools(context: Context) -> Mapping[str, Wanted]:
    """Who is known of which work; of the exams, only which schools have any."""
    years = {"year": tuple(context.years)}
    return {
        "vpr": Wanted((*GRADE, "subject", "pupil", "mark"), years),
        "gia": Wanted(("year", "school"), years, counted=True),
    }


def _strangers(schools: Iterable[str], register: pd.Series) -> Iterator[Finding]:
    for school in sorted(set(schools) - set(register.index)):
        message = _(
            "Школа «{school}» есть в результатах, но её нет в реестре школ. Добавьте её в реестр или исправьте логин."
        ).format(school=school)
        yield Finding(str(school), _("Реестр школ"), message, blocking=True)


def _crowds(counts: pd.DataFrame, register: pd.Series) -> Iterator[Finding]:
    """More participants in one grade than pupils in the whole school: the file is another school's, or doubled.

    counts: GRADE and `size`
    """
    counts = counts.assign(pupils=counts["school"].map(register).astype("Int64"))
    for row in counts[counts["size"].gt(counts["pupils"]).fillna(False)].to_dict("records"):
        message = _(
            "Участников {participants}, а обучающихся в школе по реестру {pupils}. Проверьте, не загружены ли "
            "результаты другой школы или дважды, и верно ли число в реестре."
        ).format(participants=row["size"], pupils=row["pupils"])
        place = _("ВПР {year}, {grade} класс").format(year=row["year"], grade=row["grade"])
        yield Finding(str(row["school"]), place, message, blocking=True)


def _thin_works(works: pd.DataFrame, grades: pd.DataFrame, context: Context) -> Iterator[Finding]:
    """Compulsory works that less than half of the grade's pupils, as seen in any of its works, took part in.

    works: GRADE, subject and `size`; grades: GRADE and `size`, the greatest of which is what was seen
    """
    seen = grades.groupby(GRADE, as_index=False).agg(seen=("size", "max"))
    counts = works[works["subject"].isin(list(context.parameters.vpr_subjects))].merge(seen, on=GRADE)
    for row in counts[(100 * counts["size"]).lt(LEAST_COVERAGE_PERCENT * counts["seen"])].to_dict("records"):
        message = _(
            "Работу выполняли {participants} из {seen} обучающихся класса, меньше {percent} %. Проверьте, все ли "
            "классы есть в файле; вывод по такой работе ненадёжен."
        ).format(participants=row["size"], seen=row["seen"], percent=LEAST_COVERAGE_PERCENT)
        place = _("ВПР {year}, {grade} класс, {subject}").format(**{key: row[key] for key in WORK})
        yield Finding(str(row["school"]), place, message, blocking=False)


def _numbered(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows with categories for texts and numbers for pupils: millions of rows are counted three times."""
    pupil, _keys = pd.factorize(rows["pupil"])
    return rows.astype({"school": "category", "subject": "category"}).assign(pupil=pupil)


def _pupils_by(keys: list[str], rows: pd.DataFrame) -> pd.DataFrame:
    """How many different pupils: the keys, as text again, and `size`."""
    groups = rows.groupby(keys, observed=True)
    # A group and a pupil in one number: rows of several columns are compared several times as slowly.
    once = pd.unique(groups.ngroup().to_numpy() << PUPIL_BITS | rows["pupil"].to_numpy())
    counts = groups.size().reset_index(name="size")
    counts = counts.assign(size=np.bincount(once >> PUPIL_BITS, minlength=len(counts)))
    return counts.astype(dict.fromkeys({"school", "subject"} & set(keys), TEXT))
