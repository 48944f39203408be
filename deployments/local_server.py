"""A Prefect server of one's own: started on a free port, its data under VEKHA_HOME, its UI pointing at itself.

Must be used before Prefect is imported: Prefect reads its environment once.
"""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from models.errors import VekhaError
from models.language import _
from tasks.settings import Settings

START_SECONDS = 90

# Measured: with the first two a pass over six phases takes 2-5 s on SQLite; with the defaults the server answers 503
# and clients wait two seconds, silently, between one flow run and the next. The third is how long a hint waits for its
# turn that came while its phase ran (by default half a minute).
_SQLITE_MANNERS = {
    "PREFECT_SERVER_SERVICES_TASK_RUN_RECORDER_BATCH_SIZE": "100",
    # Whole seconds: Prefect cuts a fraction off, and at 0 its recorder spins, eating half a core for ever.
    "PREFECT_SERVER_SERVICES_TASK_RUN_RECORDER_FLUSH_INTERVAL": "1",
    "PREFECT_SERVER_DEPLOYMENTS_CONCURRENCY_SLOT_WAIT_SECONDS": "5",
}
_QUIET = {
    "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
    "PREFECT_SERVER_UI_SHOW_PROMOTIONAL_CONTENT": "false",
    # A closed gate over wrong data is red and says why; Prefect would log it as an error with a traceback of nothing.
    "PREFECT_LOGGING_LEVEL": "CRITICAL",
    "DO_NOT_TRACK": "1",
}


def client_environment(settings: Settings, url: str) -> dict[str, str]:
    """What a process must have in its environment to talk to the server at that address."""
    home = settings.root / "prefect"
    said = {
        "PREFECT_HOME": str(home),
        "PREFECT_API_URL": f"{url}/api",
        "PREFECT_RUNNER_POLL_FREQUENCY": "2",
        **_QUIET,
    }
    if url.startswith("http://"):
        # Prefect reads a file of authorities for every client it makes, some four a flow run, even to speak plain
        # HTTP. All of them took a third of a played year's time; one authority is read forty times faster.
        said["PREFECT_API_SSL_CERT_FILE"] = str(_one_authority(home / "one-authority.pem"))
    return said


def _one_authority(path: Path) -> Path:
    """A file with the first of the usual certificate authorities."""
    if not path.exists():
        import certifi

        path.parent.mkdir(parents=True, exist_ok=True)
        first, end, _others = Path(certifi.where()).read_text(encoding="utf8").partition("-----END CERTIFICATE-----")
        path.write_text(first + end + "\n", encoding="utf8")
    return path


@contextmanager
def local_server(settings: Settings, port: int | None = None) -> Iterator[str]:
    """Run a server until the block ends; its address. The environment of this process points at it."""
    chosen = port or free_port()
    _refuse_taken(chosen)
    url = f"http://127.0.0.1:{chosen}"
    environment = client_environment(settings, url)
    home = settings.root / "prefect"
    home.mkdir(parents=True, exist_ok=True)
    with (home / "server.log").open("ab") as log:
        command = [sys.executable, "-m", "prefect", "server", "start", "--host", "127.0.0.1", "--port", str(chosen)]
        served = {**os.environ, **environment, **_SQLITE_MANNERS, "PREFECT_SERVER_UI_API_URL": f"{url}/api"}
        served["PREFECT_SERVER_DATABASE_CONNECTION_URL"] = f"sqlite+aiosqlite:///{home / 'prefect.db'}"
        server = subprocess.Popen(command, env=served, stdout=log, stderr=log, start_new_session=True)
    note = settings.root / "prefect.url"
    try:
        _wait_until_healthy(server, url, home / "server.log")
        os.environ.update(environment)
        note.write_text(f"{url}/api", encoding="utf8")
        yield url
    finally:
        note.unlink(missing_ok=True)
        _stop(server)


def running_server(settings: Settings) -> str | None:
    """The address of a server that `vekha up` keeps for this VEKHA_HOME, when it answers."""
    note = settings.root / "prefect.url"
    url = os.environ.get("PREFECT_API_URL") or (note.read_text(encoding="utf8").strip() if note.exists() else "")
    return url.removesuffix("/api") if url and _is_healthy(url.removesuffix("/api")) else None


@contextmanager
def some_server(settings: Settings) -> Iterator[str]:
    """The running server, or one of our own for as long as the block lasts."""
    url = running_server(settings)
    if url is None:
        with local_server(settings) as own:
            yield own
    else:
        os.environ.update(client_environment(settings, url))
        yield url


def free_port() -> int:
    """A TCP port of this machine that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _refuse_taken(port: int) -> None:
    """Whoever answers on the port already would be taken for the server that we start."""
    with socket.socket() as probe:
        # As servers do: a port whose last connections are still being closed is free.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError as error:
            said = _("Порт {port} занят — возможно, Веха уже работает. Остановите её или выберите другой: --port.")
            raise VekhaError(said.format(port=port)) from error


def _wait_until_healthy(server: "subprocess.Popen[bytes]", url: str, log: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        if server.poll() is not None:
            break
        if _is_healthy(url):
            return
        time.sleep(0.5)
    raise VekhaError(_("Сервер Prefect не запустился. Подробности: {log}").format(log=log))


def _is_healthy(url: str) -> bool:
    import httpx  # every command reads this module; only those that run flows need a client

    try:
        return httpx.get(f"{url}/api/health", timeout=2, verify=url.startswith("https:")).is_success
    except httpx.HTTPError:
        return False


def _stop(server: "subprocess.Popen[bytes]") -> None:
    server.terminate()
    try:
        server.wait(timeout=15)
    except subprocess.TimeoutExpired:
        server.kill()
        server.wait()
