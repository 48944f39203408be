"""Events are hints, the tick is the truth: with hints a deed is followed in seconds, without them by the next tick."""

import shutil
import signal
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from flows.daily_tick import daily_tick
from models.roadmap.definition import Phase
from tasks.database import engine
from tasks.running.nudge import phase_completed
from tasks.running.wish import Wish
from tasks.settings import Settings
from tests.deployments.upstart import Up, left_behind, up, vekha
from tests.flows.begun import Begun
from tests.flows.prefect_api import ended, post, runs, until
from tests.flows.stories import KIRSANOV, SCHOOLS, YEAR, Home

# What a hint about the last questionnaire may open: its own phase's end, curators after it, plans after it; then, when
# its phase is complete, the plans once more.
FOLLOWING = ["Анкетирование", "Наставничество", "План поддержки", "План поддержки"]
NOBODY = "http://127.0.0.1:9/api"


@dataclass(frozen=True)
class Deed:
    """A home before and after a person's deed, and what ran on its own after that."""

    home: Home
    before: tuple[object, ...]
    ran: list[dict[str, Any]]
    up: Up


@pytest.fixture(scope="module")
def lived(server: str, shared_home: Home) -> Home:
    """A live cycle, ticked today, whose last questionnaire awaits acceptance."""
    home = shared_home.opened(simulated=False).answered()
    home.accepted("T02", date(2024, 2, 20))
    home.accepted("T03", date(2024, 3, 20), unit=SCHOOLS[0])
    home.submitted("T03", date(2024, 3, 21), unit=SCHOOLS[1])
    assert ended(daily_tick).is_completed()
    return home


def copied(home: Home, root: Path) -> Home:
    """Another home with the same record."""
    engine(home.settings.database).dispose()
    shutil.copytree(home.settings.root, root)
    return Home(Settings(home=root, database_url=f"sqlite:///{root / 'vekha.db'}"))


@pytest.fixture(scope="module")
def hinted(lived: Home, begun: Begun, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Deed]:
    """The questionnaire is accepted while `vekha up` runs; before that, a simulated cycle says that it is done."""
    home = copied(lived, tmp_path_factory.mktemp("hinted") / "home")
    before = home.everything()
    begun.is_given_to(home.settings)
    with up(home.settings.root) as running:
        with pytest.MonkeyPatch.context() as environment:
            environment.setenv("PREFECT_API_URL", f"{running.url}/api")
            wish = Wish(KIRSANOV, YEAR, date(2024, 5, 1))
            assert phase_completed(home.settings, Phase.MENTORING, wish, simulated=True)
        answer = vekha(home.settings.root, "accept", "T03", "--school", SCHOOLS[1])
        assert answer.returncode == 0, answer.stderr
        ran = until(lambda: started(running.url), settled, patience=120)
        yield Deed(home, before, ran, running)
    engine(home.settings.database).dispose()


def started(url: str) -> list[dict[str, Any]]:
    """The flow runs that no schedule made, oldest first."""
    return [run for run in reversed(runs(url)) if not run["auto_scheduled"]]


def settled(found: list[dict[str, Any]]) -> bool:
    """Whether everything that follows has run."""
    return len(found) >= len(FOLLOWING) and all(run["state_type"] in ("COMPLETED", "FAILED") for run in found)


def test_an_accepted_deliverable_starts_what_it_opens_and_a_completed_phase_the_next(hinted: Deed) -> None:
    names = sorted(run["name"].rsplit(" · ", 1)[1].capitalize() for run in hinted.ran)
    assert names == FOLLOWING
    assert {run["state_type"] for run in hinted.ran} == {"COMPLETED"}


def test_a_hint_says_which_roadmap_year_and_day(hinted: Deed) -> None:
    for run in hinted.ran:
        asked = run["parameters"]
        assert (asked["roadmap"], asked["cycle"], asked["as_of"]) == (KIRSANOV, YEAR, "today")
        assert type(asked["cycle"]) is int


def test_what_was_hinted_at_is_written_down(hinted: Deed) -> None:
    opened = {code: status for (_cycle, code, _key, _unit), status in hinted.home.steps().items()}
    assert (opened["T03"], opened["T04"], opened["T06.1"]) == ("done", "open", "open")


def test_a_simulated_cycles_event_is_seen_and_starts_nothing(hinted: Deed) -> None:
    found = post(hinted.up.url, "events/filter", {"filter": {"event": {"name": ["vekha.phase.complete"]}}})["events"]
    simulated = [one for one in found if one["resource"]["vekha.clock"] == "simulated"]
    assert [one["resource"]["vekha.as_of"] for one in simulated] == ["2024-05-01"]
    assert "Итоговая сессия" not in {run["name"].rsplit(" · ", 1)[1].capitalize() for run in hinted.ran}


def test_with_every_hint_lost_the_tick_reaches_the_same_record(hinted: Deed, lived: Home, tmp_path: Path) -> None:
    unheard = copied(lived, tmp_path / "unheard")
    root = unheard.settings.root
    answer = vekha(root, "accept", "T03", "--school", SCHOOLS[1], PREFECT_API_URL=NOBODY)
    assert answer.returncode == 0, answer.stderr
    assert unheard.steps() != hinted.home.steps(), "nothing has followed yet"
    with unheard.meant():
        assert ended(daily_tick).is_completed()
    assert unheard.steps() == hinted.home.steps()
    assert unheard.moves() == hinted.home.moves()
    assert unheard.notices() == hinted.home.notices()
    engine(unheard.settings.database).dispose()


def test_after_the_hints_the_tick_has_nothing_left_to_do(hinted: Deed) -> None:
    after = hinted.home.everything()
    assert after != hinted.before
    with hinted.home.meant():
        assert ended(daily_tick).is_completed()
    assert hinted.home.everything() == after


def test_a_stopped_machine_leaves_nothing_behind(hinted: Deed) -> None:
    """The last of this module: SIGTERM, as a machine that shuts down sends it."""
    assert hinted.up.stop(signal.SIGTERM) < 20
    assert hinted.up.process.returncode == 0
    assert left_behind(hinted.up.home) == []
    assert not (hinted.up.home / "prefect.url").exists()
    said = hinted.up.home.with_name("home.up.log").read_text()
    assert "Traceback" not in said
    assert "Warning" not in said
