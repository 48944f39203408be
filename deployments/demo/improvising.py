"""A script for a roadmap, from what the roadmap has: its own where one is written, else one drawn from its plan.

Whatever the order, a measure comes late, one is returned, one is waived, whatever waits for a request or for dates gets
them, and the results that somebody needs arrive.
"""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from deployments.demo.script import KIRSANOV, Script
from models.roadmap.definition import Measure, Roadmap, Unit
from models.roadmap.needs import DataNeed
from models.roadmap.plan import Plan, by_measure, occurrences

SCRIPTS: Mapping[str, Script] = {"kirsanov-2024": KIRSANOV}

# How many schools the orders themselves speak of.
GROUPS: Mapping[str, int] = {"novokuznetsk-2022": 6, "svetlogorsk-2022": 1, "zhigalovo-2023": 7}
A_FEW = 4

LATE_BY = 9
TO_MEND = "нет подписей и списка участников"
LET_OFF = "школа на капитальном ремонте, обучение ведётся на базе соседней"

# Counted from the period's first day; requests come later, so that what they wait for is done.
REGISTERS, GROUP, DIAGNOSES, DATES, REQUESTS = (timedelta(days=days) for days in (8, 14, 21, 59, 226))
DATED_FOR = timedelta(days=45)


def script_for(roadmap: Roadmap) -> Script:
    """The roadmap's own script, or one that its plan suggests."""
    return SCRIPTS.get(roadmap.name) or improvised(roadmap)


def improvised(roadmap: Roadmap) -> Script:
    """A script drawn from the plan."""
    plan, first = by_measure(occurrences(roadmap)), roadmap.plan_period.start
    let_off = _let_off(roadmap, plan)
    late, returned, *_others = [*_steady(roadmap, plan, but=let_off), "", ""]
    return Script(
        registers=first + REGISTERS,
        late={late: LATE_BY} if late else {},
        returned={returned: TO_MEND} if returned else {},
        waived={let_off: LET_OFF} if let_off else {},
        requests=_requests(roadmap, plan),
        dated=_dated(roadmap, plan),
        arrivals=_arrivals(roadmap),
        diagnoses=_diagnoses(roadmap),
        approvals=_approvals(roadmap),
        group=GROUPS.get(roadmap.name, A_FEW),
    )


def result_years(roadmap: Roadmap) -> list[int]:
    """The years whose results some measure rests on, earliest first."""
    return sorted(
        {found for need in _needs(roadmap) for year in roadmap.plan_period.years for found in need.years_for(year)}
    )


def data_kinds(roadmap: Roadmap) -> set[str]:
    """The kinds of data that some measure rests on."""
    return {need.kind for need in _needs(roadmap)}


def _needs(roadmap: Roadmap) -> Iterator[DataNeed]:
    return (need for measure in roadmap.measures for need in measure.data)


def _let_off(roadmap: Roadmap, plan: Mapping[str, Plan]) -> str:
    """What schools do no more than once a year, best something that nobody waits for: one school will be let off it."""
    in_schools = [one.code for one in _by_people(roadmap, plan) if one.unit is Unit.SCHOOL]
    once = [code for code in in_schools if len({found.year for found in plan[code]}) == len(plan[code])]
    return min(once, key=lambda code: code in _awaited(roadmap), default="")


def _steady(roadmap: Roadmap, plan: Mapping[str, Plan], but: str) -> list[str]:
    """What may go wrong once: first what happens once and nobody waits for; all done well before the end."""
    latest = roadmap.plan_period.end - DATED_FOR
    codes = [one.code for one in _by_people(roadmap, plan) if one.code != but]
    early = [code for code in codes if all(found.due_on and found.due_on <= latest for found in plan[code])]
    return sorted(early, key=lambda code: (len(plan[code]), code in _awaited(roadmap)))


def _awaited(roadmap: Roadmap) -> set[str]:
    """What some measure cannot open without."""
    return {needed for needed, _dependant, is_soft in roadmap.edges() if not is_soft}


def _by_people(roadmap: Roadmap, plan: Mapping[str, Plan]) -> list[Measure]:
    """What people do on dates that the order gives, resting on nobody's data."""
    return [
        one
        for one in roadmap.measures
        if not one.action and not one.data and plan.get(one.code) and all(found.due_on for found in plan[one.code])
    ]


def _requests(roadmap: Roadmap, plan: Mapping[str, Plan]) -> dict[date, tuple[str, ...]]:
    """Everything that the calendar gives no step is asked for once."""
    asked = tuple(one.code for one in roadmap.measures if one.code not in plan and not one.is_target)
    return {_after(roadmap, REQUESTS): asked} if asked else {}


def _dated(roadmap: Roadmap, plan: Mapping[str, Plan]) -> dict[date, tuple[tuple[str, date, str], ...]]:
    """Everything that waits for dates gets them from one document."""
    waiting = [code for code, planned in plan.items() if any(found.due_on is None for found in planned)]
    day = _after(roadmap, DATES)
    document = f"план-график № 44 от {day:%d.%m.%Y}"
    return {day: tuple((code, day + DATED_FOR, document) for code in waiting)} if waiting else {}


def _after(roadmap: Roadmap, days: timedelta) -> date:
    """So many days after the period's first, but in its first half."""
    period = roadmap.plan_period
    return period.start + min(days, (period.end - period.start) / 2)


def _arrivals(roadmap: Roadmap) -> dict[date, tuple[int, ...]]:
    """Results of years before the plan are there from the beginning; a year's own come on 20 June."""
    first, arriving = roadmap.plan_period.start, dict[date, tuple[int, ...]]()
    for year in result_years(roadmap):
        day = max(date(year, 6, 20), first + REGISTERS)
        arriving[day] = (*arriving.get(day, ()), year)
    return arriving


def _diagnoses(roadmap: Roadmap) -> dict[date, int]:
    """Where the order wants schools to diagnose themselves, they do so a week after the list is approved."""
    is_asked = any(measure.draft == "self_diagnosis" for measure in roadmap.measures)
    period = roadmap.plan_period
    return {period.start + DIAGNOSES: period.years[0]} if is_asked else {}


def _approvals(roadmap: Roadmap) -> dict[date, int]:
    """The list of schools is approved a fortnight after the plan begins, and every further January."""
    first, *further = roadmap.plan_period.years
    return {roadmap.plan_period.start + GROUP: first} | {date(year, 1, 15): year for year in further}
