"""On which results a closed step rests. Whether they are still the same: models/steps/prerequisites.py."""

from collections.abc import Sequence

from sqlmodel import Session, col, select

from models.records import Basis, Step
from models.steps.book import Book
from models.steps.prerequisites import awaited_steps, needed_by
from models.steps.status import Status


def write_basis(session: Session, steps: Sequence[Step], book: Book) -> None:
    """Write down on which results of their hard prerequisites these steps rest; what was written before goes."""
    ids = [step.id for step in steps if step.id is not None]
    for old in session.exec(select(Basis).where(col(Basis.step_id).in_(ids))):
        session.delete(old)
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
    session.flush()
