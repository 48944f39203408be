"""One school's whole story as the record tells it: profile, partner, plan, mentors, quarterly reports, day by day.

It is the school that most papers of Vekha's speak of; where there is none, there is no story to tell.
"""

from collections import Counter
from collections.abc import Sequence
from datetime import date

from rich import box
from rich.table import Table
from rich.text import Text
from sqlmodel import Session, col, select

from models.language import _
from models.records import Cycle, Deliverable, HelperAppointment, MentorMeeting, MentorPair, School, Step
from models.wording import in_digits
from tasks.database import reading
from tasks.settings import Settings

Event = tuple[date, str, str]  # day, what, the paper's file or the words of it


def story(settings: Settings, roadmap: str) -> Table | None:
    """The table of the story; None where Vekha has prepared no school's papers."""
    with reading(settings) as session:
        school = told_of(session, roadmap)
        if school is None:
            return None
        papers = _papers(session, roadmap)
        register = session.get(School, school)
        events = _events(session, roadmap, school, [one for one in papers if one[0].unit == school])
    title = _("История одной школы: {school}").format(school=register.name if register else school)
    table = Table(_("День"), _("Что"), _("Документ"), title=title, title_justify="left", box=box.SIMPLE_HEAD)
    for day, what, paper in events:
        table.add_row(in_digits(day), Text(what), Text(paper))
    return table


def told_of(session: Session, roadmap: str) -> str | None:
    """The school that most papers speak of, by its login; None where Vekha has prepared no school's papers."""
    found = Counter(step.unit for step, _paper in _papers(session, roadmap)).most_common(1)
    return found[0][0] if found else None


def _papers(session: Session, roadmap: str) -> Sequence[tuple[Step, Deliverable]]:
    """Every paper with a file that a school's step stands on."""
    query = (
        select(Step, Deliverable)
        .join(Deliverable, col(Deliverable.step_id) == col(Step.id))
        .join(Cycle, col(Cycle.id) == col(Step.cycle_id))
        .where(
            Cycle.roadmap == roadmap, Step.unit != "", Deliverable.sha256 != "", col(Deliverable.superseded).is_(False)
        )
    )
    return session.exec(query.order_by(col(Step.unit), col(Deliverable.id))).all()


def _events(session: Session, roadmap: str, school: str, papers: Sequence[tuple[Step, Deliverable]]) -> list[Event]:
    """What happened to the school, the earliest first."""
    found: list[Event] = [
        (paper.dated_on, f"{step.measure} «{paper.title}», № {paper.number}", paper.file_name)
        for step, paper in papers
        if paper.dated_on
    ]
    of_roadmap = select(Cycle.id).where(Cycle.roadmap == roadmap)
    helped = select(HelperAppointment).where(HelperAppointment.school == school, HelperAppointment.helper != "")
    for one in session.exec(helped.where(col(HelperAppointment.cycle_id).in_(of_roadmap))):
        found.append(
            (one.as_of, f"{one.kind.label}: {one.helper}", _("приказ № {number}").format(number=one.order_number))
        )
    pairs = select(MentorPair).where(MentorPair.school == school, col(MentorPair.cycle_id).in_(of_roadmap))
    for pair in session.exec(pairs):
        met = session.exec(select(MentorMeeting.id).where(MentorMeeting.pair_id == pair.id)).all()
        what = _("наставник {mentor} — учитель {teacher}, {subject}").format(
            mentor=pair.mentor, teacher=pair.teacher, subject=pair.subject
        )
        found.append((pair.began_on, what, _("встреч: {meetings}").format(meetings=len(met))))
    return sorted(found)
