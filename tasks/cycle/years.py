"""A year of a roadmap is opened, closed, taken up again. Imports neither Prefect nor pandas."""

from datetime import UTC, date, datetime

from sqlmodel import Session, select

from models.errors import VekhaError
from models.language import _
from models.records import Cycle
from models.roadmap.definition import Roadmap
from models.steps.gate import judge
from models.steps.state import State
from models.steps.status import FINAL
from tasks.cycle.calendars import calendar_today, recorded_calendar
from tasks.cycle.steps import create_missing_steps
from tasks.cycle.versions import recorded_version
from tasks.record.book import read_book, steps_of
from tasks.record.writer import Author


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


def close_cycle(session: Session, cycle: Cycle, as_of: date) -> None:
    """End the year: nothing in it is recorded or marked stale again. The cycle is held by the caller.

    VekhaError while any step is unfinished, what was not done is waived with a reason, by a person; and while a waiver
    that has lapsed leaves anything open or in doubt on that day: nobody would see it afterwards.
    """
    unfinished = sorted({step.measure for step in steps_of(session, cycle) if step.status not in FINAL})
    if unfinished:
        told = _("Год {year} не закрыть, не исполнено и не снято: {codes}. Сдайте или снимите (vekha waive).")
        raise VekhaError(told.format(year=cycle.year, codes=", ".join(unfinished)))
    if lapsed := _lapsed(session, cycle, as_of):
        told = _("Год {year} не закрыть: допуск или снятие истекли у {codes}. Почему — vekha why.")
        raise VekhaError(told.format(year=cycle.year, codes=", ".join(lapsed)))
    cycle.closed_at = cycle.closed_at or datetime.now(UTC)
    session.add(cycle)


def _lapsed(session: Session, cycle: Cycle, as_of: date) -> list[str]:
    """Codes of closed steps that a lapsed waiver has left missing or in doubt."""
    if cycle.closed_at:
        return []
    book = read_book(session, cycle)
    steps = [step for step in book.every_step() if step.cycle_id == cycle.id]
    told = (State.SUSPECT, State.BLOCKED)
    return sorted({step.measure for step in steps if judge(step, book, as_of).state in told})


def open_again(session: Session, cycle: Cycle) -> None:
    """Take a year's end back. The cycle is held by the caller."""
    cycle.closed_at = None
    session.add(cycle)
