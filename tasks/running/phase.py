"""A phase as a run sees it: which measures it examines in which order, and what its end tells. Plain functions."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, select

from models.errors import NotFound, VekhaError
from models.language import _
from models.people.notices import OwedNotice
from models.records import Cycle
from models.roadmap.definition import Measure, Phase, Roadmap, Unit
from models.steps.book import Book
from models.steps.gate import judge
from models.steps.state import State
from models.wording import in_digits
from tasks.clock import TODAY, day_meant, refuse_today_in_play
from tasks.database import reading, writing
from tasks.mentoring.quiet import tell_of_quiet_pairs
from tasks.people.owing import announce, is_known, phase_complete
from tasks.record.book import find_cycle, read_book, recorded_definition
from tasks.record.writer import locked_cycle
from tasks.running.examine import measures_with_work
from tasks.running.wish import Redo, Wish
from tasks.settings import Settings


@dataclass(frozen=True)
class Station:
    """One box of the run graph: a measure of this phase, or («↗») of another that this one waits for."""

    measure: Measure
    is_elsewhere: bool

    @property
    def name(self) -> str:
        """The task run's name."""
        arrow = "↗ " if self.is_elsewhere else ""
        return f"{arrow}{self.measure.code} {self.measure.title}"


@dataclass(frozen=True)
class Itinerary:
    """What a phase run does: its wish with the day settled, and the boxes, prerequisites first."""

    wish: Wish
    simulated: bool
    stations: tuple[Station, ...]


@dataclass(frozen=True)
class Ask:
    """What a phase run is asked for, as its form says it: empty lists mean all, year 0 the day's own year."""

    roadmap: str
    year: int = 0
    as_of: str = TODAY
    redo: Redo = Redo.STALE
    measures: tuple[str, ...] = ()
    schools: tuple[str, ...] = ()
    dry_run: bool = False


def plan_run(settings: Settings, phase: Phase, ask: Ask) -> Itinerary:
    """Settle what is asked. «today» leaves simulated cycles alone; only a dry run goes back in the calendar."""
    with reading(settings) as session:
        day, cycle = _cycle_meant(session, ask.roadmap, ask.year, ask.as_of)
        definition, _plan = recorded_definition(session, cycle)
    refuse_today_in_play(cycle, ask.as_of)
    if cycle.last_as_of and day < cycle.last_as_of and not ask.dry_run:
        last = in_digits(cycle.last_as_of)
        raise VekhaError(_("Цикл уже прожит до {last}: раньше — только пробный запуск (--dry-run).").format(last=last))
    wish = Wish(ask.roadmap, cycle.year, day, ask.redo, ask.schools, ask.dry_run)
    chosen = _chosen(definition, phase, ask.measures)
    return Itinerary(wish, cycle.simulated, tuple(_stations(definition.in_topological_order, chosen)))


def _cycle_meant(session: Session, roadmap: str, year: int, as_of: str) -> tuple[date, Cycle]:
    """The day and the cycle: the named year's, or the day's own year when none is named."""
    if year:
        cycle = find_cycle(session, roadmap, year)
        definition, _plan = recorded_definition(session, cycle)
        return day_meant(as_of, definition.time_zone), cycle
    some = session.exec(select(Cycle).where(Cycle.roadmap == roadmap)).first()
    if some is None:
        raise NotFound(_("У дорожной карты «{roadmap}» нет открытых циклов.").format(roadmap=roadmap))
    definition, _plan = recorded_definition(session, some)
    day = day_meant(as_of, definition.time_zone)
    return day, find_cycle(session, roadmap, day.year)


def _chosen(definition: Roadmap, phase: Phase, codes: Sequence[str]) -> list[Measure]:
    """The phase's measures, or those of them that are named."""
    own = definition.of_phase(phase)
    unknown = sorted(set(codes) - {measure.code for measure in own})
    if unknown:
        listed = ", ".join(unknown)
        raise NotFound(_("На этапе «{phase}» нет мероприятий: {codes}.").format(phase=phase.label, codes=listed))
    return [measure for measure in own if not codes or measure.code in codes]


def _stations(order: Sequence[Measure], chosen: Sequence[Measure]) -> list[Station]:
    """The chosen measures and, before them, what they wait for."""
    own = {measure.code for measure in chosen}
    needed = {prerequisite.measure for measure in chosen for prerequisite in measure.prerequisites}
    return [Station(measure, measure.code not in own) for measure in order if measure.code in own | needed]


def finish(settings: Settings, phase: Phase, wish: Wish) -> bool:
    """Announce the phase when it is complete; whether that is news. The coordinator is owed it once.

    Mentoring tells of pairs that do not meet, too.
    """
    if phase is Phase.MENTORING and not wish.dry_run:
        tell_of_quiet_pairs(settings, wish.roadmap, wish.year, wish.as_of)
    with reading(settings) as session:
        cycle = find_cycle(session, wish.roadmap, wish.year)
        book = read_book(session, cycle)
        news = _unannounced(session, cycle, book, phase, wish.as_of)
    if news is None or wish.dry_run:
        return False
    with writing(settings) as session:
        return announce(session, locked_cycle(session, wish.roadmap, wish.year), news)


def _unannounced(session: Session, cycle: Cycle, book: Book, phase: Phase, as_of: date) -> OwedNotice | None:
    """The news that the phase is complete, when it is and nobody has been told."""
    day = completed_on(book, cycle, phase, as_of)
    news = phase_complete(cycle, book, phase, day) if day else None
    return news if news and not is_known(session, news) else None


def completed_on(book: Book, cycle: Cycle, phase: Phase, as_of: date) -> date | None:
    """The day the phase's last step of the cycle closed; None while anything is unfinished, stale, wrong or to come."""
    codes = {measure.code for measure in book.roadmap.of_phase(phase)}
    steps = [
        step
        for (code, _occurrence), units in book.steps.items()
        for step in units.values()
        if code in codes and step.cycle_id == cycle.id
    ]
    if not steps or _waits_for_a_group(book, codes, cycle.year):
        return None
    if any(judge(step, book, as_of).state not in (State.DONE, State.WAIVED) for step in steps):
        return None
    return max(step.closed_on for step in steps if step.closed_on)


def _waits_for_a_group(book: Book, codes: Collection[str], year: int) -> bool:
    """Whether schools' steps are still to come: the plan has some this year and no list of schools is approved."""
    by_school = (
        book.roadmap.by_code[one.measure].unit is Unit.SCHOOL
        for one in book.plan.values()
        if one.year == year and one.measure in codes
    )
    return year not in book.grouped_years and any(by_school)


def due_phases(settings: Settings, roadmap: str, year: int, as_of: str) -> list[Phase]:
    """The phases that have something to do or to announce on that day, in the order of the year; reads only."""
    with reading(settings) as session:
        day, cycle = _cycle_meant(session, roadmap, year, as_of)
        book = read_book(session, cycle)
        busy = {book.roadmap.by_code[code].phase for code in measures_with_work(session, cycle, book, day)}
        busy |= {phase for phase in Phase if _unannounced(session, cycle, book, phase, day)}
    return [phase for phase in Phase if phase in busy]


def pulse(settings: Settings, roadmap: str) -> int:
    """A number that grows with every journal entry of the roadmap: rounds end when it stands still."""
    with reading(settings) as session:
        return sum(cycle.head_seq for cycle in session.exec(select(Cycle).where(Cycle.roadmap == roadmap)))
