"""The paper of a risk profile says what was answered, verified and chosen, and lacks what is not there yet."""

from io import BytesIO
from pathlib import Path

import pytest
from docx import Document as read_docx

from models.errors import VekhaError
from models.records import Step
from models.steps.status import Status
from tasks.drafting.contract import Draft
from tasks.drafting.handing_in import drafts_of, hand_in_draft
from tasks.people.deliverables import Evidence
from tasks.settings import Settings
from tests.factories import BORIS, FIRST, SECOND, ref
from tests.tasks.drafting.printed import printed
from tests.tasks.survey.field import DAY, ENOUGH, HEAD, answers, confirm, load, pick, survey, surveyed


def drafts(home: Settings, unit: str = "") -> list[Draft]:
    return drafts_of(home, ref("B2", unit), DAY)


def text(draft: Draft) -> str:
    (paper,) = draft.documents.values()
    return printed(paper)


@pytest.fixture
def answered(home: Settings, tmp_path: Path) -> Settings:
    """The first school answered enough, the second only its director and eight pupils."""
    surveyed(home, tmp_path)
    few = answers(home, SECOND, {"director": 1, "pupil": 8}, answer=1)
    load(home, tmp_path, "a.csv", HEAD + answers(home, FIRST, ENOUGH, answer=1) + few)
    return home


def test_a_profile_says_coverage_factors_and_what_is_behind_them(answered: Settings) -> None:
    said = text(drafts(answered, FIRST)[0])
    assert "школы Школа № 1 (Кирсанов)" in said
    assert "федеральная формула рискового профиля не опубликована" in said
    assert "Учителя | 6 | 12 | 6" in said
    # Pupils say «never» to all: a full deficit in four questions of five, none in the reversed one.
    adaptivity = "Низкая адаптивность учебного процесса | высокая | 0,80 (0,80–0,80) | обучающиеся 10 | "
    assert adaptivity + "хуже, чем 0 % школ" in said
    question = "обучающиеся | Учитель объясняет по-другому, если мы не поняли | 10 | 1,00"
    assert f"Низкая адаптивность учебного процесса | {question}" in said
    assert "Профиль куратором ещё не проверен." in said


def test_what_is_lacking_is_told_group_by_group(answered: Settings) -> None:
    assert drafts(answered, SECOND)[0].lacks == [
        "Учителя: ответили 0, нужно 6",
        "Обучающиеся: ответили 8, нужно 10",
        "Родители: ответили 0, нужно 6",
        f"профиль не проверен куратором (vekha survey verify {SECOND})",
        f"школа не выбрала факторы (vekha survey choose {SECOND} …)",
    ]


def test_a_factor_whose_group_did_not_answer_has_no_score(answered: Settings) -> None:
    assert "Низкий уровень вовлечённости родителей | данных недостаточно | — | директор 1 | —" in text(
        drafts(answered, SECOND)[0]
    )


def test_verified_and_chosen_it_is_handed_in_as_it_is(answered: Settings) -> None:
    with pytest.raises(VekhaError, match="Черновик сдать нельзя"):
        hand_in_draft(answered, ref("B2", FIRST), Evidence(), as_of=DAY, author=BORIS)
    confirm(answered, FIRST)
    pick(answered, FIRST, "RF06", "RF11")
    said = text(drafts(answered, FIRST)[0])
    assert "Значимость факторов проверена 10.04.2024, Анна; исправлено факторов: 0." in said
    assert "— Низкая учебная мотивация обучающихся\n— Низкая адаптивность учебного процесса" in said
    outcome = hand_in_draft(answered, ref("B2", FIRST), Evidence(), as_of=DAY, author=BORIS)
    assert outcome.status is Status.DONE


def test_the_same_answers_make_the_same_bytes_with_the_same_picture(answered: Settings) -> None:
    first, again = (drafts(answered, FIRST)[0].documents["Рисковый профиль"] for _time in range(2))
    assert first == again
    page = read_docx(BytesIO(first.content))
    assert len(page.inline_shapes) == 1


def test_a_school_that_nobody_answered_for_has_no_paper(home: Settings, tmp_path: Path) -> None:
    surveyed(home, tmp_path)
    found: list[Draft] = drafts(home, FIRST)
    assert [isinstance(one.step, Step) for one in found] == [True]
    assert found[0].documents == {}
    assert "ответов школы нет: загрузите анкеты (vekha load)" in found[0].lacks


def test_the_schools_own_diagnosis_lists_the_relevant_factors_and_needs_no_curator(
    home: Settings, tmp_path: Path
) -> None:
    surveyed(home, tmp_path, draft="self_diagnosis")
    load(home, tmp_path, "a.csv", HEAD + answers(home, FIRST, {"team": 1}, answer=5))
    (draft,) = drafts(home, FIRST)
    assert draft.lacks == [f"школа не выбрала факторы (vekha survey choose {FIRST} …)"]
    said = text(draft)
    assert "на основе самодиагностики" in said
    assert "Низкий уровень дисциплины в классе | средняя | " in said
    assert survey(home).source_of(FIRST) == "self"
