"""What people do with steps: hand in, accept, return, waive, reopen. Imports neither Prefect nor pandas.

The command line, the Prefect form and (one day) the board all come through these functions; each is one transaction.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from models.errors import ForbiddenMove, NotFound, StaleVersion, VekhaError
from models.language import _
from models.people.counting import few_of
from models.people.notices import NoticeKind
from models.records import Basis, Cycle, Deliverable, Step
from models.roadmap.definition import Measure
from models.steps.book import Book
from models.steps.data import absent_data, wrong_data
from models.steps.gate import judge
from models.steps.journal import documents_hash
from models.steps.prerequisites import awaited_steps, needed_by, rested_on_changed, unmet_prerequisites
from models.steps.state import State
from models.steps.status import FINAL, MOVES, Move, Status
from models.wording import in_digits
from tasks.cycle.dates import REQUEST
from tasks.people.evidence import keep_file
from tasks.people.owing import owe
from tasks.record.book import read_book
from tasks.record.writer import Author, StepMove, locked_cycle, record
from tasks.settings import Settings


@dataclass(frozen=True)
class StepRef:
    """Which step is meant: a measure of a cycle, a school (empty: the whole roadmap), a window where there are several.

    window:  the beginning of its occurrence («2024-08», «request-2»), or of its dates where the plan has moved them
    version: when given, the step must still be at this version: two people at once, one wins
    """

    roadmap: str
    year: int
    measure: str
    unit: str = ""
    window: str = ""
    version: int | None = None

    def __str__(self) -> str:
        return " ".join(part for part in (self.measure, self.unit, self.window) if part)


@dataclass(frozen=True)
class Evidence:
    """What is handed in: a file, a link, or a registered № and date; `title` says which document it is."""

    title: str = ""
    path: Path | None = None
    link: str = ""
    number: str = ""
    dated_on: date | None = None


@dataclass(frozen=True)
class Outcome:
    """What became of a step: its status now and a sentence for who acted."""

    step: Step
    status: Status
    sentence: str


def submit(
    session: Session, settings: Settings, ref: StepRef, evidence: Sequence[Evidence], *, as_of: date, author: Author
) -> Outcome:
    """Hand a step's documents in. It is submitted when each is in; accepted at once where nobody accepts.

    Early handing-in is allowed when the hard prerequisites hold. A stale step may be handed in again.
    """
    _refuse_no_evidence(evidence, as_of)
    cycle = locked_cycle(session, ref.roadmap, ref.year)
    book = read_book(session, cycle, [ref.measure])
    step, measure = _find(ref, cycle, book, *MOVES[Move.SUBMIT].from_), book.roadmap.by_code[ref.measure]
    _refuse_closed_gate(step, measure, book)
    _reopen_stale(session, cycle, step, book, as_of=as_of, author=author)
    missing = _deliver(session, settings, cycle, step, measure, evidence)
    result = documents_hash(session.exec(_present(step)))
    if missing:
        record(session, cycle, [StepMove(step, Move.DELIVER, evidence=result)], as_of=as_of, author=author)
        return Outcome(step, step.status, _("Принято. Осталось сдать: {missing}.").format(missing="; ".join(missing)))
    moves = [StepMove(step, Move.SUBMIT, evidence=result)]
    record(session, cycle, moves, as_of=as_of, author=author)
    write_basis(session, [step], book)
    if measure.acceptance is None:
        return _close(session, cycle, step, as_of=as_of, author=Author("Vekha", "rule"))
    party = book.roadmap.party_by_code[measure.acceptance].title
    return Outcome(step, step.status, _("Сдано, ждёт приёмки: {party}.").format(party=party))


def _refuse_no_evidence(evidence: Sequence[Evidence], as_of: date) -> None:
    """What is handed in can be found again: a file, an address, or a № with its date."""
    if not evidence or not all(one.path or one.link or (one.number and one.dated_on) for one in evidence):
        raise VekhaError(_("Нечего сдавать: укажите файл, ссылку или № и дату документа."))
    for one in evidence:
        if one.link and "://" not in one.link:
            raise VekhaError(_("«{link}» — не ссылка: она начинается с https://").format(link=one.link))
        if one.dated_on and one.dated_on > as_of:
            told = _("Документ от {day} ещё не подписан: сегодня {today}.")
            raise VekhaError(told.format(day=in_digits(one.dated_on), today=in_digits(as_of)))


def accept(session: Session, ref: StepRef, *, as_of: date, author: Author) -> Outcome:
    """Accept what was handed in: the step is done; it rests on the results that there were at the handing-in."""
    cycle = locked_cycle(session, ref.roadmap, ref.year)
    book = read_book(session, cycle, [ref.measure])
    step = _find(ref, cycle, book, Status.SUBMITTED)
    changed = rested_on_changed(step, book)
    outcome = _close(session, cycle, step, as_of=as_of, author=author)
    if not changed:
        return outcome
    since = _("После сдачи изменилось: {codes}, документ устарел.").format(codes=", ".join(changed))
    return replace(outcome, sentence=f"{outcome.sentence} {since}")


def give_back(session: Session, ref: StepRef, reason: str, *, as_of: date, author: Author) -> Outcome:
    """Return what was handed in, saying what to mend; the leading party is told."""
    cycle = locked_cycle(session, ref.roadmap, ref.year)
    book = read_book(session, cycle, [ref.measure])
    step = _find(ref, cycle, book, Status.SUBMITTED)
    _set_aside(session, step)
    record(session, cycle, [StepMove(step, Move.RETURN, reason=reason)], as_of=as_of, author=author)
    owe(session, cycle, book, NoticeKind.RETURNED, [step], as_of=as_of, why=step.reason)
    return Outcome(step, step.status, _("Возвращено: {reason}").format(reason=step.reason))


def waive(session: Session, ref: StepRef, reason: str, *, as_of: date, author: Author) -> Outcome:
    """Drop a step with a reason. It satisfies prerequisites, is left out of shares and is never counted as done."""
    cycle = locked_cycle(session, ref.roadmap, ref.year)
    step = _find(ref, cycle, read_book(session, cycle, [ref.measure]))
    record(session, cycle, [StepMove(step, Move.WAIVE, reason=reason)], as_of=as_of, author=author)
    return Outcome(step, step.status, _("Снято: {reason}").format(reason=step.reason))


def reopen(session: Session, ref: StepRef, reason: str, *, as_of: date, author: Author) -> Outcome:
    """Open a closed step again, with a reason; its documents are set aside."""
    cycle = locked_cycle(session, ref.roadmap, ref.year)
    step = _find(ref, cycle, read_book(session, cycle, [ref.measure]), *FINAL)
    _set_aside(session, step)
    record(session, cycle, [StepMove(step, Move.REOPEN, reason=reason)], as_of=as_of, author=author)
    return Outcome(step, step.status, _("Открыто снова: {reason}").format(reason=step.reason))


def _close(session: Session, cycle: Cycle, step: Step, *, as_of: date, author: Author) -> Outcome:
    record(session, cycle, [StepMove(step, Move.ACCEPT)], as_of=as_of, author=author)
    return Outcome(step, step.status, _("Исполнено {day}.").format(day=in_digits(as_of)))


def write_basis(session: Session, steps: Sequence[Step], book: Book) -> None:
    """Write down on which results of their hard prerequisites these steps rest; what was written before goes."""
    ids = [step.id for step in steps if step.id is not None]
    for old in session.exec(select(Basis).where(col(Basis.step_id).in_(ids))):
        session.delete(old)
    session.flush()
    for step in steps:
        needed = [one for one in needed_by(step, book.roadmap.by_code[step.measure], book) if not one.soft]
        rested_on = {
            s.id: s.result for one in needed for s in awaited_steps(step, one, book) if s.status is Status.DONE
        }
        session.add_all(
            Basis(step_id=step.id or 0, prerequisite_id=prerequisite or 0, result=result)
            for prerequisite, result in rested_on.items()
        )
    session.flush()


def _find(ref: StepRef, cycle: Cycle, book: Book, *statuses: Status) -> Step:
    """The step that is meant: the earliest in one of these statuses, else the earliest unfinished, else the last."""
    candidates = sorted(
        (
            step
            for (code, occurrence), units in book.steps.items()
            for step in units.values()
            if code == ref.measure and step.cycle_id == cycle.id and step.unit == ref.unit
            and (_is_in_window(occurrence, ref.window) or str(step.opens_on).startswith(ref.window))
        ),
        key=lambda step: (step.due_on or date.max, step.id),
    )  # fmt: skip
    if not candidates:
        raise NotFound(_no_step(ref, cycle, book))
    wanted = [step for step in candidates if step.status in statuses] if statuses else []
    unfinished = [step for step in candidates if step.status not in FINAL]
    step = (wanted or unfinished or candidates[-1:])[0]
    if ref.version is not None and step.version != ref.version:
        raise StaleVersion(
            _("{ref}: шаг уже изменён ({status}). Посмотрите его состояние и повторите.").format(
                ref=ref, status=step.status.label
            )
        )
    return step


def _is_in_window(occurrence: str, window: str) -> bool:
    """Whether the occurrence begins as said («2024-08»); a request is named in full: request-1 is not request-10."""
    return occurrence == window or (occurrence.startswith(window) and not window.startswith(REQUEST))


def _no_step(ref: StepRef, cycle: Cycle, book: Book) -> str:
    """Why there is no such step, and which there are."""
    if wrong := book.roadmap.by_code[ref.measure].why_not_for(ref.unit):
        return wrong
    said = _("Шага {ref} в цикле {year} нет.").format(ref=ref, year=ref.year)
    here = [
        (occurrence, step.unit)
        for (code, occurrence), units in book.steps.items()
        for step in units.values()
        if code == ref.measure and step.cycle_id == cycle.id
    ]
    windows = ", ".join(sorted({occurrence.split("/")[0] for occurrence, unit in here if unit == ref.unit}))
    if windows:
        return said + " " + _("Есть: --window {windows}.").format(windows=windows)
    if here:
        return said + " " + _("Есть шаги школ: {schools}.").format(schools=few_of(sorted({unit for _o, unit in here})))
    return said + " " + _("Когда он наступит, покажет vekha roadmap show.")


def _refuse_closed_gate(step: Step, measure: Measure, book: Book) -> None:
    if measure.action:
        raise ForbiddenMove(_("{code} считает сама Веха: сдавать его не нужно.").format(code=measure.code))
    if step.due_on is None:
        raise ForbiddenMove(_("У шага ещё нет дат: сначала vekha dates {code}.").format(code=measure.code))
    unmet = unmet_prerequisites(step, book)
    if unmet and step.status not in FINAL:
        raise ForbiddenMove(_("Сдавать рано, не исполнено: {unmet}.").format(unmet="; ".join(unmet)))
    if absent := absent_data(measure, step, book):
        raise ForbiddenMove(_("Сдавать рано, не загружены данные: {absent}.").format(absent=", ".join(absent)))
    if wrong := wrong_data(step, book):
        told = _("Сдавать рано, проверка данных не пройдена: {message}")
        raise ForbiddenMove(told.format(message=wrong[0].message))


def _reopen_stale(session: Session, cycle: Cycle, step: Step, book: Book, *, as_of: date, author: Author) -> None:
    """A done step whose basis has changed is opened again by handing in anew."""
    if step.status is not Status.DONE:
        return
    verdict = judge(step, book, as_of)
    if verdict.state is not State.STALE:
        raise ForbiddenMove(_("Шаг уже исполнен. Чтобы сдать заново, откройте его: vekha reopen, с причиной."))
    _set_aside(session, step)
    record(session, cycle, [StepMove(step, Move.REOPEN, reason=verdict.sentence)], as_of=as_of, author=author)


def _set_aside(session: Session, step: Step, titles: Collection[str] | None = None) -> None:
    """The step's documents of these titles (all by default) are kept, but count no longer."""
    for document in session.exec(_present(step)):
        if titles is None or document.title in titles:
            document.superseded = True
            session.add(document)


