"""A roadmap's occurrences: what its schedules amount to on the calendar, and what each occurrence waits for.

Follows semantics.md, «Steps from a schedule» and «Prerequisites». No schools here: a unit is chosen when a cycle opens.
A cycle keeps its plan as JSON, so that a later edit of the YAML changes no past year.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date

from models.language import _
from models.roadmap.definition import Measure, Roadmap
from models.roadmap.needs import Prerequisite
from models.roadmap.schedule.occurrences import Span, spans
from models.roadmap.schedule.period import Period
from models.roadmap.schedule.reading import read
from models.roadmap.schedule.rules import Continuous, Mixed, Recurring, Rule

ANY = ""
AWAITING_DATES = "dates"


@dataclass(frozen=True)
class Needed:
    """What an occurrence waits for: a measure's occurrence, by key; ANY when the calendar gives that measure none."""

    measure: str
    occurrence: str
    soft: bool
    share: float


@dataclass(frozen=True)
class Occurrence:
    """One time that a measure falls due.

    key:      «2024-08-01/2024-08-31», the order's own span, before any shift; «dates» while dates are awaited
    opens_on, due_on: inclusive; both None while dates are awaited. opens_on may be later than the order's
    year:     the calendar year of the span's start; of the period's first year while dates are awaited
    """

    measure: str
    key: str
    opens_on: date | None
    due_on: date | None
    year: int
    prerequisites: tuple[Needed, ...] = ()


Plan = tuple[Occurrence, ...]


def occurrences(roadmap: Roadmap) -> Plan:
    """Every occurrence of every measure, measures as printed, each measure's in the order of time."""
    period = roadmap.plan_period
    planned: dict[str, Plan] = {}
    for measure in roadmap.in_topological_order:
        rule = read(roadmap.reading_of(measure), period)
        planned[measure.code] = tuple(
            _occurrence(measure, span, period, planned)
            for span, repeats in _spans(rule, period)
            if not measure.is_target and not (repeats and _ends_too_early(measure, span, planned))
        )
    return tuple(occurrence for measure in roadmap.measures for occurrence in planned[measure.code])


def why_no_steps_of_a_target() -> str:
    """Why a measure that is a target is listed without steps: the same words everywhere."""
    return _("целевой показатель: за ним наблюдают, шагов у него нет")


def prerequisites_at(measure: Measure, span: Span, planned: Mapping[str, Plan]) -> tuple[Needed, ...]:
    """Which occurrences of its prerequisites a measure waits for in this span; also for a request or supplied dates.

    planned: by measure, the occurrences of at least the measure's prerequisites.
    """
    return tuple(
        _needed(prerequisite, span, planned.get(prerequisite.measure, ())) for prerequisite in measure.prerequisites
    )


def by_measure(plan: Plan) -> dict[str, Plan]:
    """The plan's occurrences by measure."""
    codes = dict.fromkeys(occurrence.measure for occurrence in plan)
    return {code: tuple(found for found in plan if found.measure == code) for code in codes}


def as_json(plan: Plan) -> str:
    """The plan as text; equal plans give equal texts."""
    return json.dumps([asdict(found) for found in plan], default=date.isoformat, ensure_ascii=False, sort_keys=True)


def from_json(text: str) -> Plan:
    """The plan that `as_json` wrote."""
    return tuple(
        Occurrence(
            measure=row["measure"],
            key=row["key"],
            opens_on=_day(row["opens_on"]),
            due_on=_day(row["due_on"]),
            year=row["year"],
            prerequisites=tuple(Needed(**needed) for needed in row["prerequisites"]),
        )
        for row in json.loads(text)
    )


def _spans(rule: Rule, period: Period) -> list[tuple[Span, bool]]:
    """The rule's spans, and whether each is one of a repetition (recurring, continuous), not a date the order names."""
    parts = rule.parts if isinstance(rule, Mixed) else (rule,)
    named = {span for part in parts if not isinstance(part, Recurring | Continuous) for span in spans(part, period)}
    return [(span, span not in named) for span in spans(rule, period)]


def _occurrence(measure: Measure, span: Span, period: Period, planned: Mapping[str, Plan]) -> Occurrence:
    return Occurrence(
        measure=measure.code,
        key=_key(span),
        opens_on=_opening(measure, span, planned),
        due_on=span.due_on,
        year=period.start.year if span.opens_on is None else span.opens_on.year,
        prerequisites=prerequisites_at(measure, span, planned),
    )


def _key(span: Span) -> str:
    return AWAITING_DATES if span.opens_on is None or span.due_on is None else f"{span.opens_on}/{span.due_on}"


def _needed(prerequisite: Prerequisite, span: Span, its: Sequence[Occurrence]) -> Needed:
    found = _settled_by(span, its) or _first(its)
    key = found.key if found else ANY
    return Needed(prerequisite.measure, key, prerequisite.soft, prerequisite.share)


def _settled_by(span: Span, its: Sequence[Occurrence]) -> Occurrence | None:
    """The latest occurrence whose deadline is before the span's own, or which shares its window."""
    settled = [
        found
        for found in its
        if found.due_on and span.due_on and (found.due_on < span.due_on or found.key == _key(span))
    ]
    return max(settled, key=_due_on, default=None)


def _first(its: Sequence[Occurrence]) -> Occurrence | None:
    """The earliest occurrence that has dates."""
    return min((found for found in its if found.due_on), key=_due_on, default=None)


def _due_on(occurrence: Occurrence) -> date:
    assert occurrence.due_on is not None, "only occurrences with dates are compared"
    return occurrence.due_on


def _awaited_end(measure: Measure, span: Span, planned: Mapping[str, Plan]) -> date | None:
    """The day before which the span cannot begin: the latest end of first occurrences that none settles earlier."""
    ends = [
        _due_on(first)
        for needed in measure.hard_prerequisites
        if (its := planned[needed.measure]) and not _settled_by(span, its) and (first := _first(its))
    ]
    return max(ends, default=None)


def _opening(measure: Measure, span: Span, planned: Mapping[str, Plan]) -> date | None:
    """When the span opens: on the order's day, or at the awaited end, but never after its own deadline."""
    awaited = _awaited_end(measure, span, planned)
    if span.opens_on is None or span.due_on is None or awaited is None:
        return span.opens_on
    return max(span.opens_on, min(awaited, span.due_on))


def _ends_too_early(measure: Measure, span: Span, planned: Mapping[str, Plan]) -> bool:
    """Whether the span ends before its hard prerequisites are due for the first time."""
    awaited = _awaited_end(measure, span, planned)
    return span.due_on is not None and awaited is not None and span.due_on < awaited


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)
