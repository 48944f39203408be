"""The target group: the schools that an authority's list makes a year's, and what becomes of their steps.

Who enters, leaves or comes back does so here. Imports neither Prefect nor pandas.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, select

from models.errors import NotFound, VekhaError
from models.language import _
from models.records import Cycle, GroupMember, School
from models.steps.status import FINAL, Move, Status
from tasks.cycle.steps import create_missing_steps, last_moves
from tasks.record.book import steps_of
from tasks.record.writer import Author, StepMove, record


@dataclass(frozen=True)
class Approval:
    """A list of schools that an authority approved: order № and date, who, and a reason for what differs."""

    number: str
    dated_on: date
    approved_by: str
    reason: str = ""


def approve_group(
    session: Session, cycle: Cycle, schools: Sequence[str], approval: Approval, *, as_of: date, author: Author
) -> int:
    """Make these schools the cycle's target group; the number of new steps.

    Who enters gets steps from the list's date; the open steps of who leaves close with «выбыла» and the reason, and
    open again when the school comes back before they are due.
    """
    refuse_unknown_schools(session, schools)
    members = session.exec(select(GroupMember).where(GroupMember.cycle_id == cycle.id)).all()
    leavers = [member for member in members if member.left_on is None and member.school not in set(schools)]
    _refuse_unexplained(leavers, approval)
    away = {member.school for member in members if member.left_on is not None}
    session.add_all(_entered(cycle, members, schools, approval, as_of))
    for member in leavers:
        member.left_on = as_of
        _note(member, approval)
        session.add(member)
    session.flush()
    _withdraw(session, cycle, [member.school for member in leavers], approval.reason, as_of=as_of, author=author)
    _rejoin(session, cycle, away.intersection(schools), as_of=as_of, author=author)
    return create_missing_steps(session, cycle, as_of=as_of, author=author)


def _refuse_unexplained(leavers: Sequence[GroupMember], approval: Approval) -> None:
    """A school leaves the list for a reason."""
    if leavers and not approval.reason.strip():
        listed = ", ".join(member.school for member in leavers)
        raise VekhaError(_("Из списка выбывают {schools}: назовите причину (--reason).").format(schools=listed))


def _entered(
    cycle: Cycle, members: Sequence[GroupMember], schools: Sequence[str], approval: Approval, as_of: date
) -> Iterator[GroupMember]:
    """The members that these schools are from the list's date on; who was a member all along stays as it is."""
    present = {member.school: member for member in members}
    assert cycle.id is not None
    for school in schools:
        member = present.get(school) or _newcomer(cycle.id, school, approval, as_of)
        if member.left_on is not None:
            member.entered_on, member.left_on = min(approval.dated_on, as_of), None
            _note(member, approval)
        yield member


def _newcomer(cycle_id: int, school: str, approval: Approval, as_of: date) -> GroupMember:
    return GroupMember(
        cycle_id=cycle_id,
        school=school,
        entered_on=min(approval.dated_on, as_of),
        order_number=approval.number,
        order_date=approval.dated_on,
        reason=approval.reason,
        approved_by=approval.approved_by,
    )


def _note(member: GroupMember, approval: Approval) -> None:
    """By which list the school came or left, and why."""
    member.order_number, member.order_date = approval.number, approval.dated_on
    member.reason, member.approved_by = approval.reason, approval.approved_by


def _withdraw(
    session: Session, cycle: Cycle, schools: Collection[str], why: str, *, as_of: date, author: Author
) -> None:
    leaving = [step for step in steps_of(session, cycle) if step.unit in schools and step.status not in FINAL]
    reason = _("школа выбыла из списка: {why}").format(why=why)
    moves = [StepMove(step, Move.WITHDRAW, reason=reason) for step in leaving]
    record(session, cycle, moves, as_of=as_of, author=author)


def _rejoin(session: Session, cycle: Cycle, schools: Collection[str], *, as_of: date, author: Author) -> None:
    """Plan again what was closed only because the school had left; what fell due meanwhile stays closed."""
    last = last_moves(session, cycle)
    closed = [
        step
        for step in steps_of(session, cycle)
        if step.unit in schools and step.status is Status.WAIVED and (step.due_on or as_of) >= as_of
    ]
    reason = _("школа вернулась в список")
    moves = [StepMove(step, Move.REJOIN, reason) for step in closed if last[step.id or 0].move is Move.WITHDRAW]
    record(session, cycle, moves, as_of=as_of, author=author)


def refuse_unknown_schools(session: Session, schools: Sequence[str]) -> None:
    """NotFound, naming all of them, when the register lacks some of these schools."""
    known = set(session.exec(select(School.login)))
    unknown = [school for school in schools if school not in known]
    if unknown:
        raise NotFound(
            _("В реестре нет школ: {schools}. Проверьте логины или загрузите реестр (vekha load).").format(
                schools=", ".join(unknown)
            )
        )
