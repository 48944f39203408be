"""Whether the results at hand are enough of the region's: schools of the register, pupils of the grades."""

from collections.abc import Iterator

import pandas as pd

from models.assessment.analysis import Context
from models.assessment.checks.scores import WORK, vpr_places
from models.assessment.findings import Finding
from models.assessment.layout import Frames
from models.assessment.procedures import procedures
from models.assessment.reported import participants
from models.assessment.selection import frame, rows_of_years
from models.language import _
from models.people.counting import few_of
from models.wording import percent

GRADE = ["school", "year", "grade"]


def coverage_is_enough(frames: Frames, context: Context) -> Iterator[Finding]:
    """Enough schools of the register have results in each year, and enough of the pupils wrote each compulsory work."""
    yield from _schools(frames, context)
    yield from _pupils(frames, context)


def _schools(frames: Frames, context: Context) -> Iterator[Finding]:
    register = sorted(frame(frames, "schools")["school"].unique())
    least = context.parameters.covered_schools_percent
    results = procedures(frames, context.years, context.parameters)
    for year, rows in results.groupby("year", sort=True):
        absent = [school for school in register if school not in set(rows["school"])]
        if 100 * (len(register) - len(absent)) < least * len(register):
            message = _(
                "Школ с результатами: {there} из {all} ({share}), нужно не менее {least} %. Нет: {absent}. "
                "Загрузите недостающие файлы."
            ).format(
                there=len(register) - len(absent),
                all=len(register),
                share=percent(100 * (len(register) - len(absent)) / len(register)),
                least=least,
                absent=few_of(absent),
            )
            yield Finding("", _("Результаты {year} года").format(year=year), message, blocking=True)


def _pupils(frames: Frames, context: Context) -> Iterator[Finding]:
    """Expected are the pupils of a grade that any of its works knows of, the absent ones too.

    A report knows of no absent ones: of a school that has nothing else, as many as its most widely written work had.
    """
    parameters = context.parameters
    rows = rows_of_years(frame(frames, "vpr"), context.years)
    rows = rows[rows["grade"].isin(list(parameters.vpr_grades))]
    told = participants(frames, {"year": context.years, "grade": parameters.vpr_grades})
    wrote = rows[rows["subject"].isin(list(parameters.vpr_subjects)) & rows["mark"].notna()]
    told_wrote = told[told["subject"].isin(list(parameters.vpr_subjects))].rename(columns={"n": "size"})
    counts = pd.concat([_pupils_by(WORK, wrote), told_wrote]).groupby(WORK, as_index=False)[["size"]].sum()
    counts = counts.merge(_expected(rows, told), on=["year", "grade"])
    thin = counts[(100 * counts["size"]).lt(parameters.covered_pupils_percent * counts["expected"])]
    for row in thin.assign(place=vpr_places(thin)).to_dict("records"):
        message = _(
            "Писали работу: {wrote} из {expected} ({share}), нужно не менее {least} %. Загрузите недостающие классы."
        ).format(
            wrote=row["size"],
            expected=row["expected"],
            share=percent(100 * row["size"] / row["expected"]),
            least=parameters.covered_pupils_percent,
        )
        yield Finding("", str(row["place"]), message, blocking=True)


def _expected(rows: pd.DataFrame, told: pd.DataFrame) -> pd.DataFrame:
    """year, grade, expected."""
    known = pd.MultiIndex.from_frame(rows[GRADE].drop_duplicates())
    most = told[~pd.MultiIndex.from_frame(told[GRADE]).isin(known)].groupby(GRADE, as_index=False)[["n"]].max()
    both = pd.concat([_pupils_by(["year", "grade"], rows), most.rename(columns={"n": "size"})])
    return both.groupby(["year", "grade"], as_index=False)[["size"]].sum().rename(columns={"size": "expected"})


def _pupils_by(keys: list[str], rows: pd.DataFrame) -> pd.DataFrame:
    """How many different pupils of different schools: the keys and `size`."""
    return rows.drop_duplicates([*keys, "school", "pupil"]).groupby(keys, as_index=False, sort=True).size()
