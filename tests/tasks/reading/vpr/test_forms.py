"""The collection forms and dumps of 2019–2025: the same frames as report 1, with marks by the loaded scale."""

from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from models.errors import FileRefused
from tasks.reading.contract import Loaded, Register
from tasks.reading.recognising import read
from tests.tasks.reading.files import KEYS, REGISTER, text_file
from tests.tasks.reading.vpr.reports import DUMP_2019, FORM_2020, FORM_2025, FORMS, PROTOCOL_2022, book, cells


def loaded(tmp_path: Path, text: str, register: Register = REGISTER) -> Loaded:
    return read(text_file(tmp_path / "f.csv", text, "cp1251"), register, KEYS)


def refused(tmp_path: Path, text: str, register: Register = REGISTER) -> str:
    with pytest.raises(FileRefused) as refusal:
        loaded(tmp_path, text, register)
    return str(refusal.value)


@pytest.mark.parametrize("year", FORMS)
def test_every_years_form_gives_the_same_pupils(tmp_path: Path, year: int) -> None:
    found = loaded(tmp_path, FORMS[year])
    vpr, tasks = found.frames["vpr"], found.frames["vpr_tasks"]
    assert (found.kind, found.slot, found.rows) == ("vpr", f"{year}/5/русский язык/edu680101", 3)
    assert found.warnings == ()
    assert vpr[["primary", "mark", "journal_mark"]].fillna(-1).to_numpy().tolist() == [
        [3, 4, 4],
        [1, 2, 2],
        [-1, -1, 3],
    ]
    assert tasks["task"].tolist() == ["1", "1", "2.1", "2.1", "2.2", "2.2"]
    assert tasks["score"].fillna(-1).tolist() == [1, -1, 2, 0, 0, 1]


def test_classes_are_called_as_in_the_report_or_numbered_where_the_form_only_numbers_them(tmp_path: Path) -> None:
    assert [loaded(tmp_path, FORMS[year]).frames["vpr"]["class_name"].tolist() for year in (2019, 2020, 2022)] == [
        ["5А", "5А", "5Б"]
    ] * 3
    assert loaded(tmp_path, FORM_2025).frames["vpr"]["class_name"].tolist() == ["5№1", "5№1", "5№2"]


def test_highest_points_are_known_where_the_form_says_them(tmp_path: Path) -> None:
    assert loaded(tmp_path, FORM_2025).frames["vpr_tasks"]["max_score"].tolist() == [1, 1, 2, 2, 1, 1]
    assert loaded(tmp_path, DUMP_2019).frames["vpr_tasks"]["max_score"].isna().all()


def test_a_workbook_may_say_the_work_on_its_front_page_or_in_a_sheets_name(tmp_path: Path) -> None:
    title, *table = cells(PROTOCOL_2022)
    front = book(tmp_path / "a.xlsx", {"Титул": [title], "Протокол": table})
    named = book(tmp_path / "b.xlsx", {"ВПР 2022 Русский язык 5 класс": table})
    expected = loaded(tmp_path, PROTOCOL_2022).frames
    for path in (front, named):
        found = read(path, REGISTER, KEYS)
        assert all(found.frames[name].equals(expected[name]) for name in expected), path


def test_a_form_without_its_works_title_is_refused(tmp_path: Path) -> None:
    assert "нет строки вида «ВПР 2026 Русский язык 4 класс»" in refused(tmp_path, DUMP_2019.split("\n", 1)[1])


def test_without_the_works_scale_nobody_gets_a_mark(tmp_path: Path) -> None:
    said = refused(tmp_path, FORM_2025, replace(REGISTER, scales={}))
    assert "сначала загрузите шкалу — ВПР 2025, 5 класс, русский язык" in said


def of_2020(points: int) -> str:
    """A form whose first pupil has so many points, all of them for one task."""
    return FORM_2020.replace("балл за 1;", "балл за 1 (99 баллов);").replace(
        "3;1;2;0;4;3;", f"3;{points - 2};2;0;4;{points};"
    )


def test_a_work_without_a_loaded_scale_is_marked_by_the_shipped_one_and_the_owner_is_warned(tmp_path: Path) -> None:
    unscaled = replace(REGISTER, scales={})
    found = loaded(tmp_path, FORM_2020, unscaled)
    assert list(found.frames["vpr"]["mark"].dropna()) == [2, 2]
    assert "по шкале из поставки («3» от 18, «4» от 29, «5» от 39)" in " ".join(found.warnings)
    own = loaded(tmp_path, FORM_2020, REGISTER)
    assert list(own.frames["vpr"]["mark"].dropna()) == [4, 2], "a loaded scale wins"
    assert "из поставки" not in " ".join(own.warnings)


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (FORM_2020.replace(";4;3;", ";4;4;"), "строка 3, столбец «всего баллов»: «4» — первичный балл не равен сумме"),
        (DUMP_2019.replace("a-2.1-grade", "второе"), "строка 2, столбец «второе»"),
        (DUMP_2019.replace("otc", "оценка раньше"), "столбец «Отметка по журналу» — нет такого столбца"),
        (FORM_2025.replace("50002;4;x;0", "50002;4;x;9"), "балл за задание — целое число от 0 до 2"),
        (PROTOCOL_2022.replace(";4;X;0;1", ";4;;0;1"), "строка 4, столбец «1»"),
        (FORM_2025.replace("edu680101\n", ""), "не узнать логин школы"),
    ],
)
def test_what_is_wrong_in_a_form_is_said(tmp_path: Path, wrong: str, said: str) -> None:
    assert said in refused(tmp_path, wrong)


def test_a_grade_that_wrote_then_may_be_loaded(tmp_path: Path) -> None:
    scales = {(2020, 11, "русский язык"): (2, 3, 4)}
    old = FORM_2020.replace(" 5 класс", " 11 класс").replace("5А", "11А").replace("5Б", "11Б")
    assert set(loaded(tmp_path, old, replace(REGISTER, scales=scales)).frames["vpr"]["grade"]) == {11}
    assert "такой класс ВПР не пишет" in refused(tmp_path, FORM_2025.replace(" 5 класс", " 11 класс"))


def test_gender_and_textbook_are_left_behind(tmp_path: Path) -> None:
    text = pd.concat(loaded(tmp_path, DUMP_2019).frames).to_csv()
    assert "Ладыженская" not in text
    assert ",ж," not in text
