"""Pairs that have gone quiet are told to the role that answers for them: once for each further period of their silence.

Set-wise, and idempotent: what was told is a row (QuietTold). Imports neither Prefect nor pandas.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlmodel import Session, col, select

from models.language import _
from models.people.contacts import COORDINATOR
from models.people.counting import weeks as counted_weeks
from models.people.notices import Facts, NoticeKind, OwedNotice, owed
from models.records import Cycle, QuietTold, School
from models.roadmap.definition import Measure, Roadmap
from models.roadmap.order import Scope
from tasks.channels.outbox import queue
from tasks.database import reading, writing
from tasks.mentoring.meetings import QUIET_WEEKS, Seen, seen
from tasks.record.book import find_cycle, recorded_definition
from tasks.record.writer import locked_cycle
from tasks.settings import Settings

# Who answers for pairs is whoever leads the plan of mentors' work.
OF_PAIRS = "mentor_plan"


@dataclass(frozen=True)
class Silence:
    """A pair that has not met since a day; period: how many times so many weeks have passed, from 1."""

    seen: Seen
    period: int

    @property
    def key(self) -> tuple[int, date, int]:
        """What makes one silence another one."""
        return self.seen.pair.id or 0, self.seen.since, self.period


def tell_of_quiet_pairs(settings: Settings, roadmap: str, year: int, as_of: date) -> int:
    """Queue what quiet pairs owe and nobody was told yet; how many silences were told of. A closed year owes none."""
    with reading(settings) as session:
        cycle = find_cycle(session, roadmap, year)
        if cycle.closed_at or not untold(session, cycle, as_of):
            return 0
    with writing(settings) as session:
        return owe_quiet(session, locked_cycle(session, roadmap, year), as_of)


def owe_quiet(session: Session, cycle: Cycle, as_of: date) -> int:
    """The same, inside the caller's transaction over the held cycle."""
    new = untold(session, cycle, as_of)
    roadmap, _plan = recorded_definition(session, cycle)
    register = _register(session, new)
    groups = _by_holder(roadmap, register, new)
    notices = [_notice(cycle, roadmap, register, scope, group, as_of) for scope, group in groups]
    assert cycle.id is not None
    queue(session, cycle.id, as_of, notices)
    session.add_all(QuietTold(pair_id=pair, since=since, period=n, told_on=as_of) for pair, since, n in _keys(new))
    session.flush()
    return len(new)


def untold(session: Session, cycle: Cycle, as_of: date, weeks: int = QUIET_WEEKS) -> list[Silence]:
    """The silences that nobody has been told of, in order of need."""
    quiet = [Silence(one, _period(one, as_of, weeks)) for one in seen(session, cycle) if one.is_quiet(as_of, weeks)]
    pairs = [one.seen.pair.id for one in quiet]
    rows = session.exec(select(QuietTold).where(col(QuietTold.pair_id).in_(pairs)))
    told = {(row.pair_id, row.since, row.period) for row in rows}
    return [one for one in quiet if one.key not in told]


def _period(one: Seen, as_of: date, weeks: int) -> int:
    return (as_of - one.since) // timedelta(weeks=weeks)


def _keys(silences: Sequence[Silence]) -> list[tuple[int, date, int]]:
    return [one.key for one in silences]


def _measure(roadmap: Roadmap) -> Measure | None:
    """The plan of mentors' work, where the order has one."""
    return next((one for one in roadmap.measures if one.draft == OF_PAIRS), None)


def _by_holder(
    roadmap: Roadmap, register: Mapping[str, School], silences: Sequence[Silence]
) -> list[tuple[str, list[Silence]]]:
    """The silences by the school or municipality whose holder of the role answers; «» where one answers for all."""
    measure = _measure(roadmap)
    scope = roadmap.party_by_code[measure.leading_party].scope if measure else Scope.ROADMAP
    groups: dict[str, list[Silence]] = defaultdict(list)
    for one in silences:
        school = one.seen.pair.school
        groups[scope.place(school, register[school].municipality if school in register else "")].append(one)
    return sorted(groups.items())


def _register(session: Session, silences: Sequence[Silence]) -> Mapping[str, School]:
    schools = {one.seen.pair.school for one in silences}
    return {one.login: one for one in session.exec(select(School).where(col(School.login).in_(schools)))}


def _notice(
    cycle: Cycle,
    roadmap: Roadmap,
    register: Mapping[str, School],
    scope: str,
    group: Sequence[Silence],
    as_of: date,
) -> OwedNotice:
    measure = _measure(roadmap)
    units = tuple(sorted({one.seen.pair.school for one in group}))
    facts = Facts(
        roadmap=cycle.roadmap,
        year=cycle.year,
        as_of=as_of,
        party=measure.leading_party if measure else COORDINATOR,
        scope=scope,
        measure=measure.code if measure else "",
        title=measure.title if measure else "",
        place=measure.place if measure else "",
        units=units,
        schools=tuple(register[one].name if one in register else one for one in units),
        step=f"--quiet {QUIET_WEEKS}",
        reason=counted_weeks(QUIET_WEEKS),
        findings=tuple(" ".join(map(str, key)) for key in _keys(group)),
        phase=_("Пары наставников"),
        roadmap_title=roadmap.title,
    )
    return owed(NoticeKind.QUIET_PAIR, facts)
