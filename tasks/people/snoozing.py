"""Reminders put off by a person: written down, looked up, and which steps nobody need be reminded of today.

What it means belongs in models/people/snoozing.py. Imports neither Prefect nor pandas.
"""

from collections.abc import Collection, Iterable
from datetime import date, datetime

from sqlmodel import Session, col, select

from models.people.contacts import Contacts, recipients
from models.people.snoozing import Snoozes, is_snoozed
from models.records import Snooze, Step
from models.roadmap.definition import Roadmap
from tasks.channels.inserting import insert_into
from tasks.people.directory import contacts_of
from tasks.people.entitled import areas, leading
from tasks.people.persons import person_id
from tasks.settings import Settings


def put_off(session: Session, person: str, steps: Collection[Step], until: date, now: datetime) -> None:
    """Remind the person of these steps from that day on; the last word counts."""
    rows = [{"person": person, "step_id": step.id, "until": until, "at": now} for step in steps]
    insert = insert_into(session, Snooze)
    again = {"until": insert.excluded.until, "at": insert.excluded.at}
    session.connection().execute(insert.on_conflict_do_update(index_elements=["person", "step_id"], set_=again), rows)


def snoozes_on(session: Session, on: date) -> Snoozes:
    """What was put off beyond that day."""
    query = select(Snooze).where(col(Snooze.until) > on)
    return {(one.person, one.step_id): one.until for one in session.exec(query)}


def silenced(session: Session, roadmap: Roadmap, among: Iterable[Step], settings: Settings, on: date) -> frozenset[int]:
    """Those among the steps of which everybody who would be reminded that day has put it off."""
    snoozes = snoozes_on(session, on)
    if not snoozes:
        return frozenset()
    asked = {step for _person, step in snoozes}
    steps = [step for step in among if step.id in asked]
    contacts, where = contacts_of(session, settings), areas(session, steps)
    return frozenset(_all_silent(steps, snoozes, roadmap, contacts, where, settings, on))


def _all_silent(
    steps: Iterable[Step],
    snoozes: Snoozes,
    roadmap: Roadmap,
    contacts: Contacts,
    where: dict[str, str],
    settings: Settings,
    on: date,
) -> Iterable[int]:
    for step in steps:
        told = recipients(contacts, leading(roadmap, step), step.unit, on, where.get(step.unit, ""))
        if told and all(is_snoozed(snoozes, person_id(settings, one), step.id or 0, on) for one in told):
            yield step.id or 0
