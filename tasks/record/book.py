"""Read what the gate looks at: a few set-wise queries, however many schools. Imports neither Prefect nor pandas."""

import hashlib
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from datetime import date
from functools import lru_cache

import sqlalchemy as sa
from sqlmodel import Session, col, select

from models.assessment.names import ACTIONS, OF_SUPPORTED, kinds_that_do
from models.assessment.supported import Supported
from models.errors import NotFound
from models.language import _
from models.people.contacts import unbound
from models.records import (
    Basis,
    Computation,
    Cycle,
    DataFinding,
    Dataset,
    GroupMember,
    Hold,
    HoldRelease,
    RoadmapVersion,
    School,
    Step,
)
from models.roadmap.definition import Measure, Roadmap
from models.roadmap.naming import suggestion
from models.roadmap.plan import Occurrence, from_json
from models.steps.book import Book
from models.steps.holds import by_what_is_held
from tasks.indicators.reading import reached_measures
from tasks.people.directory import contacts_of
from tasks.people.snoozing import silenced
from tasks.record.kept import kept_steps
from tasks.record.supported import supported_schools
from tasks.record.turns import read_turns
from tasks.record.waivers import read_waivers
from tasks.settings import Settings

# Kinds of data that one file gives for all years at once.
TIMELESS = frozenset({"schools", "assignments", "tasks", "crosswalk"})


def find_cycle(session: Session, roadmap: str, year: int) -> Cycle:
    """The cycle; NotFound when it is not open."""
    cycle = session.exec(select(Cycle).where(Cycle.roadmap == roadmap, Cycle.year == year)).one_or_none()
    if cycle is None:
        raise NotFound(_("Цикл {year} года дорожной карты «{roadmap}» не открыт.").format(year=year, roadmap=roadmap))
    return cycle


@lru_cache(maxsize=16)
def _definition(sha256: str, definition: str, plan: str) -> tuple[Roadmap, Mapping[tuple[str, str], Occurrence]]:
    """A recorded version as objects; equal versions are the same objects."""
    occurrences = from_json(plan)
    return Roadmap.model_validate_json(definition), {(o.measure, o.key): o for o in occurrences}


def recorded_definition(session: Session, cycle: Cycle) -> tuple[Roadmap, Mapping[tuple[str, str], Occurrence]]:
    """The roadmap and the plan that the cycle runs by."""
    return _opened(session.get_one(RoadmapVersion, cycle.version_id))


def definition_of(session: Session, sha256: str) -> tuple[Roadmap, Mapping[tuple[str, str], Occurrence]]:
    """The roadmap and the plan of a recorded version."""
    return _opened(session.exec(select(RoadmapVersion).where(RoadmapVersion.sha256 == sha256)).one())


def version_of(session: Session, cycle: Cycle) -> str:
    """The SHA-256 of the version that the cycle runs by."""
    return session.get_one(RoadmapVersion, cycle.version_id).sha256


def _opened(version: RoadmapVersion) -> tuple[Roadmap, Mapping[tuple[str, str], Occurrence]]:
    return _definition(version.sha256, version.definition, version.plan)


def read_book(
    session: Session,
    cycle: Cycle,
    measures: Collection[str] | None = None,
    *,
    without: Collection[int | None] = (),
    unit: str = "",
    kept: bool = False,
) -> Book:
    """Everything a verdict on these measures (all by default) may rest on, over all cycles of the roadmap.

    without: ids of datasets to leave out, as if they were not loaded.
    unit:    only what that school's own steps look at: theirs, and those of the whole roadmap
    kept:    to look only, at everything: steps may come from memory (kept.py), and belong to no session
    NotFound, with the nearest code, when the roadmap has no such measure.
    """
    roadmap, plan = recorded_definition(session, cycle)
    codes = _with_prerequisites(roadmap, measures)
    cycles = session.exec(select(Cycle).where(Cycle.roadmap == cycle.roadmap)).all()
    ids = {one.id for one in cycles}
    asked = col(Step.cycle_id).in_(ids), col(Step.measure).in_(codes), *_looked_at_by(unit)
    found = kept_steps(session, cycles) if kept else session.exec(select(Step).where(*asked))
    steps = {key: units for key, units in _by_occurrence(found).items() if key[0] in codes}
    datasets = [data for data in current_datasets(session) if data.id not in without]
    grouped = session.exec(select(GroupMember.cycle_id).distinct()).all()
    supported = supported_in(session, roadmap, codes)
    waivers = read_waivers(session, ids)
    book = Book(
        roadmap=roadmap,
        plan=plan,
        steps=steps,
        open_years=frozenset(one.year for one in cycles),
        grouped_years=frozenset(one.year for one in cycles if one.id in grouped),
        closed=frozenset(one.id for one in cycles if one.closed_at and one.id is not None),
        loaded=frozenset((data.kind, year) for data in datasets for year in (None, *years_of(data))),
        datasets=tuple(datasets),
        bases=_bases(session, asked),
        outdated=_outdated(session, roadmap, plan, steps, datasets, supported),
        findings=_findings(session, ids, codes),
        supported=supported,
        holds=by_what_is_held(standing_holds(session, cycle.roadmap)),
        waivers=waivers.standing,
        revoked=waivers.revoked,
        passed=waivers.passed,
        turns=read_turns(
            session, cycles, roadmap, codes, (step for units in steps.values() for step in units.values())
        ),
    )
    return replace(book, reached=reached_measures(session, cycle, book))


