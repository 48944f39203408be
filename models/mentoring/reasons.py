"""Why a teacher is left without a mentor: the first condition that nobody meets, or who takes all the places."""

from collections.abc import Sequence
from enum import StrEnum

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy.sparse import csr_array
from scipy.sparse.csgraph import breadth_first_order

from models.mentoring.assignment import NOBODY, Whole
from models.mentoring.candidates import CONDITIONS, positions, whoever_teaches_it
from models.mentoring.frames import NEED, PAIR, Situation


class Reason(StrEnum):
    """Why nobody could be given. In the order of the conditions: each means that all before it are met by somebody."""

    NO_SUBJECT = "no_subject"
    OWN_SCHOOL_ONLY = "own_school_only"
    NO_LEVEL = "no_level"
    NO_LANGUAGE = "no_language"
    TOO_FAR = "too_far"
    FORBIDDEN = "forbidden"
    ALL_TAKEN = "all_taken"


_BY_CONDITIONS_MET = list(Reason)


def reasons(needs: pd.DataFrame, situation: Situation, forbidden: pd.DataFrame) -> Sequence[Reason]:
    """The reason of each of these needs, none of which was served."""
    pairs = whoever_teaches_it(needs, situation)
    is_allowed = positions(pairs, forbidden, PAIR) < 0
    met = np.column_stack([pairs[CONDITIONS].to_numpy(bool), is_allowed]).cumprod(axis=1).sum(axis=1) + 1
    most = np.zeros(len(needs), dtype=np.int64)
    np.maximum.at(most, positions(pairs, needs, NEED), met)
    return [_BY_CONDITIONS_MET[number] for number in most]


def rivals(need: Whole, mentor: Whole, served_by: Whole, places: Whole) -> npt.NDArray[np.int64]:
    """For each need left unserved: how many teachers depend on the mentors whom it could have, and on how many places.

    need, mentor: of each edge; served_by: for each need its mentor or NOBODY; places: free ones of each mentor.
    Rows × (rivals, places). «Could have» counts whoever would have to be given another mentor for it, and so on; who
    depends on them has no other candidates. There are always more rivals than places: the proof that no other solution
    serves more of them.
    """
    needs, served = len(served_by), np.flatnonzero(served_by != NOBODY)
    ways = (np.concatenate([need, needs + served_by[served]]), np.concatenate([needs + mentor, served]))
    graph = csr_array((np.ones(len(ways[0]), np.int8), ways), shape=(needs + len(places),) * 2)
    many, found = len(np.unique(need)), []
    for one in np.flatnonzero(served_by == NOBODY):
        reached = breadth_first_order(graph, one, return_predecessors=False)
        mentors = reached[reached >= needs] - needs
        may_go_elsewhere = np.unique(need[~np.isin(mentor, mentors)])
        found.append((many - len(may_go_elsewhere), int(places[mentors].sum())))
    return np.array(found, dtype=np.int64).reshape(-1, 2)
