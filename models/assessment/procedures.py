"""Results by procedure: participants, how many of them fell below the minimum, and whether that makes it low.

A procedure is a VPR work (grade and subject), an OGE subject or an EGE subject. A procedure without participants has
no row: missing is not 0. Where a school's pupils of a VPR work are not loaded, its counts of report 2 are taken
(domain.md §1.4). Which schools follow from this belongs in low_results.py and its neighbours.
"""

from collections.abc import Iterable, Mapping, Sequence

import pandas as pd

from models.assessment.layout import Frames
from models.assessment.parameters import Parameters
from models.assessment.reported import marks_wanted, with_marks
from models.assessment.selection import in_order
from models.assessment.thresholds.by_year import minimum_score
from models.assessment.wanted import Latest, Wanted, last_said, rows_wanted, times

VPR_COLUMNS = ("year", "grade", "subject", "school", "mark")
GIA_COLUMNS = ("year", "exam", "subject", "held_on", "state", "school", "pupil", "score", "mark")
EXAMS = ("ОГЭ", "ЕГЭ")
RESULT_COLUMNS = ("year", "exam", "subject", "school", "score", "mark")
RESULT_OF = ("year", "exam", "subject", "pupil")
# An appeal replaces its protocol, a reserve day the main day. An absence replaces nothing: who failed on the main day
# and missed the reserve day has failed. An appeal without a result annuls that day's protocol.
LAST = Latest(RESULT_OF, "held_on", ("state", "score", "mark", "school"), ("score", "mark"))
USES = ("low_percent", "vpr_grades", "vpr_subjects", "oge_subjects", "ege_subjects", "ege_minimum", "small_n")


def procedures(frames: Frames, years: Iterable[int], parameters: Parameters) -> pd.DataFrame:
    """Every procedure that counts, of every school and year that has participants.

    Columns: school, year, procedure, subject, n, n_low, is_low, small_n; one row each, sorted by the first three.
    """
    return procedures_selected(select(frames, years, parameters), parameters)


def procedures_selected(chosen: Frames, parameters: Parameters) -> pd.DataFrame:
    """The same of what `select` gave: choosing each pupil's last state again would cost most of the time."""
    vpr, gia = chosen["vpr"], judged(chosen["gia"], parameters)
    works = counted(vpr.assign(below=vpr["mark"].eq(2)), ["school", "year", "subject", "grade"], parameters)
    exams = counted(gia, ["school", "year", "subject", "exam"], parameters)
    named = [
        works.assign(procedure=vpr_procedures(works)).drop(columns="grade"),
        exams.assign(procedure=exams["exam"] + ", " + exams["subject"]).drop(columns="exam"),
    ]
    columns = ["school", "year", "procedure", "subject", "n", "n_low", "is_low", "small_n"]
    return in_order(pd.concat(named, ignore_index=True)[columns], "school", "year", "procedure")


def wants(years: Iterable[int], parameters: Parameters) -> Mapping[str, Wanted]:
    """What need be read for `procedures`: how many pupils of a school have which mark, or which last result of an exam.

    Of report 2 the schools that have no pupil's mark of a work.
    """
    chosen = tuple(years)
    works = {"year": chosen, "grade": parameters.vpr_grades, "subject": parameters.vpr_subjects}
    return {
        "vpr": Wanted(VPR_COLUMNS, works, present=("mark",), counted=True),
        "vpr_marks": marks_wanted(works),
        "gia": exams_wanted(chosen, parameters),
    }


def exams_wanted(years: Iterable[int], parameters: Parameters) -> Wanted:
    """Of the exams that count, how many pupils of a school have which last result."""
    subjects = {*parameters.oge_subjects, *parameters.ege_subjects}
    exams = {"year": tuple(years), "exam": EXAMS, "subject": subjects}
    return Wanted(RESULT_COLUMNS, exams, latest=LAST, counted=True)


def select(frames: Frames, years: Iterable[int], parameters: Parameters) -> Frames:
    """The participants of the procedures that count by school and mark, of exams by school and last result."""
    wanted = wants(years, parameters)
    return {
        "vpr": with_marks(
            rows_wanted(frames, "vpr", wanted["vpr"]), rows_wanted(frames, "vpr_marks", wanted["vpr_marks"])
        ),
        "gia": select_exams(frames, years, parameters),
    }


