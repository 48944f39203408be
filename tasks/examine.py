"""Examine a measure as of a day: judge its steps, open what may open, compute what is automated, owe what must be told.

Everything is set-wise over schools. Reading and computing happen before, writing in one short transaction that judges
again: two runs at once make no transition twice. Imports neither Prefect nor, until something is computed, pandas.
"""

import json
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from sqlmodel import Session, col, delete, select

from models.language import _
from models.people.notices import NoticeKind
from models.records import Computation, Cycle, DataFinding, Deliverable, ListedSchool, ResultTable, Step
from models.roadmap.definition import Measure
from models.roadmap.plan import why_no_steps_of_a_target
from models.steps.gate import Book, State, Verdict, absent_data, judge, unmet_prerequisites, worst, wrong_data, year_of
from models.steps.status import Move, Status
from tasks.book import bound_book, find_cycle, is_examined_by_machine, needed_datasets, read_book, sources_of
from tasks.channels.outbox import queue
from tasks.database import reading, writing
from tasks.evidence import keep_bytes
from tasks.handover import write_basis
from tasks.owing import owe, owed_today
from tasks.record import Author, StepMove, locked_cycle, record
from tasks.settings import Settings

if TYPE_CHECKING:
    from tasks.analyse import Answer, Question

ENGINE = Author("Vekha", "flow")


class Redo(StrEnum):
    """What a run computes again: only what is stale, only what failed its data checks, or everything."""

    STALE = "stale"
    FAILED = "failed"
    ALL = "all"


@dataclass(frozen=True)
class Wish:
    """What a run is asked: cycle, day, what to compute again, which schools (all when empty), whether to write."""

    roadmap: str
    year: int
    as_of: date
    redo: Redo = Redo.STALE
    schools: tuple[str, ...] = ()
    dry_run: bool = False


@dataclass(frozen=True)
class Examination:
    """How a measure stands after it was examined.

    counts:  units by state; shown: Markdown of what was computed just now; changed: transitions made.
    """

    measure: str
    state: State
    sentence: str
    counts: dict[State, int] = field(default_factory=dict)
    shown: str = ""
    changed: int = 0


def examine(settings: Settings, code: str, wish: Wish) -> Examination:
    """Do what can be done today for one measure, write it down, and say how it stands."""
    with reading(settings) as session:
        cycle = find_cycle(session, wish.roadmap, wish.year)
        book = bound_book(session, read_book(session, cycle, [code]), settings, wish.as_of)
        steps = _own_steps(book, cycle, code, wish.schools)
        measure = book.roadmap.by_code[code]
        said = summed_up(measure, steps, book, wish.as_of)
        if wish.dry_run:
            return said
        computed = _compute(session, settings, measure, steps, book, wish)
        is_due = any(_opens(step, measure, judge(step, book, wish.as_of)) for step in steps)
        is_quiet = not computed and not is_due and not owed_today(session, cycle, book, steps, wish.as_of)
    if is_quiet:
        return said
    changed = _write(settings, code, computed, wish)
    with reading(settings) as session:
        book = bound_book(session, read_book(session, cycle, [code]), settings, wish.as_of)
        said = summed_up(measure, _own_steps(book, cycle, code, wish.schools), book, wish.as_of)
    shown = "\n\n".join(one.answer.shown for one in computed if one.answer)
    return replace(said, shown=shown, changed=changed)


def stands(settings: Settings, code: str, wish: Wish) -> Examination:
    """How a measure stands as of a day, as recorded; reads only."""
    return examine(settings, code, replace(wish, dry_run=True))


def _own_steps(book: Book, cycle: Cycle, code: str, schools: Collection[str] = ()) -> list[Step]:
    """The measure's steps in this cycle, of these schools (all when empty), in the order of their deadlines."""
    found = [
        step
        for (measure, _occurrence), units in book.steps.items()
        for step in units.values()
        if measure == code and step.cycle_id == cycle.id and (not schools or not step.unit or step.unit in schools)
    ]
    return sorted(found, key=lambda step: (step.due_on or date.max, step.id))


