"""Who would get what on a day: the facts that are owed by then, made into messages and forgotten. Writes nothing."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from sqlmodel import Session, col, select

from models.people.contacts import Person
from models.people.notices import NoticeKind
from models.records import Cycle, Notice, NoticeStatus
from tasks.channels.addressing import Draft, look
from tasks.channels.carriers import carriers
from tasks.channels.letter import Channel, Letter, Receipt
from tasks.channels.worlds import quiet_hours
from tasks.clock import day_meant, is_today
from tasks.database import rehearsing
from tasks.people.directory import contacts_of
from tasks.people.sweeping import owe_of_day
from tasks.record.book import recorded_definition
from tasks.settings import Settings

# The hour of the foreseen day at which one looks.
HOUR = time(10)


@dataclass(frozen=True)
class Foreseen:
    """A message that somebody would get. until: not before that moment; None: on that day at once."""

    recipient: str
    channels: tuple[str, ...]
    kinds: tuple[NoticeKind, ...]
    until: datetime | None
    text: str


def foreseen(settings: Settings, roadmap: str, as_of: str) -> list[Foreseen]:
    """What every reader would get on that day: what is queued, and what falls due by then."""
    with rehearsing(settings) as session:
        cycles = session.exec(select(Cycle).where(col(Cycle.closed_at).is_(None)).order_by(col(Cycle.id))).all()
        mine = [one for one in cycles if roadmap in ("", one.roadmap)]
        drafts: list[Draft] = []
        for simulated in (False, True):
            chosen = [one for one in mine if one.simulated is simulated]
            if chosen:
                drafts += _of(session, settings, chosen, as_of)
        return [_foreseen(draft) for draft in drafts]


def _of(session: Session, settings: Settings, cycles: Sequence[Cycle], as_of: str) -> list[Draft]:
    zone = recorded_definition(session, cycles[0])[0].time_zone
    day = _day(cycles, as_of, zone)
    for cycle in cycles:
        owe_of_day(session, settings, cycle, day)
        # The played day moves on for as long as one looks.
        cycle.last_as_of = day if cycle.simulated else cycle.last_as_of
    query = select(Notice).where(col(Notice.status) == NoticeStatus.QUEUED)
    queued = session.exec(query.where(col(Notice.cycle_id).in_([one.id for one in cycles])).order_by(col(Notice.id)))
    moment = datetime.combine(day, HOUR, ZoneInfo(zone)).astimezone(UTC)
    channels: Sequence[Channel] = carriers(settings) or (_Anywhere(),)
    found = look(session, queued.all(), channels, contacts_of(session, settings), quiet_hours(settings), moment)
    return [*found.due, *found.later]


def _day(cycles: Sequence[Cycle], as_of: str, zone: str) -> date:
    """The day that is meant; for played cycles «today» is where they stand."""
    stands = max((one.last_as_of for one in cycles if one.last_as_of), default=None)
    return stands if stands and cycles[0].simulated and is_today(as_of) else day_meant(as_of, zone)


class _Anywhere:
    """Stands for the channels while none is connected: everybody can be told."""

    name = ""

    def conversation(self, people: tuple[Person, ...]) -> str:
        """Somewhere."""
        return "-"

    def deliver(self, letter: Letter) -> Receipt:
        """Never asked."""
        raise NotImplementedError


def _foreseen(draft: Draft) -> Foreseen:
    kinds = tuple(dict.fromkeys(NoticeKind(one.kind) for one in draft.facts))
    channels = tuple(name for name, address in draft.to.addresses if name and address)
    return Foreseen(draft.to.key, channels, kinds, draft.until, draft.composed.body)
