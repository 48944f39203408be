"""Rows and homes with complete defaults: a test states only what matters to it.

The roadmap is tests/data/six.yaml: A1 → B2 (schools) → C3 (half of them) and D4 (schools, two years); E5 on request;
F6 by dates of another document.
"""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from functools import lru_cache
from itertools import count
from pathlib import Path
from typing import Any

from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from models.records import Computation, Cycle, JournalEntry, School, Step
from models.roadmap.definition import Roadmap
from models.roadmap.plan import Occurrence, occurrences
from models.steps.book import Book
from models.steps.status import Move, Status
from tasks.cycle.group import Approval, approve_group
from tasks.cycle.years import open_cycle
from tasks.database import reading, writing
from tasks.people import handover
from tasks.people.deliverables import Evidence
from tasks.people.handover import Outcome
from tasks.people.step_ref import StepRef
from tasks.reading.roadmap import read_roadmap
from tasks.record.book import find_cycle
from tasks.record.writer import Author, locked_cycle
from tasks.settings import Settings

SIX = Path(__file__).parent / "data" / "six.yaml"
ANNA, BORIS = Author("Анна", "cli:anna"), Author("Борис", "cli:boris")
JANUARY, FEBRUARY, MARCH, MAY = (date(2024, month, 15) for month in (1, 2, 3, 5))
FIRST, SECOND, THIRD = "edu680001", "edu680002", "edu680003"
_ids = count(1)


@lru_cache
def six() -> Roadmap:
    """The six measures, as their file says."""
    return read_roadmap(str(SIX))


def six_with(code: str, **changes: Any) -> Roadmap:
    """The six measures, one of them changed."""
    measures = tuple(one.model_copy(update=changes) if one.code == code else one for one in six().measures)
    # Not a copy: a copy would keep the answers that the first one has cached.
    return Roadmap(**{name: getattr(six(), name) for name in Roadmap.model_fields} | {"measures": measures})


def plan_of(roadmap: Roadmap) -> dict[tuple[str, str], Occurrence]:
    """The roadmap's occurrences by measure and key."""
    return {(one.measure, one.key): one for one in occurrences(roadmap)}


def a_step(measure: str = "A1", status: Status = Status.PLANNED, year: int = 2024, **said: Any) -> Step:
    """A step of the measure's occurrence in that year, as a cycle would create it; each with an id of its own."""
    planned = next((one for (code, _key), one in plan_of(six()).items() if code == measure and one.year == year), None)
    dates = (planned.opens_on, planned.due_on) if planned else (date(year, 10, 1), date(year, 10, 31))
    is_closed = status in (Status.DONE, Status.WAIVED)
    defaults: dict[str, Any] = {
        "id": next(_ids),
        "cycle_id": year,
        "measure": measure,
        "occurrence": planned.key if planned else "request-1",
        "unit": "" if six().by_code[measure].unit == "roadmap" else FIRST,
        "opens_on": dates[0],
        "due_on": dates[1],
        "status": status,
        "closed_on": dates[1] if is_closed else None,
        "reason": "не требуется" if status is Status.WAIVED else "",
    }
    return Step(**(defaults | said))


def a_book(*steps: Step, roadmap: Roadmap | None = None, **facts: Any) -> Book:
    """What is recorded: these steps, both years open, the groups of both approved, nothing else."""
    chosen = roadmap or six()
    shelves: dict[tuple[str, str], dict[str, Step]] = {}
    for step in steps:
        shelves.setdefault((step.measure, step.occurrence), {})[step.unit] = step
    years = frozenset({2024, 2025})
    defaults: dict[str, Any] = {"open_years": years, "grouped_years": years}
    return Book(chosen, plan_of(chosen), shelves, **(defaults | facts))


def an_entry(seq: int = 1, **said: Any) -> JournalEntry:
    """A journal entry that creates a step, unless said otherwise; its links are for the test to make."""
    defaults: dict[str, Any] = {
        "cycle_id": 1,
        "seq": seq,
        "step_id": 1,
        "measure": "A1",
        "occurrence": "2024-01-01/2024-02-29",
        "unit": "",
        "move": Move.CREATE,
        "from_status": "",
        "to_status": Status.PLANNED,
        "as_of": JANUARY,
        "at": datetime(2024, 1, 15, 9, tzinfo=UTC),
        "actor": ANNA.actor,
        "via": ANNA.via,
        "reason": "",
        "evidence": "",
        "previous": "",
        "hash": "",
    }
    return JournalEntry(**(defaults | said))


