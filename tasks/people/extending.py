"""Moving a deadline on the record: by whose decision, from which day to which, and who is told of it.

The approved plan stays as it is; what became of its deadlines is told by models/steps/slippage.py. Imports neither
Prefect nor pandas.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from sqlmodel import Session

from models.errors import VekhaError
from models.language import _
from models.people.notices import NoticeKind
from models.records import Cycle, Step
from models.steps.book import Book
from models.steps.decisions import Extension
from models.steps.status import MOVES, Move, after
from models.wording import in_digits
from tasks.people.owing import owe
from tasks.people.seen import find_seen
from tasks.people.step_ref import StepRef, find_steps
from tasks.people.telling import Besides
from tasks.record.book import read_book
from tasks.record.writer import Author, StepMove, locked_cycle, record


@dataclass(frozen=True)
class Extended:
    """A step whose deadline was moved, and the day that it replaces."""

    step: Step
    was: date

    @property
    def sentence(self) -> str:
        """For who acted."""
        told = _("Срок перенесён: был {was}, стал {due}.")
        return told.format(was=in_digits(self.was), due=in_digits(self.step.due_on))


def extend(
    session: Session,
    ref: StepRef,
    schools: Sequence[str],
    to: date,
    reason: str,
    signer: str,
    *,
    as_of: date,
    author: Author,
) -> list[Extended]:
    """Move the deadline of these schools' steps, or of every school's unfinished one when none is named: all or none.

    The leading party and the co-executors are told. ForbiddenMove or VekhaError names what stands in the way.
    """
    cycle = locked_cycle(session, ref.roadmap, ref.year)
    book = read_book(session, cycle, [ref.measure])
    steps = _meant(session, ref, schools, cycle, book)
    moved = [Extended(step, _deadline(step, to)) for step in steps]
    _refuse_unsound(book, to, signer, as_of)
    moves = [
        StepMove(
            one.step, Move.EXTEND, reason, Extension(one.was, to, signer.strip()).as_evidence(), (one.step.opens_on, to)
        )
        for one in moved
    ]
    record(session, cycle, moves, as_of=as_of, author=author)
    _tell(session, cycle, book, moved, f"{reason.strip()} ({signer.strip()})", as_of)
    return moved


def _meant(session: Session, ref: StepRef, schools: Sequence[str], cycle: Cycle, book: Book) -> list[Step]:
    if schools or ref.version is not None:
        units = dict.fromkeys(schools) or [ref.unit]
        return [find_seen(session, replace(ref, unit=unit), cycle, book) for unit in units]
    unfinished = [step for step in find_steps(ref, cycle, book) if step.status in MOVES[Move.EXTEND].from_]
    # Where nothing is left to be moved, the table of moves says so.
    return unfinished or [find_seen(session, ref, cycle, book)]


def _deadline(step: Step, to: date) -> date:
    """The present deadline; it is only moved on."""
    after(step.status, Move.EXTEND, "…")
    if step.due_on is None:
        raise VekhaError(_("У шага ещё нет дат: сначала vekha dates {code}.").format(code=step.measure))
    if to <= step.due_on:
        named = " ".join(filter(None, (step.measure, step.unit)))
        told = _("{step}: срок и так {due}, перенести его можно только на более поздний день.")
        raise VekhaError(told.format(step=named, due=in_digits(step.due_on)))
    return step.due_on


def _refuse_unsound(book: Book, to: date, signer: str, as_of: date) -> None:
    if not signer.strip():
        raise VekhaError(_("Кто решил перенести срок? Назовите должность: --signer."))
    if to < as_of:
        raise VekhaError(_("Срок {due} уже прошёл: укажите будущий.").format(due=in_digits(to)))
    if to > book.roadmap.plan_period.end:
        told = _("Срок {due} позже конца дорожной карты ({end}): для этого нужна новая редакция плана.")
        raise VekhaError(told.format(due=in_digits(to), end=in_digits(book.roadmap.plan_period.end)))


def _tell(session: Session, cycle: Cycle, book: Book, moved: Sequence[Extended], why: str, as_of: date) -> None:
    """Everyone whose measure it is, once for all schools whose deadline was the same."""
    by_day: dict[date, list[Step]] = defaultdict(list)
    for one in moved:
        by_day[one.was].append(one.step)
    for was, steps in by_day.items():
        for party in book.roadmap.by_code[steps[0].measure].parties:
            besides = Besides(why=why, party=party, was_due_on=was)
            owe(session, cycle, book, NoticeKind.EXTENDED, steps, as_of=as_of, besides=besides)
