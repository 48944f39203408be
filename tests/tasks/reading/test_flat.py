"""The flat tables of a region: marks and scores as reports 2 and 4, and the markers of non-objectivity."""

from pathlib import Path

import pytest

from models.errors import FileRefused
from tasks.reading.contract import Loaded
from tasks.reading.recognising import read
from tests.tasks.reading.files import FLAT_BIAS, FLAT_MARKS, FLAT_SCORES, KEYS, REGISTER, text_file


def loaded(tmp_path: Path, text: str) -> Loaded:
    return read(text_file(tmp_path / "t.csv", text), REGISTER, KEYS)


def refused(tmp_path: Path, text: str) -> str:
    with pytest.raises(FileRefused) as refusal:
        loaded(tmp_path, text)
    return str(refusal.value)


def test_marks_of_several_years_are_schools_counts(tmp_path: Path) -> None:
    found = loaded(tmp_path, FLAT_MARKS)
    frame = found.frames["vpr_marks"]
    assert (found.kind, found.slot, found.year, found.rows) == (
        "vpr_marks",
        "2023+2024/плоская таблица/Примерск/5 русский язык",
        None,
        3,
    )
    assert set(frame["level"]) == {"school"}
    assert frame.groupby(["year", "unit"])["count"].agg(list).to_dict() == {
        (2023, "edu680101"): [20, 24, 13, 4],
        (2024, "edu680102"): [6, 6, 6, 2],
    }


def test_tables_kept_apart_by_municipality_or_work_do_not_supersede_each_other(tmp_path: Path) -> None:
    texts = (
        FLAT_BIAS,
        FLAT_BIAS.replace("Примерск", "Сосновка"),
        FLAT_SCORES,
        FLAT_SCORES.replace("Математика", "Химия"),
    )
    assert len({loaded(tmp_path, text).slot for text in texts}) == 4
    assert loaded(tmp_path, FLAT_BIAS).slot == loaded(tmp_path, FLAT_BIAS.replace("Примерск", " Примерск")).slot


def test_a_school_that_calls_itself_secondary_is_no_mean(tmp_path: Path) -> None:
    assert len(loaded(tmp_path, FLAT_MARKS.replace("МБОУ «СОШ №2»", "Средняя школа")).frames["vpr_marks"]) == 8


def test_scores_end_where_a_works_scores_end(tmp_path: Path) -> None:
    found = loaded(tmp_path, FLAT_SCORES)
    assert found.kind == "vpr_primary"
    assert found.frames["vpr_primary"][["primary", "count"]].to_numpy().tolist() == [[0, 1], [1, 2], [3, 3]]


def test_markers_are_told_by_grade_and_subject_and_what_is_not_said_is_not_0(tmp_path: Path) -> None:
    found = loaded(tmp_path, FLAT_BIAS)
    frame = found.frames["bias"]
    marked = frame[frame["school"].eq("edu680101")]
    assert marked[["grade", "subject", "marker"]].to_numpy().tolist() == [
        [4, "русский язык", 1],
        [4, "математика", 0],
        [5, "русский язык", 1],
    ]
    assert frame[frame["school"].eq("edu680102")]["marker"].tolist() == [0, 0, 0, 0]


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (FLAT_MARKS.replace("32,79", "31,79"), "строка 2, столбец «2»: «31,79» — столько процентов"),
        (FLAT_MARKS.replace(";30;30;30;10", ";30;30;30;20"), "строка 3, столбец «2»: «30» — проценты строки"),
        (FLAT_MARKS.replace("Логин", "Учреждение"), "строка 1, столбец «Логин» — нет такого столбца"),
        (FLAT_MARKS.replace("sch680101", "sch689999"), "такой школы нет в реестре"),
        (FLAT_MARKS.replace("2023;", "23;"), "год — четыре цифры"),
        (FLAT_MARKS + FLAT_MARKS.splitlines()[1], "такая строка уже есть выше"),
        (FLAT_SCORES.replace(";2;3;4\n", ";2;три;4\n"), "столбец «3» — нет такого столбца"),
        (FLAT_BIAS.replace(";1;0;1;;2", ";1;0;1;;3"), "количество не равно числу единиц"),
        (FLAT_BIAS.replace(";1;0;1;;2", ";2;0;1;;2"), "признак — 1, если он есть"),
        (FLAT_BIAS.replace("5 МА", "5 МАТ"), "строка 1, столбец «5 МА» — нет такого столбца"),
    ],
)
def test_what_is_wrong_in_a_flat_table_is_said(tmp_path: Path, wrong: str, said: str) -> None:
    assert said in refused(tmp_path, wrong)
