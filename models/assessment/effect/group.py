"""Who is supported, by results of which years they were chosen, and which years are left for a fair baseline."""

from collections.abc import Iterable
from dataclasses import dataclass

import pandas as pd

from models.assessment.layout import INTEGER, TEXT, Frames
from models.assessment.low_results import schools_by_rules
from models.assessment.parameters import Parameters
from models.assessment.supported import Supported

# One row for each school of the approved list and each result year that the list was made from. Not loaded from a
# file: who asks for the effect says it from the record.
GROUP = {
    "school": TEXT,
    "selection_year": INTEGER,
    "from_year": INTEGER,  # the first year whose results come after support began
}
APPROVED, BY_RULE, NOBODY = "approved", "rule", ""


@dataclass(frozen=True)
class Setting:
    """Who is compared with whom, and when.

    supported: on the list, and supported by the outcome year; whoever comes later is still one of the others, for
               leaving them out would choose the others by their outcome.
    later:     those who come later.
    selection, baseline: years that the lists of the supported were made from, and earlier ones that decided nothing.
    source:    approved, rule (R1 and R2 stand for a list that nobody gave) or empty.
    """

    outcome: int
    baseline: tuple[int, ...]
    selection: tuple[int, ...]
    supported: frozenset[str]
    later: frozenset[str]
    source: str


def group_frame(supported: Iterable[Supported]) -> pd.DataFrame:
    """The frame `group` of who is supported by the record."""
    rows = [(one.school, year, one.from_year) for one in supported for year in one.selection_years]
    return pd.DataFrame(rows, columns=list(GROUP)).astype(GROUP)


def group_of(frames: Frames) -> pd.DataFrame:
    """The frame `group`, without repeated rows; no rows when nobody gave one."""
    given = frames["group"] if "group" in frames else pd.DataFrame(columns=list(GROUP))
    return given.reindex(columns=list(GROUP)).astype(GROUP).drop_duplicates()


def setting(everything: pd.DataFrame, group: pd.DataFrame, years: tuple[int, ...], parameters: Parameters) -> Setting:
    """The approved list's setting; by rule only where there is no list and the roadmap says that the rule will do.

    everything: what `procedures` gave for the years, sorted.
    """
    source = APPROVED
    if group.empty and parameters.effect.group_by_rule:
        group, source = _by_rule(everything, years, parameters), BY_RULE
    outcome = years[-1]
    since = group.groupby("school")["from_year"].min()
    is_in_time = since.le(outcome).fillna(False).astype(bool)
    of_supported = group["school"].isin(since.index[is_in_time])
    selection = {int(year) for year in group.loc[of_supported, "selection_year"].dropna()}
    first = min((int(year) for year in since.dropna()), default=outcome)
    return Setting(
        outcome=outcome,
        baseline=tuple(year for year in years if year < min(first, outcome) and year not in selection),
        selection=tuple(sorted(selection)),
        supported=frozenset(since.index[is_in_time]),
        later=frozenset(since.index[~is_in_time]),
        source=NOBODY if group.empty else source,
    )


def _by_rule(everything: pd.DataFrame, years: tuple[int, ...], parameters: Parameters) -> pd.DataFrame:
    """The list that R1 and R2 make of the two years before the outcome."""
    looked_at = years[-3:-1]
    if not looked_at:
        return pd.DataFrame(columns=list(GROUP)).astype(GROUP)
    listed = sorted(set.union(*schools_by_rules(everything, looked_at, parameters)))
    rows = [(school, year, years[-1]) for school in listed for year in looked_at]
    return pd.DataFrame(rows, columns=list(GROUP)).astype(GROUP)
