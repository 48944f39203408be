"""The daily sweep: whatever the phases have left unsaid of deadlines, weeks and stand-ins is owed, in every live cycle.

Imports neither Prefect nor pandas.
"""

from datetime import date

from sqlmodel import Session, col, select

from models.records import Cycle
from tasks.clock import TODAY, day_meant
from tasks.database import reading, writing
from tasks.people.digests import owe_digests
from tasks.people.reminding import remind
from tasks.people.standing_in import tell_substitutes_of_file
from tasks.record.book import recorded_definition
from tasks.record.writer import locked_cycle
from tasks.settings import Settings


def sweep(settings: Settings, said: str = TODAY) -> int:
    """Owe the rungs and digests that have come by that day, and their days to those who stand in by the contacts file.

    How many facts are new. Played cycles are left alone.
    """
    with reading(settings) as session:
        live = select(Cycle).where(col(Cycle.simulated).is_(False), col(Cycle.closed_at).is_(None))
        cycles = [(one.roadmap, one.year) for one in session.exec(live.order_by(col(Cycle.id)))]
    owed = 0
    for roadmap, year in cycles:
        with writing(settings) as session:
            cycle = locked_cycle(session, roadmap, year)
            day = day_meant(said, recorded_definition(session, cycle)[0].time_zone)
            owed += owe_of_day(session, settings, cycle, day)
    return owed


def owe_of_day(session: Session, settings: Settings, cycle: Cycle, day: date) -> int:
    """The same of one cycle, which the transaction must hold."""
    told = remind(session, settings, cycle, day) + owe_digests(session, cycle, day)
    return told + tell_substitutes_of_file(session, settings, cycle, day)
