"""Why a step stands: the fewest things that somebody must do before it can go on, and who can.

A step that waits for another is not told to wait: what is told is what the other, at the end of the chain, stands for.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from models.assessment.names import check_label
from models.language import _
from models.people.contacts import COORDINATOR
from models.records import Step, Waiver
from models.roadmap.definition import Measure, Unit
from models.roadmap.plan import Needed
from models.steps.book import Book
from models.steps.data import absent_data, wrong_data
from models.steps.holds import in_words, standing_still
from models.steps.prerequisites import awaited_steps, enough_of, is_met, lacks_indicators, needed_by
from models.steps.status import FINAL, Status
from models.steps.waivers import gate_waiver, is_let_off, lapsed_drop, lapsed_gate_waiver, lapsed_words
from models.wording import in_digits


class Lack(StrEnum):
    """What kind of thing is missing."""

    CYCLE = "cycle"
    GROUP = "group"
    REQUEST = "request"
    DATES = "dates"
    DAY = "day"
    DATA = "data"
    CHECK = "check"
    WAIVER = "waiver"
    HOLDER = "holder"
    HOLD = "hold"
    MENDING = "mending"
    INDICATORS = "indicators"
    WORK = "work"
    ACCEPTANCE = "acceptance"


# What nobody could have done since some day: a day that must come, or one that the step does not tell.
UNDATED = frozenset({Lack.DATES, Lack.DAY, Lack.MENDING, Lack.ACCEPTANCE})


@dataclass(frozen=True)
class Condition:
    """One thing that must change first.

    measure, units: of which measure, for which schools (none: for the whole roadmap), in order
    sentence: what is missing, with its numbers; party: the role that can mend it
    since:    from which day it could have been done; None when it is a day that must come, or is not known
    enough:   how many of the units would be enough, where not all are needed
    """

    lack: Lack
    measure: str
    units: tuple[str, ...]
    sentence: str
    party: str
    since: date | None = None
    enough: int | None = None


def why(steps: Iterable[Step], book: Book, as_of: date) -> tuple[Condition, ...]:
    """The unmet conditions at the ends of all chains that lead to the steps; none when they are closed."""
    seen: set[int] = set()
    found = (condition for step in steps for condition in _conditions(step, book, as_of, seen))
    return tuple(_put_together(dict.fromkeys(found)))


def _conditions(step: Step, book: Book, as_of: date, seen: set[int]) -> Iterator[Condition]:
    """The step's own conditions when nothing before it is unmet, else those of what it waits for; each step once."""
    assert step.id is not None, "only recorded steps are asked about"
    if step.id in seen:
        return
    seen.add(step.id)
    if lapsed := lapsed_drop(step, book, as_of):
        yield _dropped_for_a_time(step, lapsed)
    if step.status in FINAL:
        return
    measure = book.roadmap.by_code[step.measure]
    unmet = [one for one in needed_by(step, measure, book) if not one.soft and not is_met(step, one, book, as_of)]
    if hold := _hold(step, book, as_of):
        yield hold
    elif not unmet or gate_waiver(step, book, as_of):
        yield from _own(step, book, as_of)
        return
    if lapsed := lapsed_gate_waiver(step, book, as_of):
        yield _no_longer_let_past(step, lapsed, book)
    for needed in unmet:
        yield from _of_prerequisite(step, needed, book, as_of, seen)


def _of_prerequisite(step: Step, needed: Needed, book: Book, as_of: date, seen: set[int]) -> Iterator[Condition]:
    awaited = awaited_steps(step, needed, book)
    if not awaited:
        yield _absent(step, needed, book)
        return
    counted = [one for one in awaited if not is_let_off(one, book, as_of)]
    missing = [one for one in counted if one.status is not Status.DONE]
    enough = enough_of(needed, len(counted)) - (len(counted) - len(missing))
    for one in missing if enough > 0 else ():
        for condition in _conditions(one, book, as_of, seen):
            is_of_it = condition.measure == needed.measure and enough < len(missing)
            yield replace(condition, enough=enough) if is_of_it else condition
    if enough <= 0 and lacks_indicators(step, needed, book):
        said, measure = _("показатели не достигнуты: vekha report indicators"), book.roadmap.by_code[needed.measure]
        yield Condition(Lack.INDICATORS, needed.measure, (), said, measure.leading_party)


def _own(step: Step, book: Book, as_of: date) -> Iterator[Condition]:
    """What the step itself stands for: what its work cannot begin without, else the work."""
    measure = book.roadmap.by_code[step.measure]
    units, since = (step.unit,) if step.unit else (), _could_begin(step, book)
    lack, sentence = _before_work(step, book, as_of) or _work(step, book)
    party = _who_can(lack, step, measure, book)
    yield Condition(lack, step.measure, units, sentence, party, None if lack in UNDATED else since)


def _who_can(lack: Lack, step: Step, measure: Measure, book: Book) -> str:
    if lack in (Lack.DATES, Lack.HOLDER):
        return COORDINATOR
    return _acceptor(step, measure, book) if lack is Lack.ACCEPTANCE else measure.leading_party


