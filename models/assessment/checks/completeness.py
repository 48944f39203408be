"""Which schools' results are missing though others of the region have them, or though they had them before."""

from collections.abc import Iterator

import pandas as pd

from models.assessment.analysis import Context
from models.assessment.findings import Finding
from models.assessment.layout import Frames
from models.assessment.procedures import procedures
from models.assessment.selection import frame
from models.language import _

EXAMS = ("ОГЭ", "ЕГЭ")
EGE_LEVELS = (" профильная", " базовая")


def results_are_complete(frames: Frames, context: Context) -> Iterator[Finding]:
    """Every school that must have results of a procedure has them.

    A school is expected to have a procedure that the region held that year when it has the same procedure in another
    of the years, or another procedure of the same grade or exam that year. The two levels of EGE mathematics count as
    one: a school may have nobody at one of them. A warning, for there are true reasons (no such grade this year).
    """
    held = _held(procedures(frames, context.years, context.parameters))
    missing = _missing(_expected(held), held)
    for (school, year), rows in missing.groupby(["school", "year"], sort=True):
        message = _(
            "Нет результатов: {procedures}. Загрузите протоколы школы или подтвердите, что работ у неё не было."
        ).format(procedures="; ".join(sorted(rows["procedure"])))
        yield Finding(str(school), _("Результаты {year} года").format(year=year), message, blocking=False)


def results_are_present(frames: Frames, context: Context) -> Iterator[Finding]:
    """Every school of the register has results of every ВПР work that the region held, and of the exams that it holds.

    Blocking, school by school: with a quorum the gate opens for the schools whose results are in. An exam is asked of
    the schools that held it in any of the years; without a register, all is asked of the schools with any results.
    """
    results = procedures(frames, context.years, context.parameters)
    held = _held(results)
    missing = _missing(_asked_of_all(held, frame(frames, "schools")), held)
    for (school, year), rows in missing.groupby(["school", "year"], sort=True):
        message = _("Нет результатов: {procedures}. Загрузите протоколы школы.").format(
            procedures="; ".join(sorted(rows["procedure"]))
        )
        yield Finding(str(school), _("Результаты {year} года").format(year=year), message, blocking=True)


def schools_are_in_every_year(frames: Frames, context: Context) -> Iterator[Finding]:
    """A school with results in one of the years has some in each: a changed login or a lost file looks otherwise."""
    seen = procedures(frames, context.years, context.parameters)[["school", "year"]].drop_duplicates()
    years = sorted(seen["year"].unique())
    grid = seen[["school"]].drop_duplicates().merge(pd.DataFrame({"year": years}, dtype="Int64"), how="cross")
    for row in _missing(grid, seen).sort_values(["school", "year"]).to_dict("records"):
        others = ", ".join(str(year) for year in sorted(seen.loc[seen["school"].eq(row["school"]), "year"]))
        message = _(
            "Результатов этого года нет, а за {others} есть. Не сменился ли логин школы, все ли файлы загружены."
        ).format(others=others)
        yield Finding(str(row["school"]), _("Результаты {year} года").format(year=row["year"]), message, blocking=False)


def _asked_of_all(held: pd.DataFrame, register: pd.DataFrame) -> pd.DataFrame:
    """school, year, procedure that each school is asked for."""
    schools = held[["school"]] if register.empty else register[["school"]]
    in_region = held[["year", "procedure", "family"]].drop_duplicates()
    grid = schools.drop_duplicates().merge(in_region, how="cross")
    holds = pd.MultiIndex.from_frame(grid[["school", "family"]]).isin(
        pd.MultiIndex.from_frame(held[["school", "family"]].drop_duplicates())
    )
    return grid[~grid["family"].isin(EXAMS) | holds]


def _missing(expected: pd.DataFrame, held: pd.DataFrame) -> pd.DataFrame:
    """The rows that are expected and not held."""
    keys = [key for key in ("school", "year", "procedure") if key in expected]
    found = expected.merge(held[keys].drop_duplicates(), on=keys, how="left", indicator=True)
    return found[found["_merge"].eq("left_only")]


def _held(results: pd.DataFrame) -> pd.DataFrame:
    """school, year, procedure, family of what has participants; a family is a VPR grade or an exam."""
    procedure = results["procedure"]
    for level in EGE_LEVELS:
        procedure = procedure.str.removesuffix(level)
    family = procedure.str.replace(r", [^,]*$", "", regex=True)
    held = results[["school", "year"]].assign(procedure=procedure, family=family)
    return held.drop_duplicates()


def _expected(held: pd.DataFrame) -> pd.DataFrame:
    """school, year, procedure that ought to be there."""
    in_region = held[["year", "procedure", "family"]].drop_duplicates()
    as_in_other_years = held[["school", "procedure"]].drop_duplicates().merge(in_region, on="procedure")
    as_in_other_subjects = held[["school", "year", "family"]].drop_duplicates().merge(in_region, on=["year", "family"])
    columns = ["school", "year", "procedure"]
    return pd.concat([as_in_other_years[columns], as_in_other_subjects[columns]]).drop_duplicates()
