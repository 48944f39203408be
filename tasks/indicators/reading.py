"""Every indicator of a cycle as it stands: a few queries, however many schools. Imports neither Prefect nor pandas."""

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date

from sqlalchemy import func
from sqlmodel import Session, col, select

from models.indicators.counting import Known, Stated, readings
from models.indicators.reading import Count, Reading
from models.records import (
    Computation,
    Cycle,
    GroupMember,
    IndicatorCount,
    MentorMeeting,
    MentorPair,
    School,
    Step,
)
from models.steps.book import Book
from tasks.record.book import approved_schools, read_book
from tasks.support.versions import last_approved

LISTS_SCHOOLS = "low_results"


def indicators_of(session: Session, cycle: Cycle, as_of: date, book: Book | None = None) -> list[Reading]:
    """The readings of the cycle's roadmap. book: the whole roadmap's, where somebody has read it already."""
    return readings(known_of(session, cycle, as_of, book or read_book(session, cycle)))


def known_of(session: Session, cycle: Cycle, as_of: date, book: Book) -> Known:
    """What the record knows that an indicator may be counted by."""
    return Known(
        roadmap=book.roadmap,
        schools=tuple(member.school for member in approved_schools(session, cycle)),
        steps=_steps(cycle, book),
        as_of=as_of,
        low=_low(session, cycle),
        planned=frozenset(last_approved(session, cycle)),
        mentored=_mentored(session, cycle, as_of),
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


def _mentored(session: Session, cycle: Cycle, as_of: date) -> frozenset[str]:
    """Schools whose teachers have met a mentor by that day, the pair still standing or not."""
    query = (
        select(MentorPair.school)
        .join(MentorMeeting, col(MentorMeeting.pair_id) == col(MentorPair.id))
        .where(MentorPair.cycle_id == cycle.id, col(MentorMeeting.held_on) <= as_of)
    )
    return frozenset(session.exec(query.distinct()))


def _stated(session: Session, cycle: Cycle) -> list[Stated]:
    """What people have counted, in the order in which they said it."""
    query = select(IndicatorCount).where(IndicatorCount.cycle_id == cycle.id).order_by(col(IndicatorCount.id))
    return [
        Stated(
            one.measure,
            one.nth,
            one.unit,
            Count(one.numerator, one.denominator),
            one.counted_on,
            one.basis,
            one.is_baseline,
        )
        for one in session.exec(query)
    ]
