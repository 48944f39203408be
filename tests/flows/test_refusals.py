"""What cannot be done ends red, named Refused, with a sentence for people; what was done is told in words."""

from typing import Any

import pytest
from prefect.client.schemas.objects import State

from flows.annual_cycle import annual_cycle
from flows.daily_tick import daily_tick
from flows.phases import PHASES
from models.roadmap.definition import Phase
from tests.flows.prefect_api import ended
from tests.flows.stories import KIRSANOV, YEAR, Home

OF_US = ("VekhaError", "NotFound", "exception")


def refused(state: State[Any]) -> str:
    assert (state.name, state.is_failed()) == ("Refused", True)
    assert not [word for word in OF_US if word in str(state.message)]
    return str(state.message)


def test_a_phase_says_why_it_cannot_run(server: str, own_home: Home) -> None:
    phase = PHASES[Phase.RISK_SURVEY]
    assert refused(ended(phase, KIRSANOV, YEAR)) == f"Цикл {YEAR} года дорожной карты «{KIRSANOV}» не открыт."
    own_home.opened(simulated=True)
    told = refused(ended(phase, KIRSANOV, YEAR, "2024-02-15", schools="edu680101, nope"))
    assert told.startswith("У школ nope нет шагов в цикле 2024 года.")


def test_a_year_says_why_it_cannot_be_opened(server: str, own_home: Home) -> None:
    assert "2031 год вне периода дорожной карты" in refused(ended(annual_cycle, KIRSANOV, 2031))
    assert "Нет дорожной карты «кирсанов»" in refused(ended(annual_cycle, "кирсанов", YEAR))


def test_what_keeps_every_phase_from_running_is_said_once(server: str, own_home: Home) -> None:
    own_home.opened(simulated=False)
    told = refused(ended(annual_cycle, KIRSANOV, YEAR, "2024-01-05"))
    assert told.count("Цикл уже прожит до 10.01.2024") == 1


def test_a_year_tells_each_phase_in_words(server: str, own_home: Home) -> None:
    own_home.opened(simulated=True)
    told = ended(annual_cycle, KIRSANOV, YEAR, "2024-03-01")
    assert "Анкетирование: ⚠ Просрочено; " in str(told.message)


@pytest.mark.parametrize(("live", "message"), [(True, f"{KIRSANOV}, {YEAR}: ⚠ Просрочено"), (False, "Делать нечего.")])
def test_the_tick_tells_how_every_live_cycle_stands(live: bool, message: str, server: str, own_home: Home) -> None:
    own_home.opened(simulated=not live)
    assert ended(daily_tick).message == message