def _present(step: Step) -> SelectOfScalar[Deliverable]:
    return select(Deliverable).where(Deliverable.step_id == step.id, col(Deliverable.superseded).is_(False))


def _deliver(
    session: Session,
    settings: Settings,
    cycle: Cycle,
    step: Step,
    measure: Measure,
    evidence: Sequence[Evidence],
) -> list[str]:
    """Add the documents to the step, each in place of those of its title; the titles of those still missing."""
    present = [document.title for document in session.exec(_present(step))]
    missing = [title for title in measure.deliverables if title not in present]
    titled = []
    for one in evidence:
        titled.append((_title_of(one, measure, missing), one))
        missing = [title for title in missing if title != titled[-1][0]]
    _set_aside(session, step, {title for title, _one in titled})
    for title, one in titled:
        digest, size = keep_file(settings, one.path) if one.path else ("", 0)
        session.add(
            Deliverable(
                step_id=step.id or 0,
                title=title,
                file_name=one.path.name if one.path else "",
                sha256=digest,
                size=size,
                link=one.link,
                number=one.number,
                dated_on=one.dated_on,
                journal_seq=cycle.head_seq + 1,
            )
        )
    session.flush()
    return missing


def _title_of(one: Evidence, measure: Measure, missing: Sequence[str]) -> str:
    """Which of the measure's documents this is: as said, else the first that is missing."""
    if not one.title:
        return missing[0] if missing else measure.deliverables[0]
    for title in measure.deliverables:
        if title.casefold().startswith(one.title.casefold()):
            return title
    listed = "; ".join(measure.deliverables)
    raise NotFound(
        _("Документа «{title}» у {code} нет. Есть: {all}.").format(title=one.title, code=measure.code, all=listed)
    )
