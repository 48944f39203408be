"""The outbox: notices are queued in the caller's transaction and sent afterwards, each exactly once.

Sending one notice is: claim it (a short transaction), deliver it, record it (another). Whoever is killed between leaves
a claimed notice that the next sender looks for in the conversation before it posts. Imports neither Prefect nor pandas.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime

import sqlalchemy as sa
from sqlmodel import Session, col, func, select

from models.people.contacts import Contacts, recipients
from models.people.notices import OwedNotice
from models.records import ChannelThread, Cycle, Notice, NoticeStatus, School
from tasks.channels.inserting import insert_into
from tasks.channels.lease import Turn, turn
from tasks.channels.letter import Channel, ChannelClosed, Letter, NotDelivered, Receipt
from tasks.database import reading, writing
from tasks.people.directory import contacts_here
from tasks.settings import Settings

# Renewed with every notice, and longer than a delivery takes with its look-ups and waits: nobody alive is replaced.
LEASE_SECONDS = 600
ERROR_LENGTH = 300


@dataclass(frozen=True)
class Sent:
    """What a pass over the outbox did: sent now, failed now, and still queued after it (the failed among them)."""

    sent: int
    failed: int
    left: int


def queue(session: Session, cycle_id: int, as_of: date, owed: Iterable[OwedNotice]) -> int:
    """Queue notices in the caller's transaction; how many are new. A key that was ever queued is not queued again."""
    common = {
        "cycle_id": cycle_id, "as_of": as_of, "created_at": datetime.now(UTC),
        "status": NoticeStatus.QUEUED, "channel": "", "attempts": 0, "provider_id": "", "error": "",
    }  # fmt: skip
    rows = [
        {"key": one.key, "kind": one.kind.value, "measure": one.measure, "party": one.party, "scope": one.scope,
         "text": one.text} | common
        for one in owed
    ]  # fmt: skip
    if not rows:
        return 0
    statement = insert_into(session, Notice).on_conflict_do_nothing(index_elements=["key"]).returning(col(Notice.id))
    return len(session.connection().execute(statement, rows).all())


def send_unsent(settings: Settings, channel: Channel | None) -> Sent:
    """Send what is queued, oldest first; a failure leaves a notice queued with its error and goes on with the others.

    Without a channel nothing is sent. One process sends at a time: a second one leaves the work to the first.
    """
    sent = failed = 0
    # Most passes find nothing: they take no turn and write nothing.
    if channel is not None and _queued(settings):
        for delivered in _pass(settings, channel, contacts_here(settings)):
            sent, failed = (sent + 1, failed) if delivered else (sent, failed + 1)
    return Sent(sent, failed, _queued(settings))


def _queued(settings: Settings) -> int:
    """How many notices wait."""
    with reading(settings) as session:
        return session.exec(select(func.count()).where(col(Notice.status) == NoticeStatus.QUEUED)).one()


def _pass(settings: Settings, channel: Channel, contacts: Contacts) -> Iterator[bool]:
    """Try each queued notice once; whether it was delivered."""
    with turn(settings, "notices", LEASE_SECONDS) as mine:
        after = 0
        while mine and (claimed := _claim(settings, channel, contacts, mine, after)):
            after, letter = claimed
            try:
                _record(settings, channel, after, letter, channel.deliver(letter))
                yield True
            except NotDelivered as refused:
                _note(settings, after, str(refused))
                yield False
                if isinstance(refused, ChannelClosed):
                    return


def _claim(
    settings: Settings, channel: Channel, contacts: Contacts, mine: Turn, after: int
) -> tuple[int, Letter] | None:
    """The next queued notice, marked as attempted; None when there is none, or when the turn is no longer ours."""
    with writing(settings) as session:
        queued = (col(Notice.status) == NoticeStatus.QUEUED, col(Notice.id) > after)
        if not mine.take(session):
            return None
        notice = session.exec(select(Notice).where(*queued).order_by(col(Notice.id)).limit(1)).first()
        if notice is None:
            return None
        letter = _letter(session, channel, contacts, notice)
        notice.attempts += 1
        # The first attempt's moment stays: whichever attempt it was that got through, the look-up reaches back to it.
        notice.attempted_at = notice.attempted_at or datetime.now(UTC)
        # So does the first place: it is looked through even when the people have moved to another since.
        notice.channel = f"{channel.name}:{letter.earlier or letter.conversation}"
        return notice.id or 0, letter


def _letter(session: Session, channel: Channel, contacts: Contacts, notice: Notice) -> Letter:
    cycle = session.get_one(Cycle, notice.cycle_id)
    topic = f"{cycle.roadmap}:{cycle.year}:{notice.measure}"
    school = session.get(School, notice.scope)
    area = school.municipality if school else ""
    people = recipients(contacts, notice.party, notice.scope, notice.as_of, area)
    conversation = channel.conversation(people)
    threads = _threads(session, channel, topic)
    return Letter(
        key=notice.key,
        kind=notice.kind,
        topic=topic,
        text=notice.text,
        as_of=notice.as_of,
        simulated=cycle.simulated,
        people=people,
        conversation=conversation,
        earlier=notice.channel.removeprefix(f"{channel.name}:"),
        threads=threads,
        maybe_there_since=notice.attempted_at if conversation in threads else _first_attempt(session, notice),
    )


def _threads(session: Session, channel: Channel, topic: str) -> dict[str, str]:
    rows = session.exec(select(ChannelThread).where(col(ChannelThread.topic) == topic)).all()
    mine = [row for row in rows if row.channel.startswith(f"{channel.name}:")]
    return {row.channel.removeprefix(f"{channel.name}:"): row.provider_id for row in mine}


def _first_attempt(session: Session, notice: Notice) -> datetime | None:
    """When a thread of the notice's topic may first have been opened without being recorded."""
    same_topic = (col(Notice.cycle_id) == notice.cycle_id, col(Notice.measure) == notice.measure)
    unsettled = col(Notice.status) == NoticeStatus.QUEUED
    return session.exec(select(func.min(col(Notice.attempted_at))).where(*same_topic, unsettled)).one()


def _record(settings: Settings, channel: Channel, notice_id: int, letter: Letter, receipt: Receipt) -> None:
    """The notice is sent, and where its thread begins is known: one transaction."""
    place = f"{channel.name}:{receipt.conversation}"
    with writing(settings) as session:
        notice = session.get_one(Notice, notice_id)
        notice.status, notice.sent_at, notice.error = NoticeStatus.SENT, datetime.now(UTC), ""
        notice.channel, notice.provider_id = place, receipt.provider_id
        thread = insert_into(session, ChannelThread).values(
            channel=place, topic=letter.topic, provider_id=receipt.thread
        )
        session.connection().execute(thread.on_conflict_do_nothing(index_elements=["channel", "topic"]))


def _note(settings: Settings, notice_id: int, error: str) -> None:
    """Why the notice is still queued."""
    with writing(settings) as session:
        session.connection().execute(
            sa.update(Notice).where(col(Notice.id) == notice_id).values(error=error[:ERROR_LENGTH])
        )
