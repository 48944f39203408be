"""Waivers: by whose order steps are dropped or pass their closed gates, and taking such an order back.

Several schools by one order are all or none. Which waivers hold belongs in models/steps/waivers.py. Imports neither
Prefect nor pandas.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime

from sqlmodel import Session

from models.errors import ForbiddenMove, VekhaError
from models.language import _
from models.records import Cycle, Step, Waiver, WaiverKind, WaiverRevocation
from models.steps.book import Book
from models.steps.data import absent_data
from models.steps.decisions import Grant, revocation
from models.steps.status import Move, Status
from models.steps.waivers import gate_waiver
from models.wording import in_digits
from tasks.people.seen import find_seen
from tasks.people.step_ref import StepRef
from tasks.record.book import read_book
from tasks.record.writer import Author, StepMove, locked_cycle, record


@dataclass(frozen=True)
class Waived:
    """What became of one step, and a sentence for who acted."""

    step: Step
    sentence: str


def waive_many(
    session: Session,
    ref: StepRef,
    schools: Sequence[str],
    kind: WaiverKind,
    reason: str,
    grant: Grant,
    *,
    as_of: date,
    author: Author,
) -> list[Waived]:
    """Drop these schools' steps, or let them past their gates: all or none. No school: the roadmap's own step."""
    cycle = locked_cycle(session, ref.roadmap, ref.year)
    book = read_book(session, cycle, [ref.measure])
    refs = [replace(ref, unit=unit) for unit in dict.fromkeys(schools)] or [ref]
    if kind is WaiverKind.DROP:
        steps = [find_seen(session, one, cycle, book) for one in refs]
        drop(session, cycle, steps, reason, grant, as_of=as_of, author=author)
        return [Waived(step, _dropped(step, grant)) for step in steps]
    steps = [_to_let_past(session, one, cycle, book) for one in refs]
    let_past(session, cycle, steps, reason, grant, as_of=as_of, author=author)
    return [Waived(step, _let_past(step, book, grant)) for step in steps]


def _to_let_past(session: Session, ref: StepRef, cycle: Cycle, book: Book) -> Step:
    """The unfinished step; the last one when all are done: what an expired order left in doubt is settled anew."""
    return find_seen(session, ref, cycle, book, Status.PLANNED, Status.OPEN, Status.SUBMITTED)


def drop(
    session: Session,
    cycle: Cycle,
    steps: Sequence[Step],
    reason: str,
    grant: Grant | None,
    *,
    as_of: date,
    author: Author,
) -> None:
    """Drop the steps, which are never counted as done; without an order they are dropped for good."""
    _waive(session, cycle, steps, WaiverKind.DROP, reason, grant, as_of=as_of, author=author)


def let_past(
    session: Session, cycle: Cycle, steps: Sequence[Step], reason: str, grant: Grant, *, as_of: date, author: Author
) -> None:
    """Overlook what keeps the steps' gates closed; the steps themselves are still to be done."""
    _waive(session, cycle, steps, WaiverKind.GATE, reason, grant, as_of=as_of, author=author)


def _waive(
    session: Session,
    cycle: Cycle,
    steps: Sequence[Step],
    kind: WaiverKind,
    reason: str,
    grant: Grant | None,
    *,
    as_of: date,
    author: Author,
) -> None:
    if grant:
        _refuse_unsound(grant, as_of)
    move = Move.WAIVE if kind is WaiverKind.DROP else Move.PASS
    evidence = grant.as_evidence(kind.value) if grant else ""
    first = cycle.head_seq + 1
    moves = [StepMove(step, move, reason, evidence) for step in steps]
    record(session, cycle, moves, as_of=as_of, author=author)
    if grant:
        session.add_all(_row(cycle, kind, one, grant, first + place, as_of) for place, one in enumerate(moves))
        session.flush()


def _row(cycle: Cycle, kind: WaiverKind, move: StepMove, grant: Grant, seq: int, as_of: date) -> Waiver:
    return Waiver(
        cycle_id=cycle.id or 0,
        step_id=move.step.id or 0,
        kind=kind,
        reason=move.reason.strip(),
        ordered=grant.ordered,
        dated_on=grant.dated_on,
        signer=grant.signer,
        until=grant.until,
        granted_on=as_of,
        at=datetime.now(UTC),
        journal_seq=seq,
    )


def _refuse_unsound(grant: Grant, as_of: date) -> None:
    """An order is signed by somebody, not later than today, and holds today."""
    if not grant.ordered.strip() or not grant.signer.strip():
        raise VekhaError(_("Назовите приказ (--basis) и кто его подписал (--signer): должность."))
    if grant.dated_on > as_of:
        told = _("{basis}: он ещё не подписан, сегодня {today}.")
        raise VekhaError(told.format(basis=grant.basis, today=in_digits(as_of)))
    if grant.until and grant.until < as_of:
        told = _("Срок действия {until} уже прошёл, сегодня {today}: укажите будущий (--until).")
        raise VekhaError(told.format(until=in_digits(grant.until), today=in_digits(as_of)))


def take_back(
    session: Session, ref: StepRef, schools: Sequence[str], reason: str, *, as_of: date, author: Author
) -> list[Waived]:
    """Let the steps past their gates no longer: what was done meanwhile is in doubt until somebody settles it."""
    cycle = locked_cycle(session, ref.roadmap, ref.year)
    book = read_book(session, cycle, [ref.measure])
    refs = [replace(ref, unit=unit) for unit in dict.fromkeys(schools)] or [ref]
    found = [_held(session, one, cycle, book, as_of) for one in refs]
    first = cycle.head_seq + 1
    moves = [StepMove(step, Move.REVOKE, reason, revocation(waiver.journal_seq)) for step, waiver in found]
    record(session, cycle, moves, as_of=as_of, author=author)
    session.add_all(
        WaiverRevocation(
            waiver_id=waiver.id or 0, reason=reason.strip(), revoked_on=as_of, at=datetime.now(UTC),
            journal_seq=first + place,
        )
        for place, (_step, waiver) in enumerate(found)
    )  # fmt: skip
    session.flush()
    return [Waived(step, _("Допуск отозван: {reason}").format(reason=reason.strip())) for step, _waiver in found]


def _held(session: Session, ref: StepRef, cycle: Cycle, book: Book, as_of: date) -> tuple[Step, Waiver]:
    step = find_seen(session, ref, cycle, book, Status.PLANNED, Status.OPEN, Status.SUBMITTED)
    waiver = gate_waiver(step, book, as_of)
    if waiver is None:
        raise ForbiddenMove(_("{ref}: допуска нет, отзывать нечего.").format(ref=ref))
    return step, waiver


def _dropped(step: Step, grant: Grant) -> str:
    return _("Снято: {reason} ({basis}{until}).").format(
        reason=step.reason, basis=grant.basis, until=_until(grant.until)
    )


def _let_past(step: Step, book: Book, grant: Grant) -> str:
    """An order overlooks what is unfinished or wrong; it does not stand in for data that are not there."""
    absent = absent_data(book.roadmap.by_code[step.measure], step, book)
    if absent:
        told = _("Допуск записан: {basis}{until}. Данных он не заменит, ждём: {absent}.")
        return told.format(basis=grant.basis, until=_until(grant.until), absent=", ".join(absent))
    told = _("Ворота пройдены: {basis}{until}. Сам шаг нужно исполнить.")
    return told.format(basis=grant.basis, until=_until(grant.until))


def _until(day: date | None) -> str:
    return _(", до {day}").format(day=in_digits(day)) if day else ""
