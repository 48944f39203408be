"""From facts to messages: who is meant on that day, what each is told now and what waits; written before it is sent.

What the budget allows belongs in models/people/budget.py, sending in outbox.py. Imports neither Prefect nor pandas.
"""

import hashlib
import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from types import MappingProxyType

import sqlalchemy as sa
from sqlmodel import Session, col, select

from models.people.budget import Quiet, Reader, decide
from models.people.composing import Composed, Told, compose
from models.people.contacts import Contacts, Person, recipients, substitutes
from models.people.notices import NoticeKind
from models.records import Carried, Cycle, Message, Notice, NoticeStatus, Outcome, School
from tasks.channels.letter import Channel
from tasks.channels.retelling import retold
from tasks.channels.still_news import item_of, news_of
from tasks.channels.worlds import World, world_of

SEVERAL = "several"
NO_REASONS: Mapping[int, NoticeStatus] = MappingProxyType({})


@dataclass(frozen=True)
class Addressee:
    """A reader: a person with the addresses at which they can be told, in their order; nobody: the common place."""

    key: str
    addresses: tuple[tuple[str, str], ...]
    zone: str = ""


@dataclass(frozen=True)
class Draft:
    """A message before it is written down: to whom, with which facts, in which world. until: when, if not now."""

    to: Addressee
    world: World
    facts: tuple[Notice, ...]
    composed: Composed
    is_red: bool
    until: datetime | None = None


@dataclass(frozen=True)
class Round:
    """What a look at the queue decided.

    needless: facts that are no news, and in which status they end; left: those that somebody must wait for
    """

    due: tuple[Draft, ...]
    later: tuple[Draft, ...]
    needless: Mapping[int, NoticeStatus]
    left: frozenset[int]


def write_messages(
    session: Session, channels: Sequence[Channel], contacts: Contacts, quiet: Quiet, now: datetime
) -> int:
    """Write the messages that are due, with the facts that each carries; how many."""
    _take_back_stranded(session, channels)
    notices = session.exec(select(Notice).where(col(Notice.status) == NoticeStatus.QUEUED).order_by(col(Notice.id)))
    queued = notices.all()
    made = look(session, queued, channels, contacts, quiet, now)
    for draft in made.due:
        session.add(message := _message(draft))
        session.flush()
        assert message.id is not None
        session.add_all(Carried(message_id=message.id, notice_id=one.id or 0) for one in draft.facts)
    for one in queued:
        if one.id not in made.left:
            one.status = NoticeStatus.ADDRESSED
    settle(session, [one for one in queued if one.status is NoticeStatus.ADDRESSED], made.needless)
    return len(made.due)


def _take_back_stranded(session: Session, channels: Sequence[Channel]) -> None:
    """Messages that stand nowhere and that no connected channel can carry: their facts are addressed anew.

    Somebody may have been bound to the role since, or another channel connected.
    """
    names, has_common = {channel.name for channel in channels}, any(channel.conversation(()) for channel in channels)
    query = select(Message).where(col(Message.outcome) == Outcome.QUEUED, col(Message.attempted_at).is_(None))
    for message in session.exec(query).all():
        reached = {name for name, _address in json.loads(message.addresses)} & names
        if has_common if not message.recipient else reached:
            continue
        carried = col(Carried.message_id) == message.id
        facts = session.exec(select(Notice).join(Carried, col(Carried.notice_id) == col(Notice.id)).where(carried))
        for fact in facts.all():
            fact.status = NoticeStatus.QUEUED
        session.connection().execute(sa.delete(Carried).where(carried))
        session.delete(message)
    session.flush()