def _hold(step: Step, book: Book, as_of: date) -> Condition | None:
    """The hold for which the step stands; what was handed in may be accepted all the same."""
    hold = standing_still(step, book, as_of) if step.status is not Status.SUBMITTED else None
    if hold is None:
        return None
    said = _("приостановлено: {why}; возобновить: vekha release {id}").format(why=in_words(hold), id=hold.id)
    units = (step.unit,) if step.unit else ()
    return Condition(Lack.HOLD, step.measure, units, said, COORDINATOR, hold.since)


def _acceptor(step: Step, measure: Measure, book: Book) -> str:
    """The role whose word is awaited; the first of those who can sign."""
    turn = book.turns.get(step.id or 0)
    waited_for = turn.parties if turn else measure.acceptors
    return waited_for[0] if waited_for else COORDINATOR


def _dropped_for_a_time(step: Step, lapsed: Waiver) -> Condition:
    """A step that was dropped until a day that is past is missing again."""
    said = _("снятие истекло {day}: vekha reopen {code}").format(day=in_digits(lapsed.until), code=step.measure)
    return Condition(Lack.WAIVER, step.measure, (step.unit,) if step.unit else (), said, COORDINATOR, lapsed.until)


def _no_longer_let_past(step: Step, lapsed: Waiver, book: Book) -> Condition:
    """An order that opened the gate has expired: the next one would open it again."""
    said = lapsed_words(lapsed, book).rstrip(".")
    units = (step.unit,) if step.unit else ()
    return Condition(Lack.WAIVER, step.measure, units, said[0].lower() + said[1:], COORDINATOR, lapsed.until)


def _before_work(step: Step, book: Book, as_of: date) -> tuple[Lack, str] | None:
    """The first of what keeps the gate closed: dates, data that are absent or wrong, the day."""
    measure = book.roadmap.by_code[step.measure]
    if step.due_on is None:
        return Lack.DATES, _("не заданы даты: vekha dates {code}").format(code=step.measure)
    if absent := absent_data(measure, step, book):
        return Lack.DATA, _("не загружены данные: {absent}").format(absent=", ".join(absent))
    if (wrong := wrong_data(step, book)) and not gate_waiver(step, book, as_of):
        more = _(" (и ещё {count})").format(count=len(wrong) - 1) if len(wrong) > 1 else ""
        found = f"«{check_label(wrong[0].check)}»: {wrong[0].message}{more}"
        return Lack.CHECK, _("не пройдена проверка данных {found}").format(found=found)
    if step.opens_on is not None and as_of < step.opens_on:
        return Lack.DAY, _("начнётся {day}").format(day=in_digits(step.opens_on))
    return None


def _work(step: Step, book: Book) -> tuple[Lack, str]:
    """Whose move it is once the gate is open."""
    if step.status is Status.SUBMITTED:
        return Lack.ACCEPTANCE, _("сдано, не принято")
    leading = book.roadmap.by_code[step.measure].leading_party
    if (leading, step.unit) in book.unbound:
        return Lack.HOLDER, _("роль никому не назначена: vekha party bind {code}").format(code=leading)
    if step.reason and step.status is Status.OPEN:
        return Lack.MENDING, _("возвращено: {reason}").format(reason=step.reason)
    return Lack.WORK, _("не сдано, срок {due}").format(due=in_digits(step.due_on))


def _absent(step: Step, needed: Needed, book: Book) -> Condition:
    """Why a prerequisite has no steps to be done."""
    measure, planned = book.roadmap.by_code[needed.measure], book.plan.get((needed.measure, needed.occurrence))
    if planned is not None and planned.year not in book.open_years:
        said = _("не открыт цикл {year} года").format(year=planned.year)
        return Condition(Lack.CYCLE, needed.measure, (), said, COORDINATOR)
    if measure.unit is Unit.SCHOOL and planned is not None:
        said = _("не утверждён список школ: vekha group approve")
        return Condition(Lack.GROUP, needed.measure, (), said, COORDINATOR)
    said = _("не запрошено: vekha request {code}").format(code=needed.measure)
    return Condition(Lack.REQUEST, needed.measure, (step.unit,) if step.unit else (), said, COORDINATOR)


def _could_begin(step: Step, book: Book) -> date | None:
    """From which day the step could be worked on: its first day, or the day on which its prerequisites were done."""
    measure = book.roadmap.by_code[step.measure]
    before = [one for one in needed_by(step, measure, book) if not one.soft]
    closed = (found.closed_on for one in before for found in awaited_steps(step, one, book))
    return max((day for day in (step.opens_on, *closed) if day is not None), default=None)


def _put_together(conditions: Iterable[Condition]) -> Iterator[Condition]:
    """The same lack of several schools is one condition; the earliest day since when it stands for all of them."""
    alike: dict[tuple[Lack, str, str, str], list[Condition]] = defaultdict(list)
    for one in conditions:
        alike[one.lack, one.measure, one.sentence, one.party].append(one)
    for (lack, measure, sentence, party), several in alike.items():
        units = tuple(sorted({unit for one in several for unit in one.units}))
        since = min((one.since for one in several if one.since), default=None)
        yield Condition(lack, measure, units, sentence, party, since, several[0].enough)
