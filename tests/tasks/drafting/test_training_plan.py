"""The plan of teachers' training: programmes against the school's factors, teachers by code where results name them."""

from datetime import UTC, datetime
from pathlib import Path

import pandas as pd
import pytest
from sqlmodel import select

from models.records import Computation, ResultTable, Step
from tasks.data.datasets import save_frame
from tasks.database import writing
from tasks.drafting.contract import Draft
from tasks.drafting.handing_in import drafts_of
from tasks.settings import Settings
from tasks.support.proposing import propose
from tests.factories import ANNA, FIRST, SECOND, held, ref
from tests.models.support.small import SMALL
from tests.tasks.drafting.printed import printed
from tests.tasks.support.made import basis
from tests.tasks.survey.field import DAY, ENOUGH, HEAD, answers, confirm, load, pick, surveyed


@pytest.fixture
def answered(any_home: Settings, tmp_path: Path) -> Settings:
    """The first school chose RF02 of its verified profile; the region has a small catalogue of its own."""
    (any_home.root / "catalogue").mkdir()
    (any_home.root / "catalogue" / "small.yaml").write_text(SMALL, "utf8")
    surveyed(any_home, tmp_path, draft="training_plan")
    load(any_home, tmp_path, "answers.csv", HEAD + answers(any_home, FIRST, ENOUGH))
    confirm(any_home, FIRST)
    pick(any_home, FIRST, "RF02")
    return any_home


def named(home: Settings, *rows: tuple[str, str, str]) -> None:
    """The first step has computed that these teachers need support: school, teacher, subject."""
    table = pd.DataFrame(rows, columns=["school", "teacher", "subject"], dtype="string")
    told = {"fingerprint": "a", "sources": "[]", "result_sha256": "b", "facts": "{}"}
    with writing(home) as session:
        step = session.exec(select(Step).where(Step.measure == "A1", Step.cycle_id == held(session).id)).one()
        row = {"step_id": step.id, "analysis": "teacher_support", "computed_at": datetime.now(UTC), **told}
        session.add(Computation.model_validate(row))
        frame = save_frame(home, table)
        session.add(ResultTable(step_id=step.id or 0, name="list", frame=frame, rows=len(table), restricted=True))


def drafted(home: Settings, school: str = FIRST) -> Draft:
    (draft,) = drafts_of(home, ref("B2", school), DAY)
    return draft


def text(home: Settings, school: str = FIRST) -> str:
    (paper,) = drafted(home, school).documents.values()
    return printed(paper)


def test_a_programme_is_what_the_institute_has_places_for_against_a_factor_of_the_school(answered: Settings) -> None:
    said = text(answered)
    assert "педагогов школы: Школа № 1 (Кирсанов)" in said
    assert "Педагогов в школе: 12; включены в программы 2024 года: ______." in said
    assert "Курсы | Кадры | учителя | 2 |" in said
    assert "Кадровый план" not in said, "it takes no places"


def test_what_stands_in_the_schools_plan_has_its_dates_from_there(answered: Settings) -> None:
    assert "Курсы | Кадры | учителя | 2 | \n" in text(answered), "no dates yet"
    with writing(answered) as session:
        propose(session, held(session), basis((FIRST, "RF02", "middle", 0.4)), as_of=DAY, author=ANNA)
    assert "Курсы | Кадры | учителя | 2 | 10.04.2024–09.07.2024" in text(answered)


def test_teachers_whom_results_name_come_first_each_once(answered: Settings) -> None:
    named(
        answered,
        (FIRST, "У-2", "физика"),
        (FIRST, "У-1", "химия"),
        (FIRST, "У-1", "биология"),
        (SECOND, "У-7", "право"),
    )
    said = text(answered)
    assert "1 | У-1 | биология, химия |  | \n2 | У-2 | физика |  | " in said
    assert "У-7" not in said, "nothing of the other school"
    assert "Первыми названы те, кому по результатам нужна методическая поддержка" in said


def test_where_nobody_computed_it_the_school_writes_its_teachers_itself(answered: Settings) -> None:
    said = text(answered)
    assert "По результатам никто не назван: педагогов и их дефициты школа вписывает сама." in said
    assert "5 |  |  |  | " in said


def test_a_school_whose_factors_are_not_known_is_told_what_it_lacks(answered: Settings, tmp_path: Path) -> None:
    assert drafted(answered, SECOND).lacks == ["рискового профиля школы нет: загрузите анкеты (vekha load)"]
    load(answered, tmp_path, "others.csv", HEAD + answers(answered, SECOND, ENOUGH))
    assert drafted(answered, SECOND).lacks == ["школа не выбрала факторы (vekha survey choose)"]
