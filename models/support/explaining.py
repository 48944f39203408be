"""Why a line stands in a school's plan, what it keeps out, and why another does not stand there. Pure."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby

import numpy as np
import pandas as pd

from models.language import _
from models.support.catalogue import Catalogue
from models.support.worth import EFFORT_COST, answered

LINE_COLUMNS = ["school", "code", "factor", "level", "benefit", "needed_for", "displaces"]
LEFT_COLUMNS = ["school", "code", "factor", "level", "benefit", "reason"]
EQUAL = 1e-9


class Reason(StrEnum):
    """Why a fit measure is not in a school's plan."""

    PLACES = "places"
    LIMIT = "limit"
    EFFORT = "effort"

    @property
    def label(self) -> str:
        """As people read it."""
        return {
            Reason.PLACES: _("места института отданы школам, которым они нужнее"),
            Reason.LIMIT: _("план школы полон, другие меры дают больше"),
            Reason.EFFORT: _("сил школы берёт больше, чем даёт"),
        }[self]


def explained(
    found: pd.DataFrame, catalogue: Catalogue, limit: int, room: Mapping[str, float]
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The lines chosen and the fit measures left out (columns above), schools sorted.

    found: candidates with is_chosen, schools sorted
    """
    taken = found.loc[found["is_chosen"], "code"].value_counts()
    full = {code for code, most in room.items() if taken.get(code, 0) >= most}
    answers = tuple(answered(np.arange(1 + sum(one.strength for one in catalogue.measures), dtype=float)).tolist())
    rows = [_Candidate(**record) for record in found.to_dict("records")]  # type: ignore[arg-type]
    schools = [_School([*own], catalogue, limit, full, answers) for _name, own in groupby(rows, lambda row: row.school)]
    lines = pd.DataFrame([line for school in schools for line in school.lines()], columns=LINE_COLUMNS)
    left = pd.DataFrame([line for school in schools for line in school.left_out()], columns=LEFT_COLUMNS)
    return lines, left


@dataclass(frozen=True)
class _Candidate:
    """A row of candidates.candidates, with what became of it."""

    school: str
    code: str
    factor: str
    level: str | None
    weight: float
    strength: int
    effort: int
    places: int
    is_chosen: bool


class _School:
    """One school's candidates, chosen and not.

    full: measures whose places are all taken; answers: strength → how much of a factor it answers (worth.answered)
    """

    def __init__(
        self, own: list[_Candidate], catalogue: Catalogue, limit: int, full: set[str], answers: Sequence[float]
    ) -> None:
        self.rows = {row.code: row for row in own}
        self.chosen = {row.code for row in own if row.is_chosen}
        self.catalogue, self.limit, self.full, self.answers = catalogue, limit, full, answers

    def lines(self) -> Iterator[tuple[object, ...]]:
        """The chosen, needs before what needs them, with what each is good for."""
        for code in self.catalogue.in_order(self.chosen):
            row = self.rows[code]
            dependants = self._dependants(code)
            needed_for = " ".join(one for one in self.catalogue.by_code if one in dependants)
            benefit = self._gain(code, self.chosen - {code})
            yield row.school, code, row.factor, row.level, benefit, needed_for, self._displaced_by(code, dependants)

    def left_out(self) -> Iterator[tuple[object, ...]]:
        """What is fit and was not chosen, the best first, with why not."""
        fit = [code for code, row in self.rows.items() if code not in self.chosen and row.weight > 0]
        for code in sorted(fit, key=lambda one: -self._gain(one, self.chosen)):
            row = self.rows[code]
            yield row.school, code, row.factor, row.level, self._gain(code, self.chosen), self._why_not(code).value

    def _dependants(self, code: str) -> set[str]:
        return {one for one in self.chosen if code in self.catalogue.by_code[one].needs}

    def _gain(self, code: str, beside: set[str]) -> float:
        """What the measure adds to a plan of these others, less its effort."""
        row = self.rows[code]
        strength = sum(self.rows[one].strength for one in beside if self.rows[one].factor == row.factor)
        more = self.answers[strength + row.strength] - self.answers[strength]
        return row.weight * more - row.effort * EFFORT_COST

    def _displaced_by(self, code: str, dependants: set[str]) -> str:
        """What would stand in the line's place without it: nothing while the plan has room or others need the line."""
        if dependants or len(self.chosen) < self.limit:
            return ""
        beside = self.chosen - {code}
        others = [one for one in self.rows if one not in self.chosen and self._could_join(one, beside)]
        best = max(others, key=lambda one: self._gain(one, beside), default="")
        return best if best and self._gain(best, beside) > EQUAL else ""

    def _could_join(self, code: str, beside: set[str]) -> bool:
        return code not in self.full and {*self.catalogue.by_code[code].needs} <= beside

    def _why_not(self, code: str) -> Reason:
        missing = self.catalogue.needed_for([code]) - self.chosen
        if missing & self.full:
            return Reason.PLACES
        return Reason.LIMIT if len(self.chosen) + len(missing) > self.limit else Reason.EFFORT
