"""A schedule moves by calendar meaning: rewritten where the new words mean it, left to a person where they cannot."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.errors import VekhaError
from models.roadmap.change.shifting import Moved, Shift, move_schedule, next_period, shift
from models.roadmap.schedule.period import Period
from models.roadmap.schedule.reading import read


def way(old: str, to: str) -> Shift:
    return shift(Period.parse(old), Period.parse(next_period(old, to)))


FOLDED, LATER = way("2024-2025", "2026"), way("2024-2025", "2026-2027")


@pytest.mark.parametrize(
    ("written", "to", "becomes"),
    [
        ("2023", "2024", "2024"),
        ("2024-2025", "2026", "2026"),
        ("2022 – 2024", "2025", "2025"),
        ("2024-2025", "2026-2027", "2026-2027"),
        ("2023/2024", "2024", "2024/2025"),
        ("2022-09/2024-05", "2024", "2024-09/2026-05"),
    ],
)
def test_a_period_moves_as_it_is_written(written: str, to: str, becomes: str) -> None:
    assert next_period(written, to) == becomes


def test_a_year_that_is_none_is_refused() -> None:
    with pytest.raises(VekhaError, match="Период плана"):
        next_period("2024", "будущий")


def test_a_plan_never_moves_back() -> None:
    with pytest.raises(VekhaError, match="только вперёд"):
        way("2024-2025", "2024")


@pytest.mark.parametrize(
    ("words", "becomes"),
    [
        ("Август 2024, 2025", "Август 2026"),
        ("Август 2024 и 2025 гг.", "Август 2026 г."),
        ("До 30 мая 2025", "До 30 мая 2026"),
        ("до 01.04.2024 года", "до 01.04.2026 года"),
        ("до 01.04.24", "до 01.04.26"),
        ("Май-ноябрь-2024", "Май-ноябрь-2026"),
        ("Октябрь-декабрь 2024 Далее: постоянно в течение учебного года",
         "Октябрь-декабрь 2026 Далее: постоянно в течение учебного года"),
        ("Ежегодно (сентябрь - ноябрь)", "Ежегодно (сентябрь - ноябрь)"),
        ("1 раз в 3 месяца", "1 раз в 3 месяца"),
        ("Постоянно", "Постоянно"),
        ("По запросам образова- тельных организац ий", "По запросам образова- тельных организац ий"),
        ("По отдельном у графику", "По отдельном у графику"),
        ("Август", "Август"),
    ],
)  # fmt: skip
def test_several_years_become_one_named_once(words: str, becomes: str) -> None:
    assert move_schedule(words, FOLDED) == Moved(becomes)


@pytest.mark.parametrize(
    ("words", "becomes"),
    [
        ("Август 2024, 2025", "Август 2026, 2027"),
        ("До 30 мая 2025", "До 30 мая 2027"),
        ("Октябрь-январь 2024, 2025", "Октябрь-январь 2026, 2027"),
        ("Ноябрь 2024 г. Далее: В течение 2025 года", "Ноябрь 2026 г. Далее: В течение 2027 года"),
        ("Июнь 2024, январь-февраль 2025", "Июнь 2026, январь-февраль 2027"),
    ],
)
def test_as_many_years_move_alike(words: str, becomes: str) -> None:
    assert move_schedule(words, LATER) == Moved(becomes)


def test_what_crosses_new_year_still_does_and_is_told_to_leave_the_plan() -> None:
    moved = move_schedule("Октябрь-январь 2024, 2025", FOLDED)
    assert moved.text == "Октябрь-январь 2026, 2027"
    assert "2027 год не в плане" in moved.doubt


@pytest.mark.parametrize(
    "words",
    [
        "Ноябрь 2024 г. Далее: В течение 2025 года",
        "Июнь 2024, январь-февраль 2025",
        "ежемесячно с сентября 2024 по май 2025",
    ],
)
def test_parts_in_different_years_are_left_to_a_person_with_a_proposal(words: str) -> None:
    moved = move_schedule(words, FOLDED)
    assert moved.text == words
    assert "разные годы; возможно: «" in moved.doubt
    assert "2026" in moved.doubt


def test_what_could_not_be_read_is_left_with_the_reason() -> None:
    moved = move_schedule("32 мая 2024", FOLDED)
    assert moved.text == "32 мая 2024"
    assert moved.doubt.startswith("срок не прочитать и в прежнем году: ")


@pytest.mark.parametrize(
    ("words", "old", "to", "becomes"),
    [
        ("до 29 февраля 2024", "2024", "2025", "до 28 февраля 2025"),
        ("до 29.02.2024", "2024", "2025", "до 28.02.2025"),
        ("Февраль 2024", "2024", "2025", "Февраль 2025"),
        ("Февраль 2023", "2023", "2024", "Февраль 2024"),
        ("до 28 февраля 2023", "2023", "2024", "до 28 февраля 2024"),
    ],
)
def test_the_end_of_february_stays_its_end(words: str, old: str, to: str, becomes: str) -> None:
    assert move_schedule(words, way(old, to)) == Moved(becomes)


@pytest.mark.parametrize(
    ("words", "becomes"),
    [
        ("сентябрь 2023 – май 2024", "сентябрь 2024 – май 2025"),
        ("2023/2024 учебный год", "2024/2025 учебный год"),
        ("2023/24 учебный год", "2024/25 учебный год"),
        ("Октябрь", "Октябрь"),
        ("В течение года", "В течение года"),
    ],
)
def test_a_school_years_plan_moves_by_school_year(words: str, becomes: str) -> None:
    assert move_schedule(words, way("2023/2024", "2024")) == Moved(becomes)


@pytest.mark.parametrize(
    ("words", "becomes"),
    [
        ("2024-2025 годы", "2026 год"),
        ("В течение 2024 – 2025 годов", "В течение 2026 года"),
        ("в 2024, 2025 гг.", "в 2026 г."),
        ("Август 2024, 2025", "Август 2026"),
    ],
)
def test_of_one_year_is_said_what_is_said_of_one(words: str, becomes: str) -> None:
    assert move_schedule(words, FOLDED) == Moved(becomes)


def test_of_as_many_years_is_said_what_was_said() -> None:
    assert move_schedule("2024-2025 годы", LATER) == Moved("2026-2027 годы")


MONTHS = ("январь", "февраль", "март", "апрель", "май", "июнь", "июль", "август", "сентябрь", "октябрь", "ноябрь")


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10), st.integers(0, 4), st.integers(2019, 2030), st.integers(1, 6))
def test_months_move_to_the_same_months(first: int, length: int, year: int, by: int) -> None:
    last = min(first + length, 10)
    words = f"{MONTHS[first]}-{MONTHS[last]} {year}" if last > first else f"{MONTHS[first]} {year}"
    there = way(str(year), str(year + by))
    moved = move_schedule(words, there)
    assert moved == Moved(words.replace(str(year), str(year + by)))
    before, after = read(words, there.old).as_json(), read(moved.text, there.new).as_json()
    assert after["start"] == before["start"].replace(str(year), str(year + by))
    assert after["end"][:7] == before["end"][:7].replace(str(year), str(year + by))
