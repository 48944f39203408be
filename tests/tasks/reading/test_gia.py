"""Protocols of ОГЭ and ЕГЭ: both layouts, several exams a file, appeals, and nobody's name."""

from pathlib import Path

import pytest

from models.errors import FileRefused
from tasks.reading.contract import Loaded, Register
from tasks.reading.recognising import read
from tests.tasks.reading.files import DENSE, KEYS, OGE_DUMP, REGISTER, text_file

NAMES = ("Иванов", "Пётр", "Ильич", "Сидорова", "222222", "333333")
OGE = """;;02 - Математика 2024.06.06
№;Код ОО;Класс;Фамилия;Имя;Отчество;Серия;Номер;Первичный балл;Оценка
1;111001;9А;Иванов;Пётр;Ильич;1111;222222;15;4
2;111002;9;Сидорова;Анна;;2222;333333;5;2
"""
BASIC = """22 - Математика базовая 2024.05.31;;;;
№;Код ОО;Класс;Фамилия;Имя;Отчество;Серия;Номер;Первичный балл;Оценка
1;111001;11Б;Иванов;Пётр;Ильич;1111;222222;13;4
"""
APPEALS = """01 - Русский язык 2024.06.03;;;;
№;;Код ОО;;Класс;;Фамилия;Имя;Отчество;;Серия;;Номер;Тип апелляции;Состояние;;Балл до изменения;;Текущие;;Разница;
;;;;;;;;;;;;;;;;Первичный балл;Балл;Первичный балл;Балл;Первичный балл;Балл
1;;111001;;11А;;Иванов;Пётр;Ильич;;1111;;222222;О несогласии;Удовлетворена;;21;41;24;45;3;4
"""
ENGLISH = """;;Английский язык п.: 2024.06.13, у.: 2024.06.18
№;Код ОО;Класс;Фамилия;Имя;Отчество;Серия;Номер;Первичный балл устной части;Первичный балл письм. части;Балл
1;111001;11Б;Иванов;Пётр;Ильич;1111;222222;15;50;65
"""


def loaded(tmp_path: Path, text: str, name: str = "p.csv") -> Loaded:
    return read(text_file(tmp_path / name, text), REGISTER, KEYS)


def refusal(tmp_path: Path, text: str, register: Register = REGISTER) -> FileRefused:
    with pytest.raises(FileRefused) as refused:
        read(text_file(tmp_path / "p.csv", text), register, KEYS)
    return refused.value


def sparse(text: str) -> str:
    return "\n".join(line if line.startswith("01 -") else line.replace(";", ";;") for line in text.splitlines())


def test_a_protocol_of_the_unified_exam_gives_test_scores(tmp_path: Path) -> None:
    found = loaded(tmp_path, DENSE)
    frame = found.frames["gia"]
    assert (found.kind, found.slot, found.year, found.rows) == (
        "ege",
        "2024/2024-06-03/русский язык/протокол/МСУ 111",
        2024,
        2,
    )
    assert frame["school"].tolist() == ["edu680101", "edu680102"]
    assert frame["score"].tolist() == [41, 88]
    assert frame["mark"].isna().all()
    assert set(frame["exam"]) == {"ЕГЭ"}
    assert found.warnings == ()


def test_the_sparse_layout_says_the_same(tmp_path: Path) -> None:
    dense, wide = loaded(tmp_path, DENSE), loaded(tmp_path, sparse(DENSE))
    assert wide.frames["gia"].equals(dense.frames["gia"])


def test_the_basic_exam_gives_marks_and_class_nine_is_told_by_class(tmp_path: Path) -> None:
    oge = loaded(tmp_path, OGE)
    assert (oge.kind, oge.frames["gia"]["mark"].tolist()) == ("oge", [4, 2])
    assert set(oge.frames["gia"]["subject"]) == {"математика"}


def test_base_mathematics_is_the_unified_exam_although_it_is_marked(tmp_path: Path) -> None:
    frame = loaded(tmp_path, BASIC).frames["gia"]
    assert frame[["exam", "subject", "mark"]].to_numpy().tolist() == [["ЕГЭ", "математика базовая", 4]]


def test_blocks_of_one_file_are_exams_of_their_own(tmp_path: Path) -> None:
    found = loaded(tmp_path, DENSE + BASIC)
    assert found.frames["gia"].groupby("subject").size().to_dict() == {"математика базовая": 1, "русский язык": 2}


def test_one_person_has_one_key_however_the_name_is_typed(tmp_path: Path) -> None:
    keys = set(loaded(tmp_path, DENSE).frames["gia"]["pupil"])
    retyped = BASIC.replace("Иванов;Пётр", "ИВАНОВ ; Петр").replace("1111;222222", "11 11;222222")
    assert set(loaded(tmp_path, retyped).frames["gia"]["pupil"]) <= keys


def test_an_appeal_gives_the_present_result_as_a_later_state(tmp_path: Path) -> None:
    found, before = loaded(tmp_path, APPEALS), loaded(tmp_path, DENSE).frames["gia"]
    row = found.frames["gia"].iloc[0]
    assert (row["state"], row["primary"], row["score"]) == (1, 24, 45)
    assert row["pupil"] == before["pupil"][0]
    assert found.slot == "2024/2024-06-03/русский язык/апелляции/edu680101"


def test_no_name_or_document_is_left_in_a_frame(tmp_path: Path) -> None:
    text = loaded(tmp_path, DENSE).frames["gia"].to_csv()
    assert not [name for name in NAMES if name in text]


def test_an_unknown_school_is_named(tmp_path: Path) -> None:
    (problem,) = refusal(tmp_path, DENSE.replace("111002", "999999")).problems
    assert (problem.place, problem.value) == ("p.csv, строка 4, столбец «Код ОО»", "999999")
    assert "нет в реестре" in problem.remedy


