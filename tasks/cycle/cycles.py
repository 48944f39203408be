"""Open a year of a roadmap, approve its schools, bring in the steps they mean. Imports neither Prefect nor pandas."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from hashlib import sha256

from sqlmodel import Session, col, func, select

from models.errors import NotFound, VekhaError
from models.language import _
from models.records import Cycle, GroupMember, JournalEntry, RoadmapVersion, School, Step
from models.roadmap.definition import Roadmap, Unit
from models.roadmap.plan import AWAITING_DATES, Occurrence, as_json, occurrences, why_no_steps_of_a_target
from models.roadmap.schedule.period import Period
from models.steps.gate import shown
from models.steps.status import FINAL, MOVES, Move, Status
from tasks.cycle.calendars import calendar_of, calendar_today, in_force, recorded_calendar
from tasks.record.book import approved_schools, measure_of, recorded_definition, steps_of, version_of
from tasks.record.writer import Author, StepMove, record

Plan = Iterable[Occurrence]
REQUEST = "request-"


def open_cycle(
    session: Session, roadmap: Roadmap, year: int, *, as_of: date, author: Author, simulated: bool = False
) -> Cycle:
    """The roadmap's cycle of that year, opened with the steps that need no schools; as it is when already open."""
    found = session.exec(
        select(Cycle).where(Cycle.roadmap == roadmap.name, Cycle.year == year).with_for_update()
    ).one_or_none()
    if found is None:
        version = recorded_version(session, roadmap).id
        assert version is not None
        found = Cycle(
            roadmap=roadmap.name,
            year=year,
            version_id=version,
            calendar_id=recorded_calendar(session, calendar_today(roadmap)),
            simulated=simulated,
            opened_at=datetime.now(UTC),
        )
        session.add(found)
        session.flush()
    if found.simulated != simulated:
        kind = _("игровой") if found.simulated else _("рабочий")
        raise VekhaError(_("Цикл {year} уже открыт как {kind}.").format(year=year, kind=kind))
    if found.closed_at is None:
        create_missing_steps(session, found, as_of=as_of, author=author)
    return found


def close_cycle(session: Session, cycle: Cycle) -> None:
    """End the year: nothing in it is recorded or marked stale again. The cycle is held by the caller.

    VekhaError while any step is unfinished: what was not done is waived with a reason, by a person.
    """
    unfinished = sorted({step.measure for step in steps_of(session, cycle) if step.status not in FINAL})
    if unfinished:
        told = _("Год {year} не закрыть, не исполнено и не снято: {codes}. Сдайте или снимите (vekha waive).")
        raise VekhaError(told.format(year=cycle.year, codes=", ".join(unfinished)))
    cycle.closed_at = cycle.closed_at or datetime.now(UTC)
    session.add(cycle)


def open_again(session: Session, cycle: Cycle) -> None:
    """Take a year's end back. The cycle is held by the caller."""
    cycle.closed_at = None
    session.add(cycle)


def recorded_version(session: Session, roadmap: Roadmap, plan: str = "") -> RoadmapVersion:
    """The version with this definition and plan; without a plan, as recorded last, else with the one that follows."""
    definition = roadmap.model_dump_json()
    query = select(RoadmapVersion).where(RoadmapVersion.name == roadmap.name, RoadmapVersion.definition == definition)
    known = session.exec(query.order_by(col(RoadmapVersion.id).desc())).all()
    found = next((one for one in known if plan in ("", one.plan)), None)
    if found is None:
        natural = as_json(occurrences(roadmap))
        # A plan under keys of earlier versions is a version of its own: the definition alone does not tell it.
        said = definition if plan in ("", natural) else f"{definition}\n{plan}"
        found = RoadmapVersion(
            name=roadmap.name,
            sha256=sha256(said.encode()).hexdigest(),
            definition=definition,
            plan=plan or natural,
            recorded_at=datetime.now(UTC),
        )
        session.add(found)
        session.flush()
    return found


def create_missing_steps(session: Session, cycle: Cycle, *, as_of: date, author: Author) -> int:
    """Create the steps that the plan and the target group mean and the record lacks; their number.

    A school has steps from the day it was approved: what fell due before is not asked of it.
    """
    roadmap, plan = recorded_definition(session, cycle)
    known = {(step.measure, step.occurrence, step.unit) for step in steps_of(session, cycle)}
    meant = steps_meant(session, cycle, roadmap, plan.values())
    new = [step for step in meant if (step.measure, step.occurrence, step.unit) not in known]
    record(session, cycle, [StepMove(step, Move.CREATE) for step in new], as_of=as_of, author=author)
    return len(new)


