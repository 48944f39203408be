"""What people put on hold and release: a school, a measure, a phase, or a measure in one school. Nothing is deleted.

The rows of holds and releases, with who, when and why, are their own record: no step moves, the journal has no entry.
What a hold stops belongs in models/steps/holds.py. Imports neither Prefect nor pandas.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime

from sqlmodel import Session, col, select

from models.errors import NotFound, VekhaError
from models.language import _
from models.records import Cycle, Hold, HoldRelease
from models.roadmap.definition import Phase
from models.steps.book import Held
from models.steps.holds import standing_still
from models.steps.status import FINAL, Status
from models.wording import in_digits
from tasks.cycle.group import refuse_unknown_schools
from tasks.record.book import measure_of, read_book, recorded_definition, standing_holds
from tasks.record.writer import Author, refuse_unwritable


@dataclass(frozen=True)
class Kept:
    """A hold and its release, if there was one."""

    hold: Hold
    release: HoldRelease | None

    def is_in_force(self, day: date) -> bool:
        """Whether it stops anything that day."""
        return self.release is None and self.hold.since <= day <= (self.hold.until or day)


def hold(
    session: Session,
    cycle: Cycle,
    what: Held,
    reason: str,
    until: date | None = None,
    *,
    as_of: date,
    author: Author,
    only_this_year: bool = False,
) -> tuple[Hold, int]:
    """Put steps on hold from that day on; the hold and how many steps stand because of any now.

    only_this_year: in the cycle; else in every year of its roadmap, those still to be opened too
    Said again in the same words, nothing new is recorded. VekhaError or NotFound when it makes no sense.
    """
    _lock_years(session, cycle)
    refuse_unwritable(cycle, as_of, datetime.now(UTC))
    _refuse_senseless(session, cycle, what, reason, until, as_of)
    made = Hold(
        roadmap=cycle.roadmap,
        cycle_id=cycle.id if only_this_year else None,
        **what._asdict(),
        reason=reason.strip(),
        since=as_of,
        until=until,
        at=datetime.now(UTC),
        actor=author.actor,
        via=author.via,
    )
    same = ("cycle_id", "school", "measure", "phase", "reason", "until")
    alike = [
        one
        for one in standing_holds(session, cycle.roadmap)
        if all(getattr(one, name) == getattr(made, name) for name in same)
    ]
    if not alike:
        session.add(made)
        session.flush()
    return (alike or [made])[0], _standing(session, cycle, as_of)


def release(
    session: Session, cycle: Cycle, number: int, what: Held, reason: str = "", *, as_of: date, author: Author
) -> list[Hold]:
    """End a hold by its number, or every hold of exactly this; the holds that are over.

    NotFound, naming what is on hold, when there is none to end.
    """
    _lock_years(session, cycle)
    refuse_unwritable(cycle, as_of, datetime.now(UTC))
    standing = [one for one in standing_holds(session, cycle.roadmap) if not one.until or one.until >= as_of]
    ended = [one for one in standing if (one.id == number if number else what_is_held(one) == what)]
    if not ended:
        raise NotFound(_nothing_to_release(standing))
    said = {"released_on": as_of, "reason": reason.strip(), "actor": author.actor, "via": author.via}
    for one in ended:
        session.add(HoldRelease.model_validate({"hold_id": one.id, "at": datetime.now(UTC), **said}))
    session.flush()
    return ended


def kept_holds(session: Session, roadmap: str) -> list[Kept]:
    """Everything that was ever put on hold in the roadmap, oldest first, with its release."""
    query = select(Hold, HoldRelease).outerjoin(HoldRelease, col(HoldRelease.hold_id) == col(Hold.id))
    return [Kept(*row) for row in session.exec(query.where(Hold.roadmap == roadmap).order_by(col(Hold.id)))]


def what_is_held(one: Hold) -> Held:
    """What the hold stops."""
    return Held(one.school, one.measure, one.phase)


def said_of(what: Held) -> str:
    """«T05, edu680101», «этап «Анкетирование»»."""
    phase = _("этап «{phase}»").format(phase=Phase(what.phase).label) if what.phase else ""
    return ", ".join(part for part in (what.measure, phase, what.school) if part)


def _lock_years(session: Session, cycle: Cycle) -> None:
    """Hold every year of the roadmap: whoever hands in meanwhile has done so before, or is refused."""
    years = select(Cycle).where(Cycle.roadmap == cycle.roadmap).order_by(col(Cycle.year)).with_for_update()
    session.exec(years).all()


def _refuse_senseless(session: Session, cycle: Cycle, what: Held, reason: str, until: date | None, as_of: date) -> None:
    if not any(what):
        raise VekhaError(_("Назовите, что приостановить: --school, --measure или --phase."))
    if what.measure and what.phase:
        raise VekhaError(_("Назовите одно: мероприятие или этап."))
    if not reason.strip():
        raise VekhaError(_("Назовите причину: --reason."))
    if until and until < as_of:
        told = _("Последний день, {until}, уже прошёл: назовите день не раньше {today}.")
        raise VekhaError(told.format(until=in_digits(until), today=in_digits(as_of)))
    if what.school:
        refuse_unknown_schools(session, [what.school])
    if what.measure:
        measure = measure_of(recorded_definition(session, cycle)[0], what.measure)
        if what.school and (wrong := measure.why_not_for(what.school)):
            raise NotFound(wrong)


def _standing(session: Session, cycle: Cycle, as_of: date) -> int:
    """How many steps that are neither handed in nor closed stand on hold that day."""
    book = read_book(session, cycle)
    steps = (step for units in book.steps.values() for step in units.values() if step.cycle_id not in book.closed)
    waiting = (step for step in steps if step.status not in FINAL and step.status is not Status.SUBMITTED)
    return sum(standing_still(step, book, as_of) is not None for step in waiting)


def _nothing_to_release(standing: Sequence[Hold]) -> str:
    if not standing:
        return _("Ничего не приостановлено.")
    listed = "; ".join(f"№ {one.id} — {said_of(what_is_held(one))}" for one in standing)
    return _("Такой приостановки нет. Приостановлено: {listed}.").format(listed=listed)
