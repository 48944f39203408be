"""The journal's arithmetic: what an entry's hash covers, and which steps a list of entries adds up to. Pure."""

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from models.language import _
from models.records import GENESIS, Deliverable, JournalEntry, Step, Waiver, WaiverRevocation
from models.steps.decisions import REVOCATION, WAIVER, Grant, revocation
from models.steps.status import ASIDE, FINAL, Move, Status

StepKey = tuple[str, str, str]

# What the evidence of a hand-in begins with; a computed step's is the bare hash of its result.
DOCUMENTS = "documents:"
# What the evidence of a move to another version of the plan begins with, and what the measure's old code follows.
VERSION, FORMERLY = "version:", " was:"

_HASHED = (
    "seq", "measure", "occurrence", "unit", "move", "from_status", "to_status", "opens_on", "due_on",
    "as_of", "at", "actor", "via", "reason", "evidence", "planned_by", "previous",
)  # fmt: skip


def entry_hash(cycle_name: str, entry: JournalEntry) -> str:
    """SHA-256 over everything an entry says, its cycle and the hash of the entry before it."""
    said = {name: _plain(getattr(entry, name)) for name in _HASHED}
    if not entry.planned_by:
        # Entries of before versions were kept with steps: their hashes never covered one.
        del said["planned_by"]
    return hashlib.sha256(json.dumps([cycle_name, said], ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def _plain(value: object) -> object:
    return value if isinstance(value, int) else str(value) if value is not None else None


@dataclass(frozen=True)
class Projection:
    """What the journal says a step is now."""

    status: Status
    opens_on: date | None
    due_on: date | None
    closed_on: date | None
    reason: str
    result: str
    version: int
    planned_by: str


def project(before: Projection | None, entry: JournalEntry) -> Projection:
    """The step after the entry."""
    if before and entry.move is Move.REPLAN:
        moved = replace(before, opens_on=entry.opens_on, due_on=entry.due_on, planned_by=entry.planned_by)
        return replace(moved, version=before.version + 1)
    to = Status(entry.to_status)
    closes = entry.move in (Move.COMPUTE, Move.SUBMIT)
    return Projection(
        status=to,
        opens_on=entry.opens_on,
        due_on=entry.due_on,
        closed_on=entry.as_of if to in FINAL else None,
        reason=before.reason if before and entry.move in ASIDE else entry.reason,
        result=entry.evidence if closes else before.result if before else "",
        version=before.version + 1 if before else 1,
        planned_by=entry.planned_by,
    )


def replay(entries: Iterable[JournalEntry]) -> dict[StepKey, Projection]:
    """The steps that the entries, in order, add up to."""
    steps: dict[StepKey, Projection] = {}
    for entry in entries:
        before = steps.pop((former_code(entry), entry.occurrence, entry.unit), None)
        steps[entry.measure, entry.occurrence, entry.unit] = project(before, entry)
    return steps


def former_code(entry: JournalEntry) -> str:
    """The code by which the measure went before the entry."""
    renamed = entry.evidence.partition(FORMERLY)[2] if entry.move is Move.REPLAN else ""
    return renamed or entry.measure


def broken_links(cycle_name: str, entries: Iterable[JournalEntry]) -> Iterator[str]:
    """Where the chain does not hold: an entry edited, removed or put in. One sentence each."""
    previous, seq = GENESIS, 0
    for entry in entries:
        seq += 1
        if entry.seq != seq:
            yield _("Записи {seq} нет: после {before} идёт {found}.").format(seq=seq, before=seq - 1, found=entry.seq)
            seq = entry.seq
        if entry.previous != previous:
            yield _("Запись {seq} не продолжает предыдущую: цепочка переписана.").format(seq=entry.seq)
        if entry.hash != entry_hash(cycle_name, entry):
            yield _("Запись {seq} изменена после внесения.").format(seq=entry.seq)
        previous = entry.hash


def differences(entries: Iterable[JournalEntry], steps: Iterable[Step]) -> Iterator[str]:
    """Where the steps are not what the journal says. One sentence each."""
    entries, steps = list(entries), list(steps)
    told = replay(entries)
    ids = {(step.measure, step.occurrence, step.unit): step.id for step in steps}
    for entry in entries:
        # A step's id is the database's own, so no hash covers it: it is compared instead.
        if entry.step_id != ids.get((entry.measure, entry.occurrence, entry.unit), entry.step_id):
            yield _("Запись {seq} приписана не тому шагу.").format(seq=entry.seq)
    for step in steps:
        said = told.pop((step.measure, step.occurrence, step.unit), None)
        if said is None:
            yield _("Шаг {step} не упомянут в журнале.").format(step=_named(step.measure, step.occurrence, step.unit))
        elif said != projection_of(step):
            yield _("Шаг {step} изменён помимо журнала.").format(step=_named(step.measure, step.occurrence, step.unit))
    for measure, occurrence, unit in told:
        yield _("Шаг {step} есть в журнале, но исчез.").format(step=_named(measure, occurrence, unit))


def documents_hash(documents: Iterable[Deliverable]) -> str:
    """One hash over a step's documents: what a hand-in rests on, and what is still there must add up to."""
    said = sorted(f"{one.title}|{one.sha256}|{one.link}|{one.number}|{one.dated_on}" for one in documents)
    return DOCUMENTS + hashlib.sha256("\n".join(said).encode()).hexdigest()


def changed_documents(steps: Iterable[Step], documents: Iterable[Deliverable]) -> Iterator[str]:
    """The steps whose present documents are not those that were handed in. One sentence each."""
    present: dict[int, list[Deliverable]] = defaultdict(list)
    for document in documents:
        present[document.step_id].append(document)
    for step in steps:
        is_in = step.result.startswith(DOCUMENTS) and step.status in (Status.SUBMITTED, Status.DONE)
        if is_in and documents_hash(present[step.id or 0]) != step.result:
            yield _("Документы шага {step} изменены после сдачи.").format(
                step=_named(step.measure, step.occurrence, step.unit)
            )


def changed_waivers(
    entries: Iterable[JournalEntry], waivers: Iterable[Waiver], revocations: Iterable[WaiverRevocation]
) -> Iterator[str]:
    """Where what is kept of waivers is not what the journal says of them. One sentence each."""
    said = {
        one.seq: (one.step_id, one.reason, one.evidence)
        for one in entries
        if one.evidence.startswith((WAIVER, REVOCATION))
    }
    by_id = {one.id: one for one in waivers}
    kept = {one.journal_seq: (one.step_id, one.reason, _evidence_of(one)) for one in by_id.values()}
    for one in revocations:
        if waiver := by_id.get(one.waiver_id):
            kept[one.journal_seq] = waiver.step_id, one.reason, revocation(waiver.journal_seq)
    for seq in sorted(said.keys() | kept.keys()):
        if said.get(seq) != kept.get(seq):
            yield _("Запись {seq}: снятие или допуск изменены помимо журнала.").format(seq=seq)


def _evidence_of(waiver: Waiver) -> str:
    return Grant(waiver.ordered, waiver.dated_on, waiver.signer, waiver.until).as_evidence(waiver.kind.value)


def projection_of(step: Step) -> Projection:
    """What the step's row says."""
    return Projection(
        status=Status(step.status),
        opens_on=step.opens_on,
        due_on=step.due_on,
        closed_on=step.closed_on,
        reason=step.reason,
        result=step.result,
        version=step.version,
        planned_by=step.planned_by,
    )


def _named(measure: str, occurrence: str, unit: str) -> str:
    return " ".join(part for part in (measure, occurrence, unit) if part)
