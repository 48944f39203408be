"""The only writer of steps and journal. Plain functions over a session; imports neither Prefect nor pandas.

A transition, its journal entry and the notices it owes are one transaction: the caller's (`database.writing`).
"""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime, timedelta

import sqlalchemy as sa
from sqlmodel import Session, col, select

from models.errors import NotFound, StaleVersion, VekhaError
from models.language import _
from models.records import GENESIS, Cycle, Deliverable, JournalEntry, Step, Waiver, WaiverRevocation
from models.steps.journal import (
    broken_links,
    changed_documents,
    changed_waivers,
    differences,
    entry_hash,
    project,
    projection_of,
)
from models.steps.status import Move, after

# Where a day begins first on Earth.
EARLIEST_ZONE = timedelta(hours=14)


@dataclass(frozen=True)
class Author:
    """Who acts and by which door: («ivanova», «cli:os-user»), («Vekha», «flow»)."""

    actor: str
    via: str


@dataclass(frozen=True)
class StepMove:
    """One move of one step. `dates` replaces the step's window; `evidence` is what the move rests on.

    measure:    the measure's code from now on, where it changes
    planned_by: the version of the roadmap that the step is planned by from now on, where it changes
    """

    step: Step
    move: Move
    reason: str = ""
    evidence: str = ""
    dates: tuple[date | None, date | None] | None = None
    measure: str = ""
    planned_by: str = ""


def cycle_name(cycle: Cycle) -> str:
    """The cycle as the journal's hashes know it."""
    return f"{cycle.roadmap}/{cycle.year}"


def locked_cycle(session: Session, roadmap: str, year: int) -> Cycle:
    """The cycle, held by this transaction: its journal has one writer at a time."""
    query = select(Cycle).where(Cycle.roadmap == roadmap, Cycle.year == year).with_for_update()
    cycle = session.exec(query).one_or_none()
    if cycle is None:
        raise NotFound(_("Цикл {year} года дорожной карты «{roadmap}» не открыт.").format(year=year, roadmap=roadmap))
    return cycle


def record(session: Session, cycle: Cycle, moves: Sequence[StepMove], *, as_of: date, author: Author) -> None:
    """Make the moves, all or none: check each against the table, write the steps and one journal entry a move.

    The cycle must be held by this transaction (`locked_cycle`) and the steps belong to its session; a step that is new
    (no id) is created.
    Raises ForbiddenMove, StaleVersion when a step has changed since it was read, or VekhaError when the day is not one
    that can be written down.
    """
    if not moves:
        return
    at = datetime.now(UTC)
    refuse_unwritable(cycle, as_of, at)
    steps = {id(move.step): move.step for move in moves}.values()
    _refuse_outdated(session, steps)
    new = [step for step in steps if step.id is None]
    for step in new:
        step.version = 0
    session.add_all(new)
    session.flush()
    session.add_all([_entry(cycle, move, as_of=as_of, at=at, author=author) for move in moves])
    cycle.last_as_of = as_of
    session.flush()


def refuse_unwritable(cycle: Cycle, as_of: date, at: datetime) -> None:
    """Raise VekhaError when nothing of that day may be written down in the cycle any more, or yet."""
    _refuse_closed(cycle)
    _refuse_another_time(cycle, as_of, at)


def _refuse_closed(cycle: Cycle) -> None:
    if cycle.closed_at:
        told = _("Год {year} закрыт, в нём ничего не меняется. Открыть его снова: vekha close --undo --cycle {year}.")
        raise VekhaError(told.format(year=cycle.year))


def _refuse_another_time(cycle: Cycle, as_of: date, at: datetime) -> None:
    """The record is always the present one: no day before the last recorded, none that has not come yet anywhere."""
    if cycle.last_as_of and as_of < cycle.last_as_of:
        told = _("Цикл уже прожит до {last}, {day} в нём прошло: запишите сегодняшним днём (без --as-of).")
        raise VekhaError(told.format(last=f"{cycle.last_as_of:%d.%m.%Y}", day=f"{as_of:%d.%m.%Y}"))
    if not cycle.simulated and as_of > (at + EARLIEST_ZONE).date():
        told = _("{day} ещё не наступило, записать его нельзя. Заглянуть вперёд: vekha run … --dry-run.")
        raise VekhaError(told.format(day=f"{as_of:%d.%m.%Y}"))


