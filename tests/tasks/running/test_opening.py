"""A roadmap is run or played, never both in one home; what is played goes by the days that people name."""

import pytest
from prefect.client.schemas.objects import State

from tasks.database import reading
from tasks.record.book import find_cycle
from tasks.running.opening import Opened, open_year
from tasks.settings import Settings
from tests.factories import SIX, opened


def refused(answer: Opened | State) -> str:
    assert isinstance(answer, State)
    assert answer.name == "Refused"
    return str(answer.message)


def test_a_year_is_opened_for_practice_when_asked(home: Settings) -> None:
    assert open_year.fn(str(SIX), 2024, "2024-01-15", simulated=True) == Opened("six", 2024)
    with reading(home) as session:
        assert find_cycle(session, "six", 2024).simulated


@pytest.mark.parametrize("simulated", [True, False])
def test_the_next_year_of_what_is_played_is_played_too(simulated: bool, home: Settings) -> None:
    opened(home, simulated=True)
    assert open_year.fn("six", 2025, "2025-01-15", simulated) == Opened("six", 2025)
    with reading(home) as session:
        assert find_cycle(session, "six", 2025).simulated


def test_what_is_run_is_not_played_beside_it(home: Settings) -> None:
    opened(home)
    assert "«six» здесь в работе" in refused(open_year.fn("six", 2025, "2025-01-15", simulated=True))


def test_what_is_played_has_no_today(home: Settings) -> None:
    opened(home, simulated=True)
    assert "называют день: --as-of" in refused(open_year.fn("six", 2024, "today"))