def steps_meant(session: Session, cycle: Cycle, roadmap: Roadmap, plan: Plan) -> list[Step]:
    """The steps that a plan means for the cycle's year and its approved schools; none of them is written."""
    entered = {member.school: member.entered_on for member in approved_schools(session, cycle)}
    calendar = calendar_of(session, cycle)
    version = version_of(session, cycle)
    return [
        step
        for occurrence in plan
        if occurrence.year == cycle.year
        for step in _steps_of_occurrence(cycle, version, roadmap, in_force(occurrence, calendar), entered)
    ]


def _steps_of_occurrence(
    cycle: Cycle, version: str, roadmap: Roadmap, occurrence: Occurrence, entered: dict[str, date]
) -> Iterable[Step]:
    if roadmap.by_code[occurrence.measure].unit is Unit.ROADMAP:
        units = [""]
    else:
        units = [school for school, day in entered.items() if occurrence.due_on is None or occurrence.due_on >= day]
    assert cycle.id is not None
    for unit in units:
        yield Step(
            cycle_id=cycle.id,
            measure=occurrence.measure,
            occurrence=occurrence.key,
            unit=unit,
            opens_on=occurrence.opens_on,
            due_on=occurrence.due_on,
            status=Status.PLANNED,
            planned_by=version,
        )


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
    _refuse_unknown_schools(session, schools)
    members = session.exec(select(GroupMember).where(GroupMember.cycle_id == cycle.id)).all()
    present = {member.school: member for member in members}
    assert cycle.id is not None
    returning = [school for school in schools if school in present and present[school].left_on is not None]
    for school in schools:
        member = present.get(school) or _member(cycle.id, school, approval, as_of)
        if member.left_on is not None:
            member.entered_on, member.left_on = min(approval.dated_on, as_of), None
            _note(member, approval)
        session.add(member)
    leavers = [member for member in members if member.left_on is None and member.school not in set(schools)]
    if leavers and not approval.reason.strip():
        listed = ", ".join(member.school for member in leavers)
        raise VekhaError(_("Из списка выбывают {schools}: назовите причину (--reason).").format(schools=listed))
    for member in leavers:
        member.left_on = as_of
        _note(member, approval)
        session.add(member)
    session.flush()
    _withdraw(session, cycle, [member.school for member in leavers], approval.reason, as_of=as_of, author=author)
    _rejoin(session, cycle, returning, as_of=as_of, author=author)
    return create_missing_steps(session, cycle, as_of=as_of, author=author)


def _note(member: GroupMember, approval: Approval) -> None:
    """By which list the school came or left, and why."""
    member.order_number, member.order_date = approval.number, approval.dated_on
    member.reason, member.approved_by = approval.reason, approval.approved_by


def _member(cycle_id: int, school: str, approval: Approval, as_of: date) -> GroupMember:
    return GroupMember(
        cycle_id=cycle_id,
        school=school,
        entered_on=min(approval.dated_on, as_of),
        order_number=approval.number,
        order_date=approval.dated_on,
        reason=approval.reason,
        approved_by=approval.approved_by,
    )


def _withdraw(session: Session, cycle: Cycle, schools: Sequence[str], why: str, *, as_of: date, author: Author) -> None:
    leaving = [step for step in steps_of(session, cycle) if step.unit in set(schools) and step.status not in FINAL]
    reason = _("школа выбыла из списка: {why}").format(why=why)
    moves = [StepMove(step, Move.WITHDRAW, reason=reason) for step in leaving]
    record(session, cycle, moves, as_of=as_of, author=author)


def _rejoin(session: Session, cycle: Cycle, schools: Sequence[str], *, as_of: date, author: Author) -> None:
    """Plan again what was closed only because the school had left; what fell due meanwhile stays closed."""
    closed = [
        step
        for step in steps_of(session, cycle)
        if step.unit in set(schools) and step.status is Status.WAIVED and (step.due_on or as_of) >= as_of
    ]
    withdrawn = _last_moved_by(session, cycle, Move.WITHDRAW)
    moves = [
        StepMove(step, Move.REJOIN, reason=_("школа вернулась в список")) for step in closed if step.id in withdrawn
    ]
    record(session, cycle, moves, as_of=as_of, author=author)


def _last_moved_by(session: Session, cycle: Cycle, move: Move) -> set[int]:
    """Ids of the cycle's steps whose latest move is this one; a new version of the plan moves no closed step."""
    query = select(JournalEntry.step_id, JournalEntry.move).where(
        JournalEntry.cycle_id == cycle.id, JournalEntry.move != Move.REPLAN
    )
    latest = dict(session.exec(query.order_by(col(JournalEntry.seq))).all())
    return {step_id for step_id, last in latest.items() if last is move}


