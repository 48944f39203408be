"""`vekha up`: it starts, serves, says when it cannot, and ends without leaving anything behind."""

import json
import signal
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from deployments.local_server import free_port
from tasks.database import engine
from tasks.running.nudge import nudge
from tasks.settings import Settings
from tests.deployments.upstart import Up, left_behind, up, vekha
from tests.factories import FEBRUARY, opened
from tests.flows.prefect_api import post, runs, until


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Up]:
    with up(tmp_path_factory.mktemp("up") / "home") as started:
        yield started


def test_its_interface_speaks_to_its_own_server(running: Up) -> None:
    assert "<title>" in httpx.get(running.url).text
    assert httpx.get(f"{running.url}/ui-settings").json()["api_url"] == f"{running.url}/api"


def test_people_and_commands_find_it_by_a_note_in_its_home(running: Up) -> None:
    assert (running.home / "prefect.url").read_text() == f"{running.url}/api"


def test_a_second_one_on_the_same_port_says_so(running: Up, tmp_path: Path) -> None:
    port = running.url.rsplit(":", 1)[1]
    second = vekha(tmp_path / "other", "up", "--port", port)
    assert second.returncode == 1
    assert f"Порт {port} занят" in second.stderr
    assert "Traceback" not in second.stdout + second.stderr
    assert not (tmp_path / "other" / "prefect.url").exists()


def test_a_run_works_on_its_server_and_leaves_it_and_its_note_alone(running: Up) -> None:
    ran = vekha(running.home, "run", "tick", "--json")
    assert ran.returncode == 0, ran.stderr
    assert json.loads(ran.stdout)["ui"] == running.url
    assert (running.home / "prefect.url").read_text() == f"{running.url}/api"


def test_a_second_one_in_the_same_home_says_where_the_first_is(running: Up) -> None:
    second = vekha(running.home, "up", "--port", str(free_port()))
    assert second.returncode == 1
    assert f"Веха уже работает в {running.home}: {running.url}." in second.stderr


def test_a_roadmap_of_ones_own_is_run_by_its_form_and_by_hints(running: Up, monkeypatch: pytest.MonkeyPatch) -> None:
    home = Settings(home=running.home, database_url=f"sqlite:///{running.home / 'vekha.db'}")
    opened(home)
    asked = {"flows": {"name": {"any_": ["Анализ"]}}}
    (form,) = post(running.url, "deployments/filter", asked)
    by_hand = post(running.url, f"deployments/{form['id']}/create_flow_run", {"parameters": {"roadmap": "six"}})
    monkeypatch.setenv("PREFECT_API_URL", f"{running.url}/api")
    assert nudge(home, "six", 2024, "A1", FEBRUARY)
    of_six = until(lambda: runs(running.url, "Анализ"), lambda found: len(found) == 2, patience=120)
    assert {run["parameters"]["roadmap"] for run in of_six} == {"six"}
    assert by_hand["id"] in {run["id"] for run in of_six}
    engine(home.database).dispose()


def test_ctrl_c_ends_it_within_seconds_and_nothing_stays(running: Up) -> None:
    """The last of this module: it ends what the others looked at."""
    assert running.stop(signal.SIGINT) < 20
    assert running.process.returncode == 0
    assert left_behind(running.home) == []
    assert not (running.home / "prefect.url").exists()
    said = running.home.with_name("home.up.log").read_text()
    assert said.startswith("Веха работает. Интерфейс Prefect: http://127.0.0.1:")
    assert "Traceback" not in said
    assert "Warning" not in said
