"""Files become sheets of text, with the addresses a person sees."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from models.errors import FileRefused
from tasks.reading.tables import delimiter_of, open_table


def saved(path: Path, *rows: list[object]) -> Path:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Лист"
    for row in rows:
        sheet.append(row)
    book.save(path)
    return path


def test_numbers_are_read_as_a_person_sees_them(tmp_path: Path) -> None:
    (sheet,) = open_table(saved(tmp_path / "a.xlsx", [4, 2.5, " 4А ", True, None], [1, 2, 3, 4, 5])).sheets
    assert list(sheet.texts[0]) == ["4", "2.5", "4А", "ИСТИНА", ""]


def test_rows_keep_their_numbers_when_the_first_are_empty(tmp_path: Path) -> None:
    (sheet,) = open_table(saved(tmp_path / "a.xlsx", [], [None, "x"])).sheets
    assert sheet.texts[1][1] == "x"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1251", "utf-16"])
@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
def test_a_csv_is_read_in_every_usual_encoding_and_delimiter(tmp_path: Path, encoding: str, delimiter: str) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(f"Логин{delimiter}Имя\nedu680101{delimiter}Школа".encode(encoding))
    (sheet,) = open_table(path).sheets
    assert sheet.texts.tolist() == [["Логин", "Имя"], ["edu680101", "Школа"]]


def test_commas_in_texts_do_not_make_a_comma_the_delimiter() -> None:
    assert delimiter_of("a;b\nодин, два, три, четыре;x\nпять, шесть, семь;y") == ";"


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), min_size=1, max_size=8))
def test_decimal_commas_do_not_make_a_comma_the_delimiter(pairs: list[tuple[int, int]]) -> None:
    assert delimiter_of("\n".join(f"{left},{right};{right},{left};x" for left, right in pairs)) == ";"


def test_a_formula_that_was_never_computed_is_named(tmp_path: Path) -> None:
    path = saved(tmp_path / "a.xlsx", ["Балл"], ["=A1+1"])
    with pytest.raises(FileRefused) as refusal:
        open_table(path)
    (problem,) = refusal.value.problems
    assert (problem.place, problem.value) == ("a.xlsx, лист «Лист», ячейка A2", "=A1+1")
    assert "формула без значения" in problem.remedy


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.xlsx", b"not a workbook", "не открывается"),
        ("a.csv", b"", "файл пуст"),
        ("a.csv", b";;\n;;", "ни одной заполненной"),
        ("a.csv", b"\x98\x00\xff", "не текст"),
        ("a.docx", b"x", "читаются файлы"),
    ],
)
def test_what_cannot_be_read_is_refused_with_a_remedy(tmp_path: Path, name: str, content: bytes, said: str) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(FileRefused, match=said):
        open_table(path)


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FileRefused, match="файла нет"):
        open_table(tmp_path / "нет.csv")