def a_school(login: str, **said: Any) -> School:
    """A school of the register; odd ones lie in Кирсанов, even ones in Мичуринск."""
    number = int(login[-3:])
    place = "Кирсанов" if number % 2 else "Мичуринск"
    defaults = {"login": login, "code": login[-6:], "name": f"Школа № {number}", "municipality": place}
    return School(**(defaults | said))


def opened(
    home: Settings,
    *schools: str,
    roadmap: Roadmap | None = None,
    year: int = 2024,
    as_of: date = JANUARY,
    simulated: bool = False,
) -> None:
    """An open cycle whose approved target group is these schools, all of them in the register."""
    with writing(home) as session:
        cycle = open_cycle(session, roadmap or six(), year, as_of=as_of, author=ANNA, simulated=simulated)
        register(session, *schools)
        if schools:
            approve(session, cycle, schools, as_of)


def register(session: Session, *schools: str) -> None:
    """These schools stand in the register."""
    for login in schools:
        session.merge(a_school(login))
    session.flush()


def approve(session: Session, cycle: Cycle, schools: Sequence[str], as_of: date, reason: str = "решение") -> int:
    """The target group is these schools from that day on; the number of new steps."""
    approval = Approval("17", as_of, ANNA.actor, reason)
    return approve_group(session, cycle, schools, approval, as_of=as_of, author=ANNA)


def computed(session: Session, step: Step, analysis: str = "low_results") -> int:
    """The step was computed, whatever it found; its id."""
    assert step.id is not None
    session.merge(
        Computation(
            step_id=step.id,
            analysis=analysis,
            fingerprint="f",
            sources="s",
            result_sha256="r",
            facts="{}",
            computed_at=datetime.now(UTC),
        )
    )
    session.flush()
    return step.id


def ref(measure: str, unit: str = "", window: str = "", year: int = 2024, version: int | None = None) -> StepRef:
    """A step of the six measures."""
    return StepRef("six", year, measure, unit, window, version)


def paper(number: str = "1", title: str = "") -> Evidence:
    """A registered document."""
    return Evidence(title=title, number=number, dated_on=JANUARY)


def hand_in(home: Settings, of: StepRef, *papers: Evidence, as_of: date = FEBRUARY) -> Outcome:
    """Hand in these documents; every document of the measure when none is named."""
    named = papers or [paper(title=title) for title in six().by_code[of.measure].deliverables]
    with writing(home) as session:
        return handover.submit(session, home, of, list(named), as_of=as_of, author=BORIS)


def done(home: Settings, of: StepRef, *papers: Evidence, as_of: date = FEBRUARY) -> Outcome:
    """Hand the step in and, where somebody accepts, accept it."""
    outcome = hand_in(home, of, *papers, as_of=as_of)
    return accept(home, of, as_of=as_of) if outcome.status is Status.SUBMITTED else outcome


def accept(home: Settings, of: StepRef, *, as_of: date = FEBRUARY) -> Outcome:
    """Accept what was handed in."""
    with writing(home) as session:
        return handover.accept(session, of, as_of=as_of, author=ANNA)


def waive(home: Settings, of: StepRef, reason: str = "не требуется") -> Outcome:
    """Drop the step."""
    with writing(home) as session:
        return handover.waive(session, of, reason, as_of=FEBRUARY, author=ANNA)


def the_step(home: Settings, measure: str, unit: str = "", window: str = "", year: int = 2024) -> Step:
    """The step as the database has it."""
    with reading(home) as session:
        cycle = find_cycle(session, "six", year)
        found = [step for step in session.exec(_steps(cycle)) if (step.measure, step.unit) == (measure, unit)]
        return next(step for step in found if step.occurrence.startswith(window))


def statuses(home: Settings, year: int = 2024) -> Mapping[tuple[str, str, str], Status]:
    """(measure, occurrence, unit) → status, as the database has them."""
    with reading(home) as session:
        steps = session.exec(_steps(find_cycle(session, "six", year)))
        return {(step.measure, step.occurrence, step.unit): step.status for step in steps}


def journal(home: Settings, year: int = 2024) -> list[JournalEntry]:
    """The cycle's journal, in order."""
    with reading(home) as session:
        cycle = find_cycle(session, "six", year)
        query = select(JournalEntry).where(JournalEntry.cycle_id == cycle.id).order_by(col(JournalEntry.seq))
        return list(session.exec(query))


def held(session: Session, year: int = 2024) -> Cycle:
    """The cycle of the six measures, held by this transaction."""
    return locked_cycle(session, "six", year)


def _steps(cycle: Cycle) -> SelectOfScalar[Step]:
    return select(Step).where(Step.cycle_id == cycle.id).order_by(col(Step.id))
