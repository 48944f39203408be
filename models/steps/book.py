"""What is recorded of one roadmap, as far as a verdict may rest on it. Reading it belongs in tasks/record/book.py."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from models.assessment.supported import Supported
from models.records import DataFinding, Dataset, Hold, Step, Waiver
from models.roadmap.definition import Roadmap
from models.roadmap.plan import Occurrence
from models.steps.acceptance import Turn


class Held(NamedTuple):
    """What a hold stops: steps of a school, of a measure, of a phase; what is empty narrows nothing."""

    school: str = ""
    measure: str = ""
    phase: str = ""


@dataclass(frozen=True)
class Book:
    """Everything recorded that a verdict may rest on, of all cycles of one roadmap.

    steps:     (measure, occurrence) → unit → step
    open_years, grouped_years: years whose cycle is open; whose target group is approved
    closed:    ids of cycles that are closed: nothing in them is marked stale again
    loaded:    (kind, year) of the data that are loaded (year None: for kinds without a year)
    datasets:  the loaded files that nothing supersedes
    bases:     step id → prerequisite step id → the result it rested on
    outdated:  ids of automated steps whose input files have changed since they were computed
    findings:  (measure, occurrence) → what the data checks found
    unbound:   (party, unit) that nobody holds; the unit is empty for the whole roadmap
    supported: who is supported by the approved lists, where a measure's rule asks
    reached:   measures whose indicators are reached, where a prerequisite asks
    holds:     what is put on hold and was not released, by what it stops; those whose last day is over are among them
    snoozed:   ids of steps of which all who would be reminded today have put it off
    waivers:   step id → its waivers, the oldest first, without those that were taken back (revoked: their ids)
    passed:    step id → the waiver under which it was handed in or computed past a closed gate, whatever became of it
    turns:     step id → whose word what was handed in awaits, where several have a say
    """

    roadmap: Roadmap
    plan: Mapping[tuple[str, str], Occurrence]
    steps: Mapping[tuple[str, str], Mapping[str, Step]]
    open_years: frozenset[int] = frozenset()
    grouped_years: frozenset[int] = frozenset()
    closed: frozenset[int] = frozenset()
    loaded: frozenset[tuple[str, int | None]] = frozenset()
    datasets: tuple[Dataset, ...] = ()
    bases: Mapping[int, Mapping[int, str]] = field(default_factory=dict)
    outdated: frozenset[int] = frozenset()
    findings: Mapping[tuple[str, str], Sequence[DataFinding]] = field(default_factory=dict)
    unbound: frozenset[tuple[str, str]] = frozenset()
    supported: tuple[Supported, ...] = ()
    reached: frozenset[str] = frozenset()
    holds: Mapping[Held, Sequence[Hold]] = field(default_factory=dict)
    snoozed: frozenset[int] = frozenset()
    waivers: Mapping[int, Sequence[Waiver]] = field(default_factory=dict)
    revoked: frozenset[int] = frozenset()
    passed: Mapping[int, Waiver] = field(default_factory=dict)
    turns: Mapping[int, Turn] = field(default_factory=dict)

    def occurrence_of(self, step: Step) -> Occurrence | None:
        """The planned occurrence that the step stands for; None for a step made on request."""
        return self.plan.get((step.measure, step.occurrence))

    def every_step(self) -> Iterator[Step]:
        """The steps of all occurrences, one after another."""
        return (step for units in self.steps.values() for step in units.values())
