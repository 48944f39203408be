"""Report 1 of ФИС ОКО: read whole, or refused with every mistake at its place."""

from pathlib import Path

import pandas as pd
import pytest

from models.assessment.layout import LAYOUT
from models.errors import FileRefused
from models.problems import Problem
from tasks.reading.contract import Loaded, Register
from tasks.reading.recognising import read
from tests.tasks.reading.files import KEYS, ORGANISATION, PREAMBLE, PUPILS, REGISTER, VPR_HEADINGS, changed, vpr_report


def loaded(path: Path) -> Loaded:
    return read(path, REGISTER, KEYS)


def problems(path: Path) -> tuple[Problem, ...]:
    with pytest.raises(FileRefused) as refusal:
        loaded(path)
    return refusal.value.problems


def place(row: int, column: str) -> str:
    return f"f.xlsx, лист «Индивидуальные результаты», строка {row}, столбец «{column}»"


def test_a_report_becomes_pupils_and_their_tasks(tmp_path: Path) -> None:
    found = loaded(vpr_report(tmp_path / "f.xlsx"))
    vpr, tasks = found.frames["vpr"], found.frames["vpr_tasks"]
    assert (found.kind, found.slot, found.year, found.rows) == ("vpr", "2024/4/русский язык/edu680101", 2024, 3)
    assert found.warnings == ()
    assert vpr.dtypes.astype(str).to_dict() == LAYOUT["vpr"]
    assert list(vpr["mark"]) == [3, 2, 5]
    assert set(vpr["school"]) == {"edu680101"}
    assert vpr["journal_mark"].isna().tolist() == [False, False, True]
    assert tasks.groupby("task", sort=False)["max_score"].first().to_dict() == {"1": 2, "3.1": 1, "15К1": 3}
    assert tasks["score"].fillna(-1).tolist() == [2, 0, 2, 1, 0, 1, -1, 0, 3]
    assert tasks["pupil"].tolist() == [*vpr["pupil"]] * 3


@pytest.mark.parametrize("mark", ["X", "Х", "x", "-", "—"])
def test_not_attempted_is_said_in_several_ways(tmp_path: Path, mark: str) -> None:
    found = loaded(vpr_report(tmp_path / "f.xlsx", changed(1, task1=mark)))
    assert pd.isna(found.frames["vpr_tasks"]["score"][1])


def test_an_absent_pupil_has_neither_mark_nor_tasks(tmp_path: Path) -> None:
    absent = changed(2, Вариант="не присутствовал", task1="", task2="", task3="", Первичный_балл="", Отметка="")
    found = loaded(vpr_report(tmp_path / "f.xlsx", absent))
    assert found.frames["vpr"]["mark"].isna().tolist() == [False, False, True]
    assert len(found.frames["vpr_tasks"]) == 6


def test_a_row_that_sums_up_is_no_pupil_and_one_that_sums_up_codes_too_is_said_to_be_such(tmp_path: Path) -> None:
    total = ("Итого", "", "", "", "", "", 4, 2, 3, 9)
    assert loaded(vpr_report(tmp_path / "f.xlsx", [*PUPILS, total])).rows == 3
    everywhere = ("Итого", *["12"] * (len(VPR_HEADINGS) - 1))
    (found,) = problems(vpr_report(tmp_path / "f.xlsx", [*PUPILS, everywhere]))
    assert found == Problem(found.place, "Итого", "похоже на строку итогов: удалите её")
    assert found.place.endswith("столбец «ОО»")


def test_every_mistake_is_named_at_once_in_the_order_of_the_file(tmp_path: Path) -> None:
    rows = [list(row) for row in PUPILS]
    rows[0][6], rows[1][10], rows[1][3], rows[2][4], rows[2][9] = 3, 7, "4000", "А", "много"
    found = problems(vpr_report(tmp_path / "f.xlsx", rows))
    assert [(problem.place, problem.value) for problem in found] == [
        (place(8, "1 (2б)"), "3"),
        (place(9, "Код участника"), "4000"),
        (place(9, "Отметка"), "7"),
        (place(10, "Класс"), "А"),
        (place(10, "Первичный балл"), "много"),
    ]
    assert found[0].remedy == "балл за задание — целое число от 0 до 2 или X"


@pytest.mark.parametrize(
    ("cells", "row", "column", "said"),
    [
        ({"Отметка": ""}, 9, "Отметка", "значения нет"),
        ({"task2": ""}, 9, "3.1 (1б)", "или X"),
        ({"ОО": "edu689999"}, 9, "ОО", "нет в реестре"),
        ({"Код_участника": "40001"}, 9, "Код участника", "повторяется"),
        ({"Первичный_балл": 7}, 9, "Первичный балл", "от 0 до 6"),
        ({"Отметка_по_журналу": "зачёт"}, 9, "Отметка по журналу", "нет отметки"),
        ({"task1": "1,5"}, 9, "1 (2б)", "целое число"),
    ],
)
def test_a_bad_cell_is_named_with_its_remedy(
    tmp_path: Path, cells: dict[str, object], row: int, column: str, said: str
) -> None:
    (problem,) = problems(vpr_report(tmp_path / "f.xlsx", changed(1, **cells)))
    assert problem.place == place(row, column)
    assert said in problem.remedy