def supported_in(session: Session, roadmap: Roadmap, codes: Collection[str]) -> tuple[Supported, ...]:
    """Who is supported by the roadmap's approved lists; nobody is looked up where no rule of these measures asks."""
    is_asked = any(roadmap.by_code[code].action in OF_SUPPORTED for code in codes)
    return supported_schools(session, roadmap.name) if is_asked else ()


def standing_holds(session: Session, roadmap: str) -> list[Hold]:
    """What was put on hold in the roadmap and nobody has released, oldest first."""
    released = select(HoldRelease.hold_id)
    query = select(Hold).where(Hold.roadmap == roadmap, col(Hold.id).not_in(released))
    return list(session.exec(query.order_by(col(Hold.id))))


def book_about(session: Session, cycle: Cycle, measure: str, unit: str) -> Book:
    """What a verdict on that school's step of the measure may rest on; of all schools' where this one has none."""
    book = read_book(session, cycle, [measure], unit=unit)
    has_steps = any(unit in units for (code, _occurrence), units in book.steps.items() if code == measure)
    return book if has_steps or not unit else read_book(session, cycle, [measure])


def measure_of(roadmap: Roadmap, code: str) -> Measure:
    """The measure of that code; NotFound, with the nearest code, when there is none."""
    if code not in roadmap.by_code:
        hint = suggestion(code, list(roadmap.by_code))
        raise NotFound(_("Мероприятия {code} в дорожной карте нет. {hint}").format(code=code, hint=hint))
    return roadmap.by_code[code]


def bound_book(session: Session, book: Book, settings: Settings, as_of: date) -> Book:
    """The book with the roles that nobody holds on that day, and where: a step of theirs needs a person's decision.

    Also with the steps whose reminders were put off beyond that day.
    """
    units = {unit for steps in book.steps.values() for unit in steps if unit}
    known = session.exec(select(School.login, School.municipality).where(col(School.login).in_(units)))
    schools = dict.fromkeys(units, "") | dict(known.all())
    leading = {book.roadmap.by_code[code].leading_party for code, _occurrence in book.steps}
    lacking = unbound(contacts_of(session, settings), leading, schools, as_of)
    return replace(book, unbound=lacking, snoozed=silenced(session, book.roadmap, book.every_step(), settings, as_of))


def _looked_at_by(unit: str) -> tuple[sa.ColumnElement[bool], ...]:
    return (col(Step.unit).in_(["", unit]),) if unit else ()


def _with_prerequisites(roadmap: Roadmap, measures: Collection[str] | None) -> set[str]:
    if measures is None:
        return set(roadmap.by_code)
    needed = {needed.measure for code in measures for needed in measure_of(roadmap, code).prerequisites}
    return needed | set(measures)


def _by_occurrence(steps: Iterable[Step]) -> Mapping[tuple[str, str], Mapping[str, Step]]:
    found: dict[tuple[str, str], dict[str, Step]] = defaultdict(dict)
    for step in steps:
        found[step.measure, step.occurrence][step.unit] = step
    return found


def _bases(session: Session, asked: Iterable[sa.ColumnElement[bool]]) -> dict[int, dict[int, str]]:
    found: dict[int, dict[int, str]] = defaultdict(dict)
    query = select(Basis.step_id, Basis.prerequisite_id, Basis.result).join(Step, col(Step.id) == col(Basis.step_id))
    for step, prerequisite, result in session.exec(query.where(*asked)):
        found[step][prerequisite] = result
    return found


def _findings(
    session: Session, cycles: Collection[int | None], codes: Collection[str]
) -> dict[tuple[str, str], list[DataFinding]]:
    found: dict[tuple[str, str], list[DataFinding]] = defaultdict(list)
    query = select(DataFinding).where(col(DataFinding.cycle_id).in_(cycles), col(DataFinding.measure).in_(codes))
    for row in session.exec(query.order_by(col(DataFinding.id))):
        found[row.measure, row.occurrence].append(row)
    return found


