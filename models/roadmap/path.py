"""The critical path: how late each occurrence may be finished, and what slips when one does. Pure.

The order gives windows, not durations: a window says when the work may be done. So a measure takes as many working days
as its `duration_days` says, and where nothing says it, at least one.

- Earliest finish: as soon as its window is open and what it waits for is finished.
- Latest finish: so that neither its own deadline nor any that waits for it is missed.
- Slack: working days from the one to the other. Negative: somebody's deadline cannot be met at all.
- Critical path: the longest chain of work that waits for work; of equally long ones the one with the least slack.
- As written: everybody uses all the time that the order gives and finishes on the last day.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from graphlib import TopologicalSorter
from typing import Protocol

from models.roadmap.plan import Occurrence, Plan

Key = tuple[str, str]


class WorkingDays(Protocol):
    """What is asked of a calendar; models/roadmap/calendar.py has it."""

    def next_working_day(self, day: date) -> date:
        """The day itself, or the first working one after it."""

    def last_working_day(self, day: date) -> date:
        """The day itself, or the last working one before it."""

    def add_working_days(self, day: date, count: int) -> date:
        """So many working days later; earlier when negative."""

    def working_days_between(self, start: date, end: date) -> int:
        """Working days after the start up to and including the end; negative when the end is earlier."""


@dataclass(frozen=True)
class Job:
    """An occurrence that has dates, as the path sees it.

    opens_on, due_on: its window, inclusive
    days: how many working days its work takes
    needs: the occurrences that it waits for, hard ones only
    """

    key: Key
    opens_on: date
    due_on: date
    days: int
    needs: tuple[Key, ...]


@dataclass(frozen=True)
class Timing:
    """A job's times, all of them working days.

    slack: from the earliest finish to the latest, in working days
    as_written: when it is finished if everybody finishes on the last day; after due_on when that is impossible
    """

    job: Job
    earliest_start: date
    earliest_finish: date
    latest_finish: date
    slack: int
    as_written: date

    @property
    def must_hurry(self) -> bool:
        """Whether somebody's deadline is missed when this job is finished on its own last day."""
        return self.latest_finish < self.job.due_on


@dataclass(frozen=True)
class TooLate:
    """An edge that does not work as written: what is awaited falls due when its dependant must have been done."""

    prerequisite: Key
    prerequisite_due: date
    dependant: Key
    dependant_due: date


@dataclass(frozen=True)
class Slip:
    """What a delay does to one occurrence, as written: its finish before and after, and whether its deadline is missed.

    missed_by: working days past its deadline, 0 when it is kept
    """

    key: Key
    before: date
    after: date
    due_on: date
    missed_by: int


