"""The plain tables: register, assignments, tasks."""

from pathlib import Path

import pytest

from models.errors import FileRefused
from tasks.reading.contract import Loaded, Register
from tasks.reading.recognising import read
from tests.tasks.reading.files import (
    ASSIGNMENTS,
    CONDITIONS,
    CURATORS,
    KEYS,
    MENTORS,
    NEIGHBOURS,
    PARTNERS,
    REGISTER,
    SCALES,
    SCHOOLS,
    WORK_TASKS,
    text_file,
)


def loaded(tmp_path: Path, text: str, encoding: str = "utf-8") -> Loaded:
    return read(text_file(tmp_path / "r.csv", text, encoding), REGISTER, KEYS)


def refused(tmp_path: Path, text: str) -> list[tuple[str, str]]:
    with pytest.raises(FileRefused) as refusal:
        loaded(tmp_path, text)
    return [(problem.place, problem.value) for problem in refusal.value.problems]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp1251"])
def test_a_register_is_read(tmp_path: Path, encoding: str) -> None:
    found = read(text_file(tmp_path / "r.csv", SCHOOLS, encoding), Register(), KEYS)
    frame = found.frames["schools"]
    assert (found.kind, found.slot, found.year, found.rows) == ("schools", "", None, 2)
    assert frame["school"].tolist() == ["edu680101", "edu680102"]
    assert frame["pupils"].tolist() == [300, 500]
    assert frame["branches"].tolist() == ["Филиал в с. Сосновка", ""]


def test_assignments_are_read_with_classes_called_alike(tmp_path: Path) -> None:
    found = loaded(tmp_path, ASSIGNMENTS)
    assert (found.kind, found.slot, found.year) == ("assignments", "2024", 2024)
    assert found.frames["assignments"]["class_name"].tolist() == ["5А", "5Б"]


def test_tasks_are_read_with_numbers_written_alike(tmp_path: Path) -> None:
    found = loaded(tmp_path, WORK_TASKS)
    assert found.frames["tasks"]["task"].tolist() == ["1К1", "3.1"]
    assert found.frames["tasks"]["element"][0] == "Правописание, пунктуация"


def test_a_table_of_several_years_has_no_year_of_its_own(tmp_path: Path) -> None:
    found = loaded(tmp_path, WORK_TASKS.replace("2024;5;Русский язык;3", "2025;5;Русский язык;3"))
    assert (found.slot, found.year) == ("2024+2025", None)


def test_every_mistake_of_a_register_is_named_at_once(tmp_path: Path) -> None:
    wrong = SCHOOLS.replace("edu680101", "school1").replace(";111002;6829000002;", ";11;12;").replace(";40", ";сорок")
    assert refused(tmp_path, wrong) == [
        ("r.csv, строка 2, столбец «Логин»", "school1"),
        ("r.csv, строка 3, столбец «Код ОО»", "11"),
        ("r.csv, строка 3, столбец «ИНН»", "12"),
        ("r.csv, строка 3, столбец «Учителей»", "сорок"),
    ]


def test_a_school_or_its_code_twice_is_a_mistake(tmp_path: Path) -> None:
    assert refused(tmp_path, SCHOOLS.replace("sch680102", "sch680101")) == [
        ("r.csv, строка 3, столбец «Логин»", "sch680101")
    ]
    assert refused(tmp_path, SCHOOLS.replace("111002", "111001")) == [("r.csv, строка 3, столбец «Код ОО»", "111001")]


def test_a_teacher_of_an_unknown_school_is_a_mistake(tmp_path: Path) -> None:
    wrong = ASSIGNMENTS.replace("edu680102", "edu689999")
    assert refused(tmp_path, wrong) == [("r.csv, строка 3, столбец «Логин»", "edu689999")]


def test_a_column_left_out_is_named_together_with_bad_cells(tmp_path: Path) -> None:
    assert refused(tmp_path, SCHOOLS.replace("Муниципалитет", "Район").replace(";40", ";-")) == [
        ("r.csv, строка 1, столбец «Муниципалитет»", ""),
        ("r.csv, строка 3, столбец «Учителей»", "-"),
    ]


def test_a_level_other_than_three_is_a_mistake(tmp_path: Path) -> None:
    assert refused(tmp_path, WORK_TASKS.replace(";П\n", ";Г\n")) == [("r.csv, строка 3, столбец «Уровень»", "Г")]


def test_mark_scales_are_read(tmp_path: Path) -> None:
    found = loaded(tmp_path, SCALES)
    assert (found.kind, found.slot, found.year, found.rows) == ("scales", "2021", 2021, 2)
    assert found.frames["scales"].iloc[1].tolist() == [2021, 5, "математика", 7, 11, 15, 20]


