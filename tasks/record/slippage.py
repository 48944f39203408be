"""Read what a cycle's slippage report is made of: its steps and those entries of the journal that speak of days."""

from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, select

from models.records import Cycle, JournalEntry, School
from models.roadmap.definition import Roadmap
from models.steps.slippage import TOLD, Slip, Summary, slips, summed
from tasks.record.book import read_book
from tasks.record.turns import calendar_of


@dataclass(frozen=True)
class Slippage:
    """What slipped in a cycle, what it adds up to, and the names of its measures and schools."""

    roadmap: Roadmap
    slips: tuple[Slip, ...]
    summary: Summary
    schools: dict[str, str]


def read_slippage(session: Session, cycle: Cycle, as_of: date, measure: str = "") -> Slippage:
    """How the deadlines of the cycle, or of one measure, slipped, as of a day; few queries, however many schools."""
    book = read_book(session, cycle, [measure] if measure else None)
    shelves = [units for (code, _occurrence), units in book.steps.items() if measure in ("", code)]
    steps = [step for units in shelves for step in units.values() if step.cycle_id == cycle.id]
    query = select(JournalEntry).where(JournalEntry.cycle_id == cycle.id, col(JournalEntry.move).in_(TOLD))
    entries = session.exec(query.order_by(col(JournalEntry.seq))).all()
    found = slips(steps, entries, book, calendar_of(session, cycle), as_of)
    names = {one.login: one.name for one in session.exec(select(School))}
    dated = sum(step.due_on is not None for step in steps)
    return Slippage(book.roadmap, tuple(found), summed(found, dated), names)
