"""Meetings of mentors and teachers, and the pairs that have gone quiet. Imports neither Prefect nor pandas."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from sqlalchemy import func
from sqlmodel import Session, col, select

from models.errors import NotFound, VekhaError
from models.language import _
from models.records import Cycle, MentorMeeting, MentorPair
from models.wording import in_digits
from tasks.mentoring.pairs import Need, need_of, standing
from tasks.record.writer import Author

# A pair is quiet after so many weeks without a meeting, unless somebody asks otherwise; ours, no order says it.
QUIET_WEEKS = 6


@dataclass(frozen=True)
class Seen:
    """A pair that stands, how often it has met, and when last (None: never)."""

    pair: MentorPair
    meetings: int
    last: date | None

    def is_quiet(self, as_of: date, weeks: int) -> bool:
        """Whether so many weeks have passed since the last meeting, or since the pair began."""
        return self.since + timedelta(weeks=weeks) <= as_of

    @property
    def since(self) -> date:
        """Since when it has not met: the last meeting, or the pair's beginning."""
        return self.last or self.pair.began_on


def met(
    session: Session, cycle: Cycle, need: Need, on: date, topic: str, evidence: str, *, as_of: date, author: Author
) -> MentorMeeting:
    """Record a meeting of the teacher with the mentor of that time.

    NotFound when the teacher had no mentor on that day; VekhaError for a day to come or no topic.
    """
    if on > as_of:
        raise VekhaError(_("Встреча {day} ещё впереди: запишите её, когда она пройдёт.").format(day=in_digits(on)))
    if not topic.strip():
        raise VekhaError(_("Назовите тему встречи: --topic."))
    query = select(MentorPair).where(MentorPair.cycle_id == cycle.id, col(MentorPair.school) == need.school)
    theirs = [one for one in session.exec(query) if need_of(one) == need and _stood(one, on)]
    if not theirs:
        told = _("У учителя {need} {day} наставника не было: см. vekha mentors show.")
        raise NotFound(told.format(need=need, day=in_digits(on)))
    pair_id = theirs[-1].id
    assert pair_id is not None
    at = datetime.now(UTC)
    meeting = MentorMeeting(
        pair_id=pair_id, held_on=on, topic=topic, evidence=evidence, recorded_by=author.actor, at=at
    )
    session.add(meeting)
    session.flush()
    return meeting


def seen(session: Session, cycle: Cycle) -> Sequence[Seen]:
    """Every pair that stands, with its meetings counted."""
    counts = (
        select(MentorMeeting.pair_id, func.count(), func.max(MentorMeeting.held_on))
        .join(MentorPair, col(MentorPair.id) == col(MentorMeeting.pair_id))
        .where(MentorPair.cycle_id == cycle.id)
        .group_by(col(MentorMeeting.pair_id))
    )
    of = {pair: (many, last) for pair, many, last in session.exec(counts)}
    return [Seen(pair, *of.get(pair.id or 0, (0, None))) for pair in standing(session, cycle)]


def _stood(pair: MentorPair, on: date) -> bool:
    return pair.began_on <= on and (pair.ended_on is None or on <= pair.ended_on)
