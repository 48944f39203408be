"""The gate: what can be said of a step today, from the record and the calendar. Pure; sees the whole roadmap's book.

A verdict is a state, the sentence a person needs, and whether the gate is open. Few states drive the engine, the
sentence speaks to people. What it looks at belongs in prerequisites.py and data.py.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from models.language import _
from models.people.counting import few_of
from models.records import DataFinding, Step
from models.steps.acceptance import waiting_for
from models.steps.book import Book
from models.steps.data import absent_data, wrong_data
from models.steps.holds import in_words, standing_still
from models.steps.prerequisites import rested_on_changed, unmet_prerequisites
from models.steps.state import State
from models.steps.status import FINAL, Status
from models.steps.suspect import why_suspect
from models.steps.waivers import gate_waiver, lapsed_drop, lapsed_gate_waiver, lapsed_words, passing_words
from models.wording import in_digits

DUE_SOON = timedelta(days=7)


@dataclass(frozen=True)
class Verdict:
    """What the gate says of a step today.

    is_passable: nothing but the step's own work (and, for people, the calendar) stands between it and being done.
    is_overdue:  its last day has passed and it is neither handed in nor closed.
    is_held:     it is on hold: its day may have passed as well, and nobody is reminded of it.
    """

    state: State
    sentence: str
    is_passable: bool = False
    is_overdue: bool = False
    is_held: bool = False


def judge(step: Step, book: Book, as_of: date) -> Verdict:
    """What the gate says of the step on that day (semantics of states: one place, this function)."""
    if step.status in FINAL or step.status is Status.SUBMITTED:
        return _closed(step, book, as_of)
    is_overdue = step.due_on is not None and as_of > step.due_on
    if hold := standing_still(step, book, as_of):
        told = _("Приостановлено: {why}.").format(why=in_words(hold))
        late = " " + _("Срок истёк {due}.").format(due=in_digits(step.due_on)) if is_overdue else ""
        return Verdict(State.BLOCKED, told + late, is_overdue=is_overdue, is_held=True)
    state, sentence, is_passable = _unfinished(step, book, as_of)
    if is_overdue and state is not State.DATA_CHECK_FAILED:
        late = _("Срок истёк {due}.").format(due=in_digits(step.due_on))
        return Verdict(State.OVERDUE, f"{late} {sentence}", is_passable, True)
    return Verdict(state, sentence, is_passable, is_overdue)


def _closed(step: Step, book: Book, as_of: date) -> Verdict:
    """What is handed in, dropped or done; nothing of a closed year is in doubt."""
    if step.status is Status.SUBMITTED:
        return Verdict(State.SUBMITTED, _submitted(step, book, as_of))
    if step.status is Status.WAIVED:
        return _dropped(step, book, as_of)
    if step.cycle_id in book.closed:
        return Verdict(State.DONE, _("Исполнено {day}.").format(day=in_digits(step.closed_on)))
    return _done(step, book, as_of)


def _submitted(step: Step, book: Book, as_of: date) -> str:
    turn = book.turns.get(step.id or 0)
    said = waiting_for(turn, book.roadmap) if turn else _("Сдано, ждёт приёмки.")
    return " ".join(filter(None, (said, why_suspect(step, book, as_of))))


def _dropped(step: Step, book: Book, as_of: date) -> Verdict:
    lapsed = lapsed_drop(step, book, as_of)
    if lapsed and step.cycle_id not in book.closed:
        told = _("Снятие истекло {day}: откройте шаг снова (vekha reopen), а ненужный затем снимите (vekha waive).")
        return Verdict(State.BLOCKED, told.format(day=in_digits(lapsed.until)))
    return Verdict(State.WAIVED, _("Снято: {reason}").format(reason=step.reason))


def _done(step: Step, book: Book, as_of: date) -> Verdict:
    waiver = gate_waiver(step, book, as_of)
    wrong = wrong_data(step, book)
    if wrong and not waiver:
        return Verdict(State.DATA_CHECK_FAILED, _failed(wrong))
    if doubt := why_suspect(step, book, as_of):
        return Verdict(State.SUSPECT, doubt)
    if book.roadmap.by_code[step.measure].action:
        # What a computer did is stale by the cells that it read, not by what came before it in the plan.
        if step.id in book.outdated:
            return Verdict(State.STALE, _outdated(step, book))
    elif changed := rested_on_changed(step, book):
        return Verdict(State.STALE, _("Опирается на изменившееся: {codes}.").format(codes=", ".join(changed)))
    said = _("Исполнено {day}.").format(day=in_digits(step.closed_on)) + _left_out(step, book)
    return Verdict(State.DONE, said + (f" {passing_words(waiver)}" if waiver and step.id in book.passed else ""))


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
    waiver = gate_waiver(step, book, as_of)
    unmet = unmet_prerequisites(step, book, as_of)
    if unmet and not waiver:
        return State.WAITING, _("Ждёт: {unmet}.").format(unmet="; ".join(unmet)) + _lapsed(step, book, as_of), False
    absent = absent_data(measure, step, book)
    if absent:
        return State.WAITING, _("Ждёт данных: {absent}.").format(absent=", ".join(absent)), False
    if step.opens_on is not None and as_of < step.opens_on:
        return State.WAITING, _("Откроется {day}.").format(day=in_digits(step.opens_on)), measure.action is None
    wrong = wrong_data(step, book)
    if wrong and not waiver:
        return State.DATA_CHECK_FAILED, _failed(wrong) + _lapsed(step, book, as_of), False
    if (measure.leading_party, step.unit) in book.unbound:
        party = book.roadmap.party_by_code[measure.leading_party].title
        return (
            State.BLOCKED,
            _("Роль «{party}» никому не назначена: vekha party bind {code}.").format(
                party=party, code=measure.leading_party
            ),
            True,
        )
    if step.reason and step.status is Status.OPEN:
        return State.BLOCKED, _("Ждёт доработки: {reason}").format(reason=step.reason), True
    passing = f" {passing_words(waiver)}" if waiver and (unmet or wrong) else ""
    said = _("Открыто, срок {due}.").format(due=in_digits(step.due_on))
    return State.OPEN, said + _left_out(step, book) + passing, True


def _lapsed(step: Step, book: Book, as_of: date) -> str:
    """« Допуск (приказ № 12 от 01.09.2024) истёк 30.06.2025.», where the gate is closed again."""
    lapsed = lapsed_gate_waiver(step, book, as_of)
    return f" {lapsed_words(lapsed, book)}" if lapsed else ""


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
