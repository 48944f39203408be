"""What an order's own words say must come before what."""

import pytest

from models.lint.registry import lint
from tests.models.lint.drawing import drawn, row, rows

PROFILE = "Анкетирование для определения рискового профиля школ"
PROGRAMME = "Разработка программы по итогам рискового профиля"


@pytest.mark.parametrize(
    ("profile", "programme", "told"),
    [
        ("декабрь 2024", "октябрь 2024", ["октябрь 2024"]),
        ("октябрь 2024", "декабрь 2024", []),
        ("октябрь 2024", "октябрь 2024", []),
        ("по отдельному графику", "октябрь 2024", []),
        ("декабрь 2024", "постоянно", []),
    ],
)
def test_what_is_due_before_anybody_makes_what_it_needs_is_told(profile: str, programme: str, told: list[str]) -> None:
    subject = drawn(rows(row(profile, PROFILE), row(programme, PROGRAMME, number="2.")))
    assert [finding.text for finding in lint(subject) if finding.rule == "due-before-prerequisite"] == told


def test_one_early_maker_is_enough() -> None:
    again = row("декабрь 2024", PROFILE, number="3.")
    subject = drawn(rows(row("март 2024", PROFILE), row("октябрь 2024", PROGRAMME, number="2."), again))
    assert not [finding for finding in lint(subject) if finding.rule == "due-before-prerequisite"]
