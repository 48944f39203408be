"""The outbox: facts are queued in the caller's transaction; what they owe people is sent afterwards, each once.

Facts become messages (addressing.py), a short transaction. Sending a message is: claim it (another), deliver it, record
it (a third). Whoever is killed between leaves a claimed message that the next sender looks for in its channel before it
posts. Imports neither Prefect nor pandas.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime

import sqlalchemy as sa
from sqlmodel import Session, col, func, select

from models.people.contacts import Person
from models.people.notices import NoticeKind, OwedNotice
from models.records import Carried, ChannelThread, Cycle, Message, Notice, NoticeStatus, Outcome
from tasks.channels.addressing import composed_of, settle, write_messages
from tasks.channels.inserting import insert_into
from tasks.channels.lease import Turn, turn
from tasks.channels.letter import Channel, ChannelClosed, Letter, NotDelivered, Receipt, Refused
from tasks.channels.still_news import needless
from tasks.channels.worlds import quiet_hours, world_of
from tasks.database import reading, writing
from tasks.people.contacts import read_contacts
from tasks.settings import Settings

# Renewed with every message, and longer than a delivery takes with its look-ups and waits: nobody alive is replaced.
LEASE_SECONDS = 600
ERROR_LENGTH = 300
# After so many the message is given up until a person asks for it: `vekha notices --retry`.
MOST_ATTEMPTS = 30
UNSENT = (NoticeStatus.QUEUED, NoticeStatus.ADDRESSED)


@dataclass(frozen=True)
class Sent:
    """What a pass did: messages sent now and failed now, and the facts that somebody has not been told of yet."""

    sent: int
    failed: int
    left: int


def queue(session: Session, cycle_id: int, as_of: date, owed: Iterable[OwedNotice]) -> int:
    """Queue facts in the caller's transaction; how many are new. A key that was ever queued is not queued again."""
    common = {
        "cycle_id": cycle_id, "as_of": as_of, "created_at": datetime.now(UTC), "status": NoticeStatus.QUEUED,
    }  # fmt: skip
    rows = [
        {"key": one.key, "kind": one.kind.value, "measure": one.measure, "party": one.party, "scope": one.scope,
         "text": one.text, "occurrence": one.occurrence, "unit": one.unit, "due_on": one.due_on, "rung": one.rung,
         "newest": one.newest} | common
        for one in owed
    ]  # fmt: skip
    if not rows:
        return 0
    statement = insert_into(session, Notice).on_conflict_do_nothing(index_elements=["key"]).returning(col(Notice.id))
    return len(session.connection().execute(statement, rows).all())


def send_unsent(settings: Settings, *channels: Channel, now: datetime | None = None) -> Sent:
    """Send what is due, oldest first; a failure leaves a message queued with its error and goes on with the others.

    Without a channel nothing is sent. One process sends at a time: a second one leaves the work to the first.
    now: the moment, for readers of real cycles; the clock's unless told
    """
    sent = failed = 0
    # Most passes find nothing: they take no turn and write nothing.
    if channels and _unsent(settings):
        for delivered in _pass(settings, channels, now or datetime.now(UTC)):
            sent, failed = (sent + 1, failed) if delivered else (sent, failed + 1)
    return Sent(sent, failed, _unsent(settings))


def _unsent(settings: Settings) -> int:
    """How many facts wait."""
    with reading(settings) as session:
        return session.exec(select(func.count()).where(col(Notice.status).in_(UNSENT))).one()


def _pass(settings: Settings, channels: Sequence[Channel], now: datetime) -> Iterator[bool]:
    """Make the messages that are due, then try each that is queued once; whether it was delivered."""
    with turn(settings, "notices", LEASE_SECONDS) as mine:
        if mine is None:
            return
        with writing(settings) as session:
            write_messages(session, channels, read_contacts(settings.contacts_path), quiet_hours(settings), now)
        open_ones, after = list(channels), 0
        while open_ones and (found := _next(settings, after)):
            after = found
            delivered = _try_channels(settings, open_ones, mine, after, now)
            if delivered is not None:
                yield delivered


