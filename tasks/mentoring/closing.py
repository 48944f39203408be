"""A school that closes in mid-year, or is merged into another: what becomes of its steps, pairs and helpers. One deed.

Its open steps close with «выбыла», its plan stays in the record and is changed no more (tasks/support/deciding.py), its
pairs end, nobody helps it and it helps nobody. Its teachers come with the next lists of the school that takes them.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session

from models.errors import VekhaError
from models.language import _
from models.records import Cycle, HelperAppointment, HelperKind, MentorPair
from models.steps.status import FINAL
from tasks.cycle.group import Approval, approve_group, refuse_unknown_schools
from tasks.mentoring.helping import appointed, end
from tasks.mentoring.pairs import close
from tasks.record.book import approved_schools, steps_of
from tasks.record.writer import Author


@dataclass(frozen=True)
class Closing:
    """Which school is there no more, into which it was merged (empty: into none), by which order, why."""

    school: str
    into: str
    number: str
    dated_on: date
    reason: str


@dataclass(frozen=True)
class Closed:
    """What ended with a school: how many open steps, which pairs, whom it helped and who helped it."""

    steps: int
    pairs: Sequence[MentorPair]
    helpers: Sequence[HelperAppointment]


def close_school(session: Session, cycle: Cycle, closing: Closing, *, as_of: date, author: Author) -> Closed:
    """Close the school in the cycle that is held. NotFound for a school of no register, VekhaError without a reason."""
    refuse_unknown_schools(session, [one for one in (closing.school, closing.into) if one])
    if closing.into == closing.school:
        raise VekhaError(_("Школу {school} нельзя присоединить к ней самой.").format(school=closing.school))
    if not closing.reason.strip():
        raise VekhaError(_("Назовите причину: --reason."))
    why = _why(closing)
    helpers = _helpers(session, cycle, closing.school)
    for kind in HelperKind:
        helped = [one.school for one in helpers if one.kind is kind]
        end(session, cycle, kind, helped, why, as_of=as_of, author=author)
    steps = _leave_group(session, cycle, closing, why, as_of=as_of, author=author)
    return Closed(steps, close(session, cycle, closing.school, why, as_of=as_of, author=author), helpers)


def _why(closing: Closing) -> str:
    into = _("присоединена к {school}").format(school=closing.into) if closing.into else _("школа закрыта")
    return f"{into}: {closing.reason.strip()}"


def _helpers(session: Session, cycle: Cycle, school: str) -> list[HelperAppointment]:
    """Those that help the school, and those as which the school helps."""
    return [one for kind in HelperKind for one in appointed(session, cycle, kind) if school in (one.school, one.helper)]


def _leave_group(session: Session, cycle: Cycle, closing: Closing, why: str, *, as_of: date, author: Author) -> int:
    """Take the school out of the target group, where it is in it; how many open steps it had."""
    members = [one.school for one in approved_schools(session, cycle)]
    if closing.school not in members:
        return 0
    open_ = sum(step.unit == closing.school and step.status not in FINAL for step in steps_of(session, cycle))
    left = [one for one in members if one != closing.school]
    approval = Approval(closing.number, closing.dated_on, author.actor, why)
    approve_group(session, cycle, left, approval, as_of=as_of, author=author)
    return open_
