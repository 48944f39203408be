"""Partner schools for schools: strong, near, willing, of like conditions, and not too many schools for each. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from models.mentoring.costs import PartnerCosts
from models.mentoring.sharing import Offer

# In the order in which they are asked.
CONDITIONS = ("is_willing", "is_of_the_language", "is_near")
OF_PARTNER = "_of_partner"


@dataclass(frozen=True)
class Region:
    """What partner schools are proposed by.

    about:       school, municipality, place, language, of every school of the register; NA: unknown
    neighbours:  municipality, neighbour: each pair once, in either order
    willing:     school, capacity (0: unwilling), of the schools that have answered
    stably_high: the schools whose results are stably high
    last_year:   school → the partner whom it had
    """

    about: pd.DataFrame
    neighbours: pd.DataFrame
    willing: pd.DataFrame
    stably_high: frozenset[str]
    last_year: Mapping[str, str]


def partners_offered(schools: list[str], region: Region, costs: PartnerCosts | None = None) -> Offer:
    """Which schools may be partners of these: the stably high ones and whoever has said it would, none of these.

    Who has not answered is asked for one school. The pairs have is_neighbour, is_stably_high, has_answered,
    is_same_place.
    """
    costs = costs or PartnerCosts()
    capacity = dict.fromkeys(sorted(region.stably_high - {*schools}), 1)
    answered = dict(zip(region.willing["school"], region.willing["capacity"].astype(int), strict=True))
    capacity |= {one: many for one, many in answered.items() if one not in schools}
    about = region.about.drop_duplicates("school")
    helped = pd.DataFrame({"school": schools}, dtype="string").merge(about, on="school", how="left")
    helping = pd.DataFrame({"helper": [*capacity]}, dtype="string").merge(
        about.rename(columns={"school": "helper"}), on="helper", how="left"
    )
    pairs = helped.merge(helping, how="cross", suffixes=("", OF_PARTNER))
    pairs = _told(pairs, region, capacity, {*answered})
    return Offer(schools, capacity, _priced(pairs, region, costs), CONDITIONS, costs.each_further)


def _told(pairs: pd.DataFrame, region: Region, capacity: Mapping[str, int], answered: set[str]) -> pd.DataFrame:
    """Each pair with what is so of it: the conditions, and what costs."""
    both = region.neighbours[["municipality", "neighbour"]].itertuples(index=False, name=None)
    borders = {pair for here, there in both for pair in ((here, there), (there, here))}
    here, there = pairs["municipality"], pairs["municipality" + OF_PARTNER]
    is_home = here.eq(there).fillna(False).to_numpy(bool)
    is_neighbour = [pair in borders for pair in zip(here, there, strict=True)]
    return pairs.assign(
        is_willing=pairs["helper"].map(capacity).gt(0).to_numpy(bool),
        is_of_the_language=~_differs(pairs, "language"),
        is_near=is_home | pd.array(is_neighbour, dtype=bool),
        is_neighbour=~is_home,
        is_stably_high=pairs["helper"].isin(region.stably_high).to_numpy(bool),
        has_answered=pairs["helper"].isin(answered).to_numpy(bool),
        is_same_place=~_differs(pairs, "place"),
    )


def _differs(pairs: pd.DataFrame, name: str) -> pd.Series:
    """Whether both are known, and are not the same."""
    return pairs[name].ne(pairs[name + OF_PARTNER]).fillna(False).astype(bool)


def _priced(pairs: pd.DataFrame, region: Region, costs: PartnerCosts) -> pd.DataFrame:
    had = pairs["school"].map(region.last_year).eq(pairs["helper"]).fillna(False).astype(bool)
    cost = costs.not_stably_high * (~pairs["is_stably_high"]).astype("int64")
    cost += costs.neighbour * pairs["is_neighbour"].astype("int64")
    cost += costs.unanswered * (~pairs["has_answered"]).astype("int64")
    cost += costs.other_place * (~pairs["is_same_place"]).astype("int64")
    columns = ["school", "helper", *CONDITIONS, "is_neighbour", "is_stably_high", "has_answered", "is_same_place"]
    return pairs[columns].assign(cost=cost + costs.newcomer * (~had).astype("int64"))
