"""A roadmap on a time axis: what stands in each measure's lane, and what hangs on what. Days only; drawing is tasks'.

How a measure stands is not said here: marks carry the key of their occurrence, for who knows its state.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import groupby

from models.language import _
from models.roadmap.definition import Measure, Roadmap
from models.roadmap.plan import Occurrence, Plan, by_measure
from models.roadmap.printing import for_people
from models.roadmap.schedule.occurrences import Span, spans
from models.roadmap.schedule.period import Period
from models.roadmap.schedule.reading import read
from models.roadmap.schedule.rules import (
    Continuous,
    Days,
    Deadline,
    Deadlines,
    Mixed,
    OnDemand,
    OwnSchedule,
    Recurring,
    Rule,
    Unspecified,
    Window,
    Windows,
)

# A repetition shorter than this is drawn as a window: «ежегодно в декабре» is a month of work, «ежегодно» is a day due.
LONGEST_WINDOW_DAYS = 100


class Shape(StrEnum):
    """What a mark looks like: a bar, a diamond at its last day, a diamond that repeats, a soft bar."""

    WINDOW = "window"
    DEADLINE = "deadline"
    REPEATED = "repeated"
    CONTINUOUS = "continuous"


@dataclass(frozen=True)
class Mark:
    """One occurrence in its lane; `start` and `end` are inclusive."""

    shape: Shape
    start: date
    end: date
    occurrence: str


@dataclass(frozen=True)
class Lane:
    """A measure's row. number: as the order has it («10.2» for a sub-item); note: said in place of marks."""

    measure: str
    number: str
    title: str
    marks: tuple[Mark, ...]
    note: str = ""


@dataclass(frozen=True)
class Section:
    """The order's section and its lanes."""

    title: str
    lanes: tuple[Lane, ...]


@dataclass(frozen=True)
class Link:
    """A dependency between two marks: the one that must be done first, and the first mark that waits for it."""

    before: str
    after: str
    done_by: date
    waiting: Mark
    is_soft: bool


@dataclass(frozen=True)
class Timeline:
    """Everything that the picture shows, in the order's order."""

    start: date
    end: date
    sections: tuple[Section, ...]
    links: tuple[Link, ...]


def timeline(roadmap: Roadmap, plan: Plan, supplied: Mapping[tuple[str, str], Days] | None = None) -> Timeline:
    """The roadmap's lanes over its period.

    supplied: days that people gave since, by (measure, occurrence): of steps on request or by another document
    """
    period = Period.parse(roadmap.period)
    its = by_measure(plan)
    given = supplied or {}
    lanes = [_lane(roadmap, measure, its.get(measure.code, ()), period, given) for measure in roadmap.measures]
    sections = groupby(zip(roadmap.measures, lanes, strict=True), key=lambda pair: pair[0].section)
    return Timeline(
        period.start,
        period.end,
        tuple(Section(for_people(title), tuple(lane for _measure, lane in pairs)) for title, pairs in sections),
        tuple(_links(plan, {lane.measure: lane for lane in lanes})),
    )


def _lane(
    roadmap: Roadmap, measure: Measure, plan: Plan, period: Period, given: Mapping[tuple[str, str], Days]
) -> Lane:
    rule = read(roadmap.reading_of(measure), period)
    marks = [_mark(found, rule, period) for found in plan if found.due_on]
    marks += [
        Mark(Shape.WINDOW, days.start, days.end or period.end, key)
        for (code, key), days in given.items()
        if code == measure.code and key not in {mark.occurrence for mark in marks}
    ]
    note = "" if marks else _note(roadmap, measure, rule)
    return Lane(measure.code, _number(measure), measure.title, tuple(marks), note)


def _number(measure: Measure) -> str:
    """As the order has it, within its section: «10.2» of a sub-item; nothing where the order prints none."""
    printed = measure.item if measure.number is None else measure.number
    return printed.rstrip(".") if measure.sub_item is None else f"{measure.item.rstrip('.')}.{measure.sub_item}"


def _note(roadmap: Roadmap, measure: Measure, rule: Rule) -> str:
    """Why the calendar has nothing to show; the order's own words where no short ones say it."""
    if measure.is_target:
        return _("целевой показатель")
    words = {OnDemand: _("по запросам"), OwnSchedule: _("по отдельному графику"), Unspecified: _("сроки не указаны")}
    return words.get(type(rule)) or " ".join(for_people(roadmap.reading_of(measure)).split())


def _mark(found: Occurrence, rule: Rule, period: Period) -> Mark:
    own = _own_span(found, spans(rule, period))
    assert own.opens_on is not None, "only occurrences with dates are drawn"
    assert own.due_on is not None, "only occurrences with dates are drawn"
    return Mark(_shape(own, rule, period), own.opens_on, own.due_on, found.key)


def _own_span(found: Occurrence, of_rule: Sequence[Span]) -> Span:
    """The order's own days, before any shift: what a prerequisite shifts is seen from the arrow.

    Not by the key alone: a plan that was adopted since keeps the keys of the one before it.
    """
    ending = [one for one in of_rule if one.due_on == found.due_on]
    natural = (one for one in ending if found.key == f"{one.opens_on}/{one.due_on}")
    return next(natural, ending[0] if ending else Span(found.opens_on, found.due_on))


def _shape(own: Span, rule: Rule, period: Period) -> Shape:
    """By the part of the schedule that the days come from; what no dated part names comes from the repeating."""
    parts = rule.parts if isinstance(rule, Mixed) else (rule,)
    for part in parts:
        if isinstance(part, _DATED) and own in spans(part, period):
            return Shape.DEADLINE if isinstance(part, Deadline | Deadlines) else Shape.WINDOW
    if any(isinstance(part, Continuous) for part in parts):
        return Shape.CONTINUOUS
    repeating = [part for part in parts if isinstance(part, Recurring)]
    has_window = any(part.window or part.windows for part in repeating)
    if has_window or _is_short_yearly(own, repeating):
        return Shape.WINDOW
    return Shape.REPEATED if repeating else Shape.WINDOW


_DATED = (Window, Windows, Deadline, Deadlines)


def _is_short_yearly(own: Span, repeating: list[Recurring]) -> bool:
    is_yearly = any(part.every in ("year", "half-year", "school-year") for part in repeating)
    return (
        is_yearly
        and own.opens_on is not None
        and own.due_on is not None
        and (own.due_on - own.opens_on).days < LONGEST_WINDOW_DAYS
    )


def _links(plan: Plan, lanes: Mapping[str, Lane]) -> Iterator[Link]:
    """For each edge of the roadmap one link, of the dependant's first occurrence that has both ends on the axis."""
    due = {(found.measure, found.key): found.due_on for found in plan}
    drawn: set[tuple[str, str]] = set()
    for found in plan:
        mark = next((one for one in lanes[found.measure].marks if one.occurrence == found.key), None)
        for needed in found.prerequisites:
            done_by = due.get((needed.measure, needed.occurrence))
            edge = (needed.measure, found.measure)
            if mark and done_by and edge not in drawn:
                drawn.add(edge)
                yield Link(*edge, done_by, mark, needed.soft)
