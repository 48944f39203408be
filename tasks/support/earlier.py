"""Plans of earlier years in a later one: what goes on until the later year has a version of its own, and from where.

A plan that goes on keeps counting its versions, so its first version in the new year names the one it was made from;
a plan that was begun anew begins with 1. Imports neither Prefect nor pandas.
"""

from collections.abc import Collection, Mapping, Sequence

from sqlmodel import Session, col, func, select

from models.records import Cycle, Step, SupportPlan
from models.steps.status import FINAL, Status
from models.support.plan import Stage
from tasks.record.book import approved_schools

OCCURRENCE = "plan-"
Key = tuple[str, str]


def carried(session: Session, cycle: Cycle, schools: Collection[str] | None = None) -> dict[str, SupportPlan]:
    """By school of the present list, the last version approved in the nearest earlier year of the same roadmap.

    schools: none but these. Schools with a version in this year are not left out: theirs goes before.
    """
    members = {member.school for member in approved_schools(session, cycle)}
    rows = _approved_earlier(session, cycle, members if schools is None else members & {*schools})
    return {row.school: row for row in rows}


def bases(session: Session, cycle: Cycle, firsts: Mapping[str, SupportPlan]) -> dict[str, SupportPlan]:
    """By school, the earlier year's version that its first one in this year was made from; none for plans begun anew.

    What was approved in an earlier year afterwards is no base: nobody had read it.
    """
    gone_on = [school for school, first in firsts.items() if first.version > 1]
    rows = _approved_earlier(session, cycle, gone_on)
    return {row.school: row for row in rows if row.version == firsts[row.school].version - 1 and _before(row, firsts)}


def _before(row: SupportPlan, firsts: Mapping[str, SupportPlan]) -> bool:
    return (row.id or 0) < (firsts[row.school].id or 0)


def _approved_earlier(session: Session, cycle: Cycle, schools: Collection[str]) -> Sequence[SupportPlan]:
    """Every version approved for these schools in the roadmap's earlier years, the earliest first."""
    if not schools:
        return []
    query = select(SupportPlan).join(Cycle, col(Cycle.id) == col(SupportPlan.cycle_id))
    earlier = query.where(Cycle.roadmap == cycle.roadmap, col(Cycle.year) < cycle.year)
    approved = earlier.where(SupportPlan.stage == Stage.APPROVED).order_by(col(Cycle.year), col(SupportPlan.id))
    wanted = {*schools}
    return [row for row in session.exec(approved) if row.school in wanted]


def settled(session: Session, cycle: Cycle) -> set[Key]:
    """The measures, by code and school, for which plans of earlier years have seen to it that no step is made again.

    What is at work there stays there; what was done there is done for a plan that goes on, not for one begun anew.
    What was waived there is not settled: a plan that names it still wants it done.
    """
    query = select(Step).join(Cycle, col(Cycle.id) == col(Step.cycle_id))
    earlier = query.where(Cycle.roadmap == cycle.roadmap, col(Cycle.year) < cycle.year)
    gone_on = _gone_on(session, cycle)
    return {
        (step.measure, step.unit)
        for step in session.exec(earlier.where(col(Step.occurrence).startswith(OCCURRENCE)))
        if step.status not in FINAL or (step.status is Status.DONE and step.unit in gone_on)
    }


def _gone_on(session: Session, cycle: Cycle) -> set[str]:
    """Schools whose plan of this year goes on from an earlier one."""
    first = func.min(SupportPlan.version)
    query = select(SupportPlan.school).where(SupportPlan.cycle_id == cycle.id)
    return set(session.exec(query.group_by(col(SupportPlan.school)).having(first > 1)))
