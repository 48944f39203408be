"""Who helps which school: what people say of curators and partner schools, and who is appointed. No pandas, no Prefect.

Each deed is one transaction over a cycle that is held (`locked_cycle`); rows are only added, and the last is believed.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime

from sqlmodel import Session, col, select

from models.errors import NotFound, VekhaError
from models.language import _
from models.mentoring.helpers import Helped
from models.records import Cycle, HelperAppointment, HelperKind, HelperWish, Wish
from models.roadmap.naming import suggestion
from tasks.cycle.group import refuse_unknown_schools
from tasks.mentoring.pairs import Order
from tasks.record.book import approved_schools
from tasks.record.writer import Author, refuse_unwritable


@dataclass(frozen=True)
class Wished:
    """The last word on pairs. pinned: school → helper; forbidden: (school, helper)."""

    pinned: Mapping[str, str]
    forbidden: frozenset[tuple[str, str]]


def wish(
    session: Session,
    cycle: Cycle,
    kind: HelperKind,
    pair: tuple[str, str],
    what: Wish,
    reason: str,
    *,
    as_of: date,
    author: Author,
) -> HelperWish:
    """Pin a pair, school and helper, or forbid it; the last word on it counts. Forbidding one that stands ends it.

    VekhaError without a reason, when a school is to help itself, or when another is pinned to this school.
    """
    at, (school, helper) = datetime.now(UTC), pair
    refuse_unwritable(cycle, as_of, at)
    if not reason.strip():
        raise VekhaError(_("Назовите причину: --reason."))
    _refuse_strangers(session, cycle, [school])
    if kind is HelperKind.PARTNER:
        _refuse_partners(session, cycle, {school: helper})
    pinned = wished(session, cycle, kind).pinned.get(school, helper)
    if what is Wish.PINNED and pinned != helper:
        told = _("За школой {school} уже закреплён {helper}: сначала запретите ту пару (forbid).")
        raise VekhaError(told.format(school=school, helper=pinned))
    said = {"as_of": as_of, "at": at, "actor": author.actor, "via": author.via, "reason": reason.strip()}
    row = HelperWish.model_validate(
        {"cycle_id": cycle.id, "kind": kind, "school": school, "helper": helper, "wish": what, **said}
    )
    session.add(row)
    session.flush()
    if what is Wish.FORBIDDEN and helper in {one.helper for one in appointed(session, cycle, kind, [school])}:
        end(session, cycle, kind, [school], reason, as_of=as_of, author=author)
    return row


def approve(
    session: Session,
    cycle: Cycle,
    kind: HelperKind,
    helped: Collection[Helped],
    order: Order,
    *,
    as_of: date,
    author: Author,
) -> list[HelperAppointment]:
    """Appoint these by an order; the appointments that are new. Who helps a school already goes on under its own order.

    VekhaError when somebody is forbidden, NotFound when a school is not of the target group.
    """
    refuse_unwritable(cycle, as_of, datetime.now(UTC))
    _refuse_strangers(session, cycle, [one.school for one in helped])
    if kind is HelperKind.PARTNER:
        _refuse_partners(session, cycle, {one.school: one.helper for one in helped})
    forbidden = wished(session, cycle, kind).forbidden
    if wrong := sorted(f"{one.school} — {one.helper}" for one in helped if (one.school, one.helper) in forbidden):
        raise VekhaError(_("Эти пары запрещены: {pairs}.").format(pairs="; ".join(wrong)))
    present = {one.school: one.helper for one in appointed(session, cycle, kind)}
    new = [one for one in helped if present.get(one.school) != one.helper]
    by = {"order_number": order.number, "order_date": order.dated_on}
    rows = [{"school": one.school, "helper": one.helper, "factors": one.factors, **by} for one in new]
    return _added(session, cycle, kind, rows, as_of=as_of, author=author)


def end(
    session: Session,
    cycle: Cycle,
    kind: HelperKind,
    schools: Iterable[str],
    reason: str,
    *,
    as_of: date,
    author: Author,
) -> list[HelperAppointment]:
    """From that day on nobody helps these schools; those that were helped, with the reason."""
    rows = [{"school": one.school, "helper": "", "reason": reason} for one in appointed(session, cycle, kind, schools)]
    return _added(session, cycle, kind, rows, as_of=as_of, author=author)


def appointed(
    session: Session, cycle: Cycle, kind: HelperKind, schools: Iterable[str] | None = None
) -> list[HelperAppointment]:
    """Who helps which school of the target group now, in order of schools; of these only, where any are named.

    A school that has left the group is helped by nobody; what was said of it is there again when it comes back.
    """
    query = select(HelperAppointment).where(HelperAppointment.cycle_id == cycle.id, HelperAppointment.kind == kind)
    if schools is not None:
        query = query.where(col(HelperAppointment.school).in_([*schools]))
    last = {one.school: one for one in session.exec(query.order_by(col(HelperAppointment.id)))}
    members = {one.school for one in approved_schools(session, cycle)}
    return [one for school, one in sorted(last.items()) if one.helper and school in members]


def wished(session: Session, cycle: Cycle, kind: HelperKind) -> Wished:
    """What people have said of pairs this year."""
    query = select(HelperWish).where(HelperWish.cycle_id == cycle.id, HelperWish.kind == kind)
    last = {(one.school, one.helper): one.wish for one in session.exec(query.order_by(col(HelperWish.id)))}
    pinned = {school: helper for (school, helper), what in last.items() if what is Wish.PINNED}
    return Wished(pinned, frozenset(pair for pair, what in last.items() if what is Wish.FORBIDDEN))


def _added(
    session: Session,
    cycle: Cycle,
    kind: HelperKind,
    rows: Sequence[Mapping[str, object]],
    *,
    as_of: date,
    author: Author,
) -> list[HelperAppointment]:
    common = {"cycle_id": cycle.id, "kind": kind, "as_of": as_of, "at": datetime.now(UTC)}
    by = {"actor": author.actor, "via": author.via}
    added = [HelperAppointment.model_validate({**common, **by, **row}) for row in rows]
    session.add_all(added)
    session.flush()
    return added


def _refuse_strangers(session: Session, cycle: Cycle, schools: Iterable[str]) -> None:
    members = [one.school for one in approved_schools(session, cycle)]
    if strangers := sorted({*schools} - {*members}):
        told = _("Этих школ нет в целевой группе {year} года: {schools}. {hint}")
        hint = suggestion(strangers[0], members)
        raise NotFound(told.format(year=cycle.year, schools=", ".join(strangers), hint=hint))


def _refuse_partners(session: Session, cycle: Cycle, wanted: Mapping[str, str]) -> None:
    """A partner is a school of the register, and none of those that are helped."""
    refuse_unknown_schools(session, sorted({*wanted.values()}))
    members = {one.school for one in approved_schools(session, cycle)}
    if wrong := sorted({*wanted.values()} & members):
        told = _("Школы целевой группы не бывают опорными: {schools}.")
        raise VekhaError(told.format(schools=", ".join(wrong)))