@dataclass(frozen=True)
class Network:
    """A plan's dated occurrences and what each waits for, over a working calendar."""

    jobs: Mapping[Key, Job]
    calendar: WorkingDays

    @cached_property
    def in_order(self) -> tuple[Key, ...]:
        """Every job after all that it waits for."""
        return tuple(TopologicalSorter({key: job.needs for key, job in self.jobs.items()}).static_order())

    @cached_property
    def dependants(self) -> Mapping[Key, tuple[Key, ...]]:
        """Who waits for each job."""
        found: dict[Key, list[Key]] = {key: [] for key in self.jobs}
        for key, job in self.jobs.items():
            for needed in job.needs:
                found[needed].append(key)
        return {key: tuple(waiting) for key, waiting in found.items()}

    @cached_property
    def timings(self) -> Mapping[Key, Timing]:
        """Every job's times, in the plan's order."""
        starts, finishes = self._forward()
        latest, written = self._backward(), self.as_written({})
        return {
            key: Timing(
                job=job,
                earliest_start=starts[key],
                earliest_finish=finishes[key],
                latest_finish=latest[key],
                slack=self.calendar.working_days_between(finishes[key], latest[key]),
                as_written=written[key],
            )
            for key, job in self.jobs.items()
        }

    def _start(self, job: Job, finishes: Mapping[Key, date]) -> date:
        """The first working day of its window after all that it waits for."""
        opening = self.calendar.next_working_day(job.opens_on)
        return max([opening, *(self.calendar.add_working_days(finishes[needed], 1) for needed in job.needs)])

    def _forward(self) -> tuple[dict[Key, date], dict[Key, date]]:
        """The earliest start and finish of every job."""
        starts, finishes = dict[Key, date](), dict[Key, date]()
        for key in self.in_order:
            job = self.jobs[key]
            starts[key] = self._start(job, finishes)
            finishes[key] = self.calendar.add_working_days(starts[key], job.days - 1)
        return starts, finishes

    def _backward(self) -> dict[Key, date]:
        """The latest finish of every job that misses no deadline, its own or that of who waits."""
        latest = dict[Key, date]()
        for key in reversed(self.in_order):
            before = (
                self.calendar.add_working_days(latest[waiting], -self.jobs[waiting].days)
                for waiting in self.dependants[key]
            )
            latest[key] = min([self.calendar.last_working_day(self.jobs[key].due_on), *before])
        return latest

    def as_written(self, delays: Mapping[Key, int]) -> dict[Key, date]:
        """When each job is finished if everybody uses the whole window, and some are so many working days later.

        Who starts late makes up for it inside the window, as far as the work's own days allow.
        """
        finishes = dict[Key, date]()
        for key in self.in_order:
            job = self.jobs[key]
            at_least = self.calendar.add_working_days(self._start(job, finishes), job.days - 1)
            on_time = max(at_least, self.calendar.last_working_day(job.due_on))
            finishes[key] = self.calendar.add_working_days(on_time, delays.get(key, 0))
        return finishes

    def slips(self, delays: Mapping[Key, int]) -> list[Slip]:
        """What these delays, in working days, do to whom; only what changes, in the order of time."""
        before, after = self.as_written({}), self.as_written(delays)
        changed = [key for key in self.jobs if after[key] != before[key]]
        return sorted(
            (self._slip(key, before[key], after[key]) for key in changed), key=lambda one: (one.after, one.key)
        )

    def _slip(self, key: Key, before: date, after: date) -> Slip:
        due_on = self.jobs[key].due_on
        return Slip(key, before, after, due_on, max(0, self.calendar.working_days_between(due_on, after)))

    @cached_property
    def too_late(self) -> tuple[TooLate, ...]:
        """The edges whose prerequisite falls due when its dependant should be done already, or has no day left."""
        return tuple(
            TooLate(needed, self.jobs[needed].due_on, key, job.due_on)
            for key, job in self.jobs.items()
            for needed in job.needs
            if self._leaves_no_time(self.jobs[needed].due_on, job)
        )

    def _leaves_no_time(self, awaited: date, job: Job) -> bool:
        last_start = self.calendar.add_working_days(self.calendar.last_working_day(job.due_on), 1 - job.days)
        return self.calendar.last_working_day(awaited) >= last_start

    @cached_property
    def critical_path(self) -> "CriticalPath":
        """The longest chain of jobs that wait for each other; of equally long ones the tightest, then the first."""
        best: dict[Key, CriticalPath] = {}
        for key in self.in_order:
            before = max((best[needed] for needed in self.jobs[key].needs), key=_length, default=CriticalPath())
            slack = min(self.timings[key].slack, before.slack) if before.chain else self.timings[key].slack
            best[key] = CriticalPath((*before.chain, key), before.days + self.jobs[key].days, slack)
        return max((best[key] for key in self.jobs), key=_length, default=CriticalPath())


@dataclass(frozen=True)
class CriticalPath:
    """A chain of jobs, each waiting for the one before; the working days of its work, and the least slack in it."""

    chain: tuple[Key, ...] = ()
    days: int = 0
    slack: int = 0


def _length(path: CriticalPath) -> tuple[int, int]:
    return path.days, -path.slack


def network(plan: Plan, durations: Mapping[str, int | None], calendar: WorkingDays) -> Network:
    """The plan as a network; occurrences that await dates, or are made on request, have no place in time.

    plan: with the deadlines in force, should a calendar move them
    durations: by measure, in working days; None where nobody knows
    """
    spans = {(one.measure, one.key): _own_span(one) for one in plan}
    jobs = {}
    for one in plan:
        key = one.measure, one.key
        if span := spans[key]:
            needs = [(needed.measure, needed.occurrence) for needed in one.prerequisites if not needed.soft]
            present = tuple(dict.fromkeys(need for need in needs if spans.get(need)))
            jobs[key] = Job(key, *span, durations.get(one.measure) or 1, present)
    return Network(jobs, calendar)


def _own_span(occurrence: Occurrence) -> tuple[date, date] | None:
    """The order's own window; the plan's may open later, on the last day of what it waits for, which we reckon here."""
    if occurrence.opens_on is None or occurrence.due_on is None:
        return None
    own = re.match(r"\d{4}-\d\d-\d\d", occurrence.key)
    opens_on = min(occurrence.opens_on, date.fromisoformat(own.group())) if own else occurrence.opens_on
    return opens_on, occurrence.due_on


def of_measure(found: Network, code: str) -> Sequence[Key]:
    """The measure's jobs, in the plan's order."""
    return [key for key in found.jobs if key[0] == code]
