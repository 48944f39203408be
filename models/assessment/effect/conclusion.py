"""Did support help? The change of supported schools against the others', and what may honestly be concluded from it.

Where the data do not allow an answer it is NOT_AVAILABLE with the reason, never a number. An answer speaks of the
group as a whole, of no single school; and leaving the list is no evidence of effect.
"""

from collections.abc import Iterable, Mapping
from typing import Any, cast

import pandas as pd

from models.assessment.analysis import Analysis, Context, Result
from models.assessment.effect.answers import by_change, by_edge, table_of
from models.assessment.effect.group import Setting, group_of, setting
from models.assessment.effect.moves import ENTERED, LEFT, STAYED, moves
from models.assessment.effect.results import compared_results
from models.assessment.effect.schools import COMPARED, LEFT_OUT, REASONS, SAME_COHORTS, SUPPORTED, schools_of
from models.assessment.layout import Frames
from models.assessment.low_results import schools_by_rules
from models.assessment.names import ACTIONS
from models.assessment.parameters import Parameters
from models.assessment.procedures import USES, procedures, unjudged
from models.assessment.procedures import select as select_procedures
from models.assessment.procedures import wants as procedures_want
from models.assessment.wanted import Wanted

NO_GROUP, NO_BASELINE_YEAR = "no_group", "no_baseline_year"
FEW_SUPPORTED, FEW_COMPARED = "few_supported", "few_compared"
Facts = dict[str, int | float | str]
# What sentences say of each method; where there is no number, nothing.
TOLD = ("schools", "compared", "effect", "lower", "upper", "conclusion", "why")


def select(frames: Frames, context: Context) -> Frames:
    """Results of the procedures that count, in all the context's years, and who is supported (`group`, group.py)."""
    years = sorted(set(context.years))
    return {**select_procedures(frames, years, context.parameters), "group": group_of(frames)}


def wants(context: Context) -> Mapping[str, Wanted]:
    """What the procedures want; the group is read whole."""
    return procedures_want(sorted(set(context.years)), context.parameters)


def compute(frames: Frames, context: Context) -> Result:
    """The effect in the context's last year: what `concluded` says of the procedures that count."""
    years, chosen = tuple(sorted(set(context.years))), select(frames, context)
    everything = procedures(chosen, years, context.parameters)
    found = concluded(everything, chosen["group"], years, context.parameters)
    return Result(found.table, {**found.facts, "unjudged": unjudged(chosen["gia"], context.parameters)}, found.details)


def concluded(everything: pd.DataFrame, group: pd.DataFrame, years: tuple[int, ...], parameters: Parameters) -> Result:
    """Table: method (change, edge), schools, compared, effect, lower, upper, error, freedom, conclusion, why.

    everything: what `procedures` gave for the years, earliest first; the last one is the outcome. Effects are in
    standard deviations of the results of schools that were not supported; better is more. schools, compared: how many
    stand behind the row. why: of not_available. details: schools (schools.py), pairs (what was compared), moves.
    """
    at = setting(everything, group, years, parameters)
    results = compared_results(everything, at, parameters, same_cohorts=parameters.effect.same_cohorts)
    schools = schools_of(everything, results, at, parameters)
    why = _why_not(everything, results, schools, at, parameters)
    table = table_of(by_change(results, schools, at, why), by_edge(everything, schools, at, why, parameters))
    moved = _moved(everything, at, years, parameters)
    facts = _facts(at, schools, results, moved, parameters)
    facts |= {f"{row['method']}_{name}": _plain(row[name]) for row in table.to_dict("records") for name in TOLD}
    return Result(table, facts, {"schools": schools, "pairs": results.round(4), "moves": moved})


def _why_not(
    everything: pd.DataFrame, results: pd.DataFrame, schools: pd.DataFrame, at: Setting, parameters: Parameters
) -> str:
    """Why there is no answer; empty when there is one."""
    if not at.supported:
        return NO_GROUP
    if not at.baseline or not everything["year"].isin(at.baseline).any():
        return NO_BASELINE_YEAR
    if results.empty and schools["why"].eq(SAME_COHORTS).any():
        return SAME_COHORTS
    parts = schools["part"].value_counts()
    if parts.get(COMPARED, 0) < parameters.effect.least_compared:
        return FEW_COMPARED
    return FEW_SUPPORTED if parts.get(SUPPORTED, 0) < parameters.effect.least_supported else ""


def _moved(everything: pd.DataFrame, at: Setting, years: tuple[int, ...], parameters: Parameters) -> pd.DataFrame:
    """The supported schools beside the list that R1 and R2 make of the last two years."""
    after = set.union(*schools_by_rules(everything, years[-2:], parameters))
    return moves(at.supported, after, everything, years[-2:])


def _facts(
    at: Setting, schools: pd.DataFrame, results: pd.DataFrame, moved: pd.DataFrame, parameters: Parameters
) -> Facts:
    listed, others = schools["group"].eq(SUPPORTED), schools["group"].eq(COMPARED)
    facts: Facts = {"year": at.outcome, "group": at.source, "listed": len(at.supported), "later": len(at.later)}
    facts |= {"baseline": _told(at.baseline), "selection": _told(at.selection)}
    facts |= {"baseline_used": _told(sorted(set(results["year"]) - {at.outcome}))}
    facts |= {part: int(schools["part"].eq(part).sum()) for part in (SUPPORTED, COMPARED)}
    facts |= {
        f"pupils_{part}": int(schools.loc[schools["part"].eq(part), "pupils"].sum()) for part in (SUPPORTED, COMPARED)
    }
    facts |= {f"left_out_{why}": int((listed & schools["why"].eq(why)).sum()) for why in REASONS}
    facts |= {"others_left_out": int((others & schools["part"].eq(LEFT_OUT)).sum())}
    facts |= {"procedures": int(results["procedure"].nunique()), "same_cohorts": int(parameters.effect.same_cohorts)}
    facts |= {"least_supported": parameters.effect.least_supported, "least_compared": parameters.effect.least_compared}
    return facts | {move: int(moved["move"].eq(move).sum()) for move in (LEFT, STAYED, ENTERED)}


def _plain(value: Any) -> int | float | str:
    """A cell as a fact: an empty text where there is no number."""
    return "" if pd.isna(value) else cast("int | float | str", value)


def _told(years: Iterable[int]) -> str:
    """«2021, 2022»; empty when there are none."""
    return ", ".join(str(year) for year in years)


ANALYSIS = Analysis(
    name="effect_of_support",
    version=ACTIONS["effect_of_support"],
    reads=("vpr", "vpr_marks", "gia"),
    select=select,
    compute=compute,
    uses=("effect", "r1_procedures", "same_procedure", *USES),
    wants=wants,
    recorded=("group",),
)
