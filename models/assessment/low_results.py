"""Schools with low results («ШНОР»): rules R1 and R2, kept apart (Novokuznetsk 2022, lines 103–111; Omsk 2025).

R1: in the later year at least `r1_procedures` procedures are low.
R2: a procedure (by default the same one) is low in both years. Years are the roadmap's choice, never "last year".
Where the order sets a target for the share of such schools among all (Novokuznetsk 2022, line 133), it is answered too.
"""

import pandas as pd

from models.assessment.analysis import Analysis, Context, Result
from models.assessment.layout import Frames
from models.assessment.names import ACTIONS
from models.assessment.parameters import Parameters
from models.assessment.procedures import USES, procedures_selected, unjudged
from models.assessment.procedures import select as select_procedures
from models.assessment.procedures import wants as procedures_want
from models.assessment.scope import counts_by_school, totals
from models.assessment.selection import frame, in_order

Facts = dict[str, int | float | str]


def select(frames: Frames, context: Context) -> Frames:
    """Results of the procedures that count, in the two years compared; for the target, which schools there are."""
    chosen = select_procedures(frames, compared_years(context), context.parameters)
    if context.parameters.low_schools_at_most is None:
        return chosen
    return {**chosen, "schools": frame(frames, "schools")[["school"]].drop_duplicates()}


def compute(frames: Frames, context: Context) -> Result:
    """Schools under R1 or R2. Table: school, r1, r2, low_procedures, small_n, one row a listed school.

    details: low (the low procedures of the listed schools, with n and n_low), procedures (everything counted).
    """
    parameters, years = context.parameters, compared_years(context)
    chosen = select(frames, context)
    everything = procedures_selected(chosen, parameters)
    by_r1, by_r2 = schools_by_rules(everything, years, parameters)
    listed = everything[everything["is_low"] & everything["school"].isin(by_r1 | by_r2)]
    table = _listed_schools(listed, by_r1, by_r2)
    by_school = _by_school(everything, table, years)
    facts = _years(years) | totals(by_school) | _thresholds(parameters)
    facts |= _target(frame(chosen, "schools"), table, parameters)
    facts["unjudged"] = unjudged(chosen["gia"], parameters)
    details = {"low": in_order(listed, "school", "year", "procedure"), "procedures": everything}
    return Result(table, facts, details, by_school=by_school)


def compared_years(context: Context) -> tuple[int, ...]:
    """The two latest of the context's years, earlier first (one, if there is only one: then R2 cannot hold)."""
    return tuple(sorted(set(context.years)))[-2:]


def schools_by_rules(
    everything: pd.DataFrame, years: tuple[int, ...], parameters: Parameters
) -> tuple[set[str], set[str]]:
    """The schools under R1 and those under R2, of what `procedures` gave for the years compared."""
    low = everything[everything["is_low"] & everything["year"].isin(years)]
    return _r1(low, years[-1], parameters.r1_procedures), _r2(low, years, same=parameters.same_procedure)


def target_is_met(low: int, schools: int, at_most_percent: int) -> bool:
    """Whether the share is within the target; inclusive, in integers: with 6 %, 5 of 88 are, 6 are not."""
    return 100 * low <= at_most_percent * schools


def _r1(low: pd.DataFrame, year: int, at_least: int) -> set[str]:
    """Schools with enough low procedures in the later year."""
    counts = low.loc[low["year"].eq(year), "school"].value_counts()
    return set(counts[counts.ge(at_least)].index)


def _r2(low: pd.DataFrame, years: tuple[int, ...], *, same: bool) -> set[str]:
    """Schools low in both years, in the same procedure or in any."""
    if len(years) < 2:
        return set()
    keys = ["school", "procedure"] if same else ["school"]
    spans = low.groupby(keys)["year"].nunique()
    return set(spans[spans.ge(2)].index.get_level_values("school"))


def _listed_schools(listed: pd.DataFrame, by_r1: set[str], by_r2: set[str]) -> pd.DataFrame:
    table = listed.groupby("school", as_index=False, sort=True).agg(
        low_procedures=("procedure", "size"), small_n=("small_n", "any")
    )
    table = table.assign(r1=table["school"].isin(by_r1), r2=table["school"].isin(by_r2))
    return table[["school", "r1", "r2", "low_procedures", "small_n"]]


def _years(years: tuple[int, ...]) -> Facts:
    return {"year": years[-1], "compared_with": years[0] if len(years) > 1 else ""}


def _by_school(everything: pd.DataFrame, table: pd.DataFrame, years: tuple[int, ...]) -> pd.DataFrame:
    """School and what is counted of it: that it has results, by which rule it is listed, that R2 is not available."""
    spans = everything.groupby("school")["year"].nunique()
    return counts_by_school(
        everything["school"],
        schools=pd.Series(everything["school"].unique()),
        low=table["school"],
        r1_only=table.loc[table["r1"] & ~table["r2"], "school"],
        r2_only=table.loc[table["r2"] & ~table["r1"], "school"],
        both=table.loc[table["r1"] & table["r2"], "school"],
        incomparable=pd.Series(spans[spans.lt(len(years))].index),
    )


def _thresholds(parameters: Parameters) -> Facts:
    return {
        "low_percent": parameters.low_percent,
        "r1_procedures": parameters.r1_procedures,
        "same_procedure": int(parameters.same_procedure),
        "small_n": parameters.small_n,
    }


def _target(register: pd.DataFrame, table: pd.DataFrame, parameters: Parameters) -> Facts:
    """The target share, the schools it is a share of (the register's), and whether it is met: "" where unknown."""
    at_most, schools = parameters.low_schools_at_most, int(register["school"].nunique())
    if at_most is None:
        return {"target_percent": "", "register_schools": "", "target_met": ""}
    met = int(target_is_met(len(table), schools, at_most)) if schools else ""
    return {"target_percent": at_most, "register_schools": schools, "target_met": met}


ANALYSIS = Analysis(
    name="low_results",
    version=ACTIONS["low_results"],
    reads=("vpr", "vpr_marks", "gia", "schools"),
    spares=("schools",),
    select=select,
    compute=compute,
    uses=("r1_procedures", "same_procedure", "low_schools_at_most", *USES),
    wants=lambda context: procedures_want(compared_years(context), context.parameters),
)
