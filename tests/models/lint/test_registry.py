"""The rules together: their ids, their order, and well-formed orders in which they find no error."""

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from models.lint.findings import Severity
from models.lint.registry import lint, rules
from tests.models.lint.drawing import drawn, row, rows

TITLES = ("Анализ результатов работ", "Проведение семинара для школ", "Подготовка методических рекомендаций")
SCHEDULES = ("март 2024", "сентябрь-октябрь 2024", "не позднее 31 мая 2024", "ежегодно до 1 декабря", "в течение года")
PARTIES = ("Методический центр", "Управление образования", "Школы района, Методический центр")
RESULTS = ("Справка", "Приказ", "Не менее 80 % педагогов прошли обучение", "План работы школы")


@st.composite
def well_formed(draw: st.DrawFn) -> str:
    """The rows of a little order in which nothing is wrong."""
    count = draw(st.integers(1, 6))
    cells = zip(
        *(draw(st.lists(st.sampled_from(of), min_size=count, max_size=count)) for of in (SCHEDULES, PARTIES, RESULTS)),
        strict=True,
    )
    return rows(
        *(
            row(schedule, f"{TITLES[at % 3]} № {at}", f"{at}.", responsible=party, result=result)
            for at, (schedule, party, result) in enumerate(cells, start=1)
        )
    )


@given(well_formed())
@settings(max_examples=25, deadline=None)
def test_a_well_formed_order_has_no_error(table: str) -> None:
    found = lint(drawn(table))
    assert not [finding for finding in found if finding.severity is Severity.ERROR]


def test_an_order_in_which_all_is_well_has_no_finding() -> None:
    assert lint(drawn()) == []


def test_rules_have_names_of_their_own_and_say_why() -> None:
    ids = [rule.id for rule in rules()]
    assert len(ids) == len(set(ids))
    for rule in rules():
        assert re.fullmatch(r"[a-z]+(-[a-z]+)*", rule.id)
        assert rule.name
        assert rule.why.endswith((".", "?"))


def test_the_gravest_comes_first_then_what_stands_higher() -> None:
    found = lint(drawn(rows(row("31 февраля 2024", "Семинар , вебинар"), row("9 января 2024", number="2."))))
    assert [finding.severity for finding in found[:2]] == [Severity.ERROR, Severity.ERROR]
    assert [finding.rule for finding in found[:2]] == ["unreadable-schedule", "past-at-signing"]
    assert found[-1].severity is Severity.NOTE
