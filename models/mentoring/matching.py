"""Mentors for teachers: pins first, then as many teachers as can be served, then the least cost, then the fewest moves.

Conditions that always hold: the subject, every level the teacher needs, the language of teaching, another school, the
same or a neighbouring municipality, the mentor's capacity. Only a person's pin overrides them, and that is remarked.
"""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
import pandas as pd

from models.assessment.selection import in_order
from models.mentoring.assignment import NOBODY, Problem, Whole, solved
from models.mentoring.candidates import candidates, in_order_of_need, people_of, positions
from models.mentoring.costs import MentorCosts
from models.mentoring.frames import MENTOR, NEED, PAIR, Situation, Will
from models.mentoring.reasons import Reason, reasons, rivals


class Remark(StrEnum):
    """What is odd about a pin."""

    NO_SUCH_NEED = "no_such_need"  # the teacher is on no list of this year: the pin stands for nothing
    NO_SUCH_MENTOR = "no_such_mentor"  # the mentor is in no list: the pin is not kept
    AGAINST_CONDITIONS = "against_conditions"  # kept: people know better
    OVER_CAPACITY = "over_capacity"  # kept; the mentor is given nobody else


@dataclass(frozen=True)
class Matching:
    """Who helps whom.

    pairs:    PAIR, is_pinned, is_neighbour, has_agreement, is_continued, is_same_place, cost (NA: pinned against
              conditions); sorted
    unserved: NEED, reason, rivals, places (NA unless all places are taken); sorted
    remarks:  PAIR, remark: pins that are odd
    cost:     of the pairs that nobody pinned, with what sharing out costs
    moves:    how many of the standing pairs' teachers have another mentor now, or none
    """

    pairs: pd.DataFrame
    unserved: pd.DataFrame
    remarks: pd.DataFrame
    cost: int
    moves: int


def match(situation: Situation, will: Will | None = None, costs: MentorCosts | None = None) -> Matching:
    """The best matching there is. ValueError when two mentors are pinned to one need, or one pair pinned and forbidden.

    Equal matchings are told apart by the order of codes, never by the order of rows.
    """
    will, costs = will or Will(), costs or MentorCosts()
    _refuse_contradictions(will)
    return _Bench(situation, will, costs).matching()


def _refuse_contradictions(will: Will) -> None:
    if will.pinned.drop_duplicates(PAIR).duplicated(NEED).any():
        raise ValueError("two mentors are pinned to one teacher's subject")
    if (positions(will.pinned, will.forbidden, PAIR) >= 0).any():
        raise ValueError("a pair is both pinned and forbidden")


