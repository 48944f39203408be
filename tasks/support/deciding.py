"""What people do with support plans: send, change, agree, approve. Direct, validated writes; the steps go with them.

Imports neither Prefect nor pandas.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session

from models.errors import VekhaError
from models.language import _
from models.records import Cycle
from models.roadmap.schedule.period import Period
from models.support.catalogue import Catalogue
from models.support.plan import Change, Deed, Stage, changed
from tasks.record.book import approved_schools, recorded_definition
from tasks.record.writer import Author
from tasks.support.entering import Entered, enter
from tasks.support.versions import Next, Plan, Plans, present_plan, present_plans, write

Write = Callable[[Sequence[Next]], list[Plan]]


@dataclass(frozen=True)
class Approved:
    """Plans that were approved, and what that did to the cycle's steps."""

    plans: Sequence[Plan]
    entered: Entered


def send(session: Session, cycle: Cycle, schools: Iterable[str], *, as_of: date, author: Author) -> list[Plan]:
    """Send drafts to their schools: all drafts when no school is named."""
    return _as_they_are(session, cycle, Deed.SEND, schools, (Stage.DRAFT,), as_of=as_of, author=author)


def agree(
    session: Session, cycle: Cycle, schools: Iterable[str], reason: str = "", *, as_of: date, author: Author
) -> list[Plan]:
    """Write down that the schools agree to their plans as they stand: all that were sent or changed by default."""
    stages = Stage.SENT, Stage.CHANGED
    return _as_they_are(session, cycle, Deed.AGREE, schools, stages, reason, as_of=as_of, author=author)


def change(
    session: Session,
    cycle: Cycle,
    school: str,
    catalogue: Catalogue,
    said: Change,
    reason: str,
    *,
    as_of: date,
    author: Author,
) -> Plan:
    """Change a school's plan, saying why; what was sent or agreed is to be agreed again."""
    if not reason.strip():
        raise VekhaError(_("Почему план меняется? Назовите причину: --reason."))
    present = present_plan(session, cycle, school)
    _refuse_leavers(session, cycle, [school])
    last = Period.parse(recorded_definition(session, cycle)[0].period).end
    items = changed(present.items, said, catalogue, as_of, last)
    if items == present.items:
        raise VekhaError(_("Менять нечего: план и так такой. Назовите --add, --drop, --baseline, --target или --due."))
    following = Next(school, Deed.CHANGE, items, present.row.version, reason)
    (written,) = write(session, cycle, catalogue.name, [following], as_of=as_of, author=author)
    return written


def approve(
    session: Session,
    cycle: Cycle,
    catalogue: Catalogue,
    schools: Iterable[str],
    number: str,
    dated_on: date,
    *,
    as_of: date,
    author: Author,
) -> Approved:
    """Approve agreed plans by an order; their measures become steps of the cycle, in the same transaction.

    Where nothing is left to approve, the plans that are approved are looked through again, and nothing changes.
    """
    plans = present_plans(session, cycle)
    named = [*schools]
    chosen = plans.of(named) if named else _of_members(session, cycle, plans)
    _refuse_leavers(session, cycle, named)
    agreed = [plan for plan in chosen if plan.row.stage is not Stage.APPROVED and (named or _is_agreed(plan))]
    versions = [Next(plan.school, Deed.APPROVE, plan.items, plan.row.version, "", number, dated_on) for plan in agreed]
    written = write(session, cycle, catalogue.name, versions, as_of=as_of, author=author)
    reason = _("план поддержки утверждён: № {number} от {day}").format(number=number, day=f"{dated_on:%d.%m.%Y}")
    return Approved(written, enter(session, cycle, catalogue, reason, as_of=as_of, author=author))


def _is_agreed(plan: Plan) -> bool:
    return plan.row.stage is Stage.AGREED


def _as_they_are(
    session: Session,
    cycle: Cycle,
    deed: Deed,
    schools: Iterable[str],
    stages: tuple[Stage, ...],
    reason: str = "",
    *,
    as_of: date,
    author: Author,
) -> list[Plan]:
    """The deed for these plans, or for all that are at one of the stages; nothing in them changes."""
    plans = present_plans(session, cycle)
    named = [*schools]
    _refuse_leavers(session, cycle, named)
    at_stage = [one for one in _of_members(session, cycle, plans) if one.row.stage in stages]
    chosen = plans.of(named) if named else at_stage
    if not chosen:
        wanted = ", ".join(f"«{stage.label}»" for stage in stages)
        raise VekhaError(_("Планов в состоянии {stages} нет: см. vekha plan show.").format(stages=wanted))
    versions = [Next(plan.school, deed, plan.items, plan.row.version, reason) for plan in chosen]
    return write(session, cycle, chosen[0].row.catalogue, versions, as_of=as_of, author=author)


def _of_members(session: Session, cycle: Cycle, plans: Plans) -> list[Plan]:
    """The plans of schools that are of the target group still."""
    members = {one.school for one in approved_schools(session, cycle)}
    return [plan for school, plan in plans.by_school.items() if school in members]


def _refuse_leavers(session: Session, cycle: Cycle, schools: Iterable[str]) -> None:
    """The plan of a school that has left the target group, has closed or was merged stays as it is."""
    members = {one.school for one in approved_schools(session, cycle)}
    if left := [school for school in schools if school not in members]:
        told = _("Школы выбыли из списка, их планы больше не меняются: {schools}. Список: vekha group show.")
        raise VekhaError(told.format(schools=", ".join(left)))
