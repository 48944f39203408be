"""Play what is to come without leaving a trace: store files in a transaction that is rolled back, then compute.

The database is held only while rows are stored and read back; what is computed is written into the book in memory, the
frames and documents into a folder that goes.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlmodel import Session, col, select

from models.records import Cycle, DataFinding, School, Step
from models.steps.book import Book
from models.steps.status import Status
from tasks.clock import TODAY, day_meant
from tasks.data.datasets import store
from tasks.data.loading import Arrival, LoadReport, report_of
from tasks.database import reading, rehearsing
from tasks.record.book import read_book, recorded_definition
from tasks.running.computing import Outcome, compute_due
from tasks.running.wish import Wish
from tasks.settings import Settings


@contextmanager
def scratch_home(of: Settings) -> Iterator[Settings]:
    """A home beside the real one: its database, secret, people and frames; what is written in it goes with it."""
    with TemporaryDirectory(prefix=".preview-", dir=of.root) as folder:
        place = Path(folder)
        (place / "frames").mkdir()
        for frame in of.frames.glob("*.parquet"):
            (place / "frames" / frame.name).symlink_to(frame)
        yield Settings(
            home=place,
            database_url=of.database,
            secret_file=of.secret_path if of.secret_path.exists() else None,
            contacts=of.contacts_path,
            keep_years=of.keep_years,
        )


@dataclass(frozen=True)
class Future:
    """How one cycle would stand after the next run: its book then, and what would be computed for it by step.

    steps: the cycle's own, as they would be
    """

    cycle: Cycle
    day: date
    book: Book
    steps: tuple[Step, ...]
    computed: dict[int, Outcome]


@dataclass(frozen=True)
class Rehearsal:
    """What became of the files, the register as it would be, and the future of every open cycle."""

    reports: tuple[LoadReport, ...]
    schools: dict[str, School]
    futures: tuple[Future, ...]


def rehearse(scratch: Settings, arrivals: Sequence[Arrival]) -> Rehearsal:
    """Store these files (none: only what is due anyway) and compute what the next run would; nothing stays."""
    with rehearsing(scratch) as session:
        reports = tuple(_stored(session, one, scratch) for one in arrivals)
        schools = {school.login: school for school in session.exec(select(School))}
        open_cycles = select(Cycle).where(col(Cycle.closed_at).is_(None)).order_by(col(Cycle.roadmap), col(Cycle.year))
        planned = [
            (cycle, _day(session, cycle), read_book(session, cycle)) for cycle in session.exec(open_cycles).all()
        ]
    return Rehearsal(reports, schools, tuple(_future(scratch, *one) for one in planned))


def _stored(session: Session, arrival: Arrival, scratch: Settings) -> LoadReport:
    if arrival.loaded is None:
        return report_of(arrival)
    return report_of(arrival, *store(session, arrival.loaded, arrival.source, scratch))


def _day(session: Session, cycle: Cycle) -> date:
    """The day of the next run: a played cycle's last one, a live one's today."""
    if cycle.simulated:
        return cycle.last_as_of or date(cycle.year, 1, 1)
    return day_meant(TODAY, recorded_definition(session, cycle)[0].time_zone)


def _future(scratch: Settings, cycle: Cycle, day: date, book: Book) -> Future:
    computed: dict[int, Outcome] = {}
    with reading(scratch) as session:
        for measure in book.roadmap.in_topological_order:
            steps = [one for one in _own(book, cycle) if one.measure == measure.code]
            for one in compute_due(session, scratch, measure, steps, book, Wish(cycle.roadmap, cycle.year, day)):
                book = _as_written(book, one)
                computed[one.step.id or 0] = one
    return Future(cycle, day, book, tuple(_own(book, cycle)), computed)


def _own(book: Book, cycle: Cycle) -> list[Step]:
    return [step for units in book.steps.values() for step in units.values() if step.cycle_id == cycle.id]


def _as_written(book: Book, one: Outcome) -> Book:
    """The book as it would read with this outcome written: the step is nobody else's, it stands in memory only."""
    key = one.step.measure, one.step.occurrence
    findings: dict[tuple[str, str], Sequence[DataFinding]] = {**book.findings, key: one.findings}
    if one.answer is not None:
        one.step.status, one.step.result = Status.DONE, one.answer.result_sha256
    return replace(book, findings=findings, outdated=book.outdated - {one.step.id or 0})
