"""The ledger as a table to read: who was told what, why and through what, what came of it; and what still waits."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

import sqlalchemy as sa
from sqlmodel import Session, col, select

from models.people.contacts import Contacts
from models.people.notices import NoticeKind
from models.records import Carried, Cycle, Message, Notice, NoticeStatus, Outcome
from tasks.database import reading, writing
from tasks.people.directory import contacts_here
from tasks.settings import Settings

UNSENT = frozenset({NoticeStatus.QUEUED.value, Outcome.QUEUED.value, Outcome.FAILED.value})


@dataclass(frozen=True)
class Line:
    """A message, or a fact that no message carries yet; the columns are those of records.Message.

    kinds:     of the facts that it carries; facts: their keys; party, scope: the role that the first one is owed to
    recipient: the reader's address; empty for a fact and for the common channel
    outcome:   of the message, else the fact's status
    """

    key: str
    kinds: tuple[NoticeKind, ...]
    facts: tuple[str, ...]
    roadmap: str
    year: int
    measure: str
    party: str
    scope: str
    as_of: date
    outcome: Outcome | NoticeStatus
    recipient: str
    channel: str
    attempts: int
    created_at: datetime
    sent_at: datetime | None
    provider_id: str
    error: str
    text: str


@dataclass(frozen=True)
class Wanted:
    """Which lines: of a roadmap, of a kind, unsent, with an error, of one person (name or address); all unless said."""

    roadmap: str = ""
    kind: NoticeKind | None = None
    unsent: bool = False
    failed: bool = False
    person: str = ""


def ledger(of: Settings, wanted: Wanted = Wanted()) -> tuple[Line, ...]:
    """The lines in the order in which their first facts became due to be told."""
    known = _known_as(contacts_here(of), wanted.person) if wanted.person else frozenset()
    with reading(of) as session:
        return tuple(line for line in _lines(session) if _is_wanted(line, wanted, known))


def retry(of: Settings) -> int:
    """Let messages that were given up be tried again; how many."""
    with writing(of) as session:
        revived = sa.update(Message).where(col(Message.outcome) == Outcome.FAILED)
        done = session.connection().execute(revived.values(outcome=Outcome.QUEUED, attempts=0))
        return int(done.rowcount)


def _lines(session: Session) -> Iterator[Line]:
    query = (
        select(Notice, Cycle, Message)
        .join(Cycle, col(Cycle.id) == col(Notice.cycle_id))
        .join(Carried, col(Carried.notice_id) == col(Notice.id), isouter=True)
        .join(Message, col(Message.id) == col(Carried.message_id), isouter=True)
        .order_by(col(Notice.id), col(Message.id))
    )
    carried: dict[int, tuple[Message, Cycle, list[Notice]]] = {}
    alone: list[tuple[Notice, Cycle]] = []
    for notice, cycle, message in session.exec(query):
        if message is None:
            alone.append((notice, cycle))
        else:
            carried.setdefault(message.id or 0, (message, cycle, []))[2].append(notice)
    lines = [(facts[0].id or 0, _of_message(*one)) for one in carried.values() for facts in [one[2]]]
    lines += [(notice.id or 0, _of_fact(notice, cycle)) for notice, cycle in alone]
    yield from (line for _number, line in sorted(lines, key=lambda pair: pair[0]))


def _of_message(message: Message, cycle: Cycle, facts: list[Notice]) -> Line:
    return Line(
        key=message.key,
        kinds=tuple(dict.fromkeys(NoticeKind(one.kind) for one in facts)),
        facts=tuple(one.key for one in facts),
        roadmap=cycle.roadmap,
        year=cycle.year,
        measure=facts[0].measure if len(facts) == 1 else "",
        party=facts[0].party,
        scope=facts[0].scope,
        as_of=message.day,
        outcome=_outcome(message, facts),
        recipient=message.recipient,
        channel=message.channel,
        attempts=message.attempts,
        created_at=message.created_at,
        sent_at=message.sent_at,
        provider_id=message.provider_id,
        error=message.error,
        text=message.body,
    )


def _outcome(message: Message, facts: list[Notice]) -> Outcome | NoticeStatus:
    """What became of the message; of one that was dropped because all of it is on hold, just that."""
    is_held = message.outcome is Outcome.UNNEEDED and all(one.status is NoticeStatus.ON_HOLD for one in facts)
    return NoticeStatus.ON_HOLD if is_held else Outcome(message.outcome)


def _of_fact(notice: Notice, cycle: Cycle) -> Line:
    return Line(
        key=notice.key,
        kinds=(NoticeKind(notice.kind),),
        facts=(notice.key,),
        roadmap=cycle.roadmap,
        year=cycle.year,
        measure=notice.measure,
        party=notice.party,
        scope=notice.scope,
        as_of=notice.as_of,
        outcome=NoticeStatus(notice.status),
        recipient="",
        channel="",
        attempts=0,
        created_at=notice.created_at,
        sent_at=None,
        provider_id="",
        error="",
        text=notice.text,
    )


def _is_wanted(line: Line, wanted: Wanted, known: Iterable[str]) -> bool:
    return (
        wanted.roadmap in ("", line.roadmap)
        and (wanted.kind is None or wanted.kind in line.kinds)
        and (not wanted.unsent or line.outcome.value in UNSENT)
        and (not wanted.failed or bool(line.error))
        and (not wanted.person or line.recipient in known)
    )


def _known_as(contacts: Contacts, who: str) -> frozenset[str]:
    """The addresses by which somebody of that name is known; the name itself may be an address."""
    people = {person for bindings in contacts.roles.values() for one in bindings for person in one.people}
    said = who.casefold().strip()
    return frozenset({who.strip(), said} | {one.known_as for one in people if one.name.casefold() == said})
