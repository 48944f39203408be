"""What is on hold: which holds stop a step on a day, and the words for it. Recording them: tasks/people/holding.py.

A hold moves no deadline. It stops what is not handed in yet: nothing opens, nothing is computed or handed in, nobody is
reminded. What was handed in before may still be accepted or returned.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from models.errors import ForbiddenMove
from models.language import _
from models.records import Hold, Step
from models.steps.book import Book, Held
from models.wording import in_digits


def by_what_is_held(holds: Iterable[Hold]) -> Mapping[Held, Sequence[Hold]]:
    """The holds by what they stop, as a book keeps them."""
    found: dict[Held, list[Hold]] = defaultdict(list)
    for one in holds:
        found[Held(one.school, one.measure, one.phase)].append(one)
    return found


def holds_on(step: Step, book: Book, day: date) -> list[Hold]:
    """The holds that stop the step on that day, the one that lasts longest first."""
    if not book.holds:
        return []
    phase = book.roadmap.by_code[step.measure].phase.value
    units = {step.unit, ""}
    wanted = (Held(unit, *what) for unit in units for what in ((step.measure, ""), ("", phase), ("", "")))
    found = [one for held in wanted for one in book.holds.get(held, ()) if _is_in_force(one, step, day)]
    return sorted(found, key=lambda one: (one.until or date.max, one.id), reverse=True)


def _is_in_force(hold: Hold, step: Step, day: date) -> bool:
    return hold.cycle_id in (None, step.cycle_id) and hold.since <= day <= (hold.until or day)


def standing_still(step: Step, book: Book, day: date) -> Hold | None:
    """The hold for which the step stands that day; none where it will be over before the step may begin."""
    found = holds_on(step, book, day)
    if not found or (found[0].until and step.opens_on and found[0].until < step.opens_on):
        return None
    return found[0]


def in_words(hold: Hold) -> str:
    """«карантин, до 15.10.2024»."""
    reason = hold.reason.rstrip(". ")
    return _("{reason}, до {day}").format(reason=reason, day=in_digits(hold.until)) if hold.until else reason


def refuse_held(step: Step, book: Book, day: date) -> None:
    """Raise ForbiddenMove when the step is on hold that day."""
    if found := holds_on(step, book, day):
        told = _("Сейчас не сдать, приостановлено: {why}. Возобновить: vekha release {id}.")
        raise ForbiddenMove(told.format(why=in_words(found[0]), id=found[0].id))
