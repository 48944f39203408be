"""The locks: current with pyproject.toml, bound to content by hashes, and silent about where they were made."""

import re
import shutil
import subprocess
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
LOCKS = {"requirements.lock": [], "requirements-dev.lock": ["--extra", "dev"]}
OPTIONS = "--universal --generate-hashes --no-emit-index-url --python-version 3.11 --custom-compile-command"
UNREACHABLE = re.compile(r"error sending request|dns error|Failed to fetch|timed out|connect", re.IGNORECASE)


def resolved_again(lock: str, folder: Path) -> str:
    """The lock as `make lock` would write it now, starting from the present one: offline, else from the registry."""
    uv, made = ROOT / ".uv" / "bin" / "uv", folder / lock
    if not uv.exists():
        pytest.skip("no .uv: make check makes one")
    command = [str(uv), "pip", "compile", "-q", *OPTIONS.split(), "make lock", "pyproject.toml", *LOCKS[lock]]
    for more in (["--offline"], []):
        shutil.copy(ROOT / lock, made)
        ended = subprocess.run(
            [*command, "-o", str(made), *more], cwd=ROOT, capture_output=True, text=True, check=False
        )
        if ended.returncode == 0:
            return made.read_text("utf8")
    if UNREACHABLE.search(ended.stderr):
        pytest.skip("the package registry does not answer")
    return ended.stderr


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_is_current(lock: str, tmp_path: Path) -> None:
    assert resolved_again(lock, tmp_path) == (ROOT / lock).read_text("utf8"), "run: make lock"


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_names_no_host(lock: str) -> None:
    assert not re.findall(
        r"^[^#\n]*(?:https?:|--index-url|--find-links|file:).*", (ROOT / lock).read_text("utf8"), re.M
    )


@pytest.mark.parametrize("lock", LOCKS)
def test_every_locked_package_is_bound_to_its_content(lock: str) -> None:
    entries = re.split(r"^(?=[A-Za-z0-9])", (ROOT / lock).read_text("utf8"), flags=re.M)[1:]
    assert len(entries) > 50
    assert not [entry.splitlines()[0] for entry in entries if "--hash=sha256:" not in entry]


def test_the_tests_run_on_what_is_shipped() -> None:
    """Every runtime pin stands in the lock for development too."""
    pins = {lock: set(re.findall(r"^([\w.-]+==\S+)", (ROOT / lock).read_text("utf8"), re.M)) for lock in LOCKS}
    assert pins["requirements.lock"] <= pins["requirements-dev.lock"]


def test_every_direct_dependency_has_a_lower_bound() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf8"))["project"]
    asked = [*project["dependencies"], *project["optional-dependencies"]["dev"]]
    assert not [one for one in asked if ">=" not in one]
