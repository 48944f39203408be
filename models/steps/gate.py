"""The gate: what can be said of a step today, from the record and the calendar. Pure; sees the whole roadmap's book.

A verdict is a state, the sentence a person needs, and whether the gate is open. Few states drive the engine, the
sentence speaks to people.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from fractions import Fraction

from models.language import _
from models.people.counting import few_of
from models.records import DataFinding, Dataset, Step
from models.roadmap.definition import DataNeed, Measure, Roadmap, Unit
from models.roadmap.plan import Needed, Occurrence, prerequisites_at
from models.roadmap.schedule.occurrences import Span
from models.steps.status import FINAL, Status
from models.wording import in_digits

DUE_SOON = timedelta(days=7)


class State(StrEnum):
    """How a step, a measure or a phase stands: the names that Prefect shows. In order of precedence, worst first."""

    DATA_CHECK_FAILED = "DataCheckFailed"
    OVERDUE = "Overdue"
    BLOCKED = "Blocked"
    STALE = "Stale"
    SUBMITTED = "Submitted"
    OPEN = "Open"
    WAITING = "Waiting"
    WAIVED = "Waived"
    DONE = "Done"

    @property
    def label(self) -> str:
        """The state as people read it."""
        return {
            State.DATA_CHECK_FAILED: _("✖ Ошибка в данных"),
            State.OVERDUE: _("⚠ Просрочено"),
            State.BLOCKED: _("■ Нужно решение"),
            State.STALE: _("↻ Устарело"),
            State.SUBMITTED: _("◐ Сдано, ждёт приёмки"),
            State.OPEN: _("○ Открыто"),
            State.WAITING: _("… Ожидает"),
            State.WAIVED: _("– Снято"),
            State.DONE: _("● Исполнено"),
        }[self]

    @property
    def word(self) -> str:
        """The label without its sign, for sentences."""
        return self.label.split(" ", 1)[1]


@dataclass(frozen=True)
class Verdict:
    """What the gate says of a step today.

    is_passable: nothing but the step's own work (and, for people, the calendar) stands between it and being done.
    is_overdue:  its last day has passed and it is neither handed in nor closed.
    """

    state: State
    sentence: str
    is_passable: bool = False
    is_overdue: bool = False


@dataclass(frozen=True)
class Book:
    """Everything recorded that a verdict may rest on, of all cycles of one roadmap.

    steps:     (measure, occurrence) → unit → step
    open_years, grouped_years: years whose cycle is open; whose target group is approved
    closed:    ids of cycles that are closed: nothing in them is marked stale again
    loaded:    (kind, year) of the data that are loaded (year None: for kinds without a year)
    datasets:  the loaded files that nothing supersedes
    bases:     step id → prerequisite step id → the result it rested on
    outdated:  ids of automated steps whose input files have changed since they were computed
    findings:  (measure, occurrence) → what the data checks found
    unbound:   (party, unit) that nobody holds; the unit is empty for the whole roadmap
    """

    roadmap: Roadmap
    plan: Mapping[tuple[str, str], Occurrence]
    steps: Mapping[tuple[str, str], Mapping[str, Step]]
    open_years: frozenset[int] = frozenset()
    grouped_years: frozenset[int] = frozenset()
    closed: frozenset[int] = frozenset()
    loaded: frozenset[tuple[str, int | None]] = frozenset()
    datasets: tuple[Dataset, ...] = ()
    bases: Mapping[int, Mapping[int, str]] = field(default_factory=dict)
    outdated: frozenset[int] = frozenset()
    findings: Mapping[tuple[str, str], Sequence[DataFinding]] = field(default_factory=dict)
    unbound: frozenset[tuple[str, str]] = frozenset()

    def occurrence_of(self, step: Step) -> Occurrence | None:
        """The planned occurrence that the step stands for; None for a step made on request."""
        return self.plan.get((step.measure, step.occurrence))

    def by_id(self) -> dict[int, Step]:
        """Every step by its id."""
        return {step.id: step for units in self.steps.values() for step in units.values() if step.id is not None}


def judge(step: Step, book: Book, as_of: date) -> Verdict:
    """What the gate says of the step on that day (semantics of states: one place, this function)."""
    if step.status in FINAL or step.status is Status.SUBMITTED:
        return _closed(step, book)
    is_overdue = step.due_on is not None and as_of > step.due_on
    state, sentence, is_passable = _unfinished(step, book, as_of)
    if is_overdue and state is not State.DATA_CHECK_FAILED:
        late = _("Срок истёк {due}.").format(due=in_digits(step.due_on))
        return Verdict(State.OVERDUE, f"{late} {sentence}", is_passable, True)
    return Verdict(state, sentence, is_passable, is_overdue)


def _closed(step: Step, book: Book) -> Verdict:
    if step.status is Status.SUBMITTED:
        return Verdict(State.SUBMITTED, _("Сдано, ждёт приёмки."))
    if step.status is Status.WAIVED:
        return Verdict(State.WAIVED, _("Снято: {reason}").format(reason=step.reason))
    if step.cycle_id in book.closed:
        return Verdict(State.DONE, _("Исполнено {day}.").format(day=in_digits(step.closed_on)))
    wrong = wrong_data(step, book)
    if wrong:
        return Verdict(State.DATA_CHECK_FAILED, _failed(wrong))
    if book.roadmap.by_code[step.measure].action:
        # What a computer did is stale by the cells that it read, not by what came before it in the plan.
        if step.id in book.outdated:
            return Verdict(State.STALE, _outdated(step, book))
    elif changed := rested_on_changed(step, book):
        return Verdict(State.STALE, _("Опирается на изменившееся: {codes}.").format(codes=", ".join(changed)))
    return Verdict(State.DONE, _("Исполнено {day}.").format(day=in_digits(step.closed_on)) + _left_out(step, book))


def _outdated(step: Step, book: Book) -> str:
    absent = absent_data(book.roadmap.by_code[step.measure], step, book)
    if absent:
        return _("Данных, по которым шаг посчитан, больше нет: {absent}.").format(absent=", ".join(absent))
    return _("Входные данные изменились после расчёта.")


def _unfinished(step: Step, book: Book, as_of: date) -> tuple[State, str, bool]:
    """The state, the sentence and whether the gate is open, leaving lateness aside."""
    measure = book.roadmap.by_code[step.measure]
    if step.due_on is None:
        return State.WAITING, _("Ждёт дат: задайте их командой vekha dates {code}.").format(code=step.measure), False
    unmet = unmet_prerequisites(step, book)
    if unmet:
        return State.WAITING, _("Ждёт: {unmet}.").format(unmet="; ".join(unmet)), False
    absent = absent_data(measure, step, book)
    if absent:
        return State.WAITING, _("Ждёт данных: {absent}.").format(absent=", ".join(absent)), False
    if step.opens_on is not None and as_of < step.opens_on:
        return State.WAITING, _("Откроется {day}.").format(day=in_digits(step.opens_on)), measure.action is None
    wrong = wrong_data(step, book)
    if wrong:
        return State.DATA_CHECK_FAILED, _failed(wrong), False
    if (measure.leading_party, step.unit) in book.unbound:
        party = book.roadmap.party_by_code[measure.leading_party].title
        return (
            State.BLOCKED,
            _("Роль «{party}» никому не назначена: впишите её в contacts.yaml.").format(party=party),
            True,
        )
    if step.reason and step.status is Status.OPEN:
        return State.BLOCKED, _("Ждёт доработки: {reason}").format(reason=step.reason), True
    return State.OPEN, _("Открыто, срок {due}.").format(due=in_digits(step.due_on)) + _left_out(step, book), True


def wrong_data(step: Step, book: Book) -> list[DataFinding]:
    """What the data checks found wrong in the data that the step rests on."""
    return [found for found in book.findings.get((step.measure, step.occurrence), ()) if stops(found, step)]


def stops(found: DataFinding, step: Step) -> bool:
    """Whether the finding keeps this step's gate closed: one that is left out stops its own school only."""
    return found.blocking and (not found.left_out or found.school == step.unit)


