"""Two people acting at once: one wins, the other is told who did what meanwhile. Imports neither Prefect nor pandas."""

from sqlmodel import Session, col, select

from models.errors import StaleVersion
from models.language import _
from models.records import Cycle, JournalEntry, Step
from models.steps.book import Book
from models.steps.status import Status
from models.wording import in_digits
from tasks.people.step_ref import StepRef, find_step

MANY = 3


def find_seen(session: Session, ref: StepRef, cycle: Cycle, book: Book, *statuses: Status) -> Step:
    """The step that is meant, as the person saw it; StaleVersion says who has changed it since, and how."""
    step = find_step(ref, cycle, book, *statuses)
    if ref.version is not None and step.version != ref.version:
        told = _("{ref}: пока вы смотрели, шаг изменился: {deeds}. Сейчас он — «{status}»; посмотрите и повторите.")
        deeds = "; ".join(_since(session, step, ref.version)) or _("другой шаг этого мероприятия")
        raise StaleVersion(told.format(ref=ref, deeds=deeds, status=step.status.label))
    return step


def _since(session: Session, step: Step, version: int) -> list[str]:
    """What was done with the step since that version, the latest last: a version is the number of its entries."""
    query = select(JournalEntry).where(JournalEntry.step_id == step.id).order_by(col(JournalEntry.seq))
    later = session.exec(query).all()[max(version, 0) :]
    return [
        _("{move} ({actor}, {day})").format(move=one.move.label, actor=one.actor, day=in_digits(one.as_of))
        for one in later[-MANY:]
    ]
