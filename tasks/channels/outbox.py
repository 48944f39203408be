"""The outbox: facts are queued in the caller's transaction; what they owe people is sent afterwards, each once.

Facts become messages (addressing.py), a short transaction. Sending a message is: claim it (claiming.py, another),
deliver it, record it (a third). Imports neither Prefect nor pandas.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime

import sqlalchemy as sa
from sqlmodel import Session, col, func, select

from models.people.notices import OwedNotice
from models.records import ChannelThread, Message, Notice, NoticeStatus, NoticeStep, Outcome
from tasks.channels.addressing import settle, write_messages
from tasks.channels.claiming import claim, facts_in
from tasks.channels.inserting import insert_into
from tasks.channels.lease import Turn, turn
from tasks.channels.letter import Channel, ChannelClosed, Letter, NotDelivered, Receipt, Refused
from tasks.channels.worlds import quiet_hours
from tasks.database import reading, writing
from tasks.people.directory import contacts_of
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
    wanted = {one.key: one for one in owed}
    common = {
        "cycle_id": cycle_id, "as_of": as_of, "created_at": datetime.now(UTC), "status": NoticeStatus.QUEUED,
    }  # fmt: skip
    rows = [
        {"key": one.key, "kind": one.kind.value, "measure": one.measure, "party": one.party, "scope": one.scope,
         "text": one.text, "occurrence": one.occurrence, "unit": one.unit, "due_on": one.due_on, "rung": one.rung,
        } | common
        for one in wanted.values()
    ]  # fmt: skip
    if not rows:
        return 0
    insert = insert_into(session, Notice).on_conflict_do_nothing(index_elements=["key"])
    new = session.connection().execute(insert.returning(col(Notice.id), col(Notice.key)), rows).all()
    pairs = [{"notice_id": number, "step_id": step} for number, key in new for step in wanted[key].steps]
    if pairs:
        session.connection().execute(sa.insert(NoticeStep), pairs)
    return len(new)


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
            write_messages(session, channels, contacts_of(session, settings), quiet_hours(settings), now)
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
    while claimed := claim(settings, open_ones, mine, number, refused, now):
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


def _record(settings: Settings, channel: Channel, number: int, letter: Letter, receipt: Receipt) -> None:
    """The message is sent, its facts are told, and where its thread begins is known: one transaction."""
    place = f"{channel.name}:{receipt.conversation}"
    with writing(settings) as session:
        message = session.get_one(Message, number)
        message.outcome, message.sent_at, message.error = Outcome.SENT, datetime.now(UTC), ""
        message.channel, message.provider_id = place, receipt.provider_id
        settle(session, facts_in(session, message))
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
