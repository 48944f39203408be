"""The papers on who helps schools say what is approved, in codes, and what is lacking before they can be handed in."""

from pathlib import Path

from models.mentoring.helpers import Helped
from models.records import HelperKind
from tasks.drafting.handing_in import drafts_of
from tasks.settings import Settings
from tests.factories import FIRST, JANUARY, MARCH, SECOND, THIRD, opened, ref, six_with
from tests.tasks.drafting.printed import printed
from tests.tasks.mentoring.test_helping import CURATORS, SCHOOLS, appoint
from tests.tasks.survey.field import ENOUGH, HEAD, answers, confirm, load, pick

THREE = ("Состав рабочих групп", "Приказ о назначении кураторов", "Перечень опорных школ")


def begun(home: Settings, folder: Path, code: str, draft: str, *deliverables: str) -> None:
    roadmap = six_with(code, draft=draft, deliverables=deliverables)
    opened(home, FIRST, SECOND, roadmap=roadmap)
    load(home, folder, "schools.csv", SCHOOLS)
    load(home, folder, "curators.csv", CURATORS)


def test_each_paper_is_made_once_what_it_says_is_approved(any_home: Settings, tmp_path: Path) -> None:
    begun(any_home, tmp_path, "C3", "curators_order", *THREE)
    appoint(any_home, HelperKind.CURATOR, Helped(FIRST, "К-1", "RF06"))
    (draft,) = drafts_of(any_home, ref("C3"), JANUARY)
    assert set(draft.documents) == set(THREE[:2])
    assert draft.lacks == ["опорные школы не определены: vekha partners approve"]
    order = printed(draft.documents[THREE[1]])
    assert "1 | МБОУ «СОШ № 1» | Лесной район | К-1, ТОИПКРО | Низкая учебная мотивация обучающихся |" in order
    assert "Куратор пока не назначен: МБОУ «СОШ № 2»." in order
    assert "Кураторы работают до 31.12.2025." in order
    assert "Лесной район | МБОУ «СОШ № 1»; МБОУ «СОШ № 2» | К-1 |" in printed(draft.documents[THREE[0]])


def test_the_list_of_partners_names_both_sides_and_the_order(home: Settings, tmp_path: Path) -> None:
    begun(home, tmp_path, "C3", "curators_order", THREE[2])
    appoint(home, HelperKind.PARTNER, Helped(FIRST, THIRD))
    (draft,) = drafts_of(home, ref("C3"), JANUARY)
    said = printed(draft.documents[THREE[2]])
    assert "Опорных школ: 1, школ, которым они помогают: 1." in said
    assert "1 | МБОУ «СОШ № 3» | Лесной район | МБОУ «СОШ № 1» | № 17 от 10.02.2024" in said


def test_schools_that_help_are_called_as_the_order_calls_them(home: Settings, tmp_path: Path) -> None:
    begun(home, tmp_path, "C3", "curators_order", "Перечень базовых школ")
    appoint(home, HelperKind.PARTNER, Helped(FIRST, THIRD))
    (draft,) = drafts_of(home, ref("C3"), JANUARY)
    said = printed(draft.documents["Перечень базовых школ"])
    assert "базовых школ и школ, которым они помогают" in said
    assert "Базовых школ: 1, " in said


def test_an_agreement_names_the_parties_and_the_schools_own_risks(home: Settings, tmp_path: Path) -> None:
    begun(home, tmp_path, "B2", "partner_agreement", "Соглашение")
    load(home, tmp_path, "answers.csv", HEAD + answers(home, FIRST, ENOUGH))
    confirm(home, FIRST)
    pick(home, FIRST, "RF06")
    appoint(home, HelperKind.PARTNER, Helped(FIRST, THIRD))
    first, second = drafts_of(home, ref("B2"), MARCH)
    said = printed(first.documents["Соглашение"])
    assert "МБОУ «СОШ № 3» (Лесной район), далее — опорная школа, и МБОУ «СОШ № 1» (Лесной район)" in said
    assert "Низкая учебная мотивация обучающихся |  |  | " in said
    assert "ИНН 6829000003" in said
    assert second.lacks == ["опорная школа не определена: vekha partners approve"]
