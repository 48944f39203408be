"""Curators for schools: who knows about the risks that a school works on, and not too many schools for each. Pure."""

from collections.abc import Mapping, Sequence

import pandas as pd

from models.mentoring.costs import CuratorCosts
from models.mentoring.sharing import Offer

KNOWS_A_RISK = "knows_a_risk"
CONDITIONS = (KNOWS_A_RISK,)


def curators_offered(
    risks: Mapping[str, Sequence[str]],
    curators: pd.DataFrame,
    last_year: Mapping[str, str],
    costs: CuratorCosts | None = None,
) -> Offer:
    """Which curators may help which school.

    risks:     school → the factors that it works on; of a school without any, every curator will do
    curators:  models/assessment/layout.py; last_year: school → whom it had
    The pairs have a column `factors`: those of the school's that the curator knows about, separated by spaces.
    """
    costs = costs or CuratorCosts()
    people = {row["curator"]: _directions(row["factors"]) for row in curators.to_dict("records")}
    rows = [
        _pair(school, factors, curator, knows, last_year.get(school) == curator, costs)
        for school, factors in risks.items()
        for curator, knows in people.items()
    ]
    pairs = pd.DataFrame(rows, columns=["school", "helper", "factors", KNOWS_A_RISK, "cost"])
    capacity = dict(zip(curators["curator"], curators["capacity"].astype(int), strict=True))
    return Offer([*risks], capacity, pairs, CONDITIONS, costs.each_further)


def _directions(said: object) -> frozenset[str] | None:
    """The risks that a curator knows about; None: any."""
    return frozenset(said.split(";")) if isinstance(said, str) and said else None


def _pair(
    school: str, factors: Sequence[str], curator: str, knows: frozenset[str] | None, is_known: bool, costs: CuratorCosts
) -> tuple[str, str, str, bool, int]:
    answered = [factor for factor in factors if knows is None or factor in knows]
    cost = costs.each_unanswered * (len(factors) - len(answered)) + (0 if is_known else costs.newcomer)
    return school, curator, " ".join(answered), bool(answered) or not factors, cost
