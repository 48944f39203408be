"""Examine a measure as of a day: judge its steps, open what may open, compute what is automated, owe what must be told.

Everything is set-wise over schools. Reading and computing happen before, writing in one short transaction that judges
again: two runs at once make no transition twice. Imports neither Prefect nor, until something is computed, pandas.
"""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date

from sqlmodel import Session

from models.people.notices import NoticeKind
from models.records import Cycle, Step
from models.roadmap.definition import Measure
from models.steps.book import Book
from models.steps.gate import Verdict, judge
from models.steps.state import State
from models.steps.status import Move, Status
from models.steps.summary import Examination, summed_up
from tasks.channels.outbox import queue
from tasks.database import reading, writing
from tasks.people.owing import owe, owed_today
from tasks.record.book import bound_book, find_cycle, read_book
from tasks.record.writer import StepMove, locked_cycle, record
from tasks.running.computing import ENGINE, Outcome, compute_due, to_compute, write_outcomes
from tasks.running.wish import Wish
from tasks.settings import Settings


def examine(settings: Settings, code: str, wish: Wish) -> Examination:
    """Do what can be done today for one measure, write it down, and say how it stands."""
    with reading(settings) as session:
        cycle = find_cycle(session, wish.roadmap, wish.year)
        book = bound_book(session, read_book(session, cycle, [code]), settings, wish.as_of)
        steps = _own_steps(book, cycle, code, wish.schools)
        measure = book.roadmap.by_code[code]
        said = summed_up(measure, steps, book, wish.as_of)
        if wish.dry_run:
            return said
        computed = compute_due(session, settings, measure, steps, book, wish)
        is_due = any(_opens(step, measure, judge(step, book, wish.as_of)) for step in steps)
        is_quiet = not computed and not is_due and not owed_today(session, cycle, book, steps, wish.as_of)
    if is_quiet:
        return said
    changed = _write(settings, code, computed, wish)
    with reading(settings) as session:
        book = bound_book(session, read_book(session, cycle, [code]), settings, wish.as_of)
        said = summed_up(measure, _own_steps(book, cycle, code, wish.schools), book, wish.as_of)
    shown = "\n\n".join(one.answer.shown for one in computed if one.answer)
    charts = "\n\n".join(one.answer.charts for one in computed if one.answer and one.answer.charts)
    return replace(said, shown=shown, changed=changed, charts=charts)


def stands(settings: Settings, code: str, wish: Wish) -> Examination:
    """How a measure stands as of a day, as recorded; reads only."""
    return examine(settings, code, replace(wish, dry_run=True))


def _own_steps(book: Book, cycle: Cycle, code: str, schools: Collection[str] = ()) -> list[Step]:
    """The measure's steps in this cycle, of these schools (all when empty), in the order of their deadlines."""
    found = [
        step
        for (measure, _occurrence), units in book.steps.items()
        for step in units.values()
        if measure == code and step.cycle_id == cycle.id and (not schools or not step.unit or step.unit in schools)
    ]
    return sorted(found, key=lambda step: (step.due_on or date.max, step.id))


def _opens(step: Step, measure: Measure, verdict: Verdict) -> bool:
    """Whether a person's step opens now; an automated one is computed instead."""
    if measure.action or step.status is not Status.PLANNED or not verdict.is_passable:
        return False
    return verdict.state in (State.OPEN, State.OVERDUE, State.BLOCKED)


def measures_with_work(session: Session, cycle: Cycle, book: Book, as_of: date) -> set[str]:
    """The measures whose examination on that day would do anything; computes nothing.

    Asked of all at once: the outbox and the ladder are looked at once, whatever the number of measures.
    """
    by_code, wish = book.roadmap.by_code, Wish(cycle.roadmap, cycle.year, as_of)
    steps = _steps_by_measure(book, cycle)
    every = [step for own in steps.values() for step in own]
    opening = {step.measure for step in every if _opens(step, by_code[step.measure], judge(step, book, as_of))}
    computing = {code for code, own in steps.items() if to_compute(session, by_code[code], own, book, wish)}
    return opening | computing | {one.measure for one in owed_today(session, cycle, book, every, as_of)}


def _steps_by_measure(book: Book, cycle: Cycle) -> dict[str, list[Step]]:
    """The steps of every measure of this cycle."""
    found: dict[str, list[Step]] = defaultdict(list)
    for (measure, _occurrence), units in book.steps.items():
        found[measure] += [step for step in units.values() if step.cycle_id == cycle.id]
    return found


def _write(settings: Settings, code: str, computed: Sequence[Outcome], wish: Wish) -> int:
    """Judge again under the cycle's lock and write all that follows; the number of transitions made."""
    with writing(settings) as session:
        cycle = locked_cycle(session, wish.roadmap, wish.year)
        before = cycle.head_seq
        book = read_book(session, cycle, [code])
        write_outcomes(session, settings, cycle, computed, book, wish)
        book = read_book(session, cycle, [code])
        steps = _own_steps(book, cycle, code, wish.schools)
        measure = book.roadmap.by_code[code]
        opening = [step for step in steps if _opens(step, measure, judge(step, book, wish.as_of))]
        record(session, cycle, [StepMove(step, Move.OPEN) for step in opening], as_of=wish.as_of, author=ENGINE)
        owe(session, cycle, book, NoticeKind.OPENED, opening, as_of=wish.as_of)
        assert cycle.id is not None
        queue(session, cycle.id, wish.as_of, owed_today(session, cycle, book, steps, wish.as_of))
        return cycle.head_seq - before