def _next(settings: Settings, after: int) -> int | None:
    """The id of the next queued message; None when there is none."""
    with reading(settings) as session:
        query = select(col(Message.id)).where(col(Message.outcome) == Outcome.QUEUED, col(Message.id) > after)
        return session.exec(query.order_by(col(Message.id)).limit(1)).first()


def _try_channels(settings: Settings, open_ones: list[Channel], mine: Turn, number: int, now: datetime) -> bool | None:
    """Whether one of the reader's channels took the message; None when there was nothing to try.

    The next channel is tried only after one that certainly did not take it.
    """
    refused: list[str] = []
    while claimed := _claim(settings, open_ones, mine, number, refused, now):
        channel, letter = claimed
        try:
            _record(settings, channel, number, letter, channel.deliver(letter))
            return True
        except (Refused, ChannelClosed) as error:
            is_certain = isinstance(error, Refused) or letter.maybe_there_since is None
            _note(settings, number, str(error), forget=is_certain)
            refused.append(channel.name)
            if isinstance(error, ChannelClosed):
                open_ones.remove(channel)
            if not is_certain:
                break
        except NotDelivered as error:
            _note(settings, number, str(error))
            return False
    return False if refused else None


def _claim(
    settings: Settings, channels: Sequence[Channel], mine: Turn, number: int, refused: Sequence[str], now: datetime
) -> tuple[Channel, Letter] | None:
    """The message, marked as attempted, and the channel to try; None when it is none's turn, or no longer news."""
    with writing(settings) as session:
        message = session.get_one(Message, number)
        # Read anew: another sender may have had it in the meantime.
        if not mine.take(session) or message.outcome is not Outcome.QUEUED:
            return None
        channel = _channel(message, channels, refused)
        if channel is None or not _is_news(session, message) or not _may_go(session, settings, message, now):
            return None
        letter = _letter(session, channel, message)
        message.attempts += 1
        # The first attempt's moment stays: whichever attempt it was that got through, the look-up reaches back to it.
        message.attempted_at = message.attempted_at or datetime.now(UTC)
        # So does the first place: it is looked through even when the people have moved to another since.
        message.channel = f"{channel.name}:{letter.earlier or letter.conversation}"
        return channel, letter


def _channel(message: Message, channels: Sequence[Channel], refused: Sequence[str]) -> Channel | None:
    """The one in which the message may stand already; else the first of the reader's that has not refused it."""
    tried = message.channel.partition(":")[0] if message.attempted_at else ""
    for name in [tried] if tried else _names(message, channels):
        for channel in channels:
            if channel.name == name and name not in refused:
                return channel
    return None


def _names(message: Message, channels: Sequence[Channel]) -> list[str]:
    """The reader's channels in their order; every one for the common place."""
    if not message.recipient:
        return [channel.name for channel in channels]
    return [name for name, _address in json.loads(message.addresses)]


def _is_news(session: Session, message: Message) -> bool:
    """Whether there is still something to tell; facts that are needless by now are taken out of the message.

    What was attempted stays whole: it may stand there already.
    """
    facts = _facts(session, message)
    gone = frozenset() if message.attempted_at else needless(session, facts)
    if not gone:
        return True
    kept = [one for one in facts if one.id not in gone]
    if kept:
        composed = composed_of(kept, message.day)
        message.subject, message.body = composed.subject, composed.body
        session.connection().execute(
            sa.delete(Carried).where(col(Carried.message_id) == message.id, col(Carried.notice_id).in_(gone))
        )
    else:
        message.outcome = Outcome.UNNEEDED
    settle(session, [one for one in facts if one.id in gone])
    return bool(kept)


def _facts(session: Session, message: Message) -> list[Notice]:
    query = select(Notice).join(Carried, col(Carried.notice_id) == col(Notice.id))
    return list(session.exec(query.where(col(Carried.message_id) == message.id).order_by(col(Notice.id))))


