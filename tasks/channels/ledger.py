"""The notices as a table to read: what was owed, to whom, and whether it has reached them."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import col, select

from models.people.notices import NoticeKind
from models.records import Cycle, Notice, NoticeStatus
from tasks.database import reading
from tasks.settings import Settings


@dataclass(frozen=True)
class Line:
    """A notice as the ledger shows it; the columns are those of records.Notice."""

    key: str
    kind: NoticeKind
    roadmap: str
    year: int
    measure: str
    party: str
    scope: str
    as_of: date
    status: NoticeStatus
    channel: str
    attempts: int
    sent_at: datetime | None
    error: str
    text: str


def ledger(
    of: Settings, roadmap: str | None = None, kind: NoticeKind | None = None, unsent: bool = False
) -> tuple[Line, ...]:
    """The notices in the order in which they became due to be told; all of them unless narrowed."""
    wanted = select(Notice, Cycle).join(Cycle, col(Cycle.id) == col(Notice.cycle_id)).order_by(col(Notice.id))
    if roadmap is not None:
        wanted = wanted.where(col(Cycle.roadmap) == roadmap)
    if kind is not None:
        wanted = wanted.where(col(Notice.kind) == kind.value)
    if unsent:
        wanted = wanted.where(col(Notice.status) == NoticeStatus.QUEUED)
    with reading(of) as session:
        return tuple(_line(notice, cycle) for notice, cycle in session.exec(wanted))


def _line(notice: Notice, cycle: Cycle) -> Line:
    return Line(
        key=notice.key,
        kind=NoticeKind(notice.kind),
        roadmap=cycle.roadmap,
        year=cycle.year,
        measure=notice.measure,
        party=notice.party,
        scope=notice.scope,
        as_of=notice.as_of,
        status=NoticeStatus(notice.status),
        channel=notice.channel,
        attempts=notice.attempts,
        sent_at=notice.sent_at,
        error=notice.error,
        text=notice.text,
    )
