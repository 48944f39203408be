"""How a measure stands: its units summed up into one state and one sentence; why it has no steps, when it has none."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from models.language import _
from models.records import Step
from models.roadmap.definition import Measure
from models.roadmap.plan import why_no_steps_of_a_target
from models.steps.book import Book
from models.steps.data import year_of
from models.steps.gate import judge
from models.steps.state import State, worst


@dataclass(frozen=True)
class Examination:
    """How a measure stands after it was examined.

    counts:  units by state; shown: Markdown of what was computed just now; changed: transitions made.
    charts:  the region's charts of it, as Markdown that holds them.
    """

    measure: str
    state: State
    sentence: str
    counts: dict[State, int] = field(default_factory=dict)
    shown: str = ""
    changed: int = 0
    charts: str = ""


def summed_up(measure: Measure, steps: Sequence[Step], book: Book, as_of: date) -> Examination:
    """How the measure stands: the worst state of its units, how many stand where, and what is missing."""
    verdicts = [judge(step, book, as_of) for step in steps]
    if not verdicts:
        return _without_steps(measure, book, as_of)
    counts = Counter(verdict.state for verdict in verdicts)
    state = worst(counts)
    first = "" if state is State.DONE else next(one.sentence for one in verdicts if one.state is state)
    parts = "; ".join(f"{one.word}: {counts[one]}" for one in State if counts[one])
    return Examination(measure.code, state, f"{parts}. {first}".strip(), dict(counts))


def _without_steps(measure: Measure, book: Book, as_of: date) -> Examination:
    """A measure without steps in this cycle: how it stands in another year's, else why it has none."""
    elsewhere = [step for (code, _key), units in book.steps.items() for step in units.values() if code == measure.code]
    if elsewhere:
        years = ", ".join(sorted({str(year_of(step, book)) for step in elsewhere}))
        said = summed_up(measure, elsewhere, book, as_of)
        return replace(said, sentence=_("Срок — в цикле {years}. {said}").format(years=years, said=said.sentence))
    return Examination(measure.code, State.WAITING, _why_without_steps(measure, book))


def _why_without_steps(measure: Measure, book: Book) -> str:
    if measure.is_target:
        return _("Это {reason}.").format(reason=why_no_steps_of_a_target())
    years = sorted({occurrence.year for occurrence in book.plan.values() if occurrence.measure == measure.code})
    if not years:
        return _("Идёт по запросам: vekha request {code}.").format(code=measure.code)
    closed = [str(year) for year in years if year not in book.open_years]
    if closed:
        return _("Срок — в цикле {years}, он ещё не открыт.").format(years=", ".join(closed))
    return _("Шагов нет: список школ не утверждён (vekha group approve).")
