"""Every indicator of a cycle as it stands: a few queries, however many schools. Imports neither Prefect nor pandas."""

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date

from sqlalchemy import func
from sqlmodel import Session, col, select

from models.indicators.counting import of_measures, readings
from models.indicators.known import Known, Stated
from models.indicators.names import ANSWERS_CHECK
from models.indicators.reading import Count, Met, Reading
from models.records import (
    Computation,
    Cycle,
    DataFinding,
    GroupMember,
    HelperAppointment,
    HelperKind,
    IndicatorCount,
    MentorMeeting,
    MentorPair,
    School,
    Step,
    SupportPlan,
)
from models.steps.book import Book
from models.support.plan import Stage

LISTS_SCHOOLS = "low_results"


def indicators_of(session: Session, cycle: Cycle, as_of: date, book: Book) -> list[Reading]:
    """The readings of the cycle's roadmap. book: the whole roadmap's."""
    return readings(known_of(session, cycle, as_of, book))


def reached_measures(session: Session, cycle: Cycle, book: Book) -> frozenset[str]:
    """The measures whose indicators are all reached, as of the last day on record; nobody asks, nothing is counted."""
    asked = {one.measure for measure in book.roadmap.measures for one in measure.prerequisites if one.reached}
    if not asked & {code for code, _key in book.steps}:
        return frozenset()
    found = of_measures(indicators_of(session, cycle, cycle.last_as_of or date.min, book))
    return frozenset(code for code in asked if found.get(code) is Met.MET)


def known_of(session: Session, cycle: Cycle, as_of: date, book: Book) -> Known:
    """What the record knows that an indicator may be counted by."""
    return Known(
        roadmap=book.roadmap,
        schools=_listed(session, cycle),
        steps=_steps(cycle, book),
        as_of=as_of,
        low=_low(session, cycle),
        planned=_planned(session, cycle),
        mentored=_mentored(session, cycle, as_of),
        curated=_helped(session, cycle, HelperKind.CURATOR, as_of),
        partnered=_helped(session, cycle, HelperKind.PARTNER, as_of),
        answered=_answered(session, cycle, book),
        stated=_stated(session, cycle),
    )


def _steps(cycle: Cycle, book: Book) -> Mapping[str, Sequence[Step]]:
    found: dict[str, list[Step]] = defaultdict(list)
    for (code, _key), units in book.steps.items():
        found[code] += [step for step in units.values() if step.cycle_id == cycle.id]
    return found


def _low(session: Session, cycle: Cycle) -> Mapping[int, Count]:
    """Listed schools of the register's: as computed, or as approved where the roadmap computes no list."""
    return _computed(session, cycle) or _approved(session, cycle)


def _computed(session: Session, cycle: Cycle) -> Mapping[int, Count]:
    """By result year, of all cycles of the roadmap. Later answers win."""
    query = (
        select(Computation.facts)
        .join(Step, col(Step.id) == col(Computation.step_id))
        .join(Cycle, col(Cycle.id) == col(Step.cycle_id))
        .where(Cycle.roadmap == cycle.roadmap, Computation.analysis == LISTS_SCHOOLS, Computation.result_sha256 != "")
        .order_by(col(Computation.computed_at))
    )
    told = (json.loads(facts) for facts in session.exec(query))
    return {int(one["year"]): Count(one["low"], one["register_schools"]) for one in told if one.get("register_schools")}


def _approved(session: Session, cycle: Cycle) -> Mapping[int, Count]:
    """By the year of the roadmap's cycle, this one and those before."""
    register = session.exec(select(func.count()).select_from(School)).one()
    query = (
        select(Cycle.year, func.count())
        .join(GroupMember, col(GroupMember.cycle_id) == col(Cycle.id))
        .where(Cycle.roadmap == cycle.roadmap, col(Cycle.year) <= cycle.year, col(GroupMember.left_on).is_(None))
        .group_by(col(Cycle.year))
    )
    return {year: Count(many, register) for year, many in session.exec(query)} if register else {}