def settle(session: Session, notices: Sequence[Notice], why: Mapping[int, NoticeStatus] = NO_REASONS) -> None:
    """Facts of which everybody has been told are sent; those that no message carries any more are needless, or say why.

    why: the status in which a fact ends that nobody was told of, where it is another one
    """
    session.flush()
    outcomes: dict[int, set[Outcome]] = defaultdict(set)
    query = select(Carried.notice_id, Message.outcome).join(Message, col(Message.id) == col(Carried.message_id))
    for number, outcome in session.exec(query.where(col(Carried.notice_id).in_([one.id for one in notices]))):
        outcomes[number].add(Outcome(outcome))
    for one in notices:
        found = outcomes[one.id or 0]
        if one.status is NoticeStatus.ADDRESSED and not found & {Outcome.QUEUED, Outcome.FAILED}:
            one.status = NoticeStatus.SENT if Outcome.SENT in found else why.get(one.id or 0, NoticeStatus.UNNEEDED)


def look(
    session: Session,
    queued: Sequence[Notice],
    channels: Sequence[Channel],
    contacts: Contacts,
    quiet: Quiet,
    now: datetime,
) -> Round:
    """What these facts come to at that moment; writes nothing."""
    news = news_of(session, queued, now)
    owed = _by_reader(session, [one for one in queued if one.id not in news.needless], channels, contacts, now)
    texts = retold(session, queued, news.narrowed)
    told, awaited = _told_on(session, owed), _awaited(session)
    due: list[Draft] = []
    later: list[Draft] = []
    for (key, name), (to, world, facts) in owed.items():
        who = Reader(world.here(to.zone), world.calendar, quiet, told.get((key, name)), (key, name) in awaited)
        made = decide([item_of(one) for one in facts], who)
        by_number = {one.id: one for one in facts}
        for items, drafts, until in ((made.now, due, None), (made.later, later, made.until)):
            if items:
                chosen = tuple(by_number[item.number] for item in items)
                drafts.append(_draft(to, world, chosen, texts, until))
    left = frozenset(one.id for draft in later for one in draft.facts if one.id is not None)
    return Round(tuple(due), tuple(later), news.needless, left)


def _draft(
    to: Addressee, world: World, facts: tuple[Notice, ...], texts: Mapping[int, str], until: datetime | None
) -> Draft:
    day = (until or world.here(to.zone)).date()
    composed = composed_of(facts, texts, day)
    return Draft(to, world, facts, composed, all(NoticeKind(one.kind).is_red for one in facts), until)


def composed_of(facts: Iterable[Notice], texts: Mapping[int, str], day: date) -> Composed:
    """The message that these facts make on that day; texts: of those that say something else by now, by id."""
    told = [(one, texts.get(one.id or 0, one.text)) for one in facts]
    return compose([Told(NoticeKind(one.kind), one.measure, one.as_of, said) for one, said in told], day)


def _by_reader(
    session: Session, notices: Sequence[Notice], channels: Sequence[Channel], contacts: Contacts, now: datetime
) -> dict[tuple[str, str], tuple[Addressee, World, list[Notice]]]:
    """(reader, world) → what the reader has not been told yet, in the order in which it became true."""
    worlds = _worlds(session, notices, now)
    areas = _municipalities(session, notices)
    already = _already(session, notices)
    found: dict[tuple[str, str], tuple[Addressee, World, list[Notice]]] = {}
    for one in notices:
        world = worlds[one.cycle_id]
        for to in _addressees(one, contacts, areas.get(one.scope, ""), channels):
            if (one.id, to.key) not in already:
                found.setdefault((to.key, world.name), (to, world, []))[2].append(one)
    return found


def _addressees(one: Notice, contacts: Contacts, area: str, channels: Sequence[Channel]) -> Iterator[Addressee]:
    """Each person that some channel reaches; the common place when there is nobody, or somebody whom none reaches.

    Who stands in is told before their days begin, and nobody else is.
    """
    if one.kind == NoticeKind.SUBSTITUTION:
        standing_in = substitutes(contacts, one.party, one.scope, one.due_on or one.as_of, area)
        yield from {to.key: to for to in (_addressee(person, channels) for person in standing_in)}.values()
        return
    people = recipients(contacts, one.party, one.scope, one.as_of, area)
    made = {to.key: to for to in (_addressee(person, channels) for person in people)}
    yield from (made or {"": _common(channels)}).values()


