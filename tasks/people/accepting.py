"""Whose word what was handed in awaits, and telling them: a stage after another, until the last one closes the step.

What the stages are belongs in models/roadmap/acceptance.py. Imports neither Prefect nor pandas.
"""

from collections.abc import Sequence
from datetime import date

from sqlmodel import Session

from models.errors import ForbiddenMove
from models.language import _
from models.people.notices import NoticeKind
from models.records import Cycle, Step
from models.roadmap.definition import Measure
from models.steps.acceptance import Turn, signing_party, waiting_for
from models.steps.book import Book
from models.steps.decisions import Signature
from models.steps.suspect import why_suspect
from tasks.people.owing import owe
from tasks.people.telling import Besides
from tasks.record.turns import read_turns


def whose_turn(session: Session, cycle: Cycle, step: Step, book: Book) -> Turn | None:
    """Whose turn it is with the step that was handed in; None where nobody accepts."""
    measure = book.roadmap.by_code[step.measure]
    if not measure.stages:
        return None
    if isinstance(measure.acceptance, tuple):
        return read_turns(session, [cycle], book.roadmap, [step.measure], [step])[step.id or 0]
    return Turn(0, measure.stages[0].signers, 1)


def signature(turn_now: Turn | None, said: str, measure: Measure, book: Book) -> str:
    """Who signs, as the journal keeps it; empty for the only acceptor who does not say who they are.

    ForbiddenMove when it is not the turn of the role that is said, or several can sign and none is said.
    """
    if turn_now is None:
        if said:
            raise ForbiddenMove(_("{code} никто не принимает: роль называть не нужно.").format(code=measure.code))
        return ""
    party = signing_party(turn_now, said, book.roadmap)
    is_said = said or isinstance(measure.acceptance, tuple)
    return Signature(turn_now.stage, party).as_evidence() if is_said else ""


def refuse_doubtful(step: Step, book: Book, as_of: date) -> None:
    """ForbiddenMove when what was handed in rests on a waiver that holds no more."""
    if doubt := why_suspect(step, book, as_of):
        told = _("Принять нельзя, сданное под вопросом. {doubt} Продлите допуск (vekha waive --gate) или верните.")
        raise ForbiddenMove(told.format(doubt=doubt))


def tell_whose_turn(session: Session, cycle: Cycle, step: Step, book: Book, *, as_of: date) -> str:
    """Tell who has the next word, where several have one; the sentence for who acted."""
    measure, now = book.roadmap.by_code[step.measure], whose_turn(session, cycle, step, book)
    assert now is not None, "somebody accepts"
    if isinstance(measure.acceptance, tuple):
        _tell(session, cycle, book, step, now, as_of)
    return waiting_for(now, book.roadmap)


def _tell(session: Session, cycle: Cycle, book: Book, step: Step, now: Turn, as_of: date) -> None:
    for party in now.parties:
        besides = Besides(party=party, accept_by=now.due_on)
        owe(session, cycle, book, NoticeKind.TO_ACCEPT, [step], as_of=as_of, besides=besides)


def tell_accepted(
    session: Session, cycle: Cycle, steps: Sequence[Step], book: Book, *, as_of: date, remark: str
) -> None:
    """Tell the leading party that nothing more is asked of it."""
    owe(session, cycle, book, NoticeKind.ACCEPTED, steps, as_of=as_of, besides=Besides(why=remark))
