"""What was closed on the strength of a waiver that holds no more, while what it overlooked is still missing. Pure."""

from datetime import date

from models.language import _
from models.records import Step
from models.steps.book import Book
from models.steps.prerequisites import awaited_steps, needed_by, unmet_prerequisites
from models.steps.waivers import gate_waiver, lapsed_drop, lapsed_words


def why_suspect(step: Step, book: Book, as_of: date) -> str:
    """Why what was handed in stands in doubt, in one sentence or two; empty when it does not.

    What was missing then may have been done since, or another waiver may hold: then nothing is in doubt.
    """
    if not book.waivers and not book.passed:
        return ""
    passed = book.passed.get(step.id or 0)
    if gate_waiver(step, book, as_of):
        return ""
    cause = lapsed_words(passed, book) if passed else _lapsed_before(step, book, as_of)
    unmet = unmet_prerequisites(step, book, as_of) if cause else []
    return f"{cause} {_('Не исполнено: {unmet}.').format(unmet='; '.join(unmet))}" if unmet else ""


def _lapsed_before(step: Step, book: Book, as_of: date) -> str:
    """Which prerequisite was dropped only for a time that is over; empty when none was."""
    needed = needed_by(step, book.roadmap.by_code[step.measure], book)
    before = (
        one for prerequisite in needed if not prerequisite.soft for one in awaited_steps(step, prerequisite, book)
    )
    lapsed = {one.measure: found for one in before if (found := lapsed_drop(one, book, as_of))}
    return _("Снятие истекло: {codes}.").format(codes=", ".join(sorted(lapsed))) if lapsed else ""