def _addressee(person: Person, channels: Sequence[Channel]) -> Addressee:
    reached = [(channel.name, channel.conversation((person,))) for channel in channels]
    preferred = {name: place for place, name in enumerate(person.channels)}
    ordered = sorted((pair for pair in reached if pair[1]), key=lambda pair: preferred.get(pair[0], len(preferred)))
    return Addressee(person.known_as, tuple(ordered), person.time_zone) if ordered else _common(channels)


def _common(channels: Sequence[Channel]) -> Addressee:
    return Addressee("", tuple((channel.name, channel.conversation(())) for channel in channels))


def _worlds(session: Session, notices: Iterable[Notice], now: datetime) -> dict[int, World]:
    cycles = {one.cycle_id for one in notices}
    return {number: world_of(session, session.get_one(Cycle, number), now) for number in cycles}


def _municipalities(session: Session, notices: Iterable[Notice]) -> Mapping[str, str]:
    scopes = {one.scope for one in notices if one.scope}
    return dict(session.exec(select(School.login, School.municipality).where(col(School.login).in_(scopes))).all())


def _already(session: Session, notices: Iterable[Notice]) -> frozenset[tuple[int | None, str]]:
    """Who has a message about which of the facts."""
    numbers = [one.id for one in notices]
    query = (
        select(Carried.notice_id, Message.recipient)
        .join(Message, col(Message.id) == col(Carried.message_id))
        .where(col(Carried.notice_id).in_(numbers))
    )
    return frozenset((notice, reader) for notice, reader in session.exec(query))


def _told_on(session: Session, readers: Collection[tuple[str, str]]) -> Mapping[tuple[str, str], date]:
    """The last day on which each reader was told something that the budget counts."""
    query = (
        select(Message.recipient, Message.world, sa.func.max(Message.day))
        .where(col(Message.is_red).is_(False), col(Message.outcome) != Outcome.UNNEEDED)
        .where(col(Message.recipient).in_({key for key, _world in readers}))
        .group_by(col(Message.recipient), col(Message.world))
    )
    return {(reader, world): day for reader, world, day in session.exec(query)}


def _awaited(session: Session) -> frozenset[tuple[str, str]]:
    """The readers for whom such a message is still on its way."""
    query = select(Message.recipient, Message.world).where(
        col(Message.outcome) == Outcome.QUEUED, col(Message.is_red).is_(False)
    )
    return frozenset((reader, world) for reader, world in session.exec(query))


def _message(draft: Draft) -> Message:
    first = draft.facts[0]
    is_single = len(draft.facts) == 1
    return Message(
        key=_key(draft),
        reason=first.kind if is_single or all(one.kind == NoticeKind.DIGEST for one in draft.facts) else SEVERAL,
        recipient=draft.to.key,
        addresses=json.dumps(draft.to.addresses),
        cycle_id=first.cycle_id,
        world=draft.world.name,
        topic=first.measure if is_single else "",
        day=draft.world.here(draft.to.zone).date(),
        zone=draft.to.zone,
        is_red=draft.is_red,
        subject=draft.composed.subject,
        body=draft.composed.body,
        created_at=datetime.now(UTC),
    )


def _key(draft: Draft) -> str:
    """The only fact's key, or a hash over all; the reader in it as a hash: keys travel with messages."""
    facts = [one.key for one in draft.facts]
    said = facts[0] if len(facts) == 1 else f"{SEVERAL}:{_hashed(*sorted(facts))}"
    return f"{said}@{_hashed(draft.to.key)[:8]}" if draft.to.key else said


def _hashed(*texts: str) -> str:
    return hashlib.sha256("\n".join(texts).encode()).hexdigest()[:32]
