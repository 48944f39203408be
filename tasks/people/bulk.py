"""Many documents handed in by one table: what would come of its rows, and all of it done or none.

What the table says belongs in bulk_table.py, how the answer is shown in deployments/cli/bulk.py. Imports neither
Prefect nor pandas.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlmodel import Session

from models.errors import FileRefused, VekhaError
from models.language import _
from models.problems import Problem
from models.records import Cycle, Step
from models.steps.book import Book
from models.steps.status import MOVES, Move
from tasks.database import writing
from tasks.people.bulk_table import Line, place_in, read_lines, refusal
from tasks.people.deliverables import Evidence
from tasks.people.seen import find_seen
from tasks.people.step_ref import StepRef
from tasks.people.submitting import HandedIn, record_all, take_in
from tasks.record.book import read_book
from tasks.record.writer import Author, locked_cycle
from tasks.settings import Settings


@dataclass(frozen=True)
class Delivery:
    """What came, or would come, of the rows that speak of one step."""

    rows: tuple[int, ...]
    code: str
    unit: str
    window: str
    documents: tuple[str, ...]
    status: str
    message: str


def hand_in_table(
    settings: Settings, table: Path, cycle: StepRef, *, write: bool, as_of: date, author: Author
) -> tuple[Delivery, ...]:
    """Hand in everything that the table lists, in one transaction; with `write` off, only find out what would come.

    cycle: names the roadmap and the year. FileRefused names every row that cannot be handed in; then nothing is.
    """
    lines = read_lines(settings, table, cycle)
    if write:
        return _handed_in(settings, settings, table, lines, write=True, as_of=as_of, author=author)
    # A preview keeps no file: its evidence store is a folder that is gone afterwards.
    with TemporaryDirectory(prefix="vekha-") as away:
        elsewhere = Settings(home=Path(away))
        return _handed_in(settings, elsewhere, table, lines, write=False, as_of=as_of, author=author)


def _handed_in(
    settings: Settings, store: Settings, table: Path, lines: Sequence[Line], *, write: bool, as_of: date, author: Author
) -> tuple[Delivery, ...]:
    with writing(settings) as session:
        cycle = locked_cycle(session, lines[0].ref.roadmap, lines[0].ref.year)
        hands = _Hands(session, store, cycle, table, as_of, author)
        # A measure after another: what one closes may be what the next one waits for.
        for code in dict.fromkeys(line.ref.measure for line in lines):
            hands.over([line for line in lines if line.ref.measure == code])
        if hands.refused:
            # All of it is taken back: what a refused row has left behind by then is no matter.
            raise FileRefused(refusal(table), [hands.refused[row] for row in sorted(hands.refused)])
        if not write:
            session.rollback()
    return tuple(sorted(hands.done, key=lambda one: one.rows))


@dataclass
class _Hands:
    """Who hands in everything that a table lists, in one transaction.

    taken: what is taken in and not recorded yet, by step; done: what is; refused: by row, what cannot be
    """

    session: Session
    store: Settings
    cycle: Cycle
    table: Path
    as_of: date
    author: Author
    books: dict[str, Book] = field(default_factory=dict)
    taken: dict[int | None, tuple[HandedIn, list[Line]]] = field(default_factory=dict)
    done: list[Delivery] = field(default_factory=list)
    refused: dict[int, Problem] = field(default_factory=dict)

    def over(self, lines: Sequence[Line]) -> None:
        """Hand in the rows of one measure, those of a step together; all of them are recorded at once."""
        for ref, group in _by_step(lines).items():
            with self._or_refused(group[0]):
                self._take_in(ref, group)
        self._record()

    def _take_in(self, ref: StepRef, lines: list[Line]) -> None:
        book = self._book(ref.measure)
        step = find_seen(self.session, ref, self.cycle, book, *MOVES[Move.SUBMIT].from_)
        if step.id in self.taken:  # named in another way before
            self._record()
        papers = [line.paper for line in lines]
        one = take_in(self.session, self.store, self.cycle, step, book, papers, as_of=self.as_of, author=self.author)
        self.taken[step.id] = one, lines

    def _record(self) -> None:
        handed = [one for one, _lines in self.taken.values()]
        told = record_all(self.session, self.cycle, handed, as_of=self.as_of, author=self.author)
        self.done += [
            _delivery(one.step, lines, said) for (one, lines), said in zip(self.taken.values(), told, strict=True)
        ]
        self.taken = {}

    def _book(self, code: str) -> Book:
        """What verdicts on all rows of a measure rest on: read once, however many schools hand in."""
        if code not in self.books:
            self.books[code] = read_book(self.session, self.cycle, [code])
        return self.books[code]

    @contextmanager
    def _or_refused(self, line: Line) -> Iterator[None]:
        try:
            yield
        except VekhaError as error:
            said = "; ".join(one.remedy for one in error.problems) if isinstance(error, FileRefused) else str(error)
            self.refused[line.row] = Problem(place_in(self.table, line.row), str(line.ref), said)


def _by_step(lines: Sequence[Line]) -> dict[StepRef, list[Line]]:
    groups: dict[StepRef, list[Line]] = defaultdict(list)
    for line in lines:
        groups[line.ref].append(line)
    return groups


def _delivery(step: Step, lines: Sequence[Line], said: str) -> Delivery:
    return Delivery(
        rows=tuple(line.row for line in lines),
        code=step.measure,
        unit=step.unit,
        window=step.occurrence,
        documents=tuple(_named(line.paper) for line in lines),
        status=step.status.value,
        message=said,
    )


def _named(paper: Evidence) -> str:
    """The document as its reader knows it: the file's name, the link, or № and date."""
    if paper.path:
        return paper.path.name
    dated = _(" от {day:%d.%m.%Y}").format(day=paper.dated_on) if paper.dated_on else ""
    return paper.link or f"№ {paper.number}{dated}"
