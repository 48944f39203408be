"""An answer told for a part of the schools: a municipality's, or one school's own. Pure.

Rows are narrowed to those schools' rows and counts are summed over them; a rule is not asked again. What was compared
with the region stays compared with it, and tables that speak of no school (details without `school`) stay whole.
"""

from collections.abc import Mapping
from dataclasses import replace

import pandas as pd

from models.assessment.analysis import Result

# What an order demands of the region as a whole says nothing of its parts.
OF_THE_WHOLE = {"target_percent": "", "target_met": "", "register_schools": ""}


def counts_by_school(everybody: pd.Series, /, **counted: pd.Series) -> pd.DataFrame:
    """One row a school and a column for each name: how often the school stands in that series (never NA).

    everybody: whose results there are at all; who does not stand there has no row.
    """
    index = pd.Index(everybody.dropna().unique(), name="school").sort_values()
    columns = {name: of.value_counts().reindex(index, fill_value=0).astype("Int64") for name, of in counted.items()}
    return pd.DataFrame(columns, index=index).reset_index()


def totals(by_school: pd.DataFrame) -> dict[str, int | float | str]:
    """The facts of all these schools together."""
    return {str(name): int(value) for name, value in by_school.drop(columns="school").sum().items()}


def narrowed(result: Result, places: pd.Series) -> Mapping[str, Result]:
    """The result of every place by its name, in one pass.

    places: by school (the index), the place that it belongs to; schools that are not in it are nobody's. A place whose
    schools have no results has empty tables and counts of 0.
    """
    if result.by_school is None:
        raise ValueError("this rule answers for all schools together")
    of_place = places[~places.index.duplicated()].astype("string")
    names = sorted(of_place.dropna().unique())
    facts = _summed(result.by_school, of_place, names)
    tables = _split(result.table, of_place, names)
    details = {name: _split(table, of_place, names) for name, table in result.details.items()}
    schools = _split(result.by_school, of_place, names)
    without_target = {name: value for name, value in OF_THE_WHOLE.items() if name in result.facts}
    return {
        name: replace(
            result,
            table=tables[name],
            facts={**result.facts, **without_target, **facts[name]},
            details={detail: table[name] for detail, table in details.items()},
            by_school=schools[name],
        )
        for name in names
    }


def _summed(by_school: pd.DataFrame, places: pd.Series, names: list[str]) -> dict[str, dict[str, int]]:
    counts = by_school.drop(columns="school")
    sums = counts.groupby(by_school["school"].map(places), observed=True).sum().reindex(names, fill_value=0)
    return {str(name): {str(key): int(value) for key, value in row.items()} for name, row in sums.iterrows()}


def _split(table: pd.DataFrame, places: pd.Series, names: list[str]) -> dict[str, pd.DataFrame]:
    """Each place's rows in their order; a table that speaks of no school is everybody's."""
    if "school" not in table.columns:
        return dict.fromkeys(names, table)
    groups = table.groupby(table["school"].map(places), sort=False)
    return {name: table.iloc[groups.indices.get(name, [])].reset_index(drop=True) for name in names}