@pytest.mark.parametrize(
    ("wrong", "place"),
    [
        (SCALES.replace(";18;29;39;45", ";18;18;39;45"), "r.csv, строка 2, столбец «Балл на 4»"),
        (SCALES.replace(";18;29;39;45", ";18;29;39;38"), "r.csv, строка 2, столбец «Максимальный балл»"),
        (SCALES.replace("Математика", "Русский язык"), "r.csv, строка 3, столбец «Предмет»"),
    ],
)
def test_a_scale_rises_and_stands_once(tmp_path: Path, wrong: str, place: str) -> None:
    assert [said for said, _value in refused(tmp_path, wrong)] == [place]


def test_a_municipality_is_called_alike_in_every_file(tmp_path: Path) -> None:
    found = loaded(
        tmp_path, SCHOOLS.replace("Примерск;СОШ", "город Примерск;СОШ").replace("Примерск;лицей", "г.Примерск;лицей")
    )
    assert found.frames["schools"]["municipality"].tolist() == ["г. Примерск"] * 2


def test_mentors_are_read_a_row_for_each_subject(tmp_path: Path) -> None:
    found = loaded(tmp_path, MENTORS)
    assert (found.kind, found.slot, found.year) == ("mentors", "", None)
    assert found.frames["mentors"].to_numpy().tolist() == [
        ["edu680101", "У-1", "математика", "ООО;СОО", "русский;татарский", 2],
        ["edu680101", "У-1", "физика", "ООО", "русский", 2],
        ["edu680102", "У-1", "математика", "НОО", "русский", 0],
    ]


def test_a_list_of_one_schools_mentors_supersedes_only_that_schools(tmp_path: Path) -> None:
    assert loaded(tmp_path, "\n".join(MENTORS.splitlines()[:3])).slot == "/edu680101"


@pytest.mark.parametrize(
    ("right", "wrong", "place", "value"),
    [
        ("СОО, ООО", "8 класс", "r.csv, строка 2, столбец «Уровни»", "8 класс"),
        ("Русский, Татарский", "", "r.csv, строка 2, столбец «Языки»", ""),
        ("НОО;русский;0", "НОО;русский;много", "r.csv, строка 4, столбец «Сколько учителей»", "много"),
        ("ООО;русский;2", "ООО;русский;3", "r.csv, строка 3, столбец «Сколько учителей»", "3"),
        ("sch680102", "sch689999", "r.csv, строка 4, столбец «Логин»", "sch689999"),
    ],
)
def test_a_mistake_in_a_list_of_mentors_is_named(
    tmp_path: Path, right: str, wrong: str, place: str, value: str
) -> None:
    assert right in MENTORS
    assert refused(tmp_path, MENTORS.replace(right, wrong)) == [(place, value)]


def test_neighbours_are_called_as_the_register_calls_them(tmp_path: Path) -> None:
    found = loaded(tmp_path, NEIGHBOURS)
    assert found.frames["neighbours"].to_numpy().tolist() == [["г. Примерск", "Лесной район"]]
    assert refused(tmp_path, NEIGHBOURS.replace("Лесной", "Лестной")) == [
        ("r.csv, строка 2, столбец «Сосед»", "Лестной р-н")
    ]


def test_without_a_register_municipalities_are_taken_as_they_are_and_that_is_said(tmp_path: Path) -> None:
    found = read(text_file(tmp_path / "r.csv", NEIGHBOURS), Register(), KEYS)
    assert found.warnings == ("Реестр школ не загружен: муниципалитеты не сверены.",)


def test_conditions_are_read_in_the_words_of_people(tmp_path: Path) -> None:
    found = loaded(tmp_path, CONDITIONS)
    assert found.frames["conditions"].to_numpy().tolist() == [
        ["edu680101", "село", "русский"],
        ["edu680102", "город", "татарский"],
    ]
    assert refused(tmp_path, CONDITIONS.replace("сельская", "хутор").replace("Татарский", "русский, татарский")) == [
        ("r.csv, строка 2, столбец «Местность»", "хутор"),
        ("r.csv, строка 3, столбец «Язык обучения»", "русский, татарский"),
    ]


def test_curators_are_codes_with_the_risks_that_they_know_about(tmp_path: Path) -> None:
    found = loaded(tmp_path, CURATORS)
    assert (found.kind, found.slot) == ("curators", "")
    rows = found.frames["curators"].astype(object).where(found.frames["curators"].notna(), None)
    assert rows.to_numpy().tolist() == [
        ["К-1", "ТОИПКРО", "RF01;RF06", 3],
        ["К-2", "Центр экспертизы", None, 1],
    ]
    assert refused(tmp_path, CURATORS.replace("RF06, rf01", "мотивация").replace("К-2", "К-1")) == [
        ("r.csv, строка 2, столбец «Направления»", "мотивация"),
        ("r.csv, строка 3, столбец «Код куратора»", "К-1"),
    ]


def test_schools_say_how_many_others_they_will_help(tmp_path: Path) -> None:
    found = loaded(tmp_path, PARTNERS)
    assert found.kind == "partners"
    assert found.frames["partners"].to_numpy().tolist() == [["edu680101", 2], ["edu680102", 0]]
    assert refused(tmp_path, PARTNERS.replace("sch680102", "sch689999")) == [
        ("r.csv, строка 3, столбец «Логин»", "sch689999")
    ]
