"""Plans follow from the profile as the curator verified it and the school chose, and from results beside it."""

from datetime import UTC, datetime
from pathlib import Path

import pandas as pd
import pytest
from sqlmodel import select

from models.records import Computation, ListedSchool, ResultTable, Step
from models.survey.significance import Significance
from tasks.data.datasets import save_frame
from tasks.database import reading, writing
from tasks.reading.catalogue import CATALOGUES
from tasks.record.writer import locked_cycle
from tasks.settings import Settings
from tasks.support.factors import Known, factors_known
from tasks.survey.deciding import verify
from tests.factories import ANNA, FIRST, SECOND, held
from tests.tasks.survey.field import DAY, ENOUGH, HEAD, answers, confirm, load, pick, survey, surveyed


def known(home: Settings) -> Known:
    with reading(home) as session:
        return factors_known(session, home, held(session), CATALOGUES.of_year(home, 2024))


def factors(home: Settings, school: str = FIRST) -> list[tuple[str, str]]:
    rows = known(home).factors
    return list(rows.loc[rows["school"].eq(school), ["factor", "level"]].itertuples(index=False, name=None))


@pytest.fixture
def answered(any_home: Settings, tmp_path: Path) -> Settings:
    """The first school's people have answered; everybody in the middle of the scale."""
    surveyed(any_home, tmp_path)
    load(any_home, tmp_path, "answers.csv", HEAD + answers(any_home, FIRST, ENOUGH))
    return any_home


def corrected(home: Settings, factor: str, significance: Significance) -> None:
    computed = survey(home).computed(FIRST)
    with writing(home) as session:
        cycle = locked_cycle(session, "six", 2024)
        verify(session, cycle, FIRST, computed, {factor: significance}, reason="уроки", as_of=DAY, author=ANNA)


def low(home: Settings, school: str, procedures: str) -> None:
    """The school stands on the list of low results."""
    with writing(home) as session:
        step = session.exec(select(Step).where(Step.measure == "A1")).one()
        id_ = step.id or 0
        session.add(ListedSchool(step_id=id_, school=school, r1=True, r2=False, small_n=False, procedures=procedures))


def needing(home: Settings, school: str, *teachers: str) -> None:
    """These teachers of the school need support."""
    table = pd.DataFrame({"school": school, "teacher": teachers, "subject": "математика", "class_name": "5А"})
    frame = save_frame(home, table.astype("string"))
    with writing(home) as session:
        step = session.exec(select(Step).where(Step.measure == "A1")).one()
        at = datetime.now(UTC)
        told = {"fingerprint": "a", "sources": "[]", "result_sha256": "b", "facts": "{}", "computed_at": at}
        session.add(Computation.model_validate({"step_id": step.id, "analysis": "teacher_support", **told}))
        session.add(ResultTable(step_id=step.id or 0, name="list", frame=frame, rows=len(table), restricted=True))


def test_what_the_school_chose_of_what_the_curator_verified_is_planned(answered: Settings) -> None:
    confirm(answered, FIRST)
    corrected(answered, "RF06", Significance.HIGH)
    pick(answered, FIRST, "RF01", "RF06")
    assert factors(answered) == [("RF01", "middle"), ("RF06", "high")]


def test_a_profile_that_is_not_verified_or_not_chosen_from_gives_no_plan_even_with_results(answered: Settings) -> None:
    low(answered, FIRST, "ОГЭ математика: 5 из 10")
    assert "не выбрала факторы" in known(answered).unready[FIRST]
    assert factors(answered) == []
    confirm(answered, FIRST)
    assert "не выбрала факторы" in known(answered).unready[FIRST]
    pick(answered, FIRST, "RF06")
    assert known(answered).unready == {}


def test_a_verdict_on_other_answers_is_to_be_given_again(answered: Settings, tmp_path: Path) -> None:
    confirm(answered, FIRST)
    pick(answered, FIRST, *survey(answered).computed(FIRST))
    load(answered, tmp_path, "later.csv", HEAD + answers(answered, FIRST, {"director": 1}, answer=1))
    assert "не проверены куратором" in known(answered).unready[FIRST]


def test_a_chosen_factor_of_low_significance_is_named_and_not_planned(answered: Settings) -> None:
    confirm(answered, FIRST)
    corrected(answered, "RF06", Significance.LOW)
    pick(answered, FIRST, "RF01", "RF06")
    assert factors(answered) == [("RF01", "middle")]
    assert known(answered).unanswered == {FIRST: "RF06"}


def test_results_and_deficits_add_and_never_outweigh_the_profile(answered: Settings) -> None:
    confirm(answered, FIRST)
    corrected(answered, "RF09", Significance.HIGH)
    pick(answered, FIRST, "RF06", "RF09")
    low(answered, FIRST, "ОГЭ математика: 5 из 10; ВПР 5 русский: 9 из 20")
    needing(answered, FIRST, "У-1", "У-1", "У-2")
    assert factors(answered) == [("RF03", "middle"), ("RF06", "middle"), ("RF09", "high")]
    rows = known(answered).factors
    assert rows.loc[rows["factor"].eq("RF03"), "score"].tolist() == [0.4]


def test_without_a_profile_results_alone_give_a_plan_and_with_neither_there_is_none(
    home: Settings, tmp_path: Path
) -> None:
    surveyed(home, tmp_path)
    low(home, FIRST, "ОГЭ математика: 5 из 10")
    assert factors(home) == [("RF09", "middle")]
    assert factors(home, SECOND) == []
    assert known(home).unready == {}