class _Bench:
    """The frames as numbers, while they are worked on: needs, mentors, and the edges between them."""

    def __init__(self, situation: Situation, will: Will, costs: MentorCosts) -> None:
        self.situation, self.will, self.costs = situation, will, costs
        self.needs, self.people = in_order_of_need(situation.needs), people_of(situation.mentors)
        self.candidates = candidates(situation, costs)
        pinned = will.pinned.drop_duplicates(PAIR)
        is_known = (positions(pinned, self.needs, NEED) >= 0) & (positions(pinned, self.people, MENTOR) >= 0)
        self.pinned = pinned[is_known].reset_index(drop=True)
        self.open = self._open_edges()

    def _open_edges(self) -> pd.DataFrame:
        """Candidates that are neither forbidden nor of a need that a pin serves."""
        is_forbidden = positions(self.candidates, self.will.forbidden, PAIR) >= 0
        is_settled = positions(self.candidates, self.pinned, NEED) >= 0
        return self.candidates[~is_forbidden & ~is_settled].reset_index(drop=True)

    def matching(self) -> Matching:
        """Solve, and say what was found and what could not be."""
        problem = self._problem()
        edges = solved(problem)
        chosen = self.open.iloc[edges[edges != NOBODY]]
        pinned = self.pinned.merge(self.candidates, on=PAIR, how="left").assign(is_pinned=True)
        pairs = pd.concat([chosen.assign(is_pinned=False), pinned], ignore_index=True)
        served_by = np.where(edges != NOBODY, problem.mentor[edges] if len(problem.mentor) else NOBODY, NOBODY)
        cost = int(problem.cost[edges[edges != NOBODY]].sum()) + _of_sharing(problem, served_by)
        unserved = self._unserved(problem, served_by)
        return Matching(_as_pairs(pairs), unserved, self._remarks(), cost, self._moves(pairs))

    def _problem(self) -> Problem:
        standing = self.will.standing.drop_duplicates(NEED)
        at = positions(self.needs, standing, NEED)
        mentors_of_standing = np.append(positions(standing, self.people, MENTOR), NOBODY)
        taken = np.bincount(positions(self.pinned, self.people, MENTOR), minlength=len(self.people))
        capacity = self.people["capacity"].fillna(0).to_numpy(np.int64)
        return Problem(
            need=positions(self.open, self.needs, NEED),
            mentor=positions(self.open, self.people, MENTOR),
            cost=self.open["cost"].to_numpy(np.int64),
            had=mentors_of_standing[at],
            taken=taken.astype(np.int64),
            capacity=capacity,
            each_further=self.costs.each_further,
        )

    def _unserved(self, problem: Problem, served_by: Whole) -> pd.DataFrame:
        """Whoever is served neither by a solution nor by a pin, and why."""
        is_pinned = positions(self.needs, self.pinned, NEED) >= 0
        left = self.needs[(served_by == NOBODY) & ~is_pinned]
        told = reasons(left, self.situation, self.will.forbidden)
        places = np.maximum(problem.capacity - problem.taken, 0)
        counts = pd.DataFrame(rivals(problem.need, problem.mentor, served_by, places), columns=["rivals", "places"])
        counts = counts[~is_pinned[served_by == NOBODY]].astype("Int64").set_axis(left.index)
        table = pd.concat([left[NEED].assign(reason=pd.array(told, dtype="string")), counts], axis=1)
        table.loc[table["reason"].ne(Reason.ALL_TAKEN), ["rivals", "places"]] = pd.NA
        return in_order(table, *NEED)

    def _remarks(self) -> pd.DataFrame:
        """Every pin of which something is odd, each oddity once."""
        pins = self.will.pinned.drop_duplicates(PAIR)[PAIR]
        load = self.pinned.groupby(MENTOR).size().rename("load").reset_index().merge(self.people, on=MENTOR)
        full = load[load["load"].gt(load["capacity"])]
        odd = {
            Remark.NO_SUCH_NEED: pins[positions(pins, self.needs, NEED) < 0],
            Remark.NO_SUCH_MENTOR: pins[positions(pins, self.people, MENTOR) < 0],
            Remark.AGAINST_CONDITIONS: self.pinned[positions(self.pinned, self.candidates, PAIR) < 0],
            Remark.OVER_CAPACITY: self.pinned[positions(self.pinned, full, MENTOR) >= 0],
        }
        told = [rows[PAIR].assign(remark=remark.value).astype("string") for remark, rows in odd.items()]
        return in_order(pd.concat(told), *PAIR, "remark")

    def _moves(self, pairs: pd.DataFrame) -> int:
        """Standing pairs of teachers who still need somebody, and are given another or nobody."""
        standing = self.will.standing.drop_duplicates(NEED)
        needed = standing[positions(standing, self.needs, NEED) >= 0]
        return int((positions(needed, pairs, PAIR) < 0).sum())


def _of_sharing(problem: Problem, served_by: Whole) -> int:
    """What second, third and further places cost."""
    given = np.bincount(served_by[served_by != NOBODY], minlength=len(problem.capacity))
    last = problem.taken + given
    return problem.each_further * int((last * (last - 1) // 2 - problem.taken * (problem.taken - 1) // 2).sum())


def _as_pairs(pairs: pd.DataFrame) -> pd.DataFrame:
    """The table of Matching.pairs: sorted, typed, NA where a pin stands against conditions."""
    flags: dict[str, str] = dict.fromkeys(["is_neighbour", "has_agreement", "is_continued", "is_same_place"], "boolean")
    kinds = {**dict.fromkeys(PAIR, "string"), "is_pinned": "bool", **flags, "cost": "Int64"}
    return pairs[list(kinds)].astype(kinds).sort_values(PAIR, ignore_index=True)
