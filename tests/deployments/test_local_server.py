"""A server of one's own: one at a time in a home, ended with its starter, never in place of one that is named."""

import signal
import subprocess
import time
from pathlib import Path

import pytest

from deployments.local_server import client_environment, running_server
from models.errors import VekhaError
from tasks.settings import Settings
from tests.deployments.upstart import VEKHA, environment, left_behind, vekha

DEAD = "http://127.0.0.1:9/api"
PATIENCE_SECONDS = 300  # of a busy machine; an idle one needs ten


def started(home: Path, *words: str) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [VEKHA, *words], env=environment(home), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )


def served(home: Path) -> bool:
    """Whether a server that was started for this home has begun to work."""
    return (home / "prefect" / "prefect.db").exists()


def wait_until(is_it: bool, home: Path, patience: float) -> None:
    deadline = time.monotonic() + patience
    while served(home) is not is_it and time.monotonic() < deadline:
        time.sleep(0.2)


@pytest.mark.proof
def test_two_runs_at_once_take_turns_and_leave_nothing(tmp_path: Path) -> None:
    home = tmp_path / "home"
    both = [started(home, "run", "tick") for _one in range(2)]
    told = [run.communicate(timeout=PATIENCE_SECONDS) for run in both]
    assert [run.returncode for run in both] == [0, 0], told
    assert [out for out, _err in told] == ["Делать нечего.\n"] * 2
    assert sorted(err for _out, err in told) == ["", "Здесь идёт другой запуск: ждём, пока он закончится.\n"]
    assert not (home / "prefect.url").exists(), "a run leaves no note: others would take its server for one that stays"
    assert left_behind(home) == []


@pytest.mark.proof
@pytest.mark.parametrize("by", [signal.SIGTERM, signal.SIGKILL])
def test_who_is_stopped_leaves_no_server(by: signal.Signals, tmp_path: Path) -> None:
    home = tmp_path / "home"
    run = started(home, "run", "tick")
    wait_until(True, home, PATIENCE_SECONDS)
    assert served(home)
    run.send_signal(by)
    run.communicate(timeout=PATIENCE_SECONDS)
    assert run.returncode in (128 + by, -by)
    # The server is told to end, and ends in its own time: seconds, or many on a busy machine.
    deadline = time.monotonic() + 90
    while left_behind(home) and time.monotonic() < deadline:
        time.sleep(0.2)
    assert left_behind(home) == []


@pytest.mark.parametrize("words", [("run", "tick"), ("up",)])
def test_a_named_server_that_does_not_answer_is_refused_and_not_replaced(
    words: tuple[str, ...], tmp_path: Path
) -> None:
    refused = vekha(tmp_path / "home", *words, PREFECT_API_URL=DEAD)
    assert refused.returncode == 1
    assert f"Сервер Prefect {DEAD} не отвечает, а назван он переменной PREFECT_API_URL" in refused.stderr
    assert not served(tmp_path / "home")


def test_what_the_environment_says_of_prefect_stays(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PREFECT_LOGGING_LEVEL", "DEBUG")
    monkeypatch.setenv("PREFECT_API_URL", DEAD)
    said = client_environment(Settings(home=tmp_path), "http://127.0.0.1:1234")
    assert said["PREFECT_LOGGING_LEVEL"] == "DEBUG"
    assert said["PREFECT_API_URL"] == "http://127.0.0.1:1234/api"
    assert said["PREFECT_HOME"] == str(tmp_path / "prefect")


def test_a_note_of_a_server_that_is_gone_is_not_believed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("PREFECT_API_URL", raising=False)
    (tmp_path / "prefect.url").write_text(DEAD)
    assert running_server(Settings(home=tmp_path)) is None
    monkeypatch.setenv("PREFECT_API_URL", DEAD)
    with pytest.raises(VekhaError):
        running_server(Settings(home=tmp_path))
