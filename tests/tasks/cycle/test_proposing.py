"""The proposed target group: whom the latest low-results step of the year listed."""

from datetime import date

import pytest

from models.errors import VekhaError
from models.records import ListedSchool
from tasks.cycle.proposing import proposed_schools
from tasks.database import writing
from tasks.settings import Settings
from tests.factories import FIRST, SECOND, THIRD, computed, opened, the_step

LOW = "ВПР 5, математика: 2023 — 21 из 67"


def listed(home: Settings, measure: str, *schools: str, unit: str = "", year: int = 2024) -> None:
    step = the_step(home, measure, unit, year=year)
    with writing(home) as session:
        step_id = computed(session, step)
        for school in schools:
            session.add(ListedSchool(step_id=step_id, school=school, r1=True, r2=False, small_n=True, procedures=LOW))


def proposed(home: Settings, year: int) -> list[str]:
    return [row.school for row in proposed_schools(home, "six", year)]


def test_the_latest_listing_that_falls_due_by_the_years_end_is_proposed(any_home: Settings) -> None:
    opened(any_home, FIRST, SECOND, THIRD)
    opened(any_home, FIRST, year=2025, as_of=date(2025, 1, 15))
    listed(any_home, "A1", FIRST)
    listed(any_home, "C3", SECOND, THIRD)
    listed(any_home, "D4", FIRST, unit=FIRST, year=2025)
    assert proposed(any_home, 2024) == [SECOND, THIRD]
    assert proposed(any_home, 2025) == [FIRST]


def test_a_newer_run_that_found_no_school_proposes_none(home: Settings) -> None:
    opened(home, FIRST)
    listed(home, "A1", FIRST)
    listed(home, "C3")
    assert proposed(home, 2024) == []


def test_a_proposal_carries_the_name_the_rules_and_the_numbers(home: Settings) -> None:
    opened(home, FIRST)
    listed(home, "A1", FIRST)
    (row,) = proposed_schools(home, "six", 2024)
    assert (row.name, row.municipality, row.r1, row.r2, row.small_n) == ("Школа № 1", "Кирсанов", True, False, True)
    assert row.procedures == LOW


def test_nothing_computed_is_said_with_the_remedy(home: Settings) -> None:
    opened(home, FIRST)
    with pytest.raises(VekhaError, match="загрузите результаты и запустите vekha run analysis"):
        proposed(home, 2024)
