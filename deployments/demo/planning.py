"""The cast's part in support plans: proposed from verified profiles, sent, agreed, approved, corrected in September."""

from datetime import date

from sqlmodel import Session

from deployments.demo.deeds import COORDINATOR, SCHOOL
from models.records import Cycle
from models.support.catalogue import Catalogue
from models.support.choosing import Capacity
from models.support.plan import Change, Stage
from tasks.database import reading, writing
from tasks.people.step_ref import StepRef
from tasks.reading.catalogue import CATALOGUES
from tasks.record.book import find_cycle
from tasks.record.writer import locked_cycle
from tasks.settings import Settings
from tasks.support.deciding import agree, approve, change, send
from tasks.support.factors import factors_known
from tasks.support.proposing import Basis, low_procedures, propose
from tasks.support.versions import Plan, present_plans

# Fewer than a school bears: every measure of a catalogue is one more task of every later run.
MEASURES = 2
MEASURED = 40.0  # per cent: what a school finds of its first indicator when it is asked for it


def propose_plans(settings: Settings, of: StepRef, day: date) -> None:
    """A draft for every school of the group, and all of them sent. VekhaError where there is nothing to propose."""
    with writing(settings) as session:
        cycle = locked_cycle(session, of.roadmap, of.year)
        propose(session, cycle, _basis(session, settings, cycle), as_of=day, author=COORDINATOR)
        send(session, cycle, (), as_of=day, author=COORDINATOR)


def agree_plans(settings: Settings, of: StepRef, day: date) -> None:
    """The schools agree, and an order approves: the measures become steps. VekhaError where no plan was sent."""
    catalogue = CATALOGUES.of_year(settings, of.year)
    with writing(settings) as session:
        cycle = locked_cycle(session, of.roadmap, of.year)
        agree(session, cycle, (), "протокол собеседования", as_of=day, author=SCHOOL)
        approve(session, cycle, catalogue, (), f"{of.year}-П", day, as_of=day, author=COORDINATOR)


def correct_plans(settings: Settings, of: StepRef, day: date) -> None:
    """Each school says what it has measured of its first indicator; the plans are agreed anew.

    In a later year plans go on from the one before: newcomers get their first, the first school is given one measure
    more, and an order approves them all.
    """
    catalogue = CATALOGUES.of_year(settings, of.year)
    going_on = _going_on(settings, of)
    if going_on:
        _plan_newcomers(settings, of, day)
    plans = [plan for plan in _plans(settings, of, Stage.APPROVED) if plan.items[0].baseline is None]
    for plan in plans:
        added = _one_more(plan, catalogue) if plan.school in going_on[:1] else ()
        said = Change(add=added, baselines={plan.items[0].code: MEASURED})
        with writing(settings) as session:
            cycle = locked_cycle(session, of.roadmap, of.year)
            change(session, cycle, plan.school, catalogue, said, "показатель измерен", as_of=day, author=SCHOOL)
    if plans:
        with writing(settings) as session:
            cycle = locked_cycle(session, of.roadmap, of.year)
            schools = [plan.school for plan in plans]
            agree(session, cycle, schools, "протокол собеседования", as_of=day, author=SCHOOL)
            if going_on:
                approve(session, cycle, catalogue, schools, f"{of.year}-П", day, as_of=day, author=COORDINATOR)


def _going_on(settings: Settings, of: StepRef) -> list[str]:
    """The schools whose plans go on from an earlier year, nobody having touched them in this one."""
    with reading(settings) as session:
        cycle = find_cycle(session, of.roadmap, of.year)
        plans = present_plans(session, cycle)
        return sorted({*plans.by_school} - {*plans.written_in(cycle).by_school})


def _plan_newcomers(settings: Settings, of: StepRef, day: date) -> None:
    """Schools that are new on the list get their first plans, where anything is known to make them from."""
    catalogue = CATALOGUES.of_year(settings, of.year)
    with writing(settings) as session:
        cycle = locked_cycle(session, of.roadmap, of.year)
        if not (newcomers := present_plans(session, cycle).without):
            return
        proposed = propose(session, cycle, _basis(session, settings, cycle), newcomers, as_of=day, author=COORDINATOR)
        if schools := [plan.school for plan in proposed.plans]:
            send(session, cycle, schools, as_of=day, author=COORDINATOR)
            agree(session, cycle, schools, "протокол собеседования", as_of=day, author=SCHOOL)
            approve(session, cycle, catalogue, schools, f"{of.year}-П", day, as_of=day, author=COORDINATOR)


def _basis(session: Session, settings: Settings, cycle: Cycle) -> Basis:
    """What is known of the schools on the list, and how much they bear."""
    catalogue = CATALOGUES.of_year(settings, cycle.year)
    known = factors_known(session, settings, cycle, catalogue)
    return Basis(catalogue, known.factors, Capacity(MEASURES), low_procedures(session, cycle))


def _one_more(plan: Plan, catalogue: Catalogue) -> tuple[str, ...]:
    """A measure against the plan's first factor that is not in it and waits for nothing that is not."""
    present = {item.code for item in plan.items}
    found = (
        one.code
        for one in catalogue.measures
        if one.factor == plan.items[0].factor and one.code not in present and present.issuperset(one.needs)
    )
    return tuple(found)[:1]


def _plans(settings: Settings, of: StepRef, stage: Stage) -> list[Plan]:
    """The plans at that stage which have a measure."""
    with reading(settings) as session:
        plans = present_plans(session, find_cycle(session, of.roadmap, of.year)).by_school.values()
    return [plan for plan in plans if plan.row.stage is stage and plan.items]
