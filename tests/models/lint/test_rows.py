"""What is a row of the plan's table and what is not: the table's end, its totals, tasks that head measures."""

import pytest

from models.lint.findings import Finding
from models.lint.registry import lint
from tests.models.lint.drawing import ROWS, TAIL, drawn, row, rows


def found(rule: str, *lines: str, tail: str = TAIL) -> list[Finding]:
    return [finding for finding in lint(drawn(rows(*lines), tail=tail)) if finding.rule == rule]


@pytest.mark.parametrize(
    "tail",
    [
        "Начальник управления\tА.В. Смирнова",
        "Лист ознакомления\n№\tФИО\tДата\tПодпись\n1\tОрлова О.О.\t16.01.2024\t",
        "Приложение 2\nСписок школ\n№\tНаименование ОО\tКуратор\n1\tМБОУ СОШ № 3\tметодист",
    ],
)
def test_a_signature_or_another_table_below_is_an_end(tail: str) -> None:
    assert not found("no-end", ROWS, tail=tail)


def test_a_total_below_the_last_measure_is_a_row_of_the_table_and_no_end() -> None:
    lines = (*ROWS.splitlines(), "Итого: 3 мероприятия||||")
    assert [finding.text for finding in found("no-end", *lines, tail="")] == [
        "Подготовка отчёта о реализации дорожной карты"
    ]
    assert [finding.text for finding in found("not-a-measure", *lines)] == ["Итого: 3 мероприятия"]


def test_a_numbered_task_that_heads_measures_is_no_stray_row() -> None:
    lines = ("Задача 1. Учить учителей||||", row(), "Задача 2. Учить детей||||", row(number="2."))
    assert not found("not-a-measure", *lines)
    assert found("not-a-measure", "Задача 1. Учить учителей||||", "Задача 2. Учить детей||||", row())
