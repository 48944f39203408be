"""What a fact of several schools says once it is true of only some of them: the same, of those alone.

Of which it is still true belongs in still_news.py, the words in models/people/texts.py. Imports neither Prefect nor
pandas.
"""

from collections.abc import Iterable, Mapping, Sequence

from sqlmodel import Session

from models.people.notices import NoticeKind, text
from models.records import Cycle, Notice, School, Step
from models.steps.book import Book
from tasks.cycle.calendars import calendar_of
from tasks.people.telling import Group, Telling, facts_of, register_of
from tasks.record.book import recorded_definition


def retold(session: Session, notices: Iterable[Notice], narrowed: Mapping[int, Sequence[Step]]) -> Mapping[int, str]:
    """The new text of every fact that is true of these steps only, by its id; the fact itself stays as it was owed."""
    if not narrowed:
        return {}
    register = register_of(session, (step for steps in narrowed.values() for step in steps))
    known = {one.id: one for one in notices}
    return {number: _said_of(session, known[number], steps, register) for number, steps in narrowed.items()}


def _said_of(session: Session, notice: Notice, steps: Sequence[Step], register: Mapping[str, School]) -> str:
    cycle = session.get_one(Cycle, notice.cycle_id)
    book = Book(*recorded_definition(session, cycle), {})
    told = Telling(cycle, book, register, calendar_of(session, cycle), notice.as_of)
    kind = NoticeKind(notice.kind)
    return text(kind, facts_of(told, kind, Group(notice.party, notice.scope, steps, notice.rung)))
