"""On which results a closed step rests, and under which waiver it passed a closed gate.

Whether they are still the same: models/steps/prerequisites.py; whether it still holds: models/steps/suspect.py.
"""

from collections.abc import Sequence
from datetime import date

from sqlmodel import Session, col, select

from models.records import Basis, GatePass, Step
from models.steps.book import Book
from models.steps.data import wrong_data
from models.steps.prerequisites import awaited_steps, needed_by, unmet_prerequisites
from models.steps.status import Status
from models.steps.waivers import gate_waiver


def write_basis(session: Session, steps: Sequence[Step], book: Book, as_of: date) -> None:
    """Write down on which results of their hard prerequisites these steps rest; what was written before goes.

    Where something was missing or wrong, also the waiver that overlooked it.
    """
    ids = [step.id for step in steps if step.id is not None]
    for old in session.exec(select(Basis).where(col(Basis.step_id).in_(ids))):
        session.delete(old)
    for passed in session.exec(select(GatePass).where(col(GatePass.step_id).in_(ids))):
        session.delete(passed)
    session.flush()
    for step in steps:
        needed = [one for one in needed_by(step, book.roadmap.by_code[step.measure], book) if not one.soft]
        rested_on = {
            s.id: s.result for one in needed for s in awaited_steps(step, one, book) if s.status is Status.DONE
        }
        session.add_all(
            Basis(step_id=step.id or 0, prerequisite_id=prerequisite or 0, result=result)
            for prerequisite, result in rested_on.items()
        )
        session.add_all(_passed(step, book, as_of))
    session.flush()


def _passed(step: Step, book: Book, as_of: date) -> list[GatePass]:
    waiver = gate_waiver(step, book, as_of)
    if waiver is None or not (unmet_prerequisites(step, book, as_of) or wrong_data(step, book)):
        return []
    return [GatePass(step_id=step.id or 0, waiver_id=waiver.id or 0)]
