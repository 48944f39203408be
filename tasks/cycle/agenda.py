"""The dates of a party's calendar: from the record where a cycle is open, from the plan where none is. Reads only."""

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import date

import sqlalchemy as sa
from sqlmodel import Session, col, select

from models.errors import NotFound
from models.language import _
from models.records import Cycle, JournalEntry, Step
from models.roadmap.agenda import Dated
from models.roadmap.definition import Roadmap
from models.roadmap.naming import suggestion
from models.roadmap.plan import occurrences
from models.steps.status import Move, Status
from tasks.cycle.calendars import calendar_today, in_force
from tasks.record.book import recorded_definition


def party_meant(roadmap: Roadmap, said: str) -> str:
    """The code of the party of that code or printed title; NotFound, with the nearest, when there is none."""
    by_title = {party.title.casefold(): party.code for party in roadmap.parties}
    if said in roadmap.party_by_code:
        return said
    if said.casefold() in by_title:
        return by_title[said.casefold()]
    hint = suggestion(said, list(roadmap.party_by_code))
    raise NotFound(_("Роли «{said}» в дорожной карте нет. {hint}").format(said=said, hint=hint))


def planned(roadmap: Roadmap) -> list[Dated]:
    """The plan's occurrences that have dates, by the calendar of today."""
    calendar = calendar_today(roadmap)
    meant = ((one, in_force(one, calendar)) for one in occurrences(roadmap))
    return [
        Dated(one.measure, one.key, moved.opens_on, moved.due_on, one.due_on)
        for one, moved in meant
        if moved.opens_on and moved.due_on
    ]


def running(session: Session, roadmap: str) -> Roadmap | None:
    """The roadmap as the newest of its open years runs it; None where no year was ever opened."""
    cycles = session.exec(select(Cycle).where(Cycle.roadmap == roadmap).order_by(col(Cycle.year))).all()
    return recorded_definition(session, cycles[-1])[0] if cycles else None


def dated(session: Session, roadmap: Roadmap, school: str = "") -> list[Dated]:
    """The days in force: of the recorded steps in years that are open, of the plan in the others.

    school: only what is asked of that school, and of the whole roadmap; else of all schools, first day to last.
    """
    return dated_for(session, roadmap, frozenset({school}) if school else None)


def dated_for(session: Session, roadmap: Roadmap, schools: Collection[str] | None) -> list[Dated]:
    """The same for these schools together (None: all), and for the whole roadmap."""
    cycles = session.exec(select(Cycle).where(Cycle.roadmap == roadmap.name)).all()
    open_years = {cycle.year for cycle in cycles}
    years = {(one.measure, one.key): one.year for one in occurrences(roadmap)}
    ids = [cycle.id for cycle in cycles]
    steps = session.exec(select(Step).where(col(Step.cycle_id).in_(ids))).all()
    asked = [
        step for step in steps if step.status is not Status.WAIVED and (schools is None or step.unit in ("", *schools))
    ]
    recorded = _recorded(asked, _printed(session, cycles), _changes(session, ids))
    rest = [one for one in planned(roadmap) if years[one.measure, one.occurrence] not in open_years]
    known = {step.measure for step in steps}
    # Steps of schools come with the approved list: till then the plan's days are what is known.
    awaited = [one for one in planned(roadmap) if one.measure not in known and one not in rest]
    return [one for one in (*recorded, *rest, *awaited) if one.measure in roadmap.by_code]


def _printed(session: Session, cycles: Sequence[Cycle]) -> dict[tuple[str, str], date | None]:
    """By measure and occurrence, the last day as the order in force prints it, in the plan of its own year."""
    return {
        key: occurrence.due_on
        for cycle in cycles
        for key, occurrence in recorded_definition(session, cycle)[1].items()
        if occurrence.year == cycle.year
    }


def _recorded(steps: list[Step], printed: Mapping[tuple[str, str], date | None], changes: Counter[int]) -> list[Dated]:
    together: dict[tuple[str, str], list[Step]] = defaultdict(list)
    for step in steps:
        if step.opens_on and step.due_on:
            together[step.measure, step.occurrence].append(step)
    return [
        Dated(
            *key,
            opens_on=min(step.opens_on for step in alike if step.opens_on),
            due_on=max(step.due_on for step in alike if step.due_on),
            printed_on=printed.get(key),
            changes=max(changes[step.id or 0] for step in alike),
        )
        for key, alike in together.items()
    ]


def _changes(session: Session, cycles: list[int | None]) -> Counter[int]:
    """How many times the days of each step may have been set anew: a file that says so replaces an older one.

    Whatever the move was called: its days differ from those before, or somebody has set them, be it to the same ones.
    """
    entry = col(JournalEntry.step_id), col(JournalEntry.move), col(JournalEntry.opens_on), col(JournalEntry.due_on)
    query = (
        sa.select(*entry)
        .where(col(JournalEntry.cycle_id).in_(cycles))
        .order_by(col(JournalEntry.step_id), col(JournalEntry.seq))
    )
    found, before = Counter[int](), dict[int, tuple[date | None, date | None]]()
    for step_id, move, opens_on, due_on in session.execute(query):
        now = (opens_on, due_on)
        found[step_id] += before.get(step_id, now) != now or move in (Move.DATE, Move.REPLAN, Move.REJOIN)
        before[step_id] = now
    return found
