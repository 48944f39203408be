"""What was closed on the strength of a waiver that holds no more, while what it overlooked is still missing. Pure."""

from dataclasses import dataclass
from datetime import date

from models.language import _
from models.records import Step, Waiver
from models.steps.book import Book
from models.steps.prerequisites import awaited_steps, needed_by, unmet_prerequisites
from models.steps.waivers import gate_waiver, lapsed_drop, lapsed_gate_waiver, lapsed_words


@dataclass(frozen=True)
class Suspicion:
    """What the step rested on that holds no more, and what it overlooked and is still missing, in words."""

    waivers: tuple[Waiver, ...]
    cause: str
    unmet: tuple[str, ...]

    @property
    def sentence(self) -> str:
        """«Допуск (приказ № 12 от 01.09.2024) истёк 30.06.2025. Не исполнено: T03 «…».»."""
        return f"{self.cause} {_('Не исполнено: {unmet}.').format(unmet='; '.join(self.unmet))}"


def suspicion_of(step: Step, book: Book, as_of: date) -> Suspicion | None:
    """Why what was handed in is suspect; None when it is not.

    What was missing then may have been done since, or another waiver may hold: then nothing is suspect.
    """
    if (not book.waivers and not book.passed) or gate_waiver(step, book, as_of):
        return None
    passed = book.passed.get(step.id or 0)
    if passed:
        # A later order may have let it rest until it lapsed in its turn.
        passed = lapsed_gate_waiver(step, book, as_of) or passed
    lapsed = {} if passed else _lapsed_before(step, book, as_of)
    if not passed and not lapsed:
        return None
    told = _("Снятие истекло: {codes}.")
    cause = lapsed_words(passed, book) if passed else told.format(codes=", ".join(sorted(lapsed)))
    unmet = unmet_prerequisites(step, book, as_of)
    return Suspicion((passed,) if passed else tuple(lapsed.values()), cause, tuple(unmet)) if unmet else None


def why_suspect(step: Step, book: Book, as_of: date) -> str:
    """The same in one sentence or two; empty when nothing is suspect."""
    suspicion = suspicion_of(step, book, as_of)
    return suspicion.sentence if suspicion else ""


def _lapsed_before(step: Step, book: Book, as_of: date) -> dict[str, Waiver]:
    """Which prerequisites were dropped only for a time that is over, by their measures."""
    needed = needed_by(step, book.roadmap.by_code[step.measure], book)
    before = (
        one for prerequisite in needed if not prerequisite.soft for one in awaited_steps(step, prerequisite, book)
    )
    return {one.measure: found for one in before if (found := lapsed_drop(one, book, as_of))}
