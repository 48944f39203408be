"""The plain table of any form service: read whole or refused whole; who answered cannot be told afterwards."""

from collections.abc import Iterable
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.errors import FileRefused
from models.survey.questionnaire import KEPT_FROM
from tasks.data.pseudonyms import Pseudonyms
from tasks.reading.contract import Loaded, Register
from tasks.reading.questionnaire import QUESTIONNAIRES
from tasks.reading.recognising import read

FIRST, SECOND = "edu680001", "edu680002"
REGISTER = Register(frozenset({FIRST, SECOND}), questionnaires=QUESTIONNAIRES.shipped)
HEAD = "year;school_login;respondent_group;respondent_no;question_code;answer"


def row(
    person: object = 1, answer: object = 3, question: str = "P06.1", group: str = "pupil", school: str = FIRST
) -> str:
    return f"2024;{school};{group};{person};{question};{answer}"


def file(folder: Path, lines: Iterable[str]) -> Path:
    path = folder / "a.csv"
    path.write_text("\n".join([HEAD, *lines]), "utf8")
    return path


def loaded(folder: Path, lines: Iterable[str], register: Register = REGISTER) -> Loaded:
    return read(file(folder, lines), register, Pseudonyms(b"k" * 32))


def refused(folder: Path, *lines: str) -> list[tuple[str, str]]:
    with pytest.raises(FileRefused) as refusal:
        loaded(folder, lines)
    return [(one.place, one.value) for one in refusal.value.problems]


def test_answers_are_numbers_or_words_and_groups_codes_or_titles(tmp_path: Path) -> None:
    found = loaded(tmp_path, [row(n, "Всегда", group="Обучающиеся") for n in range(5)])
    assert found.frames["answers"]["answer"].tolist() == [5] * 5
    assert set(found.frames["answers"]["group"]) == {"pupil"}


def test_who_answered_cannot_be_told_from_what_is_kept(tmp_path: Path) -> None:
    marks = {"Иван-7": 4, "Мария-12": 1, "x": 5, "y": 2, "z": 4}
    frame = loaded(tmp_path, [row(person, answer) for person, answer in marks.items()]).frames["answers"]
    assert list(zip(frame["respondent"], frame["answer"], strict=True)) == [(1, 1), (2, 2), (3, 4), (4, 4), (5, 5)]
    assert "Иван" not in frame.to_csv()


@settings(max_examples=25, deadline=None)
@given(answers=st.lists(st.integers(1, 5), min_size=1, max_size=9), random=st.randoms(use_true_random=False))
def test_neither_the_order_of_rows_nor_the_numbers_of_people_are_kept(
    tmp_path_factory: pytest.TempPathFactory, answers: list[int], random: object
) -> None:
    folder, numbers = tmp_path_factory.mktemp("a"), list(range(len(answers)))
    said = [(person, answer, question) for person, answer in zip(numbers, answers, strict=True) for question in
            ("P06.1", "P06.2")]  # fmt: skip
    first = loaded(folder, [row(person, answer, question) for person, answer, question in said])
    renumbered = [*numbers]
    random.shuffle(renumbered)  # type: ignore[attr-defined]
    shuffled = [*said]
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    again = loaded(folder, [row(f"n{renumbered[person]}", answer, question) for person, answer, question in shuffled])
    pd.testing.assert_frame_equal(first.frames["answers"], again.frames["answers"])
    assert first.slot == again.slot


def test_of_fewer_than_five_only_the_number_is_kept_and_that_is_told(tmp_path: Path) -> None:
    found = loaded(tmp_path, [row(person, answer) for person, answer in enumerate((1, 5, 3, 2))])
    frame = found.frames["answers"]
    assert len(frame) == KEPT_FROM - 1
    assert frame[["question", "answer"]].isna().all().all()
    assert found.warnings == (
        "Ответивших меньше 5, ответы не хранятся, учтено только их число: edu680001 (обучающиеся).",
    )


def test_the_directors_form_is_official_and_kept(tmp_path: Path) -> None:
    frame = loaded(tmp_path, [row(1, 2, "D01.1", "director")]).frames["answers"]
    assert frame[["question", "answer"]].to_numpy().tolist() == [["D01.1", 2]]
    assert refused(tmp_path, row(1, 2, "D01.1", "director"), row(2, 2, "D01.2", "director")) == [
        ("a.csv, строка 3, столбец «respondent_no»", "")
    ]


def test_an_answer_repeated_is_one_and_two_different_ones_are_a_mistake(tmp_path: Path) -> None:
    once = loaded(tmp_path, [row(n) for n in range(5)])
    twice = loaded(tmp_path, [row(n) for n in (*range(5), 0, 0)])
    pd.testing.assert_frame_equal(once.frames["answers"], twice.frames["answers"])
    assert refused(tmp_path, row(1, 3), row(1, 4)) == [("a.csv, строка 3, столбец «answer»", "4")]


def test_an_empty_answer_is_none_and_who_gave_none_has_not_answered(tmp_path: Path) -> None:
    frame = loaded(tmp_path, [*(row(n) for n in range(5)), row(7, ""), row(0, "", "P06.2")]).frames["answers"]
    assert frame["respondent"].nunique() == 5
    assert set(frame["question"]) == {"P06.1"}


@pytest.mark.parametrize(
    ("wrong", "column", "value"),
    [
        (row(answer=6), "answer", "6"),
        (row(answer="-"), "answer", "-"),
        (row(question="P66.1"), "question_code", "P66.1"),
        (row(question="T06.1"), "question_code", "T06.1"),
        (row(group="ученики"), "respondent_group", "ученики"),
        (row(school="edu689999"), "school_login", "edu689999"),
        (row(school="школа"), "school_login", "школа"),
        (row(person=""), "respondent_no", ""),
        (row().replace("2024", "24"), "year", "24"),
        (row().replace("2024", "2025"), "year", "2025"),
    ],
)
def test_a_wrong_cell_is_named(tmp_path: Path, wrong: str, column: str, value: str) -> None:
    assert (f"a.csv, строка 3, столбец «{column}»", value) in refused(tmp_path, row(9), wrong)


def test_all_mistakes_are_named_at_once_and_a_column_left_out_too(tmp_path: Path) -> None:
    told = refused(tmp_path, row(answer=6), row(2, question="P66.1"), row(3, group="ученики"))
    assert [place.split(", ")[1] for place, _value in told] == ["строка 2", "строка 3", "строка 4"]
    path = tmp_path / "b.csv"
    path.write_text("\n".join([HEAD.replace("respondent_no", "кто"), row(answer=6)]), "utf8")
    with pytest.raises(FileRefused) as refusal:
        read(path, REGISTER, Pseudonyms(b"k" * 32))
    assert ("b.csv, строка 1, столбец «respondent_no»", "") in [(p.place, p.value) for p in refusal.value.problems]


def test_a_year_before_any_questionnaire_is_refused(tmp_path: Path) -> None:
    ((_place, value),) = refused(tmp_path, row().replace("2024", "2019"))
    assert value == "2019"


def test_the_slot_is_what_the_file_speaks_of(tmp_path: Path) -> None:
    assert loaded(tmp_path, [row(n) for n in range(5)]).slot == "2024/edu680001/pupil"
    two = [row(n, school=school) for n in range(5) for school in (FIRST, SECOND)]
    assert loaded(tmp_path, two).slot == loaded(tmp_path, [*reversed(two)]).slot
    assert loaded(tmp_path, two).slot.startswith("2024/анкет: 2/")
