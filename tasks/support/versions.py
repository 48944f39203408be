"""The versions of support plans in the record: the present ones, their history, and the next one written.

What goes on from an earlier year belongs in earlier.py. Imports neither Prefect nor pandas.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import UTC, date, datetime

import sqlalchemy as sa
from sqlmodel import Session, col, func, select

from models.errors import NotFound, StaleVersion
from models.language import _
from models.records import Cycle, SupportItem, SupportPlan
from models.roadmap.naming import suggestion
from models.support.plan import Deed, Item, Stage, after
from tasks.record.book import approved_schools
from tasks.record.writer import Author, refuse_unwritable
from tasks.support.earlier import bases, carried

FIELDS = tuple(Item.__dataclass_fields__)


@dataclass(frozen=True)
class Plan:
    """A version of a school's plan with its items, in the catalogue's order."""

    row: SupportPlan
    items: tuple[Item, ...]

    @property
    def school(self) -> str:
        """Whose it is."""
        return self.row.school


@dataclass(frozen=True)
class Next:
    """What the next version of a school's plan is. read: the version that whoever writes it has seen; 0: none."""

    school: str
    deed: Deed
    items: Sequence[Item]
    read: int
    reason: str = ""
    order_number: str = ""
    order_date: date | None = None


@dataclass(frozen=True)
class Plans:
    """The present plans of a cycle by school, those that go on from an earlier year too; which schools have none."""

    by_school: Mapping[str, Plan]
    without: Collection[str] = field(default_factory=tuple)

    def of(self, schools: Iterable[str]) -> list[Plan]:
        """Those of these schools; NotFound, naming all that have none."""
        wanted = [*schools]
        if missing := [school for school in wanted if school not in self.by_school]:
            told = _("Плана ещё нет: {schools}. Предложить: vekha plan propose. {hint}")
            hint = suggestion(missing[0], [*self.by_school])
            raise NotFound(told.format(schools=", ".join(missing), hint=hint))
        return [self.by_school[school] for school in wanted]

    def written_in(self, cycle: Cycle) -> "Plans":
        """Without those that only go on from an earlier year: nobody has touched them in this one."""
        own = {school: plan for school, plan in self.by_school.items() if plan.row.cycle_id == cycle.id}
        return Plans(own, [*self.without, *(school for school in self.by_school if school not in own)])


def present_plans(session: Session, cycle: Cycle) -> Plans:
    """The last version of each school's plan. Schools that have left the target group keep theirs of this year."""
    found = {plan.school: plan for plan in _with_items(session, _present_rows(session, cycle))}
    members = [member.school for member in approved_schools(session, cycle)]
    return Plans(found, [school for school in members if school not in found])


def present_plan(session: Session, cycle: Cycle, school: str) -> Plan:
    """The last version of one school's plan; NotFound, with the nearest school that has one, when there is none."""
    found = _with_items(session, _present_rows(session, cycle, [school]))
    return found[0] if found else present_plans(session, cycle).of([school])[0]


def _present_rows(session: Session, cycle: Cycle, schools: Collection[str] | None = None) -> Sequence[SupportPlan]:
    """The last version of each plan in this year, or that of an earlier year which goes on; in order of schools."""
    own = {row.school: row for row in _last_rows(session, cycle, schools)}
    rows = carried(session, cycle, schools) | own
    return [rows[school] for school in sorted(rows)]


def _last_rows(session: Session, cycle: Cycle, schools: Collection[str] | None = None) -> Sequence[SupportPlan]:
    """The last version of each school's plan in this year, or of these schools' only, in order of schools."""
    newest = select(func.max(SupportPlan.id)).where(SupportPlan.cycle_id == cycle.id).group_by(col(SupportPlan.school))
    if schools is not None:
        newest = newest.where(col(SupportPlan.school).in_(schools))
    query = select(SupportPlan).where(col(SupportPlan.id).in_(newest))
    return session.exec(query.order_by(col(SupportPlan.school))).all()