def test_protocols_wait_for_the_register(tmp_path: Path) -> None:
    (problem,) = refusal(tmp_path, DENSE, Register()).problems
    assert "сначала загрузите реестр школ" in problem.remedy


def test_every_mistake_is_named_at_once_and_no_person_with_it(tmp_path: Path) -> None:
    wrong = DENSE.replace(";11А;", ";А;").replace(";21;41", ";21;141").replace("Сидорова;", ";")
    refused = refusal(tmp_path, wrong)
    assert [(problem.place, problem.value) for problem in refused.problems] == [
        ("p.csv, строка 3, столбец «Класс»", "А"),
        ("p.csv, строка 3, столбец «Балл»", "141"),
        ("p.csv, строка 4, столбец «Фамилия»", ""),
    ]
    assert not [name for name in NAMES if name in str(refused)]


def test_a_participant_twice_is_a_mistake_that_names_nobody(tmp_path: Path) -> None:
    twice = DENSE.replace("Сидорова;Анна;;2222;333333", "Иванов;Пётр;Ильич;1111;222222")
    refused = refusal(tmp_path, twice)
    assert "уже есть в протоколе" in str(refused)
    assert "222222" not in str(refused)


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (DENSE.replace("2024.06.03", "2024.13.03"), "такого дня нет"),
        (DENSE.split("\n", 1)[1], "нет названия экзамена"),
        (DENSE.replace(";Балл\n", ";Итог\n"), "нет столбца с результатом"),
        (DENSE.replace("Серия", "Ряд"), "строка 2, столбец «Серия»"),
        (OGE.replace(";9;", ";11;"), "разнесите ОГЭ и ЕГЭ"),
        (OGE + BASIC, "и ОГЭ, и ЕГЭ"),
    ],
)
def test_what_a_protocol_lacks_is_said(tmp_path: Path, wrong: str, said: str) -> None:
    assert said in str(refusal(tmp_path, wrong))


def test_a_protocol_that_counts_other_participants_warns(tmp_path: Path) -> None:
    (warning,) = loaded(
        tmp_path, DENSE.replace("Всего участников;;;;;;;;;;;;2", "Всего участников;;;;;;;;;;;;3")
    ).warnings
    assert "участников 3, строк 2" in warning


def test_a_foreign_language_has_two_days_and_a_primary_score_in_two_parts(tmp_path: Path) -> None:
    frame = loaded(tmp_path, ENGLISH).frames["gia"]
    assert frame[["subject", "held_on", "primary", "score"]].to_numpy().tolist() == [
        ["английский язык", "2024-06-13", 65, 65]
    ]


def test_a_technical_dump_is_told_apart_by_its_files_name(tmp_path: Path) -> None:
    found = loaded(tmp_path, "\ufeff" + OGE_DUMP, "02_2024.06.06.csv")
    frame = found.frames["gia"]
    assert (found.kind, found.year) == ("oge", 2024)
    assert frame[["subject", "held_on", "school", "class_name", "primary", "mark"]].to_numpy().tolist() == [
        ["математика", "2024-06-06", "edu680101", "9А", 15, 4],
        ["математика", "2024-06-06", "edu680102", "9", 5, 2],
    ]
    assert "Неверлюбов" not in frame.to_csv()


def test_a_dump_has_the_keys_of_its_protocol(tmp_path: Path) -> None:
    dumped = loaded(tmp_path, OGE_DUMP, "02_2024.06.06.csv").frames["gia"]["pupil"]
    assert dumped[1] == loaded(tmp_path, OGE).frames["gia"]["pupil"][1]


@pytest.mark.parametrize("name", ["p.csv", "09_2024.06.06.csv"])
def test_a_dump_whose_exam_nobody_can_tell_wants_a_title(tmp_path: Path, name: str) -> None:
    with pytest.raises(FileRefused, match="впишите его"):
        loaded(tmp_path, OGE_DUMP, name)
    assert len(loaded(tmp_path, "09 - Обществознание 2024.06.06\n" + OGE_DUMP, name).frames["gia"]) == 2


def test_a_row_that_has_slipped_is_named_and_nothing_of_it_shown(tmp_path: Path) -> None:
    slipped = DENSE.replace("2;111;111002;11;1018;9;Сидорова", "2;111;111002;11;1018;Сидорова")
    moved = DENSE.replace("2;111;111002;11;1018;9;Сидорова", "2;111;;111002;11;1018;9;Сидорова")
    for wrong in (slipped, moved):
        refused = refusal(tmp_path, wrong)
        assert [problem.place for problem in refused.problems] == ["p.csv, строка 4, столбец «Имя»"] or (
            "строка сдвинута" in str(refused)
        )
        assert not [name for name in NAMES if name in str(refused)]


def test_a_primary_score_without_a_result_is_a_mistake_and_nothing_at_all_is_an_absence(tmp_path: Path) -> None:
    assert "первичный балл есть, а результата нет" in str(refusal(tmp_path, DENSE.replace(";40;88", ";40;")))
    found = loaded(tmp_path, DENSE.replace(";40;88", ";;"))
    assert "строк без результата 1" in found.warnings[0]


def test_an_exam_pasted_twice_is_a_mistake(tmp_path: Path) -> None:
    assert "дважды с одними участниками" in str(refusal(tmp_path, DENSE + DENSE))


def test_a_heading_renamed_leaves_a_protocol_a_protocol(tmp_path: Path) -> None:
    assert "столбец «Код ОО» — нет такого столбца" in str(refusal(tmp_path, DENSE.replace("Код ОО", "Школа")))
