"""Which mentors may help which teacher, and at what price: conditions that always hold, wishes that cost."""

import numpy as np
import numpy.typing as npt
import pandas as pd

from models.mentoring.costs import MentorCosts
from models.mentoring.frames import MENTOR, NEED, PAIR, SEPARATOR, Situation

Mask = npt.NDArray[np.bool_]
OF_MENTOR = "_of_mentor"  # beside the need's own column of the same name
# In the order in which they are asked; `reasons.py` tells the first that no mentor meets.
CONDITIONS = ["is_of_another_school", "is_of_the_level", "is_of_the_language", "is_near"]


def candidates(situation: Situation, costs: MentorCosts) -> pd.DataFrame:
    """Every pair that the conditions allow: PAIR, is_neighbour, has_agreement, is_continued, is_same_place, cost.

    Sorted by PAIR, so that the order of rows in files decides nothing.
    """
    reach = _reach(situation)
    near = situation.needs.merge(reach, on="municipality").rename(columns={"municipality": "at_home"})
    mentors = situation.mentors.rename(columns={"municipality": "reached"})
    both = near.merge(mentors, on=["subject", "reached"], suffixes=("", OF_MENTOR))
    allowed = both[_conditions(both.assign(is_near=True)).all(axis=1).to_numpy()]
    return _priced(allowed, situation, costs).sort_values(PAIR, ignore_index=True)


def whoever_teaches_it(needs: pd.DataFrame, situation: Situation) -> pd.DataFrame:
    """These needs with every mentor of their subject, near or far: PAIR and CONDITIONS, met or not."""
    both = needs.merge(situation.mentors, on="subject", suffixes=("", OF_MENTOR))
    homes = both[["municipality", "municipality" + OF_MENTOR]].set_axis(["municipality", "reached"], axis=1)
    is_near = homes.merge(_reach(situation), how="left", indicator=True)["_merge"].eq("both").to_numpy()
    return pd.concat([both[PAIR], _conditions(both.assign(is_near=is_near))], axis=1)


def _reach(situation: Situation) -> pd.DataFrame:
    """municipality, reached: itself and its neighbours. Who has no municipality reaches nobody."""
    there = situation.neighbours[["municipality", "neighbour"]].set_axis(["municipality", "reached"], axis=1)
    back = there.rename(columns={"municipality": "reached", "reached": "municipality"})
    homes = pd.concat([situation.needs["municipality"], situation.mentors["municipality"]]).unique()
    own = pd.DataFrame({"municipality": homes, "reached": homes}, dtype="string")
    return pd.concat([own, there, back[there.columns]], ignore_index=True).dropna().drop_duplicates()


def _conditions(both: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "is_of_another_school": both["school"].ne(both["mentor_school"]).to_numpy(bool),
            "is_of_the_level": _within(both["levels"], both["levels" + OF_MENTOR]),
            "is_of_the_language": _within(both["language"], both["languages"]),
            "is_near": both["is_near"].to_numpy(bool),
        },
        index=both.index,
    )[CONDITIONS]


def _within(wanted: pd.Series, offered: pd.Series) -> Mask:
    """Whether everything wanted is among what is offered; nothing wanted is always among it."""
    asked, asks = pd.factorize(wanted.fillna(""))
    given, gives = pd.factorize(offered.fillna(""))
    parts = [frozenset(filter(None, str(one).split(SEPARATOR))) for one in gives]
    meets = [[{*filter(None, str(one).split(SEPARATOR))} <= part for part in parts] for one in asks]
    return np.array(meets, dtype=bool).reshape(len(asks), len(parts))[asked, given]


def _priced(both: pd.DataFrame, situation: Situation, costs: MentorCosts) -> pd.DataFrame:
    pairs = both[PAIR].assign(
        is_neighbour=both["reached"].ne(both["at_home"]).to_numpy(bool),
        has_agreement=_among(both, situation.agreements, ["school", "mentor_school"]),
        is_continued=_among(both, situation.last_year, PAIR),
        is_same_place=~both["place"].ne(both["place" + OF_MENTOR]).fillna(False).to_numpy(bool),
    )
    price = costs.neighbour * pairs["is_neighbour"].astype("int64")
    price += costs.no_agreement * (~pairs["has_agreement"]).astype("int64")
    price += costs.newcomer * (~pairs["is_continued"]).astype("int64")
    return pairs.assign(cost=price + costs.other_place * (~pairs["is_same_place"]).astype("int64"))


def _among(rows: pd.DataFrame, listed: pd.DataFrame, keys: list[str]) -> Mask:
    """Which rows are listed, by these columns."""
    return positions(rows, listed, keys) >= 0


def positions(rows: pd.DataFrame, listed: pd.DataFrame, keys: list[str]) -> npt.NDArray[np.int64]:
    """The place of each row among those listed, by these columns; −1 where it is not listed."""
    index = pd.MultiIndex.from_frame(listed[keys].drop_duplicates().astype(object))
    return np.asarray(index.get_indexer(pd.MultiIndex.from_frame(rows[keys].astype(object))), dtype=np.int64)


def people_of(mentors: pd.DataFrame) -> pd.DataFrame:
    """The mentors, a row each: MENTOR and capacity, in order."""
    return mentors[[*MENTOR, "capacity"]].drop_duplicates(MENTOR).sort_values(MENTOR, ignore_index=True)


def in_order_of_need(needs: pd.DataFrame) -> pd.DataFrame:
    """The needs in order, each once."""
    return needs.drop_duplicates(NEED).sort_values(NEED, ignore_index=True)
