"""Whom of a school's teachers results name, by staff code: for the school's own paper, and nobody else's."""

from collections import defaultdict
from collections.abc import Mapping

from sqlmodel import Session

from models.records import Cycle
from tasks.mentoring.proposing import teachers_in_need
from tasks.settings import Settings

Named = Mapping[str, Mapping[str, str]]  # school → teacher's code → subjects, in order


def teachers_named(session: Session, settings: Settings, cycle: Cycle) -> Named | None:
    """The teachers who need support, each once with all subjects; None: nobody has computed it."""
    listed = teachers_in_need(session, settings, cycle)
    if listed is None:
        return None
    found = defaultdict[str, dict[str, str]](dict)
    for (school, teacher), own in listed.groupby(["school", "teacher"], sort=True):
        found[str(school)][str(teacher)] = ", ".join(sorted(own["subject"].unique()))
    return found