def _refuse_unknown_schools(session: Session, schools: Sequence[str]) -> None:
    known = set(session.exec(select(School.login)))
    unknown = [school for school in schools if school not in known]
    if unknown:
        raise NotFound(
            _("В реестре нет школ: {schools}. Проверьте логины или загрузите реестр (vekha load).").format(
                schools=", ".join(unknown)
            )
        )


@dataclass(frozen=True)
class Dates:
    """When a measure is to be done, inclusive, and why then (a request, another document)."""

    opens_on: date
    due_on: date
    reason: str


def request_step(
    session: Session, cycle: Cycle, measure: str, unit: str, dates: Dates, *, as_of: date, author: Author
) -> Step:
    """A step of a measure that is done on request, with a deadline of its own. The cycle is held by the caller."""
    definition, plan = recorded_definition(session, cycle)
    unit_meant = measure_of(definition, measure).unit
    if definition.by_code[measure].is_target:
        raise VekhaError(_("{code} — {reason}.").format(code=measure, reason=why_no_steps_of_a_target()))
    if any(occurrence.measure == measure for occurrence in plan.values()):
        raise VekhaError(_("{code} идёт по срокам дорожной карты, запрос ему не нужен.").format(code=measure))
    _refuse_outside(definition, dates)
    if dates.due_on < as_of:
        raise VekhaError(_("Срок {due} уже прошёл: укажите будущий.").format(due=shown(dates.due_on)))
    if unit_meant is Unit.SCHOOL and not unit:
        raise VekhaError(_("{code} исполняется в каждой школе: назовите школу (--school).").format(code=measure))
    if unit_meant is Unit.ROADMAP and unit:
        raise VekhaError(_("{code} исполняется один раз за всех: школу называть не нужно.").format(code=measure))
    _refuse_unknown_schools(session, [unit] if unit else [])
    assert cycle.id is not None
    number = 1 + _requests_made(session, cycle, measure)
    step = Step(
        cycle_id=cycle.id,
        measure=measure,
        occurrence=f"{REQUEST}{number}",
        unit=unit,
        opens_on=dates.opens_on,
        due_on=dates.due_on,
        status=Status.PLANNED,
        planned_by=version_of(session, cycle),
    )
    record(session, cycle, [StepMove(step, Move.REQUEST, reason=dates.reason)], as_of=as_of, author=author)
    return step


def _refuse_outside(roadmap: Roadmap, dates: Dates) -> None:
    """No step lies outside the plan's period."""
    period = Period.parse(roadmap.period)
    if dates.opens_on < period.start or dates.due_on > period.end:
        told = _("Срок с {opens} по {due} вне периода дорожной карты ({start}–{end}): проверьте год.")
        raise VekhaError(
            told.format(
                opens=shown(dates.opens_on), due=shown(dates.due_on), start=shown(period.start), end=shown(period.end)
            )
        )


def _requests_made(session: Session, cycle: Cycle, measure: str) -> int:
    """How often the measure was requested, in all years of the roadmap: a request's number names one step."""
    query = (
        select(func.count(func.distinct(col(Step.occurrence))))
        .join(Cycle, col(Cycle.id) == col(Step.cycle_id))
        .where(Cycle.roadmap == cycle.roadmap, Step.measure == measure, col(Step.occurrence).startswith(REQUEST))
    )
    return session.exec(query).one()


def set_dates(session: Session, cycle: Cycle, measure: str, dates: Dates, *, as_of: date, author: Author) -> int:
    """Give dates, or other dates, to a measure whose dates another document sets; the number of steps that got them."""
    if dates.due_on < dates.opens_on:
        late, early = shown(dates.due_on), shown(dates.opens_on)
        raise VekhaError(_("Конец {due} раньше начала {opens}.").format(due=late, opens=early))
    definition, _plan = recorded_definition(session, cycle)
    measure_of(definition, measure)
    _refuse_outside(definition, dates)
    dated = MOVES[Move.DATE].from_
    awaiting = [
        step for step in steps_of(session, cycle, measure) if step.occurrence == AWAITING_DATES and step.status in dated
    ]
    if not awaiting:
        raise VekhaError(_("У мероприятия {code} нет шагов, которые ждут дат.").format(code=measure))
    moves = [StepMove(step, Move.DATE, reason=dates.reason, dates=(dates.opens_on, dates.due_on)) for step in awaiting]
    record(session, cycle, moves, as_of=as_of, author=author)
    return len(moves)
