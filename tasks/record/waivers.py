"""Waivers as the record has them: of which steps, which were taken back, and what was handed in by which.

Which of them hold on a day belongs in models/steps/waivers.py, granting them in tasks/people/waiving.py. Imports
neither Prefect nor pandas.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlmodel import Session, col, select

from models.records import GatePass, GroupMember, JournalEntry, Step, Waiver, WaiverKind, WaiverRevocation
from models.steps.status import Move


@dataclass(frozen=True)
class Waivers:
    """The waivers of some cycles; steps by their ids.

    standing: of each step, in their order, without those taken back; revoked: the ids of those
    passed:   the one by which a step was handed in
    """

    standing: Mapping[int, Sequence[Waiver]]
    revoked: frozenset[int]
    passed: Mapping[int, Waiver]


def read_waivers(session: Session, cycles: Collection[int | None]) -> Waivers:
    """The waivers of the cycles, but not those that drop a step no more: opened again since, or its school has left."""
    no_more = sa.and_(col(Waiver.kind) == WaiverKind.DROP, sa.or_(_opened_since(), _left()))
    query = select(Waiver).where(col(Waiver.cycle_id).in_(cycles), ~no_more).order_by(col(Waiver.id))
    found = {one.id: one for one in session.exec(query) if one.id is not None}
    if not found:
        return Waivers({}, frozenset(), {})
    revoked = frozenset(session.exec(select(WaiverRevocation.waiver_id))).intersection(found)
    standing: dict[int, list[Waiver]] = defaultdict(list)
    for number, one in found.items():
        if number not in revoked:
            standing[one.step_id].append(one)
    passes = session.exec(select(GatePass)).all()
    return Waivers(standing, revoked, {one.step_id: found[one.waiver_id] for one in passes if one.waiver_id in found})


def _opened_since() -> sa.ColumnElement[bool]:
    """Whether the step of a waiver was opened again, or planned again, after it was granted."""
    return sa.exists().where(
        col(JournalEntry.cycle_id) == col(Waiver.cycle_id),
        col(JournalEntry.step_id) == col(Waiver.step_id),
        col(JournalEntry.seq) > col(Waiver.journal_seq),
        col(JournalEntry.move).in_((Move.REOPEN, Move.REJOIN)),
    )


def _left() -> sa.ColumnElement[bool]:
    """Whether the school of a waiver's step is in the group no more."""
    return sa.exists().where(
        col(Step.id) == col(Waiver.step_id),
        col(GroupMember.cycle_id) == col(Step.cycle_id),
        col(GroupMember.school) == col(Step.unit),
        col(GroupMember.left_on).is_not(None),
    )
