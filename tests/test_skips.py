"""A skipped test is a failure where CI is set, and only there."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

HOOKS = "from tests.skips import pytest_make_collect_report, pytest_runtest_makereport\n"
SKIPPED_TEST = "import pytest\n\n@pytest.mark.skip(reason='no browser')\ndef test_looks(): ...\n"
SKIPPED_MODULE = "import pytest\n\npytest.skip('no browser', allow_module_level=True)\n"
SKIPPED_ON_THE_WAY = "import pytest\n\ndef test_looks():\n    pytest.skip('no browser')\n"
ROOT = Path(__file__).parent.parent


def outcome(folder: Path, test: str, ci: str) -> subprocess.CompletedProcess[str]:
    (folder / "conftest.py").write_text(HOOKS, "utf8")
    (folder / "test_it.py").write_text(test, "utf8")
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", str(folder)]
    environment = {**os.environ, "CI": ci, "PYTHONPATH": str(ROOT)}
    return subprocess.run(command, env=environment, cwd=folder, capture_output=True, text=True, check=False)


@pytest.mark.parametrize(
    "test", [SKIPPED_TEST, SKIPPED_ON_THE_WAY, SKIPPED_MODULE], ids=["marked", "on the way", "module"]
)
def test_a_skip_fails_in_ci_and_says_why(tmp_path: Path, test: str) -> None:
    ended = outcome(tmp_path, test, ci="true")
    assert ended.returncode != 0
    assert "no browser" in ended.stdout


def test_a_skip_is_a_skip_on_ones_own_machine(tmp_path: Path) -> None:
    ended = outcome(tmp_path, SKIPPED_TEST, ci="")
    assert ended.returncode == 0
    assert "1 skipped" in ended.stdout
