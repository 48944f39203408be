"""Look at the journal: whether it holds, and who did what. Only writer.py beside it writes it. Imports no Prefect."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain

from sqlmodel import Session, col, select

from models.language import _
from models.records import GENESIS, Cycle, JournalEntry
from tasks.record.book import find_cycle
from tasks.record.writer import Verification, verify


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


def last_entries(session: Session, cycle: Cycle, many: int, measure: str = "", school: str = "") -> list[JournalEntry]:
    """The latest entries of a cycle's journal in their order, of one measure or school where they are named."""
    query = select(JournalEntry).where(JournalEntry.cycle_id == cycle.id)
    if measure:
        query = query.where(JournalEntry.measure == measure)
    if school:
        query = query.where(JournalEntry.unit == school)
    latest = session.exec(query.order_by(col(JournalEntry.seq).desc()).limit(many)).all()
    return list(reversed(latest))
