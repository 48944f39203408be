"""What a school's teachers lack: what the record knows stands in the papers, what it does not know is called absent."""

from pathlib import Path

import pytest
from sqlmodel import select

from models.records import ListedSchool, Step
from tasks.database import writing
from tasks.drafting.contract import Draft
from tasks.drafting.handing_in import drafts_of
from tasks.settings import Settings
from tasks.support.proposing import propose
from tests.factories import ANNA, FIRST, SECOND, computed, held, opened, ref, six_with
from tests.models.support.small import SMALL
from tests.tasks.drafting.printed import printed
from tests.tasks.drafting.test_training_plan import named
from tests.tasks.support.made import basis
from tests.tasks.survey.field import DAY, ENOUGH, HEAD, REGISTER, answers, confirm, load, pick

ANALYSIS, PROGRAMMES = "Анализ дефицитов педагогов", "Программы саморазвития педагогов"
NOTHING = "о педагогах школы в записи ничего нет: заполните бланки и сдайте свои документы"


@pytest.fixture
def asked(any_home: Settings, tmp_path: Path) -> Settings:
    """Two schools are asked for both papers; the region has a small catalogue of its own."""
    (any_home.root / "catalogue").mkdir()
    (any_home.root / "catalogue" / "small.yaml").write_text(SMALL, "utf8")
    papers = {"deliverables": (ANALYSIS, PROGRAMMES), "prerequisites": (), "acceptance": None}
    opened(any_home, FIRST, SECOND, roadmap=six_with("B2", draft="teachers_deficits", **papers))
    load(any_home, tmp_path, "schools.csv", REGISTER)
    return any_home


def surveyed(home: Settings, folder: Path) -> None:
    load(home, folder, "answers.csv", HEAD + answers(home, FIRST, ENOUGH))


def diagnosed(home: Settings, folder: Path) -> None:
    load(home, folder, "own.csv", HEAD + answers(home, FIRST, {"team": 1}, answer=5))


def chosen(home: Settings) -> None:
    confirm(home, FIRST)
    pick(home, FIRST, "RF02")


def listed(home: Settings, school: str) -> None:
    """The first step has computed the list of schools with low results: this one, for an exam."""
    why = {"r1": True, "r2": False, "small_n": False, "procedures": "ОГЭ, математика: 2024 — 7 из 20"}
    with writing(home) as session:
        step = session.exec(select(Step).where(Step.measure == "A1", Step.cycle_id == held(session).id)).one()
        session.add(ListedSchool.model_validate({"step_id": computed(session, step), "school": school, **why}))


def drafted(home: Settings, school: str = FIRST) -> Draft:
    (draft,) = drafts_of(home, ref("B2", school), DAY)
    return draft


def text(home: Settings, which: str, school: str = FIRST) -> str:
    return printed(drafted(home, school).documents[which])


def test_a_factor_about_teachers_has_its_score_and_how_many_answered(asked: Settings, tmp_path: Path) -> None:
    surveyed(asked, tmp_path)
    said = text(asked, ANALYSIS)
    assert "педагогов: Школа № 1 (Кирсанов)" in said
    assert "Педагогов в школе: 12." in said
    assert "Баллы — по анкетам 2024 года" in said
    assert "Дефицит педагогических кадров | средняя | 0,50 (0,50–0,50) | директор 1, учителя 6 | по ответам" in said
    assert "Низкая учебная мотивация" not in said, "it is about pupils"
    confirm(asked, FIRST)
    assert "директор 1, учителя 6 | проверено 10.04.2024" in text(asked, ANALYSIS)


def test_where_only_the_school_diagnosed_itself_no_teacher_was_asked(asked: Settings, tmp_path: Path) -> None:
    diagnosed(asked, tmp_path)
    said = text(asked, ANALYSIS)
    assert "Баллы поставила школьная команда: анкет педагогов за 2024 год нет." in said
    assert "школьная команда 1 | по самодиагностике" in said


def test_teachers_are_named_by_code_in_their_own_schools_papers_only(asked: Settings) -> None:
    named(asked, (FIRST, "У-1", "химия"), (FIRST, "У-1", "биология"), (SECOND, "У-7", "право"))
    analysis, programmes = text(asked, ANALYSIS), text(asked, PROGRAMMES)
    assert "1 | У-1 | биология, химия" in analysis
    assert "\nУ-1 |  |  | \n |  |  | " in analysis, "a line for what the teacher says, and empty ones for others"
    assert "У-1 | низкие результаты: биология, химия |  |  | " in programmes
    assert "У-7" not in analysis + programmes


def test_procedures_with_low_results_are_named_without_numbers(asked: Settings) -> None:
    listed(asked, FIRST)
    assert "4. Процедуры, в которых результаты школы низкие\nОГЭ, математика: 2024." in text(asked, ANALYSIS)
    assert "В последнем рассчитанном перечне школ с низкими результатами школы нет." in text(asked, ANALYSIS, SECOND)


def test_what_is_not_known_is_said_and_forms_alone_are_not_handed_in_as_they_are(asked: Settings) -> None:
    assert drafted(asked).lacks == [NOTHING]
    analysis, programmes = text(asked, ANALYSIS), text(asked, PROGRAMMES)
    assert "Ответов школы на опросник за 2024 год нет: факторов риска в записи нет." in analysis
    assert "По этой дорожной карте такого расчёта нет" in analysis
    assert "перечень школ с низкими результатами не рассчитан" in analysis
    assert "0," not in analysis, "no number is made up"
    assert "Мер каталога здесь нет: факторов риска школы в записи нет." in programmes


def test_a_computation_that_names_nobody_here_is_not_an_absent_one(asked: Settings) -> None:
    named(asked, (SECOND, "У-7", "право"))
    assert "Расчёт никого в школе не назвал." in text(asked, ANALYSIS)


def test_programmes_begin_with_measures_for_teachers_against_the_schools_factors(
    asked: Settings, tmp_path: Path
) -> None:
    surveyed(asked, tmp_path)
    assert "Мер каталога здесь нет: школа ещё не выбрала факторы, или куратор" in text(asked, PROGRAMMES)
    chosen(asked)
    said = text(asked, PROGRAMMES)
    assert "учителя | Кадры | Курсы |  | Удостоверения\n |  |  |  | " in said, "no date yet; empty lines follow"
    assert "Кадровый план" not in said, "it is for the administration"
    assert drafted(asked).lacks == []


def test_a_measure_of_the_schools_plan_has_its_deadline_from_there(asked: Settings, tmp_path: Path) -> None:
    surveyed(asked, tmp_path)
    chosen(asked)
    with writing(asked) as session:
        propose(session, held(session), basis((FIRST, "RF02", "middle", 0.4)), as_of=DAY, author=ANNA)
    assert "учителя | Кадры | Курсы | 09.07.2024 | Удостоверения" in text(asked, PROGRAMMES)


def test_the_same_record_makes_the_same_bytes(asked: Settings, tmp_path: Path) -> None:
    surveyed(asked, tmp_path)
    assert drafted(asked).documents == drafted(asked).documents