def _left_out(step: Step, book: Book) -> str:
    """« Без данных школ: edu680101.», when the gate opened for the others."""
    found = book.findings.get((step.measure, step.occurrence), ())
    schools = sorted({one.school for one in found if one.left_out})
    if step.unit or not schools:
        return ""
    return " " + _("Без школ, чьи данные не в порядке ({count}): {schools}.").format(
        count=len(schools), schools=few_of(schools)
    )


def _failed(wrong: Sequence[DataFinding]) -> str:
    more = _(" (и ещё {count})").format(count=len(wrong) - 1) if len(wrong) > 1 else ""
    return _("Проверка данных не пройдена: {message}{more}").format(message=wrong[0].message, more=more)


def unmet_prerequisites(step: Step, book: Book) -> list[str]:
    """What the step still waits for, one phrase a prerequisite («T03 «…» — 2 из 6 школ»); empty when nothing."""
    measure = book.roadmap.by_code[step.measure]
    phrases = (_unmet(step, needed, book) for needed in needed_by(step, measure, book) if not needed.soft)
    return [phrase for phrase in phrases if phrase]


def needed_by(step: Step, measure: Measure, book: Book) -> tuple[Needed, ...]:
    """The prerequisites' occurrences that this step looks at: the plan's, or those that its own dates settle.

    Its dates are its own when it was made on request, or when another document supplied them.
    """
    planned = book.occurrence_of(step)
    if planned is not None and (planned.due_on is not None or step.due_on is None):
        return planned.prerequisites
    codes = [needed.measure for needed in measure.prerequisites]
    before = {code: tuple(found for found in book.plan.values() if found.measure == code) for code in codes}
    return prerequisites_at(measure, Span(step.opens_on, step.due_on), before)