def _listed(session: Session, cycle: Cycle) -> tuple[str, ...]:
    """The approved list, without those who left."""
    query = select(GroupMember.school).where(GroupMember.cycle_id == cycle.id, col(GroupMember.left_on).is_(None))
    return tuple(session.exec(query.order_by(col(GroupMember.school))))


def _planned(session: Session, cycle: Cycle) -> frozenset[str] | None:
    """Schools with a plan that was ever approved, whatever is discussed meanwhile; None where none was proposed.

    A plan approved in an earlier year of the roadmap goes on in this one.
    """
    of_years = select(SupportPlan.school, SupportPlan.stage).join(Cycle, col(Cycle.id) == col(SupportPlan.cycle_id))
    query = of_years.where(Cycle.roadmap == cycle.roadmap, col(Cycle.year) <= cycle.year)
    found = session.exec(query.distinct()).all()
    return frozenset(school for school, stage in found if stage is Stage.APPROVED) if found else None


def _mentored(session: Session, cycle: Cycle, as_of: date) -> frozenset[str] | None:
    """Schools whose teachers have met a mentor by that day, the pair still standing or not; None without any pair."""
    pairs = select(MentorPair.id).where(MentorPair.cycle_id == cycle.id)
    if session.exec(pairs.limit(1)).first() is None:
        return None
    query = (
        select(MentorPair.school)
        .join(MentorMeeting, col(MentorMeeting.pair_id) == col(MentorPair.id))
        .where(MentorPair.cycle_id == cycle.id, col(MentorMeeting.held_on) <= as_of)
    )
    return frozenset(session.exec(query.distinct()))


def _helped(session: Session, cycle: Cycle, kind: HelperKind, as_of: date) -> frozenset[str] | None:
    """Schools that somebody helps on that day; None where nobody was ever appointed as that."""
    query = select(HelperAppointment.school, HelperAppointment.helper).where(
        HelperAppointment.cycle_id == cycle.id,
        HelperAppointment.kind == kind,
        col(HelperAppointment.as_of) <= as_of,
    )
    last = dict(session.exec(query.order_by(col(HelperAppointment.id))).all())
    return frozenset(school for school, helper in last.items() if helper) if last else None


def _answered(session: Session, cycle: Cycle, book: Book) -> Mapping[str, Mapping[str, bool]]:
    """By measure that checks the survey's answers, each school of a step that was looked at: nothing is lacking."""
    codes = [one.code for one in book.roadmap.measures if any(check.name == ANSWERS_CHECK for check in one.checks)]
    return {code: _answered_in(session, cycle, code) for code in codes}


def _answered_in(session: Session, cycle: Cycle, measure: str) -> Mapping[str, bool]:
    """Later occurrences win; the findings of each tell who lacks answers."""
    looked_at = (
        select(Step.unit, Step.occurrence)
        .join(Computation, col(Computation.step_id) == col(Step.id))
        .where(Step.cycle_id == cycle.id, Step.measure == measure)
        .order_by(col(Step.due_on), col(Step.id))
    )
    lacking = select(DataFinding.school, DataFinding.occurrence).where(
        DataFinding.cycle_id == cycle.id, DataFinding.measure == measure, DataFinding.check == ANSWERS_CHECK
    )
    behind = {tuple(row) for row in session.exec(lacking.distinct())}
    return {unit: (unit, occurrence) not in behind for unit, occurrence in session.exec(looked_at)}


def _stated(session: Session, cycle: Cycle) -> list[Stated]:
    """What people have counted, in the order in which they said it."""
    query = select(IndicatorCount).where(IndicatorCount.cycle_id == cycle.id).order_by(col(IndicatorCount.id))
    return [
        Stated(
            one.measure,
            one.indicator,
            one.unit,
            Count(one.numerator, one.denominator),
            one.counted_on,
            one.basis,
            one.is_baseline,
        )
        for one in session.exec(query)
    ]
