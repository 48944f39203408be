"""The journal of a school's meetings with mentors, as a paper: every pair of the year, every meeting with its evidence.

Pairs that have ended are in it, for their meetings were held. Codes only.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from sqlmodel import Session, col, select

from models.errors import NotFound
from models.language import _
from models.people.counting import weeks
from models.records import Cycle, MentorMeeting, MentorPair, School
from models.wording import day, in_digits
from tasks.documents.filling import filled
from tasks.documents.head import DOCX, Document, DocumentHead
from tasks.mentoring.meetings import QUIET_WEEKS, Seen
from tasks.record.book import recorded_definition

BLANK = "meeting_journal"


def journals(session: Session, cycle: Cycle, as_of: date, school: str = "") -> list[Document]:
    """A journal for each school that has, or had, a pair this year; of one school only where one is named.

    NotFound when there is no pair to write of.
    """
    pairs = _pairs(session, cycle, school)
    if not pairs:
        raise NotFound(_("Пар наставников нет: vekha mentors approve."))
    held = _meetings(session, pairs, as_of)
    names = {one.login: one for one in session.exec(select(School).order_by(col(School.login)))}
    by_school: dict[str, list[MentorPair]] = defaultdict(list)
    for pair in pairs:
        by_school[pair.school].append(pair)
    head = _head(session, cycle, as_of)
    return [_journal(login, own, held, names, head) for login, own in by_school.items()]


def _pairs(session: Session, cycle: Cycle, school: str) -> Sequence[MentorPair]:
    query = select(MentorPair).where(MentorPair.cycle_id == cycle.id)
    if school:
        query = query.where(MentorPair.school == school)
    in_order = (MentorPair.school, MentorPair.teacher, MentorPair.subject, MentorPair.id)
    return session.exec(query.order_by(*map(col, in_order))).all()


def _meetings(session: Session, pairs: Sequence[MentorPair], as_of: date) -> Mapping[int, list[MentorMeeting]]:
    """By pair, its meetings up to that day, the earliest first."""
    found: dict[int, list[MentorMeeting]] = defaultdict(list)
    of_these = select(MentorMeeting).where(
        col(MentorMeeting.pair_id).in_([pair.id for pair in pairs]), col(MentorMeeting.held_on) <= as_of
    )
    for meeting in session.exec(of_these.order_by(col(MentorMeeting.held_on), col(MentorMeeting.id))):
        found[meeting.pair_id].append(meeting)
    return found


def _head(session: Session, cycle: Cycle, as_of: date) -> DocumentHead:
    roadmap, _plan = recorded_definition(session, cycle)
    order = f"№ {roadmap.order.number} от {in_digits(roadmap.order.signed_on)}"
    return DocumentHead(roadmap.title, _("Журнал встреч"), _("записи о встречах"), (), as_of, order)


def _journal(
    login: str,
    pairs: Sequence[MentorPair],
    held: Mapping[int, list[MentorMeeting]],
    names: Mapping[str, School],
    head: DocumentHead,
) -> Document:
    school, title = names.get(login), _("Журнал встреч")
    own = [(pair, held.get(pair.id or 0, [])) for pair in pairs]
    standing = [_seen(pair, met) for pair, met in own if pair.ended_on is None]
    values = {
        "school": school.name if school else login,
        "municipality": school.municipality if school else "—",
        "until": in_digits(head.as_of),
        "day": day(head.as_of),
        "basis": head.basis,
        "scope": head.scope,
        "count": len(pairs),
        "meetings": sum(len(met) for _pair, met in own),
        "weeks": weeks(QUIET_WEEKS),
        "quiet": sum(one.is_quiet(head.as_of, QUIET_WEEKS) for one in standing),
        "pairs": [_as_row(pair, met, names) for pair, met in own],
        "rows": [_as_meeting(pair, one) for pair, met in own for one in met],
    }
    return Document(f"{title} {login} {head.as_of:%Y-%m-%d}.docx", filled(BLANK, title, values, head), DOCX)


def _seen(pair: MentorPair, met: Sequence[MentorMeeting]) -> Seen:
    return Seen(pair, len(met), met[-1].held_on if met else None)


def _as_row(pair: MentorPair, met: Sequence[MentorMeeting], names: Mapping[str, School]) -> dict[str, Any]:
    school = names.get(pair.mentor_school)
    ended = _(" (по {day})").format(day=in_digits(pair.ended_on)) if pair.ended_on else ""
    return {
        "teacher": pair.teacher,
        "subject": pair.subject,
        "mentor": pair.mentor,
        "mentor_school": school.name if school else pair.mentor_school,
        "began": in_digits(pair.began_on) + ended,
        "meetings": len(met),
        "last": in_digits(met[-1].held_on if met else None),
    }


def _as_meeting(pair: MentorPair, one: MentorMeeting) -> dict[str, str]:
    return {
        "day": in_digits(one.held_on),
        "teacher": pair.teacher,
        "subject": pair.subject,
        "mentor": pair.mentor,
        "topic": one.topic,
        "evidence": one.evidence or "—",
    }
