"""What a computer does for a measure: whose data are due to be read, their checks and answers, how both are kept.

Computing reads only; writing happens later, under the cycle's lock, when the outcome is still the step's own. Imports
neither Prefect nor, until something is computed, pandas.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from sqlmodel import Session, col, delete, select

from models.assessment.names import TIMED_CHECKS
from models.records import Computation, Cycle, DataFinding, Deliverable, ListedSchool, ResultTable, Step
from models.roadmap.definition import Measure
from models.steps.book import Book
from models.steps.data import absent_data, stops, wrong_data, year_of
from models.steps.holds import holds_on
from models.steps.prerequisites import unmet_prerequisites
from models.steps.status import Move, Status
from models.steps.waivers import gate_waiver
from tasks.people.evidence import keep_bytes
from tasks.record.basis import write_basis
from tasks.record.book import is_examined_by_machine, needed_datasets, sources_of
from tasks.record.writer import Author, StepMove, record
from tasks.running.wish import Redo, Wish
from tasks.settings import Settings

if TYPE_CHECKING:
    from tasks.running.analyse import Answer, Question

ENGINE = Author("Vekha", "flow")


@dataclass(frozen=True)
class Outcome:
    """An automated step's outcome: findings, and the answer unless they block it or the cells are the known ones."""

    step: Step
    findings: "list[DataFinding]"
    fingerprint: str
    sources: str
    answer: "Answer | None"


@dataclass(frozen=True)
class _Checked:
    """What is asked for all schools of an occurrence, on which files and rules it rests, and what the checks found."""

    question: "Question"
    sources: str
    findings: "list[DataFinding]"


def compute_due(
    session: Session, settings: Settings, measure: Measure, steps: Sequence[Step], book: Book, wish: Wish
) -> list[Outcome]:
    """Check, and where it is automated compute, the steps whose gate is open and whose inputs are new; reads only."""
    todo = to_compute(session, measure, steps, book, wish)
    if not todo:
        return []
    from tasks.running.analyse import check  # pandas, only when something is computed

    checked: dict[str, _Checked] = {}  # schools of one occurrence ask the same
    found = []
    for step, before in todo:
        if step.occurrence not in checked:
            question = _question(measure, step, book, wish)
            sources = sources_of(book.roadmap, measure, question.year, book.datasets, book.supported)
            checked[step.occurrence] = _Checked(question, sources, check(question, settings))
        known = before.fingerprint if before and step.status is Status.DONE and wish.redo is not Redo.ALL else ""
        one = checked[step.occurrence]
        # Somebody may have signed that the findings stop nothing.
        is_stopped = not gate_waiver(step, book, wish.as_of) and any(stops(found, step) for found in one.findings)
        if measure.action is None or is_stopped:
            found.append(Outcome(step, one.findings, known, one.sources, None))
        else:
            found.append(_computed(session, settings, step, one, known))
    return found


def _question(measure: Measure, step: Step, book: Book, wish: Wish) -> "Question":
    """What is asked for the step, and with it for every school of its occurrence."""
    from tasks.running.analyse import Question

    year = year_of(step, book)
    return Question(
        book.roadmap,
        measure,
        year,
        wish.as_of,
        tuple(needed_datasets(measure, year, book.datasets)),
        tuple(data for data in book.datasets if data.kind == "schools"),
        schools=tuple(sorted(unit for unit in book.steps[measure.code, step.occurrence] if unit)),
        supported=book.supported,
    )


def to_compute(
    session: Session, measure: Measure, steps: Sequence[Step], book: Book, wish: Wish
) -> list[tuple[Step, Computation | None]]:
    """The steps whose data are due to be read and not settled on the present files, each with its last reading."""
    if not is_examined_by_machine(measure):
        return []
    due = [step for step in steps if _may_compute(step, measure, book, wish)]
    earlier, found = last_readings(session, due), []
    for step in due:
        before = earlier.get(step.id or 0)
        is_wrong = bool(wrong_data(step, book)) and not gate_waiver(step, book, wish.as_of)
        is_settled = step.status is Status.DONE or _is_looked_at(measure, is_wrong)
        is_same = before is not None and step.id not in book.outdated
        if not (is_same and is_settled and wish.redo is Redo.STALE):
            found.append((step, before))
    return found


def last_readings(session: Session, steps: Sequence[Step]) -> dict[int, Computation]:
    """What was last read for each of the steps, by the step's id; none for those whose data nobody has read."""
    ids = [step.id for step in steps]
    return {one.step_id: one for one in session.exec(select(Computation).where(col(Computation.step_id).in_(ids)))}


def _is_looked_at(measure: Measure, is_wrong: bool) -> bool:
    """Whether looking at the same files again would find the same: wrong data stay wrong, unless a day mends them."""
    if is_wrong:
        return not any(one.name in TIMED_CHECKS for one in measure.checks)
    return not measure.action


