"""A table of factors becomes the frame that plans are chosen by; what is wrong in it is told with its place."""

from pathlib import Path

import pytest

from models.errors import FileRefused
from tasks.reading.factors import read_factors
from tests.models.support.small import small

HEAD = "Логин;Фактор;Значимость;Балл\n"


def written(folder: Path, *rows: str, head: str = HEAD) -> Path:
    path = folder / "факторы.csv"
    path.write_text(head + "\n".join(rows), "utf8")
    return path


def test_only_what_is_to_be_answered_is_kept(tmp_path: Path) -> None:
    rows = ("sch680002;RF01;средняя;0,4", "edu680001;RF02;High;0.9", "edu680001;RF01;низкая;0,1")
    found = read_factors(written(tmp_path, *rows, "edu680003;RF01;данных недостаточно;0"), small())
    assert found.to_dict("records") == [
        {"school": "edu680001", "factor": "RF02", "level": "high", "score": 0.9},
        {"school": "edu680002", "factor": "RF01", "level": "middle", "score": 0.4},
    ]


@pytest.mark.parametrize(
    ("row", "column", "remedy"),
    [
        ("школа 1;RF01;высокая;0,5", "Логин", "логин школы имеет вид"),
        ("edu680001;RF09;высокая;0,5", "Фактор", "такого фактора в каталоге мер нет"),
        ("edu680001;RF01;сильная;0,5", "Значимость", "высокая, средняя или низкая"),
        ("edu680001;RF01;высокая;50", "Балл", "число от 0 до 1"),
        ("edu680001;RF01;высокая;nan", "Балл", "число от 0 до 1"),
    ],
)
def test_a_wrong_cell_is_told_with_its_place(tmp_path: Path, row: str, column: str, remedy: str) -> None:
    with pytest.raises(FileRefused) as refusal:
        read_factors(written(tmp_path, row), small())
    (problem,) = refusal.value.problems
    assert f"строка 2, столбец «{column}»" in problem.place
    assert remedy in problem.remedy


def test_a_factor_is_named_once_a_school_and_a_column_is_not_left_out(tmp_path: Path) -> None:
    with pytest.raises(FileRefused, match="уже назван выше"):
        read_factors(written(tmp_path, *["edu680001;RF01;высокая;0,5"] * 2), small())
    with pytest.raises(FileRefused, match="столбец «Балл» — нет такого столбца"):
        read_factors(written(tmp_path, "edu680001;RF01;высокая", head="Логин;Фактор;Значимость\n"), small())
    with pytest.raises(FileRefused, match="ни одной строки"):
        read_factors(written(tmp_path), small())