def _entry(cycle: Cycle, move: StepMove, *, as_of: date, at: datetime, author: Author) -> JournalEntry:
    """The next entry of the cycle's journal; advances the cycle's head and the step in memory."""
    step = move.step
    step.measure = move.measure or step.measure
    is_new = step.version == 0
    to = after(None if is_new else step.status, move.move, move.reason)
    opens_on, due_on = move.dates or (step.opens_on, step.due_on)
    entry = JournalEntry(
        cycle_id=_id(cycle.id),
        seq=cycle.head_seq + 1,
        step_id=_id(step.id),
        measure=step.measure,
        occurrence=step.occurrence,
        unit=step.unit,
        move=move.move,
        from_status="" if is_new else step.status.value,
        to_status=to.value,
        opens_on=opens_on,
        due_on=due_on,
        as_of=as_of,
        at=at,
        actor=author.actor,
        via=author.via,
        reason=move.reason.strip(),
        evidence=move.evidence,
        planned_by=move.planned_by or step.planned_by,
        previous=cycle.head_hash,
        hash="",
    )
    entry.hash = entry_hash(cycle_name(cycle), entry)
    cycle.head_seq, cycle.head_hash = entry.seq, entry.hash
    for name, value in asdict(project(None if is_new else projection_of(step), entry)).items():
        setattr(step, name, value)
    return entry


def _refuse_outdated(session: Session, steps: Iterable[Step]) -> None:
    """Raise StaleVersion when a step is not, in the database, as the caller read it."""
    read = {_id(step.id): step for step in steps if step.id is not None}
    for ids in _chunks(sorted(read)):
        for step_id, version in session.execute(
            sa.select(col(Step.id), col(Step.version)).where(col(Step.id).in_(ids))
        ):
            if version != read[step_id].version:
                raise StaleVersion(
                    _("{measure} {unit}: шаг уже изменён кем-то другим. Посмотрите его состояние и повторите.").format(
                        measure=read[step_id].measure, unit=read[step_id].unit
                    )
                )


@dataclass(frozen=True)
class Verification:
    """What checking a cycle's journal found: the number of entries, the present head, and what does not hold."""

    cycle: str
    entries: int
    head: str
    problems: tuple[str, ...]

    @property
    def holds(self) -> bool:
        """Whether the journal and the steps are untouched."""
        return not self.problems


def verify(session: Session, cycle: Cycle, head: str | None = None) -> Verification:
    """Recompute the chain and the steps. With a head exported earlier, also find truncation and rewriting."""
    name = cycle_name(cycle)
    query = select(JournalEntry).where(JournalEntry.cycle_id == cycle.id).order_by(col(JournalEntry.seq))
    entries = session.exec(query).all()
    steps = session.exec(select(Step).where(Step.cycle_id == cycle.id)).all()
    documents = session.exec(
        select(Deliverable)
        .join(Step, col(Step.id) == col(Deliverable.step_id))
        .where(Step.cycle_id == cycle.id, col(Deliverable.superseded).is_(False))
    ).all()
    waivers = session.exec(select(Waiver).where(Waiver.cycle_id == cycle.id)).all()
    revoked = session.exec(
        select(WaiverRevocation)
        .join(Waiver, col(Waiver.id) == col(WaiverRevocation.waiver_id))
        .where(Waiver.cycle_id == cycle.id)
    ).all()
    problems = [
        *broken_links(name, entries),
        *differences(entries, steps),
        *changed_documents(steps, documents),
        *changed_waivers(entries, waivers, revoked),
    ]
    hashes = [entry.hash for entry in entries]
    if (cycle.head_seq, cycle.head_hash) != (len(entries), hashes[-1] if hashes else GENESIS):
        problems.append(_("Последняя запись не та, что значится у цикла: журнал укорочен или дописан помимо Вехи."))
    if head is not None and head not in (GENESIS, *hashes):
        problems.append(_("Записи с хешем {head} в журнале нет: он укорочен или переписан.").format(head=head))
    return Verification(name, len(entries), cycle.head_hash, tuple(problems))


def _chunks(ids: Sequence[int], size: int = 10_000) -> Iterable[Sequence[int]]:
    return (ids[start : start + size] for start in range(0, len(ids), size))


def _id(value: int | None) -> int:
    assert value is not None, "the row has not been written yet"
    return value
