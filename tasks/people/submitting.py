"""Handing in, of one step or of many at once: what may be, what is added to a step, and what is recorded of them all.

Finding out comes first and writes no step; recording is one transaction's few statements, however many steps there are.
Imports neither Prefect nor pandas.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session

from models.errors import ForbiddenMove
from models.language import _
from models.records import Cycle, Deliverable, Step
from models.roadmap.definition import Measure
from models.steps.book import Book
from models.steps.data import absent_data, wrong_data
from models.steps.gate import judge
from models.steps.holds import refuse_held
from models.steps.journal import documents_hash
from models.steps.prerequisites import unmet_prerequisites
from models.steps.state import State
from models.steps.status import FINAL, Move, Status
from models.steps.waivers import gate_waiver
from models.wording import in_digits
from tasks.people.accepting import tell_whose_turn
from tasks.people.deliverables import Evidence, delivered, refuse_nothing, set_aside
from tasks.record.basis import write_basis
from tasks.record.writer import Author, StepMove, record
from tasks.settings import Settings

RULE = Author("Vekha", "rule")


@dataclass(frozen=True)
class HandedIn:
    """What comes in for a step, before anything is recorded of it.

    new: the documents that came now; result: one hash over all that count; missing: the titles of those still to come
    """

    step: Step
    book: Book
    new: Sequence[Deliverable]
    result: str
    missing: Sequence[str]

    @property
    def measure(self) -> Measure:
        """Of which measure the step is."""
        return self.book.roadmap.by_code[self.step.measure]

    @property
    def move(self) -> StepMove:
        """With the last document the step is submitted."""
        return StepMove(self.step, Move.DELIVER if self.missing else Move.SUBMIT, evidence=self.result)


def take_in(
    session: Session,
    settings: Settings,
    cycle: Cycle,
    step: Step,
    book: Book,
    evidence: Sequence[Evidence],
    *,
    as_of: date,
    author: Author,
) -> HandedIn:
    """The documents for the step, their files kept; VekhaError says why it may not be handed in. Next: record_all."""
    refuse_nothing(evidence, as_of)
    measure = book.roadmap.by_code[step.measure]
    refuse_held(step, book, as_of)
    _refuse_closed_gate(step, measure, book, as_of)
    _reopen_stale(session, cycle, step, book, as_of=as_of, author=author)
    papers = delivered(session, settings, step, measure, evidence)
    return HandedIn(step, book, papers.new, documents_hash(papers.counting), papers.missing)


def record_all(session: Session, cycle: Cycle, handed: Sequence[HandedIn], *, as_of: date, author: Author) -> list[str]:
    """Record what was taken in, of different steps: all or none; a sentence about each for who acted."""
    first = cycle.head_seq + 1
    record(session, cycle, [one.move for one in handed], as_of=as_of, author=author)
    for place, one in enumerate(handed):
        for document in one.new:
            document.journal_seq = first + place
        session.add_all(one.new)
    submitted = [one for one in handed if not one.missing]
    _write_bases(session, submitted, as_of)
    closed = [StepMove(one.step, Move.ACCEPT) for one in submitted if one.measure.acceptance is None]
    record(session, cycle, closed, as_of=as_of, author=RULE)
    return [_told(session, cycle, one, as_of) for one in handed]


def _write_bases(session: Session, submitted: Sequence[HandedIn], as_of: date) -> None:
    by_book: dict[int, list[HandedIn]] = defaultdict(list)
    for one in submitted:
        by_book[id(one.book)].append(one)
    for alike in by_book.values():
        write_basis(session, [one.step for one in alike], alike[0].book, as_of)


def _told(session: Session, cycle: Cycle, one: HandedIn, as_of: date) -> str:
    """Who acted is told what is left, or whose move it is; whose it is is told as well."""
    if one.missing:
        return _("Принято. Осталось сдать: {missing}.").format(missing="; ".join(one.missing))
    if one.step.status is Status.DONE:
        return _("Исполнено {day}.").format(day=in_digits(as_of))
    return tell_whose_turn(session, cycle, one.step, one.book, as_of=as_of)


def _refuse_closed_gate(step: Step, measure: Measure, book: Book, as_of: date) -> None:
    if measure.action:
        raise ForbiddenMove(_("{code} считает сама Веха: сдавать его не нужно.").format(code=measure.code))
    if step.due_on is None:
        raise ForbiddenMove(_("У шага ещё нет дат: сначала vekha dates {code}.").format(code=measure.code))
    waiver = gate_waiver(step, book, as_of)
    unmet = unmet_prerequisites(step, book, as_of)
    if unmet and not waiver and step.status not in FINAL:
        raise ForbiddenMove(_("Сдавать рано, не исполнено: {unmet}.").format(unmet="; ".join(unmet)))
    if absent := absent_data(measure, step, book):
        raise ForbiddenMove(_("Сдавать рано, не загружены данные: {absent}.").format(absent=", ".join(absent)))
    if (wrong := wrong_data(step, book)) and not waiver:
        told = _("Сдавать рано, проверка данных не пройдена: {message}")
        raise ForbiddenMove(told.format(message=wrong[0].message))


def _reopen_stale(session: Session, cycle: Cycle, step: Step, book: Book, *, as_of: date, author: Author) -> None:
    """A done step whose basis has changed is opened again by handing in anew."""
    if step.status is not Status.DONE:
        return
    verdict = judge(step, book, as_of)
    if verdict.state is not State.STALE:
        raise ForbiddenMove(_("Шаг уже исполнен. Чтобы сдать заново, откройте его: vekha reopen, с причиной."))
    set_aside(session, step)
    record(session, cycle, [StepMove(step, Move.REOPEN, reason=verdict.sentence)], as_of=as_of, author=author)