def _unmet(step: Step, needed: Needed, book: Book) -> str | None:
    """Why this prerequisite is not met, or None when it is."""
    title = f"{needed.measure} «{book.roadmap.by_code[needed.measure].title}»"
    planned = book.plan.get((needed.measure, needed.occurrence))
    if planned is not None and planned.year not in book.open_years:
        return _("{title}: цикл {year} года не открыт").format(title=title, year=planned.year)
    steps = awaited_steps(step, needed, book)
    if not steps:
        return _unmet_without_steps(step, needed, planned, title, book)
    counted = [found for found in steps if found.status is not Status.WAIVED]
    done = sum(found.status is Status.DONE for found in counted)
    # As the YAML writes it: the share 0.55 of 100 schools is 55, which floating point numbers do not say.
    if done >= Fraction(str(needed.share)) * len(counted):
        return None
    if len(counted) == 1:
        return title
    return _("{title} — готово {done} из {all}").format(title=title, done=done, all=len(counted))


def _unmet_without_steps(step: Step, needed: Needed, planned: Occurrence | None, title: str, book: Book) -> str | None:
    """A prerequisite without steps is met only when the school was not in that year's approved group."""
    measure = book.roadmap.by_code[needed.measure]
    if measure.unit is Unit.SCHOOL and planned is not None:
        if planned.year not in book.grouped_years:
            return _("{title}: список школ не утверждён").format(title=title)
        return None
    return title


def awaited_steps(step: Step, needed: Needed, book: Book) -> list[Step]:
    """The prerequisite's steps that this one looks at: the same school's, the roadmap's, or all schools'."""
    if needed.occurrence:
        shelves: Iterable[Mapping[str, Step]] = [book.steps.get((needed.measure, needed.occurrence), {})]
    else:
        shelves = [units for (code, _key), units in book.steps.items() if code == needed.measure]
    if step.unit and book.roadmap.by_code[needed.measure].unit is Unit.SCHOOL:
        return [units[step.unit] for units in shelves if step.unit in units]
    return [found for units in shelves for found in units.values()]


def absent_data(measure: Measure, step: Step, book: Book) -> list[str]:
    """The data the step needs that are not loaded yet («ВПР 2024»)."""
    missing = []
    for need in measure.data:
        years: tuple[int | None, ...] = need.years_for(year_of(step, book)) or (None,)
        missing += [_data_name(need, year) for year in years if (need.kind, year) not in book.loaded]
    return missing


def year_of(step: Step, book: Book) -> int:
    """The calendar year that the step falls in."""
    planned = book.occurrence_of(step)
    if planned is not None:
        return planned.year
    assert step.opens_on is not None, "a step made on request has dates"
    return step.opens_on.year


def _data_name(need: DataNeed, year: int | None) -> str:
    name = {
        "vpr": _("ВПР"),
        "oge": _("ОГЭ"),
        "ege": _("ЕГЭ"),
        "schools": _("реестр школ"),
        "assignments": _("закрепление учителей"),
        "tasks": _("описание заданий"),
    }[need.kind]
    return f"{name} {year}" if year else name


def rested_on_changed(step: Step, book: Book) -> list[str]:
    """Codes of prerequisites whose result is not the one this closed step rested on."""
    basis = book.bases.get(step.id or 0)
    if not basis:
        return []
    measure = book.roadmap.by_code[step.measure]
    present = {s.id: s for needed in needed_by(step, measure, book) for s in awaited_steps(step, needed, book)}
    changed = {
        present[needed_id].measure
        for needed_id, result in basis.items()
        if needed_id in present and present[needed_id].status is Status.DONE and present[needed_id].result != result
    }
    return sorted(changed)


def worst(states: Iterable[State]) -> State:
    """What several steps sum up to: the state of the highest precedence; Waiting when there is none."""
    order = list(State)
    return min(states, key=order.index, default=State.WAITING)
