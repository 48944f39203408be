"""Reports 2–7: aggregates at every level, per cents turned back into counts, mistakes at their places."""

from pathlib import Path

import pandas as pd
import pytest

from models.errors import FileRefused
from tasks.reading.contract import Loaded, Register
from tasks.reading.recognising import read
from tests.tasks.reading.files import KEYS, REGISTER, text_file
from tests.tasks.reading.vpr.reports import (
    AGGREGATES,
    COMPLETION,
    GROUPS,
    JOURNAL,
    MARKS,
    PLANNED,
    PRIMARY,
    book,
    cells,
)

SCHOOL = "edu680101"


def loaded(tmp_path: Path, text: str, encoding: str = "utf-8") -> Loaded:
    return read(text_file(tmp_path / "f.csv", text, encoding), REGISTER, KEYS)


def refused(tmp_path: Path, text: str) -> str:
    with pytest.raises(FileRefused) as refusal:
        loaded(tmp_path, text)
    return str(refusal.value)


def of(found: Loaded, unit: str) -> pd.DataFrame:
    frame = found.frames[found.kind]
    return frame[frame["unit"].eq(unit)]


@pytest.mark.parametrize("kind", AGGREGATES)
def test_a_report_is_recognised_and_knows_its_work(tmp_path: Path, kind: str) -> None:
    found = loaded(tmp_path, AGGREGATES[kind])
    assert (found.kind, found.year) == (kind, 2021)
    frame = found.frames[kind]
    assert set(zip(frame["year"], frame["grade"], frame["subject"], strict=True)) == {(2021, 5, "русский язык")}
    assert found.warnings == ()


@pytest.mark.parametrize("kind", AGGREGATES)
def test_a_workbook_and_a_csv_in_an_old_encoding_say_the_same(tmp_path: Path, kind: str) -> None:
    old = loaded(tmp_path, AGGREGATES[kind].replace("«", '"').replace("»", '"'), "cp1251")
    workbook = read(book(tmp_path / "f.xlsx", {"Лист1": cells(AGGREGATES[kind])}), REGISTER, KEYS)
    expected = loaded(tmp_path, AGGREGATES[kind])
    assert workbook.frames[kind].equals(expected.frames[kind])
    assert old.frames[kind].equals(expected.frames[kind])


def test_marks_are_counts_again_at_every_level(tmp_path: Path) -> None:
    found = loaded(tmp_path, MARKS)
    frame = found.frames["vpr_marks"]
    assert frame.drop_duplicates("unit")[["level", "unit", "n"]].to_numpy().tolist() == [
        ["country", "Российская Федерация", 1_430_000],
        ["region", "Примерская обл.", 8100],
        ["municipality", "г. Примерск", 210],
        ["school", SCHOOL, 61],
        ["school", "edu680102", 7],
    ]
    assert of(found, SCHOOL)[["mark", "count"]].to_numpy().tolist() == [[2, 20], [3, 24], [4, 13], [5, 4]]
    assert of(found, "г. Примерск")["count"].tolist() == [38, 84, 66, 22]
    assert of(found, "edu680102")["count"].tolist() == [2, 3, 1, 1]
    assert found.slot == "2021/5/русский язык/г. Примерск"


@pytest.mark.parametrize("name", ["город Примерск", "г. Примерск", "г.Примерск", "Примерск г."])
def test_a_municipality_has_one_name_however_it_is_called(tmp_path: Path, name: str) -> None:
    assert len(of(loaded(tmp_path, MARKS.replace("город Примерск", name)), "г. Примерск")) == 4


def test_a_total_of_the_users_own_is_no_group(tmp_path: Path) -> None:
    with_total = MARKS + "Итого;;9999;1;2;3;4\n"
    assert loaded(tmp_path, with_total).frames["vpr_marks"].equals(loaded(tmp_path, MARKS).frames["vpr_marks"])


@pytest.mark.parametrize("name", ["Средняя школа № 5 (edu680102)", "Итого-школа (sch680102)"])
def test_a_school_whose_name_begins_like_a_total_is_a_school(tmp_path: Path, name: str) -> None:
    assert len(of(loaded(tmp_path, MARKS.replace("МБОУ «СОШ №2»", name)), "edu680102")) == 4


def test_a_municipality_whose_name_begins_like_a_mean_is_one(tmp_path: Path) -> None:
    assert (
        len(of(loaded(tmp_path, MARKS.replace("город Примерск", "Среднеахтубинский р-н")), "Среднеахтубинский район"))
        == 4
    )


