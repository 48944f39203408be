"""A file is what stands in it, whatever its name says."""

from pathlib import Path

import pytest

from models.errors import FileRefused
from tasks.reading.recognising import read
from tests.tasks.reading.files import ASSIGNMENTS, DENSE, KEYS, REGISTER, SCHOOLS, WORK_TASKS, text_file, vpr_report


@pytest.mark.parametrize(
    ("text", "kind"), [(SCHOOLS, "schools"), (ASSIGNMENTS, "assignments"), (WORK_TASKS, "tasks"), (DENSE, "ege")]
)
def test_a_csv_is_recognised_by_its_headings(tmp_path: Path, text: str, kind: str) -> None:
    assert read(text_file(tmp_path / "vpr.csv", text), REGISTER, KEYS).kind == kind


def test_a_report_is_recognised_by_its_headings(tmp_path: Path) -> None:
    assert read(vpr_report(tmp_path / "schools.xlsx"), REGISTER, KEYS).kind == "vpr"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Мероприятие;Ответственные;Сроки\nСправка;ОО;май", "похоже на дорожную карту"),
        ("ВПР 2024. 5 класс\nКол-во ОО;2;3\n1;2;3", "похоже на отчёт ВПР, но без"),
        ("Аудитория;Балл\n1;2", "похоже на протокол ГИА, но без"),
        ("ФИО;Телефон\nНеверлюбов;1", "похоже на список людей"),
        ("Дата;Погода\n1;ясно", "не узнать, что это за файл"),
    ],
)
def test_another_kind_of_file_says_what_it_seems_to_be(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(FileRefused, match=said):
        read(text_file(tmp_path / "a.csv", text), REGISTER, KEYS)


def test_a_file_that_is_not_what_was_expected_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FileRefused, match="это «протокол ЕГЭ»"):
        read(text_file(tmp_path / "a.csv", DENSE), REGISTER, KEYS, "oge")