def _outdated(
    session: Session,
    roadmap: Roadmap,
    plan: Mapping[tuple[str, str], Occurrence],
    steps: Mapping[tuple[str, str], Mapping[str, Step]],
    datasets: Iterable[Dataset],
    supported: Iterable[Supported],
) -> frozenset[int]:
    """Steps whose data were read by machine, and whose input files or rule are no longer those that were used."""
    shelves = (units for (code, _key), units in steps.items() if is_examined_by_machine(roadmap.by_code[code]))
    by_id = {step.id: step for units in shelves for step in units.values()}
    if not by_id:
        return frozenset()
    query = select(Computation.step_id, Computation.sources).where(col(Computation.step_id).in_(by_id))
    datasets, supported, now = list(datasets), list(supported), dict[tuple[str, int], str]()
    outdated = set()
    for step_id, sources in session.exec(query):
        step = by_id[step_id]
        asked = step.measure, year_in_plan(step, plan)
        if asked not in now:
            now[asked] = sources_of(roadmap, roadmap.by_code[step.measure], asked[1], datasets, supported)
        if sources != now[asked]:
            outdated.add(step_id)
    return frozenset(outdated)


def year_in_plan(step: Step, plan: Mapping[tuple[str, str], Occurrence]) -> int:
    """The calendar year that the step falls in."""
    occurrence = plan.get((step.measure, step.occurrence))
    return occurrence.year if occurrence else (step.opens_on.year if step.opens_on else 0)


def needed_datasets(measure: Measure, year: int, datasets: Iterable[Dataset]) -> list[Dataset]:
    """The current files that the measure reads for a step of that year, in a stable order."""
    wanted = {
        (kind, one)
        for need in measure.data
        for kind in kinds_that_do(need.kind, measure.action)
        for one in need.years_for(year)
    }
    timeless = {need.kind for need in measure.data if need.kind in TIMELESS}
    found = [
        data for data in datasets if data.kind in timeless or any((data.kind, one) in wanted for one in years_of(data))
    ]
    return sorted(found, key=lambda data: (data.kind, data.slot, data.sha256))


def years_of(data: Dataset) -> tuple[int, ...]:
    """The years that a file speaks of; one that speaks of several names them first in its slot («2024+2025/…»)."""
    if data.year is not None:
        return (data.year,)
    return tuple(int(year) for year in data.slot.split("/")[0].split("+") if year)


def is_examined_by_machine(measure: Measure) -> bool:
    """Whether the measure's data are read by Vekha: to compute its result, or to check them before a person's work."""
    return bool(measure.action or measure.checks)


def sources_of(
    roadmap: Roadmap, measure: Measure, year: int, datasets: Iterable[Dataset], supported: Iterable[Supported] = ()
) -> str:
    """One hash over what a step of that year rests on before any cell is read: its files, its rule, the thresholds.

    And, of a rule that asks who is supported, the approved lists.
    """
    action = measure.action or ""
    rule = f"{action} {ACTIONS.get(action)} {sorted(map(str, measure.checks))} {roadmap.assessment.model_dump_json()}"
    files = [f"{data.kind} {data.slot} {data.sha256}" for data in needed_datasets(measure, year, datasets)]
    listed = [str(one) for one in supported] if action in OF_SUPPORTED else []
    return hashlib.sha256("\n".join([rule, *files, *listed]).encode()).hexdigest()


def current_datasets(session: Session) -> list[Dataset]:
    """Every dataset that nothing supersedes."""
    return list(session.exec(select(Dataset).where(col(Dataset.superseded_at).is_(None))))


def approved_schools(session: Session, cycle: Cycle) -> list[GroupMember]:
    """The target group of the cycle, as approved; without those who left."""
    query = select(GroupMember).where(GroupMember.cycle_id == cycle.id, col(GroupMember.left_on).is_(None))
    return list(session.exec(query.order_by(col(GroupMember.school))))


def is_approved(session: Session, cycle: Cycle, school: str) -> bool:
    """Whether the school is of the cycle's target group."""
    query = select(GroupMember.school).where(GroupMember.cycle_id == cycle.id, GroupMember.school == school)
    return session.exec(query.where(col(GroupMember.left_on).is_(None))).first() is not None


def steps_of(session: Session, cycle: Cycle, measure: str | None = None) -> list[Step]:
    """The cycle's steps, of one measure or of all, in the plan's order."""
    query = select(Step).where(Step.cycle_id == cycle.id)
    if measure:
        query = query.where(Step.measure == measure)
    return list(session.exec(query.order_by(sa.nulls_last(col(Step.opens_on)), col(Step.measure), col(Step.unit))))
