"""The справка on readiness: for planning help, no assessment; the run itself shows counts only."""

from functools import cache
from io import BytesIO

from openpyxl import load_workbook

from models.assessment.analysis import Result
from models.assessment.layout import empty
from tasks.documents.analyses.papers import Facts
from tasks.documents.analyses.readiness.words import band, fifth, why_silent
from tasks.documents.rendering import markdown, render
from tests.models.assessment.readiness.test_conclusion import found
from tests.tasks.documents.test_rendering import HEAD, letter_text

FACTS: Facts = {"bands": "10; 30; 60", "low_percent": 30}
SCHOOLS = empty("schools")


@cache
def text_of(kind: str) -> str:
    return letter_text(render("gia_readiness", found(kind), HEAD, SCHOOLS)[0].content)


def rows_of(result: Result, name: str) -> list[tuple[object, ...]]:
    """The numbered rows of a sheet of the workbook."""
    document = render("gia_readiness", result, HEAD, SCHOOLS)[1]
    sheet = load_workbook(BytesIO(document.content))[name]
    return [row for row in sheet.iter_rows(values_only=True) if isinstance(row[0], int)]


def test_the_letter_plans_help_and_assesses_nobody() -> None:
    text = text_of("told")
    assert "для планирования помощи, это не оценка школы" in text
    assert "рейтинг не составляется" in text
    assert "На 2025 год" in text
    assert "{" not in text


def test_the_letter_says_which_exams_are_left_out_and_why() -> None:
    assert "не даётся: не лучше базовой доли" in text_of("noise")
    assert "Прогноз доли не даётся (почему — в справке): ОГЭ, русский язык; ОГЭ, математика" in text_of("noise")
    assert "Таких школ нет." in text_of("noise")


def test_the_workbook_has_every_school_and_exam_and_how_forecasts_fared() -> None:
    assert len(rows_of(found(), "Школы")) == len(found().table)
    assert len(rows_of(found(), "Экзамены")) == 10
    assert len(rows_of(found(), "Проверка на прошлых годах")) == len(found().details["calibration"])


def test_what_is_not_answered_is_no_data_and_not_zero() -> None:
    assert {row[6] for row in rows_of(found("noise"), "Школы")} == {"нет данных"}
    assert {row[-1] for row in rows_of(found("noise"), "Школы")} == {why_silent("left_out")}


def test_whoever_sees_the_run_sees_counts_only() -> None:
    text = markdown("gia_readiness", found(), HEAD)
    assert "из 5\u00a0экзаменов, вероятность" in text
    assert "edu98" not in text


def test_bands_and_fifths_have_names() -> None:
    assert [band(number, FACTS) for number in range(4)] == ["меньше 10 %", "10–30 %", "30–60 %", "60 % и больше"]
    assert len({fifth(number) for number in range(5)}) == 5