def histories(session: Session, cycle: Cycle, schools: Collection[str]) -> dict[str, list[Plan]]:
    """Every version of these schools' plans, the first first; schools that have none are not there.

    A plan that goes on from an earlier year begins with the version of that year which it was made from.
    """
    query = select(SupportPlan).where(SupportPlan.cycle_id == cycle.id, col(SupportPlan.school).in_(schools))
    own = session.exec(query.order_by(col(SupportPlan.version))).all()
    firsts = {row.school: row for row in reversed(own)}
    untouched = carried(session, cycle, {*schools} - {*firsts})
    found: dict[str, list[Plan]] = defaultdict(list)
    for plan in _with_items(session, [*(bases(session, cycle, firsts) | untouched).values(), *own]):
        found[plan.school].append(plan)
    return found


def last_approved(session: Session, cycle: Cycle) -> dict[str, Plan]:
    """The last version of each school's plan that this year approved: what steps are made of, whatever is discussed.

    What goes on from an earlier year has its steps there.
    """
    newest = (
        select(func.max(SupportPlan.id))
        .where(SupportPlan.cycle_id == cycle.id, SupportPlan.stage == Stage.APPROVED)
        .group_by(col(SupportPlan.school))
    )
    plans = session.exec(select(SupportPlan).where(col(SupportPlan.id).in_(newest))).all()
    return {plan.school: plan for plan in _with_items(session, plans)}


def _with_items(session: Session, plans: Sequence[SupportPlan]) -> list[Plan]:
    items: dict[int, list[Item]] = defaultdict(list)
    query = select(SupportItem).where(col(SupportItem.plan_id).in_([plan.id for plan in plans]))
    for row in session.exec(query.order_by(col(SupportItem.id))):
        items[row.plan_id].append(Item(**{name: getattr(row, name) for name in FIELDS}))
    return [Plan(plan, tuple(items[plan.id or 0])) for plan in plans]


def write(
    session: Session, cycle: Cycle, catalogue: str, versions: Sequence[Next], *, as_of: date, author: Author
) -> list[Plan]:
    """Write the next version of each of these plans, all or none. The cycle is held by the caller.

    ForbiddenMove when a plan's stage does not allow the deed; StaleVersion when somebody has written one meanwhile.
    """
    at = datetime.now(UTC)
    refuse_unwritable(cycle, as_of, at)
    present = _written_on(session, cycle, versions)
    rows = []
    for one in versions:
        before = present.get(one.school)
        _refuse_outdated(one, before)
        rows.append(
            SupportPlan(
                cycle_id=cycle.id or 0,
                school=one.school,
                version=one.read + 1,
                stage=after(one.school, before.stage if before else None, one.deed),
                catalogue=catalogue,
                deed=one.deed,
                reason=one.reason.strip(),
                order_number=one.order_number,
                order_date=one.order_date,
                as_of=as_of,
                at=at,
                actor=author.actor,
                via=author.via,
            )
        )
    session.add_all(rows)
    session.flush()
    both = [*zip(rows, versions, strict=True)]
    items = [{"plan_id": row.id, **asdict(item)} for row, one in both for item in one.items]
    if items:
        session.execute(sa.insert(SupportItem), items)
    return [Plan(row, tuple(one.items)) for row, one in both]


def _written_on(session: Session, cycle: Cycle, versions: Sequence[Next]) -> dict[str, SupportPlan]:
    """By school, the version that the next one follows; a proposal follows none of an earlier year: it begins anew."""
    going_on = [one.school for one in versions if one.deed is not Deed.PROPOSE]
    own = _last_rows(session, cycle, [one.school for one in versions])
    return carried(session, cycle, going_on) | {row.school: row for row in own}


def _refuse_outdated(one: Next, before: SupportPlan | None) -> None:
    if (before.version if before else 0) != one.read:
        told = _("{school}: план уже изменил кто-то другой. Посмотрите его (vekha plan show) и повторите.")
        raise StaleVersion(told.format(school=one.school))
