"""The cast's part in support plans: proposed from verified profiles, sent, agreed, approved, corrected in September."""

from datetime import date

from deployments.demo.deeds import COORDINATOR, SCHOOL
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
    catalogue = CATALOGUES.of_year(settings, of.year)
    with writing(settings) as session:
        cycle = locked_cycle(session, of.roadmap, of.year)
        known = factors_known(session, settings, cycle, catalogue)
        basis = Basis(catalogue, known.factors, Capacity(MEASURES), low_procedures(session, cycle))
        propose(session, cycle, basis, as_of=day, author=COORDINATOR)
        send(session, cycle, (), as_of=day, author=COORDINATOR)


def agree_plans(settings: Settings, of: StepRef, day: date) -> None:
    """The schools agree, and an order approves: the measures become steps. VekhaError where no plan was sent."""
    catalogue = CATALOGUES.of_year(settings, of.year)
    with writing(settings) as session:
        cycle = locked_cycle(session, of.roadmap, of.year)
        agree(session, cycle, (), "протокол собеседования", as_of=day, author=SCHOOL)
        approve(session, cycle, catalogue, (), f"{of.year}-П", day, as_of=day, author=COORDINATOR)


def correct_plans(settings: Settings, of: StepRef, day: date) -> None:
    """Each school says what it has measured of its first indicator; the plans are agreed anew."""
    catalogue = CATALOGUES.of_year(settings, of.year)
    plans = _plans(settings, of, Stage.APPROVED)
    for plan in plans:
        said = Change(baselines={plan.items[0].code: MEASURED})
        with writing(settings) as session:
            cycle = locked_cycle(session, of.roadmap, of.year)
            change(session, cycle, plan.school, catalogue, said, "показатель измерен", as_of=day, author=SCHOOL)
    if plans:
        with writing(settings) as session:
            cycle = locked_cycle(session, of.roadmap, of.year)
            schools = [plan.school for plan in plans]
            agree(session, cycle, schools, "протокол собеседования", as_of=day, author=SCHOOL)


def _plans(settings: Settings, of: StepRef, stage: Stage) -> list[Plan]:
    """The plans at that stage which have a measure."""
    with reading(settings) as session:
        plans = present_plans(session, find_cycle(session, of.roadmap, of.year)).by_school.values()
    return [plan for plan in plans if plan.row.stage is stage and plan.items]
