"""Papers on schools that work together: parties as appointed, blank lines where nobody is, a register of them all."""

from io import BytesIO
from pathlib import Path

import pytest
from docx import Document as read_docx

from models.mentoring.helpers import Helped
from models.records import HelperKind
from models.roadmap.definition import Roadmap
from tasks.drafting.contract import Draft
from tasks.drafting.handing_in import drafts_of
from tasks.settings import Settings
from tests.factories import FIRST, MARCH, SECOND, THIRD, opened, ref, six_with
from tests.tasks.drafting.printed import printed
from tests.tasks.mentoring.test_helping import SCHOOLS, appoint
from tests.tasks.survey.field import ENOUGH, HEAD, answers, confirm, load, pick

LINE = "_" * 30
NOBODY = "опорные школы не определены: vekha partners approve"


def begun(home: Settings, folder: Path, roadmap: Roadmap) -> None:
    """Two schools are to be helped, a third is on the register."""
    opened(home, FIRST, SECOND, roadmap=roadmap)
    load(home, folder, "schools.csv", SCHOOLS)


@pytest.fixture
def planning(any_home: Settings, tmp_path: Path) -> Settings:
    """Each school is asked for its contract and plan."""
    begun(any_home, tmp_path, six_with("B2", draft="network_plan", deliverables=("Договор или план",)))
    return any_home


@pytest.fixture
def agreeing(any_home: Settings, tmp_path: Path) -> Settings:
    """The region is asked for the contracts of all schools at once."""
    begun(any_home, tmp_path, six_with("C3", draft="network_agreements", deliverables=("Договоры",)))
    return any_home


def of_school(home: Settings, school: str = FIRST) -> Draft:
    (draft,) = drafts_of(home, ref("B2", school), MARCH)
    return draft


def of_all(home: Settings) -> Draft:
    (draft,) = drafts_of(home, ref("C3"), MARCH)
    return draft


def text(draft: Draft) -> str:
    (paper,) = draft.documents.values()
    return printed(paper)


def works_on(home: Settings, folder: Path, school: str, *factors: str) -> None:
    load(home, folder, "answers.csv", HEAD + answers(home, school, ENOUGH))
    confirm(home, school)
    pick(home, school, *factors)


def test_a_plan_names_the_appointed_partner_and_the_schools_own_risks(planning: Settings, tmp_path: Path) -> None:
    works_on(planning, tmp_path, FIRST, "RF06")
    appoint(planning, HelperKind.PARTNER, Helped(FIRST, THIRD))
    draft = of_school(planning)
    said = text(draft)
    assert "МБОУ «СОШ № 3» (Лесной район), далее — партнёр, и МБОУ «СОШ № 1» (Лесной район), далее — школа" in said
    assert "Партнёр определён приказом № 17 от 10.02.2024." in said
    assert "План сетевого сотрудничества на 01.03.2024 – 30.04.2024" in said
    assert "Договор действует до 31.12.2025." in said
    assert "Низкая учебная мотивация обучающихся |  |  |  | \n |  |  |  | " in said
    assert "МБОУ «СОШ № 3», ИНН 6829000003" in said
    assert LINE not in said
    assert draft.lacks == []


def test_without_a_partner_there_is_a_line_for_one_and_the_school_fills_it_in(planning: Settings) -> None:
    appoint(planning, HelperKind.PARTNER, Helped(FIRST, THIRD))
    draft = of_school(planning, SECOND)
    said = text(draft)
    assert f"{LINE}, далее — партнёр, и МБОУ «СОШ № 2» (Лесной район), далее — школа" in said
    assert "Партнёра вписывает школа: он пока не назначен." in said
    assert f"Партнёр\n{LINE}\n" in said
    assert "СОШ № 3" not in said, "nobody is made up"
    assert draft.lacks == ["партнёра у школы в записи нет: впишите его и сдайте свой документ"]


def test_a_plan_without_dates_has_no_period(home: Settings) -> None:
    opened(home, FIRST, roadmap=six_with("B2", draft="network_plan", schedule="по отдельному графику"))
    assert of_school(home).lacks == ["нет дат отчётного периода: задайте их командой vekha dates"]


def test_the_register_has_every_school_and_each_contract_follows(agreeing: Settings, tmp_path: Path) -> None:
    works_on(agreeing, tmp_path, FIRST, "RF06")
    appoint(agreeing, HelperKind.PARTNER, Helped(FIRST, THIRD))
    draft = of_all(agreeing)
    said = text(draft)
    assert "Школ: 2, опорная школа определена для: 1." in said
    assert "1 | МБОУ «СОШ № 1» | МБОУ «СОШ № 3» | № 17 от 10.02.2024 |  | \n" in said
    assert "2 | МБОУ «СОШ № 2» | не определена | — |  | \n" in said
    assert "Опорная школа не определена: МБОУ «СОШ № 2». Её определяет приказ." in said
    assert said.count("СОГЛАШЕНИЕ (ДОГОВОР)") == 1
    assert "МБОУ «СОШ № 3» (Лесной район), далее — опорная школа, и МБОУ «СОШ № 1» (Лесной район)" in said
    assert "Низкая учебная мотивация обучающихся |  |  | " in said
    assert draft.lacks == []


def test_each_contract_begins_on_a_page_of_its_own(agreeing: Settings) -> None:
    appoint(agreeing, HelperKind.PARTNER, Helped(FIRST, THIRD), Helped(SECOND, THIRD))
    (paper,) = of_all(agreeing).documents.values()
    page = read_docx(BytesIO(paper.content))
    begun = [one for one in page.paragraphs if one.text == "СОГЛАШЕНИЕ (ДОГОВОР)"]
    assert len(begun) == 2
    assert all(one.paragraph_format.page_break_before for one in begun)
    assert len(page.tables) == 1 + 2 * 2, "the register; of each contract its signatures and its plan"


def test_a_register_without_a_partner_says_so_and_is_not_handed_in_as_it_is(agreeing: Settings) -> None:
    draft = of_all(agreeing)
    said = text(draft)
    assert "Опорная школа не определена: МБОУ «СОШ № 1», МБОУ «СОШ № 2»." in said
    assert "СОГЛАШЕНИЕ" not in said
    assert draft.lacks == [NOBODY]


def test_the_same_record_makes_the_same_bytes(agreeing: Settings) -> None:
    appoint(agreeing, HelperKind.PARTNER, Helped(FIRST, THIRD))
    assert of_all(agreeing).documents == of_all(agreeing).documents
