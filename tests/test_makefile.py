"""`make` keeps the environment as the locks say, whichever command was the first."""

import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
RECORDS = '#!/bin/sh\necho "$@" >> calls\n'


@pytest.mark.parametrize(("is_developers", "lock"), [(False, "requirements.lock"), (True, "requirements-dev.lock")])
def test_a_changed_lock_is_synced_whoever_made_the_environment(is_developers: bool, lock: str, tmp_path: Path) -> None:
    shutil.copy(ROOT / "Makefile", tmp_path)
    for name in (".uv/bin/uv", ".venv/bin/python"):
        tool = tmp_path / name
        tool.parent.mkdir(parents=True)
        tool.write_text(RECORDS)
        tool.chmod(0o755)
    if is_developers:
        (tmp_path / ".venv/dev").touch()
    for name in ("pyproject.toml", "requirements.lock", "requirements-dev.lock"):
        (tmp_path / name).touch()
    subprocess.run(["make", "-s", ".venv/runtime", "-o", ".uv/bin/uv"], cwd=tmp_path, check=True)
    (synced,) = [line for line in (tmp_path / "calls").read_text().splitlines() if line.startswith("pip sync")]
    assert synced.endswith(f" {lock}")
