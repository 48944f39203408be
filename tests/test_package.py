"""The wheel: what a person gets who installs it into an empty environment and works in a folder of their own."""

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tasks.sample.scoring import STATISTICAL

ROOT = Path(__file__).parent.parent
UV = ROOT / ".uv" / "bin" / "uv"
SHIPPED = (
    "roadmaps/kirsanov-2024.yaml",
    "models/roadmap/schedule/schedule.lark",
    "models/locales/en/LC_MESSAGES/vekha.mo",
    "tasks/documents/templates/low_results.docx",
    "tasks/documents/templates/dynamics.docx",
    "tasks/documents/templates/objectivity.docx",
    "tasks/documents/templates/gia_readiness.docx",
    "tasks/documents/templates/pupils_before_exams.docx",
    "tasks/documents/templates/effect_of_support.docx",
    "tasks/documents/templates/session_report.docx",
    "migrations/env.py",
    "migrations/script.py.mako",
    "migrations/versions/0001_the_first_tables.py",
)


def run(*command: str | Path, cwd: Path, home: str = "work") -> subprocess.CompletedProcess[str]:
    """Run it as a stranger would: without the project's folder, its variables or its Python path."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("VEKHA_", "PREFECT_", "PYTHON"))}
    environment = {**kept, "VEKHA_HOME": str(cwd / home), "COLUMNS": "200", "TERM": "dumb"}
    return subprocess.run(list(map(str, command)), cwd=cwd, env=environment, capture_output=True, text=True, check=True)


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    if not UV.exists():
        pytest.skip("no .uv: make test makes one")
    folder = tmp_path_factory.mktemp("wheel")
    own_hatchling = ("--no-build-isolation", "--python", sys.executable)
    run(UV, "build", "-q", "--wheel", *own_hatchling, "-o", folder, ROOT, cwd=folder)
    return next(folder.glob("*.whl"))


@pytest.fixture(scope="session")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the commands of an environment that has the wheel and its runtime lock, nothing else."""
    folder = tmp_path_factory.mktemp("elsewhere")
    python = folder / "venv" / "bin" / "python"
    run(UV, "venv", "-q", "--python", sys.executable, folder / "venv", cwd=folder)
    run(UV, "pip", "sync", "-q", "--python", python, ROOT / "requirements.lock", cwd=folder)
    run(UV, "pip", "install", "-q", "--no-deps", "--python", python, wheel, cwd=folder)
    return python.parent


def test_the_wheel_holds_what_is_read_at_run_time_and_no_tests(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    assert set(SHIPPED) <= set(names)
    assert not [name for name in names if name.startswith("tests/")]


def test_what_the_wheel_needs_is_what_the_lock_has(installed: Path) -> None:
    run(UV, "pip", "check", "-q", "--python", installed / "python", cwd=installed)


def test_an_installed_vekha_knows_its_roadmap_from_any_folder(installed: Path, tmp_path: Path) -> None:
    assert "roadmap" in run(installed / "vekha", "--help", cwd=tmp_path).stdout
    checked = run(installed / "vekha", "roadmap", "check", "kirsanov-2024", "--json", cwd=tmp_path)
    assert json.loads(checked.stdout)["accepted"] is True
    assert not list(tmp_path.iterdir()), "looking leaves nothing behind"


@pytest.mark.proof
def test_an_installed_vekha_plays_its_demo_from_any_folder(installed: Path, tmp_path: Path) -> None:
    played = run(installed / "vekha", "demo", "--exit", "--json", cwd=tmp_path)
    told = json.loads(played.stdout.splitlines()[-1])
    assert told["measures"] == 47
    assert told["journal_verified"] is True
    scores = {kind: one for kind, one in told["truth"].items() if kind not in STATISTICAL}
    assert all(one["precision"] == one["recall"] == 1.0 for one in scores.values() if "precision" in one)
    assert [entry.name for entry in tmp_path.iterdir()] == ["work"], "everything is under VEKHA_HOME"
