"""Steps kept in memory between two questions of one process: only what the journal has moved since is read again.

For looking only: nobody changes what is kept, and it belongs to no session. A step is a projection of the journal, so
the journal's head says whether it is as it was. Imports neither Prefect nor pandas.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from threading import Lock

from sqlmodel import Session, col, select

from models.records import Cycle, JournalEntry, Step


@dataclass(frozen=True)
class _Kept:
    """The steps of one cycle as its journal had them when its last entry was of that number and hash."""

    seq: int
    hash: str
    steps: Mapping[int, Step]


def kept_steps(session: Session, cycles: Sequence[Cycle]) -> list[Step]:
    """Every step of these cycles, as this session's transaction sees them; detached from it."""
    shelf = _shelf(str(session.get_bind().engine.url))
    return [step for cycle in cycles for step in shelf.of(session, cycle).values()]


class _Shelf:
    """What is kept of one database."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._kept: dict[int, _Kept] = {}

    def of(self, session: Session, cycle: Cycle) -> Mapping[int, Step]:
        assert cycle.id is not None, "only recorded cycles are asked about"
        known = self._kept.get(cycle.id)
        if known is not None and (known.seq, known.hash) == (cycle.head_seq, cycle.head_hash):
            return known.steps
        present = _present(session, cycle, known)
        with self._lock:
            # Of two who read at once, who saw more is believed: neither is wrong about its own moment.
            if known is None or cycle.head_seq >= self._kept.get(cycle.id, known).seq:
                self._kept[cycle.id] = present
        return present.steps


@lru_cache(maxsize=4)
def _shelf(url: str) -> _Shelf:
    return _Shelf()


def _present(session: Session, cycle: Cycle, known: _Kept | None) -> _Kept:
    """What is kept, with the steps that moved since; all read anew where the journal is not its continuation."""
    query = select(Step).where(Step.cycle_id == cycle.id)
    steps: dict[int, Step] = {}
    if known is not None and _is_continued(session, cycle, known):
        moved = select(JournalEntry.step_id).where(JournalEntry.cycle_id == cycle.id, col(JournalEntry.seq) > known.seq)
        query = query.where(col(Step.id).in_(moved))
        steps = dict(known.steps)
    for step in session.exec(query.execution_options(populate_existing=True)).all():
        session.expunge(step)
        steps[step.id or 0] = step
    return _Kept(cycle.head_seq, cycle.head_hash, steps)


def _is_continued(session: Session, cycle: Cycle, known: _Kept) -> bool:
    """Whether the journal goes on from where it was: a restored database may have gone another way."""
    query = select(JournalEntry.hash).where(JournalEntry.cycle_id == cycle.id, JournalEntry.seq == known.seq)
    return known.seq < cycle.head_seq and session.exec(query).first() == known.hash