def test_a_group_without_participants_has_no_row(tmp_path: Path) -> None:
    empty = MARKS.replace(";;7;28,57;42,86;14,29;14,29", ";;0;;;;")
    assert not len(of(loaded(tmp_path, empty), "edu680102"))


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (MARKS.replace("32,79", "33,79"), "строка 10, столбец «2»: «33,79» — столько процентов от числа участников"),
        (MARKS.replace("32,79", "34,43"), "строка 10, столбец «2»: «34,43» — проценты строки не складываются в 100"),
        (MARKS.replace(";61;", ";62;"), "строка 10, столбец «2»: «32,79» — столько процентов"),
        (MARKS.replace("10,48", ""), "строка 9, столбец «5» — процент — число от 0 до 100"),
        (MARKS.replace("31,43", "много"), "строка 9, столбец «4»: «много» — процент"),
        (MARKS.replace("sch680101", "sch689999"), "строка 10, столбец «Группы участников»: «МБОУ \"СОШ №1\""),
        (MARKS.replace("«СОШ №2»", "«СОШ №3»"), "не узнать, чья это строка"),
        (MARKS.replace(";2;3;4;5", ";2;3;4;пять"), "строка 6, столбец «5» — нет такого столбца"),
        (MARKS + 'МБОУ "СОШ №1" (edu680101);;61;32,79;39,34;21,31;6,56\n', "строка 12"),
        (MARKS.replace("2021. 5 класс", "2021"), "нет строки вида"),
        (MARKS.replace("Предмет:;Русский язык", ";"), "не назван предмет"),
        (MARKS.replace(";;61;", ";;;61;"), "строка 10 — есть ячейки правее последнего заголовка"),
        (PRIMARY.replace(";0;1;2;3;4", ";0;1;2;3;четыре"), "столбец «4» — нет такого столбца"),
        (PRIMARY.replace("16,67;33,33", "16,67;16,67"), "не складываются в 100"),
        (JOURNAL.replace(";33;", ";34;"), "«Всего» не равно сумме"),
        (JOURNAL.replace("54,10", "55,10"), "строка 14, столбец «%»: «55,10» — процент не соответствует"),
        (JOURNAL.replace("Повысили (Отметка > Отметка по журналу) %;4;6,56\n", ""), "у группы должны быть строки"),
        (COMPLETION.replace("1K2", "второе"), "строка 6, столбец «второе»"),
        (COMPLETION.replace("60,11", "160,11"), "строка 9, столбец «1K2»: «160,11» — процент"),
        (PLANNED.replace("61 уч.", ""), "должно стоять число участников вида «61 уч.»"),
        (PLANNED.replace("\n3,1;", "\n1К1;"), "такое задание уже есть выше"),
        (PLANNED.replace("44,67", "-5"), "строка 8, столбец «МБОУ \"СОШ №1\" (sch680101)»: «-5»"),
        (GROUPS.replace("\nСр.% вып. уч. гр.баллов 5;;4", "\nСр.% вып. уч. гр.баллов 2;;4"), "уже есть выше"),
    ],
)  # fmt: skip
def test_what_is_wrong_in_a_report_is_said_at_its_place(tmp_path: Path, wrong: str, said: str) -> None:
    assert said in refused(tmp_path, wrong)


def test_changes_against_the_journal_count_those_with_both_marks(tmp_path: Path) -> None:
    found = loaded(tmp_path, JOURNAL)
    assert of(found, SCHOOL)[["change", "count", "n"]].to_numpy().tolist() == [
        ["понизили", 24, 61],
        ["подтвердили", 33, 61],
        ["повысили", 4, 61],
    ]
    assert of(found, "Примерская обл.")["n"].tolist() == [8000] * 3


def test_primary_scores_are_counts_again_and_an_empty_cell_is_no_row(tmp_path: Path) -> None:
    rows = of(loaded(tmp_path, PRIMARY), SCHOOL)
    assert rows[["primary", "count"]].to_numpy().tolist() == [[0, 1], [1, 2], [3, 3], [4, 0]]


def test_per_cents_with_one_decimal_are_enough_for_a_school(tmp_path: Path) -> None:
    short = "\n".join([*PRIMARY.splitlines()[:6], 'МБОУ "СОШ №1" (sch680101);;6;16,7;33,3;;50;0'])
    assert of(loaded(tmp_path, short), SCHOOL)["count"].tolist() == [1, 2, 3, 0]


def test_completion_is_told_by_task_with_its_highest_points(tmp_path: Path) -> None:
    rows = of(loaded(tmp_path, COMPLETION), SCHOOL)
    assert rows[["task", "max_score", "percent"]].to_numpy().tolist() == [
        ["1К1", 4, 50.0],
        ["1К2", 3, 60.11],
        ["3.1", 1, 100.0],
    ]


def test_shares_that_no_whole_points_give_are_warned_of(tmp_path: Path) -> None:
    (warning,) = loaded(tmp_path, COMPLETION.replace("60,11", "60,30")).warnings
    assert "не даёт целое число баллов: 1" in warning


def test_planned_results_stand_in_columns_of_groups(tmp_path: Path) -> None:
    found = loaded(tmp_path, PLANNED)
    rows = of(found, SCHOOL)
    assert rows[["task", "n", "max_score", "percent"]].to_numpy().tolist() == [
        ["1К1", 61, 4, 44.67],
        ["3.1", 61, 1, 50.82],
    ]
    assert rows["requirement"].iloc[1] == "Распознавать части речи"
    assert set(found.frames["vpr_planned"]["level"]) == {"region", "school", "country"}


def test_rows_by_mark_belong_to_the_group_above_them(tmp_path: Path) -> None:
    rows = of(loaded(tmp_path, GROUPS), SCHOOL)
    assert rows[["mark", "n", "task", "percent"]].to_numpy().tolist() == [
        [2, 20, "1К1", 25.0],
        [2, 20, "3.1", 30.0],
        [5, 4, "1К1", 93.75],
        [5, 4, "3.1", 100.0],
    ]


def test_two_reports_in_a_book_are_two_files(tmp_path: Path) -> None:
    with pytest.raises(FileRefused, match="отчётов в книге несколько"):
        read(book(tmp_path / "f.xlsx", {"1": cells(MARKS), "2": cells(PRIMARY)}), REGISTER, KEYS)


def test_without_a_register_logins_are_taken_with_one_warning(tmp_path: Path) -> None:
    text = MARKS.replace("МБОУ «СОШ №2»", "МБОУ «СОШ №2» (edu680102)")
    found = read(text_file(tmp_path / "f.csv", text), Register(), KEYS)
    assert found.warnings == ("Реестр школ не загружен: логины школ не сверены.",)
