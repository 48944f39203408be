"""The demo with ten times the schools: as many task runs, as true, and nobody's name in any byte it leaves."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tasks.sample.scoring import STATISTICAL
from tests.proof.personal import people_of, traced

# As many as the demo has by itself, and ten times as many.
SMALL, LARGE = 40, 400
PATIENCE_SECONDS = 2700
DEMO = "from deployments.cli.main import main; main()"
# Beside the evidence and the generated inputs: the demo's invented contacts bear surnames of the region.
ENCORE = {"school_lists", "objectivity", "gia_readiness", "pupils_before_exams", "effect_of_support"}
APART = ("evidence", "sample", "contacts.yaml")

pytestmark = pytest.mark.proof


@dataclass(frozen=True)
class Played:
    """A demo that has ended: its home, its report, and all that it said."""

    home: Path
    report: dict[str, Any]
    said: bytes


def play(folder: Path, schools: int) -> Played:
    """The demo as a person starts it, in a process and a home of its own."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("VEKHA_", "PREFECT_"))}
    ended = subprocess.run(
        [sys.executable, "-c", DEMO, "demo", "--exit", "--json", "--schools", str(schools)],
        env=environment | {"VEKHA_HOME": str(folder)},
        capture_output=True,
        timeout=PATIENCE_SECONDS,
    )
    assert ended.returncode == 0, (ended.stdout + ended.stderr).decode()[-4000:]
    return Played(folder / "demo", json.loads(ended.stdout.splitlines()[-1]), ended.stdout + ended.stderr)


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Played:
    return play(tmp_path_factory.mktemp("small") / "home", SMALL)


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Played:
    return play(tmp_path_factory.mktemp("large") / "home", LARGE)


@pytest.fixture(params=["small", "large"])
def played(request: pytest.FixtureRequest) -> Played:
    found: Played = request.getfixturevalue(request.param)
    return found


def test_everything_planted_is_found_and_nothing_else(played: Played) -> None:
    scores = {kind: one for kind, one in played.report["truth"].items() if kind not in STATISTICAL}
    assert len(scores) == 16
    assert {kind: (one["precision"], one["recall"]) for kind, one in scores.items()} == dict.fromkeys(
        scores, (1.0, 1.0)
    )
    assert set(played.report["unasked"]) == ENCORE
    assert played.report["journal_verified"] is True
    assert played.report["measures"] == played.report["measures_with_steps"] == 47


def test_ten_times_the_schools_make_as_many_task_runs(
    small: Played, large: Played, capsys: pytest.CaptureFixture[str]
) -> None:
    told = [f"{one.report['task_runs']} task runs, {one.report['seconds']} s" for one in (small, large)]
    with capsys.disabled():
        sys.stdout.write(f"\n{SMALL} schools: {told[0]}; {LARGE} schools: {told[1]}\n")
    # What the plans of schools bring into the year are measures too: more kinds of them are more task runs.
    more = large.report["plan_measures"] - small.report["plan_measures"]
    rounds = sum(large.report["runs"].values())
    assert abs(large.report["task_runs"] - small.report["task_runs"]) <= abs(more) * rounds
    assert small.report["task_runs"] > 0
    assert large.report["truth"]["pupils_at_risk"]["planted"] > 5 * small.report["truth"]["pupils_at_risk"]["planted"]


def test_no_byte_of_a_played_home_tells_of_a_person(small: Played) -> None:
    people = people_of(small.home / "sample" / "input")
    assert len(people.passports) > 1000
    assert (small.home / "prefect" / "prefect.db").stat().st_size > 1_000_000
    assert traced(people, small.home, APART) == {}
    assert people.traces(small.said) == set()
