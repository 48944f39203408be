"""The cast hands in what Vekha has prepared, once it has decided what that rests on; where it lacks, its own paper."""

from datetime import date

from sqlmodel import select

from deployments.demo.cast import Cast
from deployments.demo.drafting import drafted
from deployments.demo.helping import hold_meetings
from deployments.demo.script import Script
from deployments.demo.story import story
from models.records import Deliverable, ListedSchool, Step
from models.roadmap.definition import Unit
from models.support.plan import Stage
from tasks.database import reading, writing
from tasks.running.examine import examine
from tasks.running.wish import Wish
from tasks.settings import Settings
from tasks.support.versions import present_plans
from tests.factories import FEBRUARY, FIRST, JANUARY, MARCH, SECOND, THIRD, held, opened, ref, register, six_with
from tests.tasks.mentoring.school_year import M1, M2, T1, T2, appoint

END = date(2024, 3, 31)


def listed(home: Settings, school: str) -> None:
    """The school stands on the list of low results."""
    with writing(home) as session:
        step = session.exec(select(Step).where(Step.measure == "A1")).one()
        low = {"r1": True, "r2": False, "small_n": False}
        session.add(ListedSchool(step_id=step.id or 0, school=school, procedures="ОГЭ математика: 5 из 10", **low))


def papers(home: Settings) -> dict[str, tuple[str, bool]]:
    """By school, the number of what was handed in for B2, and whether a file is behind it."""
    with reading(home) as session:
        rows = session.exec(select(Step, Deliverable).where(Step.id == Deliverable.step_id, Step.measure == "B2"))
        return {step.unit: (one.number, bool(one.sha256)) for step, one in rows}


def test_a_paper_of_vekhas_is_handed_in_with_its_number_and_elsewhere_the_number_alone(home: Settings) -> None:
    draft = {"draft": "support_programme", "unit": Unit.SCHOOL, "deliverables": ("Проект",), "acceptance": None}
    opened(home, FIRST, SECOND, roadmap=six_with("B2", **draft), simulated=True)
    listed(home, FIRST)
    cast = Cast(home, "six", Script(registers=JANUARY))
    for code, day in (("A1", FEBRUARY), ("B2", END)):
        examine(home, code, Wish("six", 2024, day))
        cast.act(2024, day)
    assert papers(home) == {FIRST: ("B2-0001/24", True), SECOND: ("B2-0002/24", False)}
    with reading(home) as session:
        plans = present_plans(session, held(session)).by_school
    assert {school: plan.row.stage for school, plan in plans.items()} == {FIRST: Stage.SENT}
    assert told(home) == [("31.03.2024", "B2 «Проект», № B2-0001/24", f"Программа помощи {FIRST}, редакция 2.docx")]


def told(home: Settings) -> list[tuple[str, ...]]:
    """The story of one school, as rows of text."""
    table = story(home, "six")
    assert table is not None
    return list(zip(*([str(cell) for cell in column.cells] for column in table.columns), strict=True))


def test_without_papers_of_vekhas_there_is_no_story(home: Settings) -> None:
    opened(home, FIRST, simulated=True)
    assert story(home, "six") is None


def test_where_there_is_nothing_to_decide_on_nothing_is_drafted(home: Settings) -> None:
    opened(home, FIRST, roadmap=six_with("D4", draft="mentor_plan"), simulated=True)
    assert [*drafted(home, ref("D4"), "mentor_plan", MARCH)] == []


def test_the_last_pair_of_a_school_never_meets(home: Settings) -> None:
    opened(home, FIRST, simulated=True)
    with writing(home) as session:
        register(session, SECOND, THIRD)
    appoint(home, (T1, M1), (T2, M2))
    assert hold_meetings(home, "six", 2024, FEBRUARY) == 0, "pairs do not meet on the day on which they begin"
    assert hold_meetings(home, "six", 2024, MARCH) == 1
