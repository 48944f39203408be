"""Plans of the small catalogue in the cycle of the six measures: a test states only what matters to it."""

from collections.abc import Sequence
from datetime import date

import pandas as pd

from models.support.choosing import Capacity
from models.support.plan import Change, Deed
from tasks.database import reading, writing
from tasks.record.book import find_cycle
from tasks.settings import Settings
from tasks.support.deciding import Approved, agree, approve, change, send
from tasks.support.proposing import Basis, Proposal, propose
from tasks.support.versions import Plan, histories, present_plans
from tests.factories import ANNA, BORIS, FEBRUARY, FIRST, MARCH, SECOND, held
from tests.models.support.small import factors, small

ORDER = date(2024, 3, 10)
TWO = ((FIRST, "RF01", "high", 0.8), (SECOND, "RF02", "middle", 0.4))


def basis(*rows: tuple[str, str, str, float], limit: int = 3) -> Basis:
    """Two schools' factors, when no others are named."""
    return Basis(small(), factors(*(rows or TWO)), Capacity(limit), pd.Series(dtype=int))


def proposed(home: Settings, by: Basis | None = None, schools: Sequence[str] = ()) -> Proposal:
    with writing(home) as session:
        return propose(session, held(session), by or basis(), schools, as_of=FEBRUARY, author=ANNA)


def corrected(home: Settings, by: Basis, as_of: date = MARCH) -> Proposal:
    with writing(home) as session:
        return propose(session, held(session), by, (), Deed.CORRECT, as_of=as_of, author=ANNA)


def sent(home: Settings, *schools: str) -> list[Plan]:
    with writing(home) as session:
        return send(session, held(session), schools, as_of=FEBRUARY, author=ANNA)


def agreed(home: Settings, *schools: str) -> list[Plan]:
    with writing(home) as session:
        return agree(session, held(session), schools, as_of=FEBRUARY, author=BORIS)


def changes(home: Settings, school: str, said: Change, reason: str = "собеседование", as_of: date = FEBRUARY) -> Plan:
    with writing(home) as session:
        return change(session, held(session), school, small(), said, reason, as_of=as_of, author=BORIS)


def approved(home: Settings, *schools: str, as_of: date = MARCH) -> Approved:
    with writing(home) as session:
        return approve(session, held(session), small(), schools, "41", ORDER, as_of=as_of, author=ANNA)


def all_approved(home: Settings, by: Basis | None = None) -> Approved:
    """Proposed, sent, agreed and approved, all schools at once."""
    proposed(home, by)
    sent(home)
    agreed(home)
    return approved(home)


def plan(home: Settings, school: str = FIRST) -> Plan:
    with reading(home) as session:
        return present_plans(session, find_cycle(session, "six", 2024)).by_school[school]


def versions(home: Settings, school: str = FIRST) -> list[Plan]:
    with reading(home) as session:
        return histories(session, find_cycle(session, "six", 2024), [school])[school]


def codes(of: Plan) -> list[str]:
    return [item.code for item in of.items]
