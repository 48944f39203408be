"""The cast's part in mentoring: curators, partner schools and mentors are appointed as proposed, pairs meet.

The last pair of each school never meets, so that there is a quiet one to be told of.
"""

from datetime import date

from deployments.demo.deeds import COORDINATOR, CURATOR
from models.mentoring.frames import PAIR
from models.records import HelperKind
from tasks.database import reading, writing
from tasks.mentoring import helping, meetings, pairs
from tasks.mentoring.pairs import Mentor, Need, Order
from tasks.mentoring.proposing import proposal
from tasks.mentoring.proposing_helpers import as_helped, helpers_proposed
from tasks.people.step_ref import StepRef
from tasks.record.book import find_cycle
from tasks.record.writer import locked_cycle
from tasks.settings import Settings

TOPICS = ("Разбор работ, в которых много ошибок", "Открытый урок наставника", "Урок учителя и его разбор")


def appoint_helpers(settings: Settings, of: StepRef, day: date) -> None:
    """Curators and partner schools, as Vekha proposes them; NotFound while there is nobody to propose."""
    for kind in HelperKind:
        _appoint(settings, of, kind, day)


def appoint_partners(settings: Settings, of: StepRef, day: date) -> None:
    """Partner schools alone, where an order knows no curators."""
    _appoint(settings, of, HelperKind.PARTNER, day)


def _appoint(settings: Settings, of: StepRef, kind: HelperKind, day: date) -> None:
    found = as_helped(helpers_proposed(settings, of.roadmap, of.year, kind))
    with writing(settings) as session:
        cycle = locked_cycle(session, of.roadmap, of.year)
        order = Order(f"{of.year}-К" if kind is HelperKind.CURATOR else f"{of.year}-О", day)
        helping.approve(session, cycle, kind, found, order, as_of=day, author=COORDINATOR)


def appoint_mentors(settings: Settings, of: StepRef, day: date) -> None:
    """Mentors, as Vekha proposes them; NotFound while nobody's need is computed."""
    rows = proposal(settings, of.roadmap, of.year).pairs[PAIR].itertuples(index=False, name=None)
    wanted = [(Need(*row[:3]), Mentor(*row[3:])) for row in rows]
    with writing(settings) as session:
        cycle = locked_cycle(session, of.roadmap, of.year)
        pairs.approve(session, cycle, wanted, Order(f"{of.year}-Н", day), as_of=day, author=COORDINATOR)


def hold_meetings(settings: Settings, roadmap: str, year: int, day: date) -> int:
    """Every pair meets but the last of its school; how many meetings were recorded."""
    with reading(settings) as session:
        standing = pairs.standing(session, find_cycle(session, roadmap, year))
        needs = [pairs.need_of(one) for one in standing if one.began_on < day]
    last = {need.school: need for need in needs}
    meeting = [need for need in needs if need != last[need.school]]
    if meeting:
        with writing(settings) as session:
            cycle = locked_cycle(session, roadmap, year)
            for need in meeting:
                topic = TOPICS[day.month % len(TOPICS)]
                meetings.met(session, cycle, need, day, topic, f"протокол от {day:%d.%m}", as_of=day, author=CURATOR)
    return len(meeting)
