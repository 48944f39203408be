"""Claiming a message: mark it as attempted before it is sent, drop what is no news any more, and write the letter.

Whoever is killed afterwards leaves a claimed message that the next sender looks for in its channel before it posts.
Imports neither Prefect nor pandas.
"""

import json
from collections.abc import Sequence
from datetime import UTC, datetime

import sqlalchemy as sa
from sqlmodel import Session, col, func, select

from models.people.contacts import Person
from models.people.notices import NoticeKind
from models.records import Carried, ChannelThread, Cycle, Message, Notice, Outcome
from tasks.channels.addressing import composed_of, settle
from tasks.channels.lease import Turn
from tasks.channels.letter import Channel, Letter
from tasks.channels.retelling import retold
from tasks.channels.still_news import news_of
from tasks.channels.worlds import quiet_hours, world_of
from tasks.database import writing
from tasks.settings import Settings


def claim(
    settings: Settings, channels: Sequence[Channel], mine: Turn, number: int, refused: Sequence[str], now: datetime
) -> tuple[Channel, Letter] | None:
    """The message, marked as attempted, and the channel to try; None when it is none's turn, or no longer news."""
    with writing(settings) as session:
        message = session.get_one(Message, number)
        # Read anew: another sender may have had it in the meantime.
        if not mine.take(session) or message.outcome is not Outcome.QUEUED:
            return None
        channel = _channel(message, channels, refused)
        if channel is None or not _is_news(session, message, now) or not _may_go(session, settings, message, now):
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


def _is_news(session: Session, message: Message, now: datetime) -> bool:
    """Whether there is still something to tell; what is true no more is taken out of the message.

    What was attempted stays whole: it may stand there already.
    """
    if message.attempted_at:
        return True
    facts = facts_in(session, message)
    news = news_of(session, facts, now)
    if not news.needless and not news.narrowed:
        return True
    gone, kept = news.needless, [one for one in facts if one.id not in news.needless]
    if kept:
        composed = composed_of(kept, retold(session, kept, news.narrowed), message.day)
        message.subject, message.body = composed.subject, composed.body
        session.connection().execute(
            sa.delete(Carried).where(col(Carried.message_id) == message.id, col(Carried.notice_id).in_(gone))
        )
    else:
        message.outcome = Outcome.UNNEEDED
    settle(session, [one for one in facts if one.id in gone], gone)
    return bool(kept)


def facts_in(session: Session, message: Message) -> list[Notice]:
    """The facts that the message carries, in the order in which they became true."""
    query = select(Notice).join(Carried, col(Carried.notice_id) == col(Notice.id))
    return list(session.exec(query.where(col(Carried.message_id) == message.id).order_by(col(Notice.id))))


def _may_go(session: Session, settings: Settings, message: Message, now: datetime) -> bool:
    """Whether the hour allows it, or something in it is red; what failed yesterday takes today's place."""
    if message.is_red:
        return True
    world = world_of(session, session.get_one(Cycle, message.cycle_id), now)
    here = world.here(message.zone)
    has_red = any(NoticeKind(one.kind).is_red for one in facts_in(session, message))
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
        facts=tuple(one.key for one in facts_in(session, message)),
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
