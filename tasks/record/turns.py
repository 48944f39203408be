"""Whose word each handed-in step awaits, read from the journal; and the working calendar that a cycle follows.

What a turn is belongs in models/steps/acceptance.py. Imports neither Prefect nor pandas.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import lru_cache

from sqlmodel import Session, col, select

from models.records import CalendarVersion, Cycle, JournalEntry, Step
from models.roadmap.calendar import WEEKENDS_ONLY, WorkingCalendar
from models.roadmap.definition import Roadmap
from models.steps.acceptance import Turn, turn
from models.steps.decisions import Signature
from models.steps.status import Move, Status

CHUNK = 10_000


def calendar_of(session: Session, cycle: Cycle) -> WorkingCalendar:
    """The calendar that the cycle follows; one that moves nothing where none was recorded."""
    if cycle.calendar_id is None:
        return WEEKENDS_ONLY
    return _as_recorded(session.get_one(CalendarVersion, cycle.calendar_id).content)


@lru_cache(maxsize=16)
def _as_recorded(content: str) -> WorkingCalendar:
    """What a recorded text says; read again and again, it is understood once."""
    return WorkingCalendar.from_json(content)


def read_turns(
    session: Session, cycles: Iterable[Cycle], roadmap: Roadmap, codes: Collection[str], steps: Iterable[Step]
) -> Mapping[int, Turn]:
    """Step id → whose turn it is, for what was handed in of these measures where several have a say."""
    chains = {code for code in codes if isinstance(roadmap.by_code[code].acceptance, tuple)}
    if not chains:
        return {}
    waiting = {step.id: step for step in steps if step.measure in chains and step.status is Status.SUBMITTED}
    calendars = {cycle.id: calendar_of(session, cycle) for cycle in cycles}
    found = {}
    for step_id, entries in _since_the_hand_in(session, [one for one in waiting if one is not None]).items():
        step, (handed_in, *signed) = waiting[step_id], entries
        said = [(Signature.from_evidence(one.evidence), one.as_of) for one in signed]
        stages = roadmap.by_code[step.measure].stages
        found[step_id] = turn(stages, said, handed_in.as_of, calendars[step.cycle_id])
    return found


def _since_the_hand_in(session: Session, ids: list[int]) -> Mapping[int, list[JournalEntry]]:
    """By step, the last hand-in and every signature since, in their order."""
    found: dict[int, list[JournalEntry]] = defaultdict(list)
    for entry in _hand_ins_and_signatures(session, ids):
        if entry.move is Move.SUBMIT:
            found[entry.step_id].clear()
        found[entry.step_id].append(entry)
    return found


def _hand_ins_and_signatures(session: Session, ids: list[int]) -> Iterator[JournalEntry]:
    for start in range(0, len(ids), CHUNK):
        chosen = col(JournalEntry.step_id).in_(ids[start : start + CHUNK])
        said = col(JournalEntry.move).in_([Move.SUBMIT, Move.ENDORSE])
        yield from session.exec(select(JournalEntry).where(chosen, said).order_by(col(JournalEntry.seq)))
