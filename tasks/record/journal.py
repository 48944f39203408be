"""Look at the journal: whether it holds, and who did what. Only writer.py beside it writes it. Imports no Prefect."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain

from sqlmodel import Session, col, select

from models.language import _
from models.records import GENESIS, Cycle, Deliverable, JournalEntry, Step
from models.steps.decisions import WAIVER, words_of
from models.steps.status import FINAL, Move
from models.wording import in_digits
from tasks.record.book import find_cycle
from tasks.record.writer import Verification, verify

# How the way of an entry ends whose actor only said who they are (a Prefect form).
DECLARED = "declared"


@dataclass(frozen=True)
class Audit:
    """What checking the journals of a roadmap found; `lost` says that a head exported earlier is in none of them."""

    cycles: tuple[Verification, ...]
    lost: tuple[str, ...]

    @property
    def holds(self) -> bool:
        """Whether every journal is untouched."""
        return not self.problems

    @property
    def problems(self) -> list[str]:
        """What does not hold, and in which journal."""
        told = (f"{one.cycle}: {problem}" for one in self.cycles for problem in one.problems)
        return list(chain(told, self.lost))


def audit(session: Session, roadmap: str, year: int, head: str) -> Audit:
    """Check the journals of all the roadmap's years (or of one), and look for a head exported earlier in all of them.

    year: 0 for all; head: empty when none was exported
    """
    cycles = [find_cycle(session, roadmap, year)] if year else _cycles(session, roadmap)
    found = tuple(verify(session, cycle) for cycle in cycles)
    return Audit(found, _lost(session, cycles, head) if head else ())


def _cycles(session: Session, roadmap: str) -> Sequence[Cycle]:
    return session.exec(select(Cycle).where(Cycle.roadmap == roadmap).order_by(col(Cycle.year))).all()


def _lost(session: Session, cycles: Sequence[Cycle], head: str) -> tuple[str, ...]:
    ids = [cycle.id for cycle in cycles]
    query = select(JournalEntry.id).where(JournalEntry.hash == head, col(JournalEntry.cycle_id).in_(ids))
    if head == GENESIS or session.exec(query).first():
        return ()
    return (_("Записи с хешем {head} в журнале нет: он укорочен или переписан.").format(head=head),)


@dataclass(frozen=True)
class Closing:
    """Who closed a step, and on what: the documents that count, or the reason for which it was dropped."""

    measure: str
    unit: str
    occurrence: str
    move: Move
    as_of: date
    actor: str
    is_declared: bool
    reason: str
    documents: tuple[str, ...]


def closings(session: Session, cycle: Cycle, steps: Sequence[Step]) -> list[Closing]:
    """How each of these closed steps was closed last, in their order."""
    ids = [step.id for step in steps]
    closing = col(JournalEntry.to_status).in_([status.value for status in FINAL])
    query = select(JournalEntry).where(JournalEntry.cycle_id == cycle.id, col(JournalEntry.step_id).in_(ids), closing)
    last = {entry.step_id: entry for entry in session.exec(query.order_by(col(JournalEntry.seq)))}
    papers = _papers(session, ids)
    return [_closing(last[step.id], papers[step.id]) for step in steps if step.id in last]


def _papers(session: Session, ids: Sequence[int | None]) -> Mapping[int | None, list[str]]:
    """The documents that count of each step: «Справка, № 12 от 14.02.2024, справка.pdf»."""
    found: dict[int | None, list[str]] = defaultdict(list)
    counting = col(Deliverable.superseded).is_(False)
    query = select(Deliverable).where(col(Deliverable.step_id).in_(ids), counting).order_by(col(Deliverable.id))
    for one in session.exec(query):
        number = _("№ {number} от {day}").format(number=one.number, day=in_digits(one.dated_on)) if one.number else ""
        found[one.step_id].append(", ".join(part for part in (one.title, number, one.file_name, one.link) if part))
    return found


def _closing(entry: JournalEntry, documents: Sequence[str]) -> Closing:
    return Closing(
        measure=entry.measure,
        unit=entry.unit,
        occurrence=entry.occurrence,
        move=entry.move,
        as_of=entry.as_of,
        actor=entry.actor,
        is_declared=entry.via.endswith(DECLARED),
        reason=_reason(entry),
        documents=tuple(documents),
    )


def _reason(entry: JournalEntry) -> str:
    """Why a step was dropped, with the order that says so, where there is one."""
    return f"{entry.reason} ({words_of(entry.evidence)})" if entry.evidence.startswith(WAIVER) else entry.reason


def last_entries(session: Session, cycle: Cycle, many: int, measure: str = "", school: str = "") -> list[JournalEntry]:
    """The latest entries of a cycle's journal in their order, of one measure or school where they are named."""
    query = select(JournalEntry).where(JournalEntry.cycle_id == cycle.id)
    if measure:
        query = query.where(JournalEntry.measure == measure)
    if school:
        query = query.where(JournalEntry.unit == school)
    latest = session.exec(query.order_by(col(JournalEntry.seq).desc()).limit(many)).all()
    return list(reversed(latest))