def test_a_decimal_comma_is_a_number(tmp_path: Path) -> None:
    assert loaded(vpr_report(tmp_path / "f.xlsx", changed(1, Первичный_балл="0,0"))).rows == 3


def test_the_login_is_found_in_the_schools_name_or_above_the_table(tmp_path: Path) -> None:
    named = [("", row[1], "МБОУ (sch680102)", *row[3:]) for row in PUPILS]
    assert set(loaded(vpr_report(tmp_path / "f.xlsx", named)).frames["vpr"]["school"]) == {"edu680102"}
    nowhere = [("", *row[1:]) for row in PUPILS]
    assert set(loaded(vpr_report(tmp_path / "f.xlsx", nowhere)).frames["vpr"]["school"]) == {"edu680101"}
    assert len(problems(vpr_report(tmp_path / "f.xlsx", nowhere, organisation="МБОУ «СОШ №1» | Примерск"))) == 3


def test_columns_that_are_missing_or_strange_are_named_together_with_bad_cells(tmp_path: Path) -> None:
    headings = [{"Отметка": "Итог", "3.1 (1б)": "Задание 3"}.get(heading, heading) for heading in VPR_HEADINGS]
    found = problems(vpr_report(tmp_path / "f.xlsx", changed(1, Класс="А"), headings=headings, preamble=()))
    assert [problem.place for problem in found] == [
        "f.xlsx, лист «Индивидуальные результаты»",
        place(3, "Задание 3"),
        place(3, "Отметка"),
        place(5, "Класс"),
    ]


def test_a_report_without_its_title_is_refused(tmp_path: Path) -> None:
    (problem,) = problems(vpr_report(tmp_path / "f.xlsx", preamble=[("Отчёт",)]))
    assert "ВПР 2026 Русский язык 4 класс" in problem.remedy


def test_a_report_that_declares_other_participants_or_points_warns(tmp_path: Path) -> None:
    path = vpr_report(
        tmp_path / "f.xlsx",
        preamble=[*PREAMBLE[:2], ("Максимальный первичный балл", 7)],
        organisation=ORGANISATION.replace(": 3", ": 89"),
    )
    assert [warning[:20] for warning in loaded(path).warnings] == ["В шапке отчёта участ", "Максимальный первичн"]


def test_a_primary_score_that_is_not_the_sum_of_its_points_is_a_mistake(tmp_path: Path) -> None:
    (problem,) = problems(vpr_report(tmp_path / "f.xlsx", changed(0, Первичный_балл=4)))
    assert (problem.place, problem.value) == (place(8, "Первичный балл"), "4")
    assert "не равен сумме баллов" in problem.remedy


def test_a_row_that_has_slipped_sideways_is_named(tmp_path: Path) -> None:
    slipped = [*PUPILS[:2], (*PUPILS[2][:5], "", *PUPILS[2][5:])]
    assert "f.xlsx, лист «Индивидуальные результаты», строка 10" in {
        problem.place for problem in problems(vpr_report(tmp_path / "f.xlsx", slipped))
    }


def test_names_that_somebody_has_added_are_dropped_before_they_are_read(tmp_path: Path) -> None:
    headings = [*VPR_HEADINGS, "ФИО участника"]
    named = [(*row, "Неверлюбов Аристарх") for row in PUPILS]
    plain, with_names = (
        loaded(vpr_report(tmp_path / "f.xlsx")),
        vpr_report(tmp_path / "n.xlsx", named, headings=headings),
    )
    assert loaded(with_names).frames["vpr"].equals(plain.frames["vpr"])
    wrong = vpr_report(tmp_path / "w.xlsx", [(*row, "Неверлюбов") for row in changed(1, Отметка=7)], headings=headings)
    with pytest.raises(FileRefused) as refusal:
        loaded(wrong)
    assert "Неверлюбов" not in str(refusal.value)


def test_only_two_hundred_mistakes_are_shown_and_the_rest_counted(tmp_path: Path) -> None:
    rows = [(*PUPILS[0][:3], f"4{number:04d}", *PUPILS[0][4:10], "9", 3) for number in range(300)]
    found = problems(vpr_report(tmp_path / "f.xlsx", rows))
    assert len(found) == 201
    assert found[-1].remedy == "и ещё замечаний: 100"


def test_a_key_links_a_pupil_within_a_year_only(tmp_path: Path) -> None:
    this = loaded(vpr_report(tmp_path / "f.xlsx")).frames["vpr"]["pupil"]
    maths = [("ВПР 2024 Математика 4 класс",), ("Максимальный первичный балл", 6)]
    later = [("ВПР 2025 Русский язык 4 класс",), ("Максимальный первичный балл", 6)]
    assert list(loaded(vpr_report(tmp_path / "f.xlsx", preamble=maths)).frames["vpr"]["pupil"]) == list(this)
    assert not set(loaded(vpr_report(tmp_path / "f.xlsx", preamble=later)).frames["vpr"]["pupil"]) & set(this)


def test_without_a_register_logins_are_taken_as_they_are_with_a_warning(tmp_path: Path) -> None:
    found = read(vpr_report(tmp_path / "f.xlsx"), Register(), KEYS)
    assert found.warnings == ("Реестр школ не загружен: логины школ не сверены.",)
