"""The demo of another roadmap than its own, from a file as somebody imported it: every step ends, on a real server."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

DEMO = "from deployments.cli.main import main; main()"
ZHIGALOVO = Path(__file__).parent.parent.parent / "roadmaps" / "zhigalovo-2023.yaml"
PATIENCE_SECONDS = 1200
# Seven schools: what the order asks of them and of the authority, and the measures of support in their own plans.
OF_THE_ORDER, OF_SCHOOLS_PLANS = 143, 14

pytestmark = pytest.mark.proof


def test_a_roadmap_in_a_file_is_played_to_its_end(tmp_path: Path) -> None:
    own = Path(shutil.copy(ZHIGALOVO, tmp_path / "наш-приказ.yaml"))
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("VEKHA_", "PREFECT_"))}
    ended = subprocess.run(
        [sys.executable, "-c", DEMO, "demo", "--roadmap", str(own), "--exit", "--json"],
        env=environment | {"VEKHA_HOME": str(tmp_path / "home")},
        capture_output=True,
        timeout=PATIENCE_SECONDS,
    )
    assert ended.returncode == 0, (ended.stdout + ended.stderr).decode()[-4000:]
    told = json.loads(ended.stdout.splitlines()[-1])
    assert told["measures"] == told["measures_with_steps"] == 30
    assert told["steps"] == {"done": OF_THE_ORDER + OF_SCHOOLS_PLANS, "waived": 1}
    assert told["truth"] == {}, "nothing is computed: there is nothing to compare"
    assert told["journal_verified"] is True
    assert not set(told["runs"]) & {"Crashed", "DataCheckFailed"}
