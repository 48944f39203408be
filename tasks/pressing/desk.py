"""What comes of a press: who may, what is done, what is answered. One function for every way that presses come in.

Nothing here knows HTTP or WebSockets (socket.py, door.py beside it). Imports neither Prefect nor pandas.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col, select

from models.errors import VekhaError
from models.language import _
from models.people.buttons import PUT_OFF, Deed, Subject
from models.people.contacts import Contacts, holders, recipients
from models.records import Cycle, Press, School, Step
from models.steps.book import Book
from models.steps.gate import Verdict, judge
from models.steps.state import State
from models.steps.status import MOVES, Move
from models.wording import in_digits
from tasks.channels.inserting import insert_into
from tasks.clock import day_of
from tasks.cycle.calendars import calendar_of
from tasks.database import reading, writing
from tasks.people import handover
from tasks.people.deliverables import Evidence
from tasks.people.directory import contacts_of
from tasks.people.entitled import NotEntitled, areas, not_yours
from tasks.people.persons import person_id, person_meant
from tasks.people.snoozing import put_off
from tasks.people.step_ref import StepRef
from tasks.people.why import lines, look_at
from tasks.pressing import payload
from tasks.pressing.form import FIRST_FIELD, hand_in_form
from tasks.record.book import bound_book, find_cycle, measure_of, read_book
from tasks.record.writer import Author
from tasks.settings import Settings

# No press is delivered again after so long.
REMEMBERED = timedelta(days=7)
ANSWER_LENGTH = 3000


@dataclass(frozen=True)
class Reply:
    """What the person gets.

    said:     a sentence or more that only they see
    form:     a form that opens before them
    wrong:    field of the form → what is wrong with it; handed_in: what became of the form's document
    nudged:   roadmap, year, measure and day after whose change the phases may go on
    """

    said: str = ""
    form: dict[str, Any] | None = None
    wrong: dict[str, str] = field(default_factory=dict)
    handed_in: str = ""
    nudged: tuple[str, int, str, date] | None = None


@dataclass(frozen=True)
class _Desk:
    """What a press speaks of, read: its cycle, the book, the day, its steps that the person is concerned with."""

    session: Session
    settings: Settings
    cycle: Cycle
    book: Book
    contacts: Contacts
    today: date
    steps: tuple[Step, ...]


def is_new(settings: Settings, press: str, now: datetime) -> bool:
    """Whether this press was not seen before; from now on it was."""
    with writing(settings) as session:
        return _is_new(session, press, now)


def _is_new(session: Session, press: str, now: datetime) -> bool:
    session.connection().execute(sa.delete(Press).where(col(Press.at) < now - REMEMBERED))
    insert = insert_into(session, Press).values(id=press, at=now).on_conflict_do_nothing(index_elements=["id"])
    return session.connection().execute(insert.returning(col(Press.id))).first() is not None


def answer_press(settings: Settings, press: payload.Press, now: datetime) -> Reply:
    """What the button asks, for whoever may; a refusal is an answer like any other. Writes nothing."""
    try:
        return _DEEDS[press.deed](settings, press, now)
    except VekhaError as refused:
        return Reply(said=str(refused))


def answer_once(settings: Settings, press: payload.Press, now: datetime) -> Reply | None:
    """Write down what the button says, in one transaction with its having been pressed; None when it was before."""
    try:
        with writing(settings) as session:
            return _snooze(session, settings, press, now) if _is_new(session, press.id, now) else None
    except VekhaError as refused:
        return Reply(said=str(refused))


def answer_form(settings: Settings, filled: payload.Filled, now: datetime) -> Reply | None:
    """Hand in what the form says, once; None when this very form was handed in before."""
    try:
        with writing(settings) as session:
            if not _is_new(session, filled.id, now):
                return None
            return _hand_in(session, settings, filled, now)
    except VekhaError as refused:
        return Reply(wrong={FIRST_FIELD: str(refused)})


def _why(settings: Settings, press: payload.Press, now: datetime) -> Reply:
    """What `vekha why` says of each step that the person is concerned with."""
    of = press.subject
    with reading(settings) as session:
        desk = _desk(session, settings, of, press.user, now, told=True)
        book = bound_book(session, read_book(session, desk.cycle, kept=True), settings, desk.today)
        said = lines(look_at(session, desk.cycle, book, desk.steps, desk.today))
    text = "\n".join([_titled(desk, of), *(f"• {line}" for line in said)])
    return Reply(said=text if len(text) <= ANSWER_LENGTH else text[: ANSWER_LENGTH - 1] + "…")


def _snooze(session: Session, settings: Settings, press: payload.Press, now: datetime) -> Reply:
    """No reminder to this person until so many working days have passed; nothing else moves."""
    days = int(press.choice) if press.choice in set(map(str, PUT_OFF)) else PUT_OFF[0]
    desk = _desk(session, settings, press.subject, press.user, now, told=True)
    until = calendar_of(session, desk.cycle).add_working_days(desk.today, days)
    whose = person_id(settings, person_meant(desk.contacts, press.user))
    put_off(session, whose, desk.steps, until, now)
    due = min((step.due_on for step in desk.steps if step.due_on), default=None)
    said = _("{what} Напомню {until}. Срок не сдвинулся: {due}.")
    return Reply(said=said.format(what=_titled(desk, press.subject), until=in_digits(until), due=in_digits(due)))


def _open_form(settings: Settings, press: payload.Press, now: datetime) -> Reply:
    """The form for what can be handed in now; else why it cannot."""
    with reading(settings) as session:
        desk = _desk(session, settings, press.subject, press.user, now, told=False)
        measure = measure_of(desk.book.roadmap, press.subject.measure)
        verdicts = {step.id: judge(step, desk.book, desk.today) for step in desk.steps}
        open_ones = [one for one in desk.steps if _can_be_handed_in(one, verdicts[one.id])]
        if measure.action or not open_ones:
            said = dict.fromkeys(verdict.sentence for verdict in verdicts.values())
            return Reply(said="\n".join([_titled(desk, press.subject), *said]))
        names = dict(session.exec(select(School.login, School.name)).all())
        return Reply(form=hand_in_form(press.subject, measure, open_ones, names))


def _can_be_handed_in(step: Step, verdict: Verdict) -> bool:
    return verdict.state is State.STALE or (verdict.is_passable and step.status in MOVES[Move.SUBMIT].from_)


def _hand_in(session: Session, settings: Settings, filled: payload.Filled, now: datetime) -> Reply:
    of = filled.subject
    desk = _desk(session, settings, of, filled.user, now, told=False)
    step = next((one for one in desk.steps if one.id == filled.step_id), None)
    if step is None:
        raise NotEntitled(not_yours(desk.book.roadmap, of.party, session.get_one(Step, filled.step_id)))
    ref = StepRef(of.roadmap, of.year, of.measure, step.unit, of.occurrence, filled.version)
    paper = Evidence(title=filled.title, link=filled.link, number=filled.number, dated_on=filled.dated_on)
    author = Author(" ".join(part for part in (of.party, step.unit) if part), f"slack:{filled.user}")
    outcome = handover.submit(session, settings, ref, [paper], as_of=desk.today, author=author)
    nudged = (of.roadmap, of.year, of.measure, desk.today)
    return Reply(handed_in=f"{of.measure} {step.unit}".strip() + f": {outcome.sentence}", nudged=nudged)


_DEEDS: dict[Deed, Callable[[Settings, payload.Press, datetime], Reply]] = {
    Deed.HAND_IN: _open_form,
    Deed.WHY: _why,
}


def _desk(session: Session, settings: Settings, of: Subject, user: str, now: datetime, *, told: bool) -> _Desk:
    """What the subject speaks of, as far as this user is concerned; NotEntitled when nothing of it is theirs.

    told: whoever is told in place of a role that nobody holds is concerned as well
    """
    cycle = find_cycle(session, of.roadmap, of.year)
    book = read_book(session, cycle, [of.measure])
    today = day_of(cycle, book.roadmap.time_zone, now)
    contacts = contacts_of(session, settings)
    all_of_it = [one for one in book.steps.get((of.measure, of.occurrence), {}).values() if one.cycle_id == cycle.id]
    if not all_of_it:
        raise VekhaError(_("Этого шага больше нет: план изменился. Что есть — vekha status."))
    if book.roadmap.by_code[of.measure].leading_party != of.party:
        raise NotEntitled(not_yours(book.roadmap, of.party, all_of_it[0]))
    where, asked = areas(session, all_of_it), recipients if told else holders
    steps = tuple(
        step
        for step in _within(all_of_it, of, book, where)
        if user in {one.slack for one in asked(contacts, of.party, step.unit, today, where.get(step.unit, ""))}
    )
    if not steps:
        raise NotEntitled(not_yours(book.roadmap, of.party, all_of_it[0]))
    return _Desk(session, settings, cycle, book, contacts, today, steps)


def _within(steps: list[Step], of: Subject, book: Book, where: dict[str, str]) -> Iterator[Step]:
    """The steps that the notice spoke of: of the school or the municipality whose holder was told."""
    scope = book.roadmap.party_by_code[of.party].scope
    for step in steps:
        if scope.place(step.unit, where.get(step.unit, "")) == of.scope:
            yield step


def _titled(desk: _Desk, of: Subject) -> str:
    measure = desk.book.roadmap.by_code[of.measure]
    return f"{measure.code} «{measure.title}» ({measure.place})."