def select_exams(frames: Frames, years: Iterable[int], parameters: Parameters) -> pd.DataFrame:
    """The exams that count, by school and last result."""
    gia = rows_wanted(frames, "gia", exams_wanted(years, parameters))
    return gia[_is_exam(gia, "ОГЭ", parameters.oge_subjects) | _is_exam(gia, "ЕГЭ", parameters.ege_subjects)]


def last_state(gia: pd.DataFrame) -> pd.DataFrame:
    """One row for each pupil, exam, subject and year: the last that says something (LAST)."""
    return last_said(gia, LAST)


def judged(gia: pd.DataFrame, parameters: Parameters) -> pd.DataFrame:
    """The rows with `below`: by mark where there is one (OGE, base mathematics), else by that year's minimum score.

    Rows of a scored subject without a known minimum are left out: nobody can say whether they passed (`unjudged`).
    """
    below = gia["mark"].eq(2).where(gia["mark"].notna(), gia["score"].lt(_minimum_scores(gia, parameters)))
    known = below.notna()
    return gia[known].assign(below=below[known].astype(bool))


def unjudged(gia: pd.DataFrame, parameters: Parameters) -> str:
    """The scored exams whose minimum is not known, «ЕГЭ, физика, 2031; …»; empty when every result can be judged."""
    unknown = gia[gia["mark"].isna() & gia["score"].notna() & _minimum_scores(gia, parameters).isna()]
    exams = unknown[["exam", "subject", "year"]].drop_duplicates().sort_values(["year", "exam", "subject"])
    return "; ".join(f"{exam}, {subject}, {year}" for exam, subject, year in exams.itertuples(index=False))


def _minimum_scores(gia: pd.DataFrame, parameters: Parameters) -> pd.Series:
    """Each row's minimum score: the roadmap's own where it sets one, else that year's; NA where neither is known."""
    own, asked = parameters.ege_minimum, gia[["year", "subject"]].drop_duplicates()
    found = [own.get(subject, minimum_score(year, subject)) for year, subject in asked.itertuples(index=False)]
    known = asked.assign(minimum=pd.array(found, dtype="Int64"))
    return gia[["year", "subject"]].merge(known, how="left")["minimum"].set_axis(gia.index)


def counted(rows: pd.DataFrame, keys: Sequence[str], parameters: Parameters) -> pd.DataFrame:
    """Participants and failures by these keys: n, n_low, is_low and small_n, sorted by the keys.

    rows: one a participant, or one for several alike (`times`), with a `below` column.
    """
    n, below = times(rows), rows["below"].astype("Int64")
    groups = rows[list(keys)].assign(n=n, n_low=n * below).groupby(list(keys), as_index=False, sort=True)
    table = groups[["n", "n_low"]].sum().astype({"n": "Int64", "n_low": "Int64"})
    return table.assign(
        is_low=is_low(table["n"], table["n_low"], parameters.low_percent),
        small_n=table["n"].lt(parameters.small_n).astype(bool),
    )


def is_low(n: pd.Series, n_low: pd.Series, low_percent: int) -> pd.Series:
    """Whether the failures reach the threshold; inclusive, in integers: 6 of 20 is low, 20 of 67 is not."""
    return (100 * n_low).ge(low_percent * n).astype(bool)


def _is_exam(gia: pd.DataFrame, exam: str, subjects: Sequence[str]) -> pd.Series:
    return gia["exam"].eq(exam) & gia["subject"].isin(list(subjects))


def vpr_procedure(grade: int, subject: str) -> str:
    """The name of a VPR work as a procedure."""
    return f"ВПР, {grade} класс, {subject}"


def vpr_procedures(vpr: pd.DataFrame) -> pd.Series:
    """«ВПР, 5 класс, математика» for each row: data, like the subject itself, so the same in every language."""
    (of_grade, grades), (of_subject, subjects) = pd.factorize(vpr["grade"]), pd.factorize(vpr["subject"])
    names = pd.array([f"ВПР, {grade} класс, {subject}" for grade in grades for subject in subjects], dtype="string")
    return pd.Series(names.take(of_grade * len(subjects) + of_subject), index=vpr.index)
