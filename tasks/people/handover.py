"""What people do with steps: hand in, accept, return, waive, reopen. Imports neither Prefect nor pandas.

The command line, the Prefect form and (one day) the board all come through these functions; each is one transaction.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from sqlmodel import Session

from models.errors import ForbiddenMove
from models.language import _
from models.people.notices import NoticeKind
from models.records import Cycle, Step
from models.roadmap.definition import Measure
from models.steps.book import Book
from models.steps.data import absent_data, wrong_data
from models.steps.gate import judge
from models.steps.holds import refuse_held
from models.steps.journal import documents_hash
from models.steps.prerequisites import rested_on_changed, unmet_prerequisites
from models.steps.state import State
from models.steps.status import FINAL, MOVES, Move, Status
from models.wording import in_digits
from tasks.people.deliverables import Evidence, deliver, documents_of, refuse_nothing, set_aside
from tasks.people.owing import owe
from tasks.people.step_ref import StepRef, find_step
from tasks.record.basis import write_basis
from tasks.record.book import book_about, read_book
from tasks.record.writer import Author, StepMove, locked_cycle, record
from tasks.settings import Settings


@dataclass(frozen=True)
class Outcome:
    """What became of a step: its status now and a sentence for who acted."""

    step: Step
    status: Status
    sentence: str


def submit(
    session: Session,
    settings: Settings,
    ref: StepRef,
    evidence: Sequence[Evidence],
    *,
    as_of: date,
    author: Author,
    book: Book | None = None,
) -> Outcome:
    """Hand a step's documents in. It is submitted when each is in; accepted at once where nobody accepts.

    Early handing-in is allowed when the hard prerequisites hold. A stale step may be handed in again.
    book: already read in this transaction by who hands in for many
    """
    refuse_nothing(evidence, as_of)
    cycle = locked_cycle(session, ref.roadmap, ref.year)
    book = book or book_about(session, cycle, ref.measure, ref.unit)
    step, measure = find_step(ref, cycle, book, *MOVES[Move.SUBMIT].from_), book.roadmap.by_code[ref.measure]
    refuse_held(step, book, as_of)
    _refuse_closed_gate(step, measure, book)
    _reopen_stale(session, cycle, step, book, as_of=as_of, author=author)
    missing = deliver(session, settings, cycle, step, measure, evidence)
    result = documents_hash(documents_of(session, step))
    if missing:
        record(session, cycle, [StepMove(step, Move.DELIVER, evidence=result)], as_of=as_of, author=author)
        return Outcome(step, step.status, _("Принято. Осталось сдать: {missing}.").format(missing="; ".join(missing)))
    moves = [StepMove(step, Move.SUBMIT, evidence=result)]
    record(session, cycle, moves, as_of=as_of, author=author)
    write_basis(session, [step], book)
    if measure.acceptance is None:
        return _close(session, cycle, step, as_of=as_of, author=Author("Vekha", "rule"))
    party = book.roadmap.party_by_code[measure.acceptance].title
    return Outcome(step, step.status, _("Сдано, ждёт приёмки: {party}.").format(party=party))


def accept(session: Session, ref: StepRef, *, as_of: date, author: Author) -> Outcome:
    """Accept what was handed in: the step is done; it rests on the results that there were at the handing-in."""
    cycle = locked_cycle(session, ref.roadmap, ref.year)
    book = read_book(session, cycle, [ref.measure])
    step = find_step(ref, cycle, book, Status.SUBMITTED)
    changed = rested_on_changed(step, book)
    outcome = _close(session, cycle, step, as_of=as_of, author=author)
    if not changed:
        return outcome
    since = _("После сдачи изменилось: {codes}, документ устарел.").format(codes=", ".join(changed))
    return replace(outcome, sentence=f"{outcome.sentence} {since}")


def give_back(session: Session, ref: StepRef, reason: str, *, as_of: date, author: Author) -> Outcome:
    """Return what was handed in, saying what to mend; the leading party is told."""
    cycle = locked_cycle(session, ref.roadmap, ref.year)
    book = read_book(session, cycle, [ref.measure])
    step = find_step(ref, cycle, book, Status.SUBMITTED)
    set_aside(session, step)
    record(session, cycle, [StepMove(step, Move.RETURN, reason=reason)], as_of=as_of, author=author)
    owe(session, cycle, book, NoticeKind.RETURNED, [step], as_of=as_of, why=step.reason)
    return Outcome(step, step.status, _("Возвращено: {reason}").format(reason=step.reason))


def waive(session: Session, ref: StepRef, reason: str, *, as_of: date, author: Author) -> Outcome:
    """Drop a step with a reason. It satisfies prerequisites, is left out of shares and is never counted as done."""
    cycle = locked_cycle(session, ref.roadmap, ref.year)
    step = find_step(ref, cycle, read_book(session, cycle, [ref.measure]))
    record(session, cycle, [StepMove(step, Move.WAIVE, reason=reason)], as_of=as_of, author=author)
    return Outcome(step, step.status, _("Снято: {reason}").format(reason=step.reason))


def reopen(session: Session, ref: StepRef, reason: str, *, as_of: date, author: Author) -> Outcome:
    """Open a closed step again, with a reason; its documents are set aside."""
    cycle = locked_cycle(session, ref.roadmap, ref.year)
    step = find_step(ref, cycle, read_book(session, cycle, [ref.measure]), *FINAL)
    set_aside(session, step)
    record(session, cycle, [StepMove(step, Move.REOPEN, reason=reason)], as_of=as_of, author=author)
    return Outcome(step, step.status, _("Открыто снова: {reason}").format(reason=step.reason))


def _close(session: Session, cycle: Cycle, step: Step, *, as_of: date, author: Author) -> Outcome:
    record(session, cycle, [StepMove(step, Move.ACCEPT)], as_of=as_of, author=author)
    return Outcome(step, step.status, _("Исполнено {day}.").format(day=in_digits(as_of)))


def _refuse_closed_gate(step: Step, measure: Measure, book: Book) -> None:
    if measure.action:
        raise ForbiddenMove(_("{code} считает сама Веха: сдавать его не нужно.").format(code=measure.code))
    if step.due_on is None:
        raise ForbiddenMove(_("У шага ещё нет дат: сначала vekha dates {code}.").format(code=measure.code))
    unmet = unmet_prerequisites(step, book)
    if unmet and step.status not in FINAL:
        raise ForbiddenMove(_("Сдавать рано, не исполнено: {unmet}.").format(unmet="; ".join(unmet)))
    if absent := absent_data(measure, step, book):
        raise ForbiddenMove(_("Сдавать рано, не загружены данные: {absent}.").format(absent=", ".join(absent)))
    if wrong := wrong_data(step, book):
        told = _("Сдавать рано, проверка данных не пройдена: {message}")
        raise ForbiddenMove(told.format(message=wrong[0].message))


def _reopen_stale(session: Session, cycle: Cycle, step: Step, book: Book, *, as_of: date, author: Author) -> None:
    """A done step whose basis has changed is opened again by handing in anew."""
    if step.status is not Status.DONE:
        return
    verdict = judge(step, book, as_of)
    if verdict.state is not State.STALE:
        raise ForbiddenMove(_("Шаг уже исполнен. Чтобы сдать заново, откройте его: vekha reopen, с причиной."))
    set_aside(session, step)
    record(session, cycle, [StepMove(step, Move.REOPEN, reason=verdict.sentence)], as_of=as_of, author=author)
