"""Who is supported, by the approved lists on record: one or two queries for all schools. Imports no pandas."""

from sqlmodel import Session, col, select

from models.assessment.supported import Supported, supported_since
from models.records import Cycle, GroupMember


def supported_schools(session: Session, roadmap: str = "") -> tuple[Supported, ...]:
    """Every school that a target group has held, sorted; of all roadmaps when none is named.

    Who left is among them: support began, and leaving must not choose whose results are compared.
    """
    query = select(GroupMember.school, col(GroupMember.entered_on)).join(
        Cycle, col(Cycle.id) == col(GroupMember.cycle_id)
    )
    if roadmap:
        query = query.where(Cycle.roadmap == roadmap)
    return tuple(sorted({supported_since(school, entered_on) for school, entered_on in session.exec(query)}))
