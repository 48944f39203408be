"""What people decide of mentors: pin, forbid, approve, and that one has left. Imports neither Prefect nor pandas.

Each is one transaction over a cycle that is held (`locked_cycle`). Nothing is deleted: a pair that ends keeps its row.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import NamedTuple

from sqlmodel import Session, col, select

from models.errors import NotFound, VekhaError
from models.language import _
from models.records import Cycle, MentorAbsence, MentorPair, MentorWish, Wish
from tasks.cycle.group import refuse_unknown_schools
from tasks.record.writer import Author

CLOSED = ""  # in the place of a mentor's code: all of them, for their school has closed


class Need(NamedTuple):
    """A teacher who needs support in a subject."""

    school: str
    teacher: str
    subject: str

    def __str__(self) -> str:
        return f"{self.school} {self.teacher}, {self.subject}"


class Mentor(NamedTuple):
    """A mentor by school and staff code."""

    school: str
    code: str

    def __str__(self) -> str:
        return f"{self.school} {self.code}"


@dataclass(frozen=True)
class Order:
    """The order that appoints mentors."""

    number: str
    dated_on: date


def wish(
    session: Session, cycle: Cycle, need: Need, mentor: Mentor, what: Wish, reason: str, *, as_of: date, author: Author
) -> None:
    """Pin a pair or forbid it; the last word on a pair counts. Forbidding a pair that stands ends it.

    VekhaError without a reason, for an own school, or when another mentor is pinned to this need.
    """
    _refuse_no_reason(reason)
    refuse_unknown_schools(session, [need.school, mentor.school])
    if need.school == mentor.school:
        raise VekhaError(_("Наставник — из другой школы, а {school} — своя.").format(school=need.school))
    said = wishes(session, cycle)
    if what is Wish.PINNED:
        _refuse_second_pin(said, need, mentor)
    values = {"wish": what, "reason": reason, "said_by": author.actor, "said_on": as_of, "at": datetime.now(UTC)}
    known = [one for one in said if _is_of(one, need, mentor)]
    row = known[0] if known else MentorWish.model_validate(_columns(cycle, need, mentor) | values)
    session.add(row.sqlmodel_update(values))
    if what is Wish.FORBIDDEN:
        _end((one for one in standing(session, cycle) if _is_of(one, need, mentor)), as_of, reason)
    session.flush()


def approve(
    session: Session, cycle: Cycle, wanted: Iterable[tuple[Need, Mentor]], order: Order, *, as_of: date, author: Author
) -> list[MentorPair]:
    """Appoint these mentors by an order; the pairs that are new. A teacher's pair with somebody else ends.

    Pairs that stand already stay as they are, under the order that made them.
    """
    mentors = dict(wanted)
    refuse_unknown_schools(session, sorted({one.school for pair in mentors.items() for one in pair}))
    gone = {Mentor(one.mentor_school, one.mentor) for one in absences(session, cycle)}
    if left := sorted({str(one) for one in mentors.values() if one in gone or Mentor(one.school, CLOSED) in gone}):
        raise VekhaError(_("Наставники выбыли, назначить их нельзя: {mentors}.").format(mentors="; ".join(left)))
    present = {need_of(one): one for one in standing(session, cycle)}
    fresh = {need: mentor for need, mentor in mentors.items() if mentor != _mentor_in(present.get(need))}
    _end((present[need] for need in fresh if need in present), as_of, _("назначен другой наставник"))
    session.flush()
    by = {"approved_by": author.actor, "order_number": order.number, "order_date": order.dated_on}
    values = {"began_on": as_of, "at": datetime.now(UTC), **by}
    made = [MentorPair.model_validate(_columns(cycle, need, mentor) | values) for need, mentor in sorted(fresh.items())]
    session.add_all(made)
    session.flush()
    return made


def leave(
    session: Session, cycle: Cycle, mentor: Mentor, reason: str, *, as_of: date, author: Author
) -> list[MentorPair]:
    """A mentor helps nobody any more: their pairs end with the reason, and no further ones are proposed.

    The pairs that ended. NotFound when nobody has or is wished this mentor, VekhaError when they have left already.
    """
    _refuse_no_reason(reason)
    if mentor in {(one.mentor_school, one.mentor) for one in absences(session, cycle)}:
        raise VekhaError(_("Наставник {mentor} уже выбыл.").format(mentor=mentor))
    theirs = [one for one in standing(session, cycle) if mentor_of(one) == mentor]
    if not theirs and mentor not in map(mentor_of, wishes(session, cycle)):
        told = _("Наставника {mentor} ни у кого нет: проверьте школу и код, см. vekha mentors show.")
        raise NotFound(told.format(mentor=mentor))
    _end(theirs, as_of, reason)
    assert cycle.id is not None
    absence = MentorAbsence(
        cycle_id=cycle.id,
        mentor_school=mentor.school,
        mentor=mentor.code,
        left_on=as_of,
        reason=reason,
        said_by=author.actor,
    )
    session.add(absence)
    session.flush()
    return theirs


def close(session: Session, cycle: Cycle, school: str, reason: str, *, as_of: date, author: Author) -> list[MentorPair]:
    """The school is there no more: pairs of its teachers and of its mentors end, its mentors are proposed to nobody.

    The pairs that ended; doing it again ends none.
    """
    theirs = [one for one in standing(session, cycle) if school in (one.school, one.mentor_school)]
    _end(theirs, as_of, reason)
    absence = MentorAbsence(
        cycle_id=cycle.id or 0, mentor_school=school, mentor=CLOSED, left_on=as_of, reason=reason, said_by=author.actor
    )
    session.merge(absence)
    session.flush()
    return theirs


def closed_schools(session: Session, cycle: Cycle) -> set[str]:
    """The schools that have closed this year."""
    return {one.mentor_school for one in absences(session, cycle) if one.mentor == CLOSED}


def standing(session: Session, cycle: Cycle) -> Sequence[MentorPair]:
    """The pairs that have not ended, in order of need."""
    query = select(MentorPair).where(MentorPair.cycle_id == cycle.id, col(MentorPair.ended_on).is_(None))
    return session.exec(query.order_by(col(MentorPair.school), col(MentorPair.teacher), col(MentorPair.subject))).all()


def wishes(session: Session, cycle: Cycle) -> Sequence[MentorWish]:
    """What people have said of pairs this year."""
    return session.exec(select(MentorWish).where(MentorWish.cycle_id == cycle.id).order_by(col(MentorWish.id))).all()


def absences(session: Session, cycle: Cycle) -> Sequence[MentorAbsence]:
    """The mentors who have left."""
    return session.exec(select(MentorAbsence).where(MentorAbsence.cycle_id == cycle.id)).all()


def need_of(row: MentorPair | MentorWish) -> Need:
    """Whose need the row speaks of."""
    return Need(row.school, row.teacher, row.subject)


def mentor_of(row: MentorPair | MentorWish) -> Mentor:
    """Of which mentor the row speaks."""
    return Mentor(row.mentor_school, row.mentor)


def _is_of(row: MentorPair | MentorWish, need: Need, mentor: Mentor) -> bool:
    return (need_of(row), mentor_of(row)) == (need, mentor)


def _mentor_in(pair: MentorPair | None) -> Mentor | None:
    return None if pair is None else mentor_of(pair)


def _end(pairs: Iterable[MentorPair], as_of: date, reason: str) -> None:
    for pair in pairs:
        pair.ended_on, pair.reason = as_of, reason


def _refuse_no_reason(reason: str) -> None:
    if not reason.strip():
        raise VekhaError(_("Назовите причину: --reason."))


def _refuse_second_pin(said: Iterable[MentorWish], need: Need, mentor: Mentor) -> None:
    for one in said:
        if one.wish is Wish.PINNED and need_of(one) == need and mentor_of(one) != mentor:
            told = _("За учителем {need} уже закреплён {mentor}: сначала запретите ту пару (vekha mentors forbid).")
            raise VekhaError(told.format(need=need, mentor=mentor_of(one)))


def _columns(cycle: Cycle, need: Need, mentor: Mentor) -> dict[str, object]:
    return {"cycle_id": cycle.id, **need._asdict(), "mentor_school": mentor.school, "mentor": mentor.code}
