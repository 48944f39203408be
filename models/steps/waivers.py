"""Which waivers hold on a day: those that drop a step, and those that let it past its closed gate. Pure.

A waiver that has expired or was taken back holds no more: a dropped step is missing again, a gate is closed again.
"""

from datetime import date

from models.language import _
from models.records import Step, Waiver, WaiverKind
from models.steps.book import Book
from models.steps.decisions import basis_of
from models.steps.status import Status
from models.wording import in_digits


def holds(waiver: Waiver, as_of: date) -> bool:
    """Whether it has not expired; its last day is still one of its own."""
    return waiver.until is None or as_of <= waiver.until


def gate_waiver(step: Step, book: Book, as_of: date) -> Waiver | None:
    """What lets the step past its gate on that day; the one that holds longest."""
    known = book.waivers.get(step.id or 0, ())
    found = [one for one in known if one.kind is WaiverKind.GATE and holds(one, as_of)]
    return max(found, key=lambda one: (one.until or date.max, one.journal_seq), default=None)


def lapsed_gate_waiver(step: Step, book: Book, as_of: date) -> Waiver | None:
    """The last of what let the step past its gate, when none holds any more."""
    known = [one for one in book.waivers.get(step.id or 0, ()) if one.kind is WaiverKind.GATE]
    return None if not known or gate_waiver(step, book, as_of) else known[-1]


def lapsed_drop(step: Step, book: Book, as_of: date) -> Waiver | None:
    """The order by which the step is dropped, when it holds no more; None for one not dropped, or dropped for good.

    The book knows no order of a step that was opened again since.
    """
    if step.status is not Status.WAIVED:
        return None
    known = [one for one in book.waivers.get(step.id or 0, ()) if one.kind is WaiverKind.DROP]
    return known[-1] if known and not holds(known[-1], as_of) else None


def drop_words(waiver: Waiver) -> str:
    """«Приказ № 12 от 01.09.2024 действовал до 30.06.2025.»."""
    basis = basis_of(waiver.ordered, waiver.dated_on)
    told = _("{basis} действовал до {day}.").format(basis=basis, day=in_digits(waiver.until))
    return told[:1].upper() + told[1:]


def is_let_off(step: Step, book: Book, as_of: date) -> bool:
    """Whether nobody asks for the step on that day: it is dropped, and not only until an earlier one."""
    return step.status is Status.WAIVED and lapsed_drop(step, book, as_of) is None


def passing_words(waiver: Waiver) -> str:
    """«Допуск: приказ № 12 от 01.09.2024, до 30.06.2025.»."""
    until = _(", до {day}").format(day=in_digits(waiver.until)) if waiver.until else ""
    return _("Допуск: {basis}{until}.").format(basis=basis_of(waiver.ordered, waiver.dated_on), until=until)


def lapsed_words(waiver: Waiver, book: Book) -> str:
    """«Допуск (приказ № 12 от 01.09.2024) истёк 30.06.2025.», or that it was taken back."""
    basis = basis_of(waiver.ordered, waiver.dated_on)
    if waiver.id in book.revoked:
        return _("Допуск ({basis}) отозван.").format(basis=basis)
    return _("Допуск ({basis}) истёк {day}.").format(basis=basis, day=in_digits(waiver.until))