def _opens(step: Step, measure: Measure, verdict: Verdict) -> bool:
    """Whether a person's step opens now; an automated one is computed instead."""
    if measure.action or step.status is not Status.PLANNED or not verdict.is_passable:
        return False
    return verdict.state in (State.OPEN, State.OVERDUE, State.BLOCKED)


def has_work(session: Session, cycle: Cycle, book: Book, measure: Measure, as_of: date) -> bool:
    """Whether examining the measure on that day would do anything; computes nothing."""
    steps = _own_steps(book, cycle, measure.code)
    if any(_opens(step, measure, judge(step, book, as_of)) for step in steps):
        return True
    if _to_compute(session, measure, steps, book, Wish(cycle.roadmap, cycle.year, as_of)):
        return True
    return bool(owed_today(session, cycle, book, steps, as_of))


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


@dataclass(frozen=True)
class _Computed:
    """An automated step's outcome: findings, and the answer unless they block it or the cells are the known ones."""

    step: Step
    findings: "list[DataFinding]"
    fingerprint: str
    sources: str
    answer: "Answer | None"


def _compute(
    session: Session, settings: Settings, measure: Measure, steps: Sequence[Step], book: Book, wish: Wish
) -> list[_Computed]:
    """Check, and where it is automated compute, the steps whose gate is open and whose inputs are new; reads only."""
    todo = _to_compute(session, measure, steps, book, wish)
    if not todo:
        return []
    from tasks.analyse import Question  # pandas, only when something is computed

    register = tuple(data for data in book.datasets if data.kind == "schools")
    found = []
    for step, before in todo:
        year = year_of(step, book)
        question = Question(
            book.roadmap, measure, year, wish.as_of, tuple(needed_datasets(measure, year, book.datasets)), register
        )
        known = before.fingerprint if before and step.status is Status.DONE and wish.redo is not Redo.ALL else ""
        sources = sources_of(book.roadmap, measure, year, book.datasets)
        found.append(_asked(question, settings, step, sources, known))
    return found


def _to_compute(
    session: Session, measure: Measure, steps: Sequence[Step], book: Book, wish: Wish
) -> list[tuple[Step, Computation | None]]:
    """The steps whose data are due to be read and not settled on the present files, each with its last reading."""
    if not is_examined_by_machine(measure):
        return []
    found = []
    for step in steps:
        if not _may_compute(step, measure, book, wish):
            continue
        before = session.get(Computation, step.id)
        is_settled = step.status is Status.DONE or not measure.action or bool(wrong_data(step, book))
        is_same = before is not None and step.id not in book.outdated
        if not (is_same and is_settled and wish.redo is Redo.STALE):
            found.append((step, before))
    return found


def _asked(question: "Question", settings: Settings, step: Step, sources: str, known: str) -> _Computed:
    """Check the data, then compute unless the cells are those of the known fingerprint."""
    from tasks.analyse import check, compute, fingerprint_of

    findings = check(question, settings)
    if question.measure.action is None or any(found.blocking for found in findings):
        return _Computed(step, findings, known, sources, None)
    fingerprint = fingerprint_of(question, settings)
    answer = None if fingerprint == known else compute(question, settings)
    return _Computed(step, findings, fingerprint, sources, answer)


def _may_compute(step: Step, measure: Measure, book: Book, wish: Wish) -> bool:
    """Automated steps never run early, nor past a closed gate; `failed` looks only at those that failed."""
    if step.status is Status.WAIVED or step.due_on is None or (step.opens_on and wish.as_of < step.opens_on):
        return False
    if step.cycle_id in book.closed or absent_data(measure, step, book) or unmet_prerequisites(step, book):
        return False
    return wish.redo is not Redo.FAILED or bool(wrong_data(step, book))