def _may_go(session: Session, settings: Settings, message: Message, now: datetime) -> bool:
    """Whether the hour allows it, or something in it is red; what failed yesterday takes today's place."""
    if message.is_red:
        return True
    world = world_of(session, session.get_one(Cycle, message.cycle_id), now)
    here = world.here(message.zone)
    has_red = any(NoticeKind(one.kind).is_red for one in _facts(session, message))
    if not has_red and quiet_hours(settings).disturbs(here, world.calendar):
        return False
    message.day = max(message.day, here.date())
    return True


def _letter(session: Session, channel: Channel, message: Message) -> Letter:
    cycle = session.get_one(Cycle, message.cycle_id)
    topic = f"{cycle.roadmap}:{cycle.year}:{message.topic}" if message.topic else ""
    addresses = dict(json.loads(message.addresses))
    conversation = addresses.get(channel.name, "") if message.recipient else channel.conversation(())
    threads = _threads(session, channel, topic)
    return Letter(
        key=message.key,
        kind=message.reason,
        topic=topic,
        subject=message.subject,
        text=message.body,
        as_of=message.day,
        simulated=cycle.simulated,
        recipient=message.recipient,
        people=_people(message, addresses),
        conversation=conversation,
        earlier=message.channel.removeprefix(f"{channel.name}:") if message.attempted_at else "",
        threads=threads,
        maybe_there_since=message.attempted_at if conversation in threads else _first_attempt(session, message),
    )


def _people(message: Message, addresses: dict[str, str]) -> tuple[Person, ...]:
    """The reader as recorded, where Slack may mention them: by the address, without a name."""
    slack = addresses.get("slack", "") if message.recipient else ""
    return (Person(name=message.recipient, slack=slack),) if slack else ()


def _threads(session: Session, channel: Channel, topic: str) -> dict[str, str]:
    rows = session.exec(select(ChannelThread).where(col(ChannelThread.topic) == topic)).all() if topic else ()
    mine = [row for row in rows if row.channel.startswith(f"{channel.name}:")]
    return {row.channel.removeprefix(f"{channel.name}:"): row.provider_id for row in mine}


def _first_attempt(session: Session, message: Message) -> datetime | None:
    """When the message, or a thread of its topic, may first have been posted without being recorded."""
    if not message.topic:
        return message.attempted_at
    same_topic = (col(Message.cycle_id) == message.cycle_id, col(Message.topic) == message.topic)
    unsettled = col(Message.outcome) == Outcome.QUEUED
    return session.exec(select(func.min(col(Message.attempted_at))).where(*same_topic, unsettled)).one()


def _record(settings: Settings, channel: Channel, number: int, letter: Letter, receipt: Receipt) -> None:
    """The message is sent, its facts are told, and where its thread begins is known: one transaction."""
    place = f"{channel.name}:{receipt.conversation}"
    with writing(settings) as session:
        message = session.get_one(Message, number)
        message.outcome, message.sent_at, message.error = Outcome.SENT, datetime.now(UTC), ""
        message.channel, message.provider_id = place, receipt.provider_id
        settle(session, _facts(session, message))
        if letter.topic and receipt.thread:
            thread = insert_into(session, ChannelThread).values(
                channel=place, topic=letter.topic, provider_id=receipt.thread
            )
            session.connection().execute(thread.on_conflict_do_nothing(index_elements=["channel", "topic"]))


def _note(settings: Settings, number: int, error: str, forget: bool = False) -> None:
    """Why the message is still queued. forget: it certainly stands nowhere, so nobody needs to look for it."""
    with writing(settings) as session:
        message = session.get_one(Message, number)
        message.error = error[:ERROR_LENGTH]
        if forget:
            message.attempted_at = None
        if message.attempts >= MOST_ATTEMPTS:
            message.outcome = Outcome.FAILED
