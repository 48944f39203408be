"""Starts `vekha up` as a person does, in a process of its own, and stops it as a terminal or a machine does."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx

from deployments.local_server import free_port

VEKHA = Path(sys.executable).with_name("vekha")
PATIENCE_SECONDS = 120


@dataclass(frozen=True)
class Up:
    """A running `vekha up`."""

    url: str
    process: "subprocess.Popen[str]"
    home: Path

    def stop(self, by: signal.Signals) -> float:
        """Send the signal; how many seconds it took to end."""
        started = time.monotonic()
        self.process.send_signal(by)
        self.process.wait(timeout=60)
        return time.monotonic() - started


def environment(home: Path, **more: str) -> dict[str, str]:
    """The environment of a fresh terminal in which VEKHA_HOME is set."""
    plain = {name: value for name, value in os.environ.items() if not name.startswith(("PREFECT_", "VEKHA_"))}
    return {**plain, "VEKHA_HOME": str(home), "COLUMNS": "200", **more}


def vekha(home: Path, *said: str, **more: str) -> "subprocess.CompletedProcess[str]":
    """Run a command to its end."""
    return subprocess.run([VEKHA, *said], env=environment(home, **more), capture_output=True, text=True, check=False)


@contextmanager
def up(home: Path) -> Iterator[Up]:
    """`vekha up` on a free port, once its deployments are served; killed at the end if it still runs."""
    port = free_port()
    log = home.with_name(f"{home.name}.up.log").open("w+")
    process = subprocess.Popen(
        [VEKHA, "up", "--port", str(port)],
        env=environment(home),
        stdout=log,
        stderr=subprocess.STDOUT,
        text=True,
        preexec_fn=_as_in_a_terminal,
    )
    try:
        _wait_until_served(f"http://127.0.0.1:{port}", process)
        yield Up(f"http://127.0.0.1:{port}", process, home)
    finally:
        if process.poll() is None:
            process.terminate()
            process.wait(timeout=60)
        log.close()


def _as_in_a_terminal() -> None:
    """Hear Ctrl-C even where the tests themselves run in the background and were told not to."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def _wait_until_served(url: str, process: "subprocess.Popen[str]") -> None:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        try:
            ready = {"deployments": {"operator": "and_", "tags": {"all_": ["vekha"]}}}
            found = httpx.post(f"{url}/api/deployments/filter", json=ready, timeout=5).json()
            if found and all(one["status"] == "READY" for one in found):
                return
        except (httpx.HTTPError, ValueError):
            pass
        time.sleep(0.5)
    raise AssertionError(f"vekha up did not come up, exit code {process.poll()}")


def left_behind(home: Path) -> list[str]:
    """The command lines of living processes that were started for this home."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            if f"VEKHA_HOME={home}".encode() in (folder / "environ").read_bytes().split(b"\0"):
                found.append((folder / "cmdline").read_bytes().replace(b"\0", b" ").decode())
        except OSError:
            continue  # it ended meanwhile
    return found
