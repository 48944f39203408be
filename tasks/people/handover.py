"""What people do with steps: hand in, accept, return, drop, reopen. Imports neither Prefect nor pandas.

Many steps dropped or let past by one order belong in waiving.py, moved deadlines in extending.py. The command line, the
Prefect form and (one day) the board all come through these functions; each is one transaction.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from sqlmodel import Session

from models.language import _
from models.people.notices import NoticeKind
from models.records import Cycle, Step
from models.steps.acceptance import Turn, waiting_for
from models.steps.book import Book
from models.steps.decisions import Grant
from models.steps.prerequisites import rested_on_changed
from models.steps.status import FINAL, MOVES, Move, Status
from models.wording import in_digits
from tasks.people.accepting import refuse_doubtful, signature, tell_accepted, tell_whose_turn, whose_turn
from tasks.people.deliverables import Evidence, set_aside
from tasks.people.owing import owe
from tasks.people.seen import find_seen
from tasks.people.step_ref import StepRef
from tasks.people.submitting import record_all, take_in
from tasks.people.telling import Besides
from tasks.people.waiving import drop
from tasks.record.book import book_about
from tasks.record.writer import Author, StepMove, locked_cycle, record
from tasks.settings import Settings


@dataclass(frozen=True)
class Outcome:
    """What became of a step: its status now and a sentence for who acted."""

    step: Step
    status: Status
    sentence: str


def submit(
    session: Session, settings: Settings, ref: StepRef, evidence: Sequence[Evidence], *, as_of: date, author: Author
) -> Outcome:
    """Hand a step's documents in. It is submitted when each is in; accepted at once where nobody accepts.

    Early handing-in is allowed when the hard prerequisites hold. A stale step may be handed in again.
    """
    cycle = locked_cycle(session, ref.roadmap, ref.year)
    book = book_about(session, cycle, ref.measure, ref.unit)
    step = find_seen(session, ref, cycle, book, *MOVES[Move.SUBMIT].from_)
    handed = take_in(session, settings, cycle, step, book, evidence, as_of=as_of, author=author)
    (sentence,) = record_all(session, cycle, [handed], as_of=as_of, author=author)
    return Outcome(step, step.status, sentence)


def accept(
    session: Session, ref: StepRef, *, as_of: date, author: Author, role: str = "", comment: str = ""
) -> Outcome:
    """Accept what was handed in, as one of those who have a say; the last word closes the step.

    It rests on the results that there were at the handing-in.
    role: the party that accepts, as the person says; needed only where several may sign now
    """
    cycle = locked_cycle(session, ref.roadmap, ref.year)
    book = book_about(session, cycle, ref.measure, ref.unit)
    step = find_seen(session, ref, cycle, book, Status.SUBMITTED)
    if step.status is not Status.SUBMITTED:
        return _close(session, cycle, StepMove(step, Move.ACCEPT), as_of=as_of, author=author)
    turn = whose_turn(session, cycle, step, book)
    signed = signature(turn, role, book.roadmap.by_code[step.measure], book)
    refuse_doubtful(step, book, as_of)
    if turn is not None and not turn.is_last:
        move = StepMove(step, Move.ENDORSE, comment, signed)
        return _endorse(session, cycle, move, book, turn, as_of=as_of, author=author)
    changed = rested_on_changed(step, book)
    outcome = _close(session, cycle, StepMove(step, Move.ACCEPT, comment, signed), as_of=as_of, author=author)
    tell_accepted(session, cycle, [step], book, as_of=as_of, remark=comment)
    if not changed:
        return outcome
    since = _("После сдачи изменилось: {codes}, документ устарел.").format(codes=", ".join(changed))
    return replace(outcome, sentence=f"{outcome.sentence} {since}")


def give_back(session: Session, ref: StepRef, reason: str, *, as_of: date, author: Author, role: str = "") -> Outcome:
    """Return what was handed in, saying what to mend; the leading party is told, and every stage begins anew.

    role: the party that returns, as the person says; it must have the word now
    """
    cycle = locked_cycle(session, ref.roadmap, ref.year)
    book = book_about(session, cycle, ref.measure, ref.unit)
    step = find_seen(session, ref, cycle, book, Status.SUBMITTED)
    signed = ""
    if step.status is Status.SUBMITTED and role:
        turn = whose_turn(session, cycle, step, book)
        signed = signature(turn, role, book.roadmap.by_code[step.measure], book)
    set_aside(session, step)
    record(session, cycle, [StepMove(step, Move.RETURN, reason, signed)], as_of=as_of, author=author)
    owe(session, cycle, book, NoticeKind.RETURNED, [step], as_of=as_of, besides=Besides(why=step.reason))
    return Outcome(step, step.status, _("Возвращено: {reason}").format(reason=step.reason))


def waive(
    session: Session, ref: StepRef, reason: str, *, as_of: date, author: Author, grant: Grant | None = None
) -> Outcome:
    """Drop a step with a reason. It satisfies prerequisites, is left out of shares and is never counted as done.

    grant: by whose order, and until when; without one it is dropped for good
    """
    cycle = locked_cycle(session, ref.roadmap, ref.year)
    step = find_seen(session, ref, cycle, book_about(session, cycle, ref.measure, ref.unit))
    drop(session, cycle, [step], reason, grant, as_of=as_of, author=author)
    return Outcome(step, step.status, _("Снято: {reason}").format(reason=step.reason))


def reopen(session: Session, ref: StepRef, reason: str, *, as_of: date, author: Author) -> Outcome:
    """Open a closed step again, with a reason; its documents are set aside."""
    cycle = locked_cycle(session, ref.roadmap, ref.year)
    step = find_seen(session, ref, cycle, book_about(session, cycle, ref.measure, ref.unit), *FINAL)
    set_aside(session, step)
    record(session, cycle, [StepMove(step, Move.REOPEN, reason=reason)], as_of=as_of, author=author)
    return Outcome(step, step.status, _("Открыто снова: {reason}").format(reason=step.reason))


def _close(session: Session, cycle: Cycle, move: StepMove, *, as_of: date, author: Author) -> Outcome:
    record(session, cycle, [move], as_of=as_of, author=author)
    return Outcome(move.step, move.step.status, _("Исполнено {day}.").format(day=in_digits(as_of)))


def _endorse(
    session: Session, cycle: Cycle, move: StepMove, book: Book, turn: Turn, *, as_of: date, author: Author
) -> Outcome:
    """One word of several: who has the next one is told when their stage begins."""
    record(session, cycle, [move], as_of=as_of, author=author)
    now = whose_turn(session, cycle, move.step, book)
    assert now is not None, "the step awaits somebody's word still"
    is_next_stage = now.stage != turn.stage
    said = (
        tell_whose_turn(session, cycle, move.step, book, as_of=as_of)
        if is_next_stage
        else waiting_for(now, book.roadmap)
    )
    return Outcome(move.step, move.step.status, _("Согласовано. {next}").format(next=said))