def _write(settings: Settings, code: str, computed: Sequence[_Computed], wish: Wish) -> int:
    """Judge again under the cycle's lock and write all that follows; the number of transitions made."""
    with writing(settings) as session:
        cycle = locked_cycle(session, wish.roadmap, wish.year)
        before = cycle.head_seq
        book = read_book(session, cycle, [code])
        for one in computed:
            if _still_stands(session, one, book, wish):
                _write_computed(session, settings, cycle, one, book, wish)
        book = read_book(session, cycle, [code])
        steps = _own_steps(book, cycle, code, wish.schools)
        measure = book.roadmap.by_code[code]
        opening = [step for step in steps if _opens(step, measure, judge(step, book, wish.as_of))]
        record(session, cycle, [StepMove(step, Move.OPEN) for step in opening], as_of=wish.as_of, author=ENGINE)
        owe(session, cycle, book, NoticeKind.OPENED, opening, as_of=wish.as_of)
        assert cycle.id is not None
        queue(session, cycle.id, wish.as_of, owed_today(session, cycle, book, steps, wish.as_of))
        return cycle.head_seq - before


def _still_stands(session: Session, one: _Computed, book: Book, wish: Wish) -> bool:
    """Whether nothing happened meanwhile that makes the outcome another one's: new files, a waived or a moved step."""
    step, measure = session.get_one(Step, one.step.id), book.roadmap.by_code[one.step.measure]
    if step.version != one.step.version or not _may_compute(step, measure, book, replace(wish, redo=Redo.ALL)):
        return False
    return one.sources == sources_of(book.roadmap, measure, year_of(step, book), book.datasets)


def _write_computed(session: Session, settings: Settings, cycle: Cycle, one: _Computed, book: Book, wish: Wish) -> None:
    """Write one automated step's outcome; the step moves only when its result is another one."""
    step = session.get_one(Step, one.step.id)
    _replace_findings(session, cycle, step, one.findings)
    row = session.get(Computation, step.id) or Computation(
        step_id=step.id or 0,
        analysis=book.roadmap.by_code[step.measure].action or "",
        fingerprint="",
        sources="",
        result_sha256="",
        facts="{}",
        computed_at=datetime.now(UTC),
    )
    row.fingerprint, row.sources = one.fingerprint, one.sources
    if one.answer is not None and (step.status is not Status.DONE or step.result != one.answer.result_sha256):
        row.result_sha256, row.computed_at = one.answer.result_sha256, datetime.now(UTC)
        row.facts = json.dumps(dict(one.answer.result.facts), ensure_ascii=False, default=str)
        move = StepMove(step, Move.COMPUTE, evidence=one.answer.result_sha256)
        record(session, cycle, [move], as_of=wish.as_of, author=ENGINE)
        _keep_tables(session, step, one.answer)
        _attach(session, settings, cycle, step, book.roadmap.by_code[step.measure], one.answer)
        write_basis(session, [step], book)
    session.add(row)
    session.flush()


def _replace_findings(session: Session, cycle: Cycle, step: Step, findings: Sequence[DataFinding]) -> None:
    session.exec(
        delete(DataFinding).where(
            col(DataFinding.cycle_id) == cycle.id,
            col(DataFinding.measure) == step.measure,
            col(DataFinding.occurrence) == step.occurrence,
        )
    )
    for found in findings:
        found.cycle_id, found.occurrence = step.cycle_id, step.occurrence
        session.add(found)


def _keep_tables(session: Session, step: Step, answer: "Answer") -> None:
    """Replace the step's tables and listed schools."""
    session.exec(delete(ResultTable).where(col(ResultTable.step_id) == step.id))
    session.exec(delete(ListedSchool).where(col(ListedSchool.step_id) == step.id))
    for row in (*answer.tables, *answer.listed):
        row.step_id = step.id or 0
        session.add(row)
    session.flush()


def _attach(session: Session, settings: Settings, cycle: Cycle, step: Step, measure: Measure, answer: "Answer") -> None:
    """Make the computed document the step's deliverable; the one before is kept as superseded."""
    for old in session.exec(select(Deliverable).where(Deliverable.step_id == step.id)):
        old.superseded = True
        session.add(old)
    digest, size = keep_bytes(settings, answer.document)
    session.add(
        Deliverable(
            step_id=step.id or 0,
            title=measure.deliverables[0],
            file_name=answer.document_name,
            sha256=digest,
            size=size,
            journal_seq=cycle.head_seq,
        )
    )