def _computed(session: Session, settings: Settings, step: Step, checked: _Checked, known: str) -> Outcome:
    """Compute on checked data, unless the cells are those of the known fingerprint."""
    from tasks.data.releases import told_before
    from tasks.running.analyse import compute, fingerprint_of, selected

    left_out = frozenset(found.school for found in checked.findings if found.left_out)
    question = replace(checked.question, without=left_out)
    chosen = selected(question, settings)
    fingerprint = fingerprint_of(question, chosen)
    if fingerprint == known:
        return Outcome(step, checked.findings, fingerprint, checked.sources, None)
    question = replace(question, told=told_before(session, settings, question.measure.action or ""))
    return Outcome(step, checked.findings, fingerprint, checked.sources, compute(question, chosen, settings))


def _may_compute(step: Step, measure: Measure, book: Book, wish: Wish) -> bool:
    """Automated steps never run early, nor past a closed gate; `failed` looks only at those that failed."""
    if step.status is Status.WAIVED or step.due_on is None or (step.opens_on and wish.as_of < step.opens_on):
        return False
    if holds_on(step, book, wish.as_of):
        return False
    if step.cycle_id in book.closed or absent_data(measure, step, book):
        return False
    if unmet_prerequisites(step, book, wish.as_of) and not gate_waiver(step, book, wish.as_of):
        return False
    return wish.redo is not Redo.FAILED or bool(wrong_data(step, book))


def still_stands(session: Session, one: Outcome, book: Book, wish: Wish) -> bool:
    """Whether nothing happened meanwhile that makes the outcome another one's: new files, a waived or a moved step."""
    step, measure = session.get_one(Step, one.step.id), book.roadmap.by_code[one.step.measure]
    if step.version != one.step.version or not _may_compute(step, measure, book, replace(wish, redo=Redo.ALL)):
        return False
    return one.sources == sources_of(book.roadmap, measure, year_of(step, book), book.datasets, book.supported)


def is_kept(settings: Settings, one: Outcome) -> bool:
    """Whether the tables that were computed are still there: a purge takes what no row names yet."""
    if one.answer is None:
        return True
    from tasks.data.datasets import frame_path

    return all(frame_path(settings, table.frame).exists() for table in one.answer.tables)


def write_outcomes(
    session: Session, settings: Settings, cycle: Cycle, computed: Sequence[Outcome], book: Book, wish: Wish
) -> None:
    """Write the outcomes that still stand; what the checks found, once for all schools of an occurrence."""
    standing = [one for one in computed if still_stands(session, one, book, wish) and is_kept(settings, one)]
    for one in {one.step.occurrence: one for one in standing}.values():
        _replace_findings(session, cycle, session.get_one(Step, one.step.id), one.findings)
    earlier = last_readings(session, [one.step for one in standing])
    for one in standing:
        _write_outcome(session, settings, cycle, one, earlier.get(one.step.id or 0), book, wish)
    session.flush()


def _write_outcome(
    session: Session,
    settings: Settings,
    cycle: Cycle,
    one: Outcome,
    before: Computation | None,
    book: Book,
    wish: Wish,
) -> None:
    """Write one automated step's outcome; the step moves only when its result is another one, or was purged."""
    step = session.get_one(Step, one.step.id)
    row = before or Computation(
        step_id=step.id or 0,
        analysis=book.roadmap.by_code[step.measure].action or "",
        fingerprint="",
        sources="",
        result_sha256="",
        facts="{}",
        computed_at=datetime.now(UTC),
    )
    row.fingerprint, row.sources = one.fingerprint, one.sources
    if one.answer is not None and _is_another(step, row, one.answer):
        row.result_sha256, row.computed_at = one.answer.result_sha256, datetime.now(UTC)
        row.facts = json.dumps(dict(one.answer.result.facts), ensure_ascii=False, default=str)
        move = StepMove(step, Move.COMPUTE, evidence=one.answer.result_sha256)
        record(session, cycle, [move], as_of=wish.as_of, author=ENGINE)
        _keep_tables(session, step, one.answer)
        _keep_told(session, settings, row.analysis, one.answer)
        _attach(session, settings, cycle, step, book.roadmap.by_code[step.measure], one.answer)
        write_basis(session, [step], book, wish.as_of)
    session.add(row)


def _is_another(step: Step, row: Computation, answer: "Answer") -> bool:
    """Whether there is something to write down: another result, or the same one whose tables were purged."""
    return step.status is not Status.DONE or step.result != answer.result_sha256 or not row.result_sha256


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


def _keep_told(session: Session, settings: Settings, analysis: str, answer: "Answer") -> None:
    """What the documents tell: the next ones are withheld beside it."""
    from tasks.data.releases import keep_told

    keep_told(session, settings, analysis, answer.told)


def _attach(session: Session, settings: Settings, cycle: Cycle, step: Step, measure: Measure, answer: "Answer") -> None:
    """Make the computed documents the step's deliverable; those before are kept as superseded."""
    for old in session.exec(select(Deliverable).where(Deliverable.step_id == step.id)):
        old.superseded = True
        session.add(old)
    for document in answer.documents:
        digest, size = keep_bytes(settings, document.content)
        session.add(
            Deliverable(
                step_id=step.id or 0,
                title=measure.deliverables[0],
                file_name=document.file_name,
                sha256=digest,
                size=size,
                journal_seq=cycle.head_seq,
            )
        )
