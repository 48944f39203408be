"""The whole of `make bench` on tiny data: what it writes can be read and says whether each target holds."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
FIELDS = {"name", "ours_s", "peer", "peer_s", "ratio", "peak_mib", "target", "holds"}


@pytest.mark.proof
def test_a_small_benchmark_writes_its_results(tmp_path: Path) -> None:
    written = tmp_path / "results.json"
    command = [sys.executable, "-m", "benchmarks", "--small", "--rounds", "1", "--output", str(written)]
    ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    found = json.loads(written.read_text("utf8"))
    assert all(set(one) == FIELDS for one in found)
    assert [one["name"].partition(":")[0] for one in found] == [
        *("xlsx_text", "xlsx_understood", "country_procedures", "country_tasks", "region_phase", "region_curve"),
        *("hand_in_p99", "bulk_submit_400", "why_400", "sweep_curve"),
        *("five_phases_400", "five_phases_papers"),
    ]
    assert all(one["ours_s"] > 0 and one["peak_mib"] > 0 and isinstance(one["holds"], bool) for one in found)
    assert all((one["ratio"] is None) == (one["peer"] == "") for one in found)
    assert str(written) in ended.stdout.replace("\n", "")
