"""Crosswalks: two keys a row that meet the VPR's and the ГИА's own, and nobody's name, not even in a refusal."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from models.errors import FileRefused
from tasks.reading.contract import Loaded, Register
from tasks.reading.recognising import read
from tests.tasks.reading.files import CROSSWALK, DENSE, KEYS, REGISTER, text_file, vpr_report

PERSONAL = ("Иванов", "Пётр", "Ильич", "Сидорова", "Анна", "222222", "333333")


def loaded(tmp_path: Path, text: str = CROSSWALK, register: Register = REGISTER) -> Loaded:
    return read(text_file(tmp_path / "c.csv", text), register, KEYS)


def refusal(tmp_path: Path, text: str) -> FileRefused:
    with pytest.raises(FileRefused) as refused:
        loaded(tmp_path, text)
    return refused.value


def refused(tmp_path: Path, text: str) -> list[tuple[str, str]]:
    found = refusal(tmp_path, text)
    assert not [word for word in PERSONAL if word in str(found)]
    return [(problem.place, problem.value) for problem in found.problems]


def whatever_is_said(tmp_path: Path, text: str) -> str:
    """The refusal, or what was kept."""
    try:
        return loaded(tmp_path, text).frames["crosswalk"].to_csv()
    except FileRefused as refusal:
        return str(refusal)


def test_a_crosswalk_is_two_keys_a_row(tmp_path: Path) -> None:
    found = loaded(tmp_path)
    assert (found.kind, found.slot, found.year, found.rows) == (
        "crosswalk",
        "2023+2024/сопоставление/edu680101",
        None,
        3,
    )
    frame = found.frames["crosswalk"]
    assert [*frame] == ["year", "school", "pupil", "examinee"]
    assert frame["examinee"][0] == frame["examinee"][2], "one person through the years"
    assert frame["pupil"].nunique() == 3, "a key of VPR is of one year"
    assert not [word for word in PERSONAL if word in frame.to_csv()]


def test_its_keys_are_those_of_the_vpr_and_of_the_exam(tmp_path: Path) -> None:
    frame = loaded(tmp_path).frames["crosswalk"]
    report = read(vpr_report(tmp_path / "v.xlsx"), REGISTER, KEYS).frames["vpr"]
    assert frame["pupil"].tolist()[:2] == report["pupil"].tolist()[:2]
    protocol = read(text_file(tmp_path / "p.csv", DENSE), REGISTER, KEYS).frames["gia"]
    assert frame["examinee"].tolist()[:2] == protocol["pupil"].tolist()


def test_a_table_of_one_year_and_several_schools_says_the_year(tmp_path: Path) -> None:
    two = CROSSWALK.replace("2024;edu680101;40002", "2023;edu680102;30002").replace("2024;", "2023;", 1)
    found = loaded(tmp_path, two.replace("30007;Иванов;Пётр", "30007;Иванов;Павел"))
    assert (found.slot, found.year) == ("2023/сопоставление", 2023)


def test_without_the_register_logins_are_not_compared_and_it_says_so(tmp_path: Path) -> None:
    assert "не сверены" in loaded(tmp_path, register=Register()).warnings[0]


def test_every_mistake_is_named_at_once_and_no_person_with_it(tmp_path: Path) -> None:
    wrong = CROSSWALK.replace("2024;sch680101;40001", "24;sch68;И-1").replace(";edu680101;40002", ";edu689999;")
    assert refused(tmp_path, wrong.replace("30007;Иванов", "30007;")) == [
        ("c.csv, строка 2, столбец «Год»", "24"),
        ("c.csv, строка 2, столбец «Логин»", "sch68"),
        ("c.csv, строка 2, столбец «Код участника»", "⟨скрыто⟩"),
        ("c.csv, строка 3, столбец «Код участника»", ""),
        ("c.csv, строка 3, столбец «Логин»", "edu689999"),
        ("c.csv, строка 4, столбец «Фамилия»", ""),
    ]


@pytest.mark.parametrize(
    ("wrong", "place"),
    [
        (CROSSWALK.replace(";40002;", ";40001;"), "строка 3, столбец «Код участника»"),
        (CROSSWALK.replace("Сидорова;Анна;;2222;333333", "Иванов;Петр;Ильич;11 11;222222"), "строка 3, столбец"),
        (CROSSWALK.replace("Код участника", "Шифр"), "строка 1, столбец «Код участника»"),
        (CROSSWALK.replace("Серия", "Ряд"), "строка 1, столбец «Серия»"),
        (CROSSWALK.split("\n")[0], "нет ни одной строки"),
        (CROSSWALK.replace("Анна;;2222;333333", "Анна;;2222;333333;222222"), "строка 3"),
    ],
)
def test_a_mistake_is_told_by_its_place(tmp_path: Path, wrong: str, place: str) -> None:
    said = str(refusal(tmp_path, wrong))
    assert place in said
    assert not [word for word in PERSONAL if word in said]


@pytest.mark.parametrize("title", ["Код участника", "Логин", "Год"])
def test_a_name_or_a_number_in_the_wrong_column_is_not_repeated(tmp_path: Path, title: str) -> None:
    place = CROSSWALK.split("\n")[0].split(";").index(title)
    for said in ("Иванов", "1111222222", "Сидорова Анна"):
        cells = CROSSWALK.split("\n")[1].split(";")
        cells[place] = said
        text = CROSSWALK.replace(CROSSWALK.split("\n")[1], ";".join(cells))
        assert refused(tmp_path, text) == [(f"c.csv, строка 2, столбец «{title}»", "⟨скрыто⟩")]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(gone=st.sets(st.integers(0, 7), min_size=1, max_size=6), more=st.sampled_from(["", "2024", "Сидорова"]))
def test_a_row_that_has_slipped_shows_nothing_of_a_person(gone: set[int], more: str, tmp_path: Path) -> None:
    lines = CROSSWALK.splitlines()
    cells = [cell for place, cell in enumerate(lines[1].split(";")) if place not in gone]
    text = "\n".join([lines[0], ";".join([*([more] if more else []), *cells]), *lines[2:]])
    said = whatever_is_said(tmp_path, text)
    assert not [word for word in PERSONAL if word in said]


@pytest.mark.parametrize("text", [DENSE, DENSE.replace("Код ППЭ", "Логин")])
def test_a_protocol_is_no_crosswalk(tmp_path: Path, text: str) -> None:
    assert read(text_file(tmp_path / "p.csv", text), REGISTER, KEYS).kind == "ege"
