"""Which schools' results are missing though others of the region have them. The check itself; see checks.py."""

from collections.abc import Iterator

import pandas as pd

from models.assessment.analysis import Context
from models.assessment.findings import Finding
from models.assessment.layout import Frames
from models.assessment.procedures import procedures
from models.language import _

EGE_LEVELS = (" профильная", " базовая")


def results_are_complete(frames: Frames, context: Context) -> Iterator[Finding]:
    """Every school that must have results of a procedure has them.

    A school is expected to have a procedure that the region held that year when it has the same procedure in another
    of the years, or another procedure of the same grade or exam that year. The two levels of EGE mathematics count as
    one: a school may have nobody at one of them. A warning, for there are true reasons (no such grade this year).
    """
    held = _held(procedures(frames, context.years, context.parameters))
    missing = _expected(held).merge(held, on=["school", "year", "procedure"], how="left", indicator=True)
    missing = missing[missing["_merge"].eq("left_only")]
    for (school, year), rows in missing.groupby(["school", "year"], sort=True):
        message = _(
            "Нет результатов: {procedures}. Загрузите протоколы школы или подтвердите, что работ у неё не было."
        ).format(procedures="; ".join(sorted(rows["procedure"])))
        yield Finding(str(school), _("Результаты {year} года").format(year=year), message, blocking=False)


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
