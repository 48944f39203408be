"""A form that went out comes back whole: only answers can be written into it, and no name has a place in it."""

from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from models.errors import FileRefused
from tasks.data.pseudonyms import Pseudonyms
from tasks.documents.head import Document
from tasks.reading.contract import Loaded, Register
from tasks.reading.questionnaire import QUESTIONNAIRES
from tasks.reading.recognising import read
from tasks.survey.forms import CODE_ROW, TEXT_ROW, Surveyed, forms
from tests.factories import FIRST, SECOND

REGISTER = Register(frozenset({FIRST, SECOND}), questionnaires=QUESTIONNAIRES.shipped)
ASKING = QUESTIONNAIRES.shipped()[0]
ASKED = Surveyed(FIRST, "МБОУ «СОШ № 1»", {"teacher": 12, "pupil": 8})


def form(group: str) -> Document:
    titles = {code: one.title for code, one in ASKING.groups.items()}
    source = ASKING.groups[group].source
    (found,) = [one for one in forms(ASKING, 2024, [ASKED], source) if titles[group] in one.file_name]
    return found


def opened(group: str) -> Workbook:
    return load_workbook(BytesIO(form(group).content))


def filled(path: Path, group: str, *people: dict[int, object]) -> Path:
    """The form with these answers by column; a row a person."""
    book = opened(group)
    for row, person in enumerate(people, start=CODE_ROW + 1):
        for column, answer in person.items():
            book.worksheets[0].cell(row, column, answer)  # type: ignore[call-overload]
    book.save(path)
    return path


def loaded(path: Path) -> Loaded:
    return read(path, REGISTER, Pseudonyms(b"k" * 32))


def refused(path: Path) -> list[tuple[str, str]]:
    with pytest.raises(FileRefused) as refusal:
        loaded(path)
    return [(one.place, one.value) for one in refusal.value.problems]


def test_each_school_has_a_form_for_each_group_of_the_survey() -> None:
    names = [one.file_name for one in forms(ASKING, 2024, [ASKED, Surveyed(SECOND, "", {})], "survey")]
    assert names[:4] == [
        f"Анкета 2024 {FIRST} {title}.xlsx" for title in ("директор", "учителя", "обучающиеся", "родители")
    ]
    assert len(names) == 8
    assert form("team").file_name == f"Анкета 2024 {FIRST} школьная команда.xlsx"


def test_only_answers_are_unlocked_and_take_numbers_of_the_scale() -> None:
    book = opened("pupil")
    sheet = book.worksheets[0]
    assert sheet.protection.sheet
    assert book.security.lockStructure
    unlocked = {cell.coordinate for row in sheet.iter_rows() for cell in row if not cell.protection.locked}
    assert unlocked == {cell.coordinate for row in sheet["B8:Z15"] for cell in row}
    rules = {str(rule.formula2): rule for rule in sheet.data_validations.dataValidation}
    assert {*rules} == {"5"}
    assert "1 — никогда" in {rule.prompt.splitlines()[0] for rule in sheet.data_validations.dataValidation}
    assert all(rule.showErrorMessage for rule in sheet.data_validations.dataValidation)


def test_a_row_is_a_respondent_and_the_official_form_has_one() -> None:
    assert opened("pupil").worksheets[0].max_row == CODE_ROW + 8
    assert opened("director").worksheets[0].max_row == CODE_ROW + 1


def test_the_form_says_that_it_is_anonymous_and_whose_questionnaire_it_is() -> None:
    words = " ".join(str(row[0].value) for row in opened("pupil").worksheets[1].iter_rows())
    assert "не пишите имён" in words
    assert "федеральная формула рискового профиля не опубликована" in words
    assert opened("pupil").worksheets[0].cell(TEXT_ROW, 2).value == "Я понимаю всё, что учитель объясняет по-русски"


def test_a_form_that_went_out_comes_back(tmp_path: Path) -> None:
    found = loaded(filled(tmp_path / "f.xlsx", "pupil", *({2: 1 + n % 5, 3: "всегда"} for n in range(6))))
    assert (found.kind, found.slot, found.year, found.rows) == ("answers", f"2024/{FIRST}/pupil", 2024, 6)
    frame = found.frames["answers"]
    assert frame[frame["question"].eq("P05.1")]["answer"].tolist() == [1, 1, 2, 3, 4, 5]
    assert set(frame[frame["question"].eq("P05.2")]["answer"]) == {5}


def test_every_wrong_cell_is_named_at_once(tmp_path: Path) -> None:
    path = filled(tmp_path / "f.xlsx", "pupil", {2: 6, 3: 1}, {2: "да"}, {}, {4: 2})
    assert refused(path) == [
        ("f.xlsx, лист «Анкета», строка 8, столбец «P05.1»", "6"),
        ("f.xlsx, лист «Анкета», строка 9, столбец «P05.1»", "да"),
    ]


def test_a_changed_head_is_named(tmp_path: Path) -> None:
    path = filled(tmp_path / "f.xlsx", "pupil", {2: 1})
    book = load_workbook(path)
    sheet = book.worksheets[0]
    sheet["B2"], sheet["B3"], sheet["C7"] = "edu689999", "ученики", "P99.9"
    book.save(path)
    assert refused(path) == [
        ("f.xlsx, лист «Анкета», строка 2, столбец «Школа»", "edu689999"),
        ("f.xlsx, лист «Анкета», строка 3, столбец «Кто отвечает»", "ученики"),
    ]
    sheet["B3"] = "Обучающиеся"
    book.save(path)
    assert ("f.xlsx, лист «Анкета», строка 7, столбец «P99.9»", "P99.9") in refused(path)
    assert ("f.xlsx, лист «Анкета», строка 7, столбец «P05.2»", "") in refused(path)


def test_the_official_form_is_one_and_an_empty_form_is_none(tmp_path: Path) -> None:
    two = filled(tmp_path / "d.xlsx", "director", {2: 1}, {2: 2})
    assert refused(two) == [("d.xlsx, лист «Анкета», строка 9", "")]
    assert refused(filled(tmp_path / "e.xlsx", "pupil")) == [("e.xlsx, лист «Анкета», строка 7", "")]
