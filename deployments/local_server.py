"""A Prefect server of one's own: started on a free port, its data under VEKHA_HOME, its UI pointing at itself.

Must be used before Prefect is imported: Prefect reads its environment once.
"""

import ctypes
import fcntl
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import IO

from deployments.cli.console import complaints
from models.errors import VekhaError
from models.language import _
from tasks.settings import Settings

START_SECONDS, GLANCE_SECONDS = 90, 0.5
UP_PORT = 4200
OK, SERVER_ERROR = 200, 500
_SIGNAL_AT_PARENTS_DEATH = 1  # PR_SET_PDEATHSIG of <linux/prctl.h>

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
    """What a process must have in its environment to talk to the server at that address.

    Only the address is ours to say: whatever else the environment sets already stays as it is.
    """
    home = settings.root / "prefect"
    wished = {"PREFECT_HOME": str(home), "PREFECT_RUNNER_POLL_FREQUENCY": "2", **_QUIET}
    if url.startswith("http://"):
        # Prefect reads a file of authorities for every client it makes, some four a flow run, even to speak plain
        # HTTP. All of them took a third of a played year's time; one authority is read forty times faster.
        wished["PREFECT_API_SSL_CERT_FILE"] = str(_one_authority(home / "one-authority.pem"))
    return {name: os.environ.get(name, value) for name, value in wished.items()} | {"PREFECT_API_URL": f"{url}/api"}


def _one_authority(path: Path) -> Path:
    """A file with the first of the usual certificate authorities."""
    if not path.exists():
        import certifi

        path.parent.mkdir(parents=True, exist_ok=True)
        first, end, _others = Path(certifi.where()).read_text(encoding="utf8").partition("-----END CERTIFICATE-----")
        path.write_text(first + end + "\n", encoding="utf8")
    return path


@contextmanager
def local_server(settings: Settings, port: int | None = None, *, kept: bool = False) -> Iterator[str]:
    """Run a server until the block ends; its address. Until then the environment of this process points at it.

    kept: leave a note in VEKHA_HOME, by which other commands find the server
    """
    with _door(settings) as door:
        if url := _others_server(settings, door, _noted_server if kept else _nobodys):
            told = _("Веха уже работает в {home}: {url}. Сначала остановите её.")
            raise VekhaError(told.format(home=settings.root, url=url))
        with _own_server(settings, port or free_port(), kept) as own:
            yield own


@contextmanager
def some_server(settings: Settings) -> Iterator[str]:
    """The running server, or one of our own for as long as the block lasts; one run at a time has one in a home."""
    with _door(settings) as door:
        url = _others_server(settings, door, running_server)
        if url is None:
            with _own_server(settings, free_port()) as own:
                yield own
        else:
            with _environment(client_environment(settings, url)):
                yield url


@contextmanager
def kept_server(settings: Settings, port: int | None = None) -> Iterator[str]:
    """What `vekha up` works on: the server that the environment names, else one of our own that others find."""
    said = _said_server()
    if said and port:
        raise VekhaError(_("Сервер назван переменной PREFECT_API_URL ({url}): --port не нужен.").format(url=said))
    with some_server(settings) if said else local_server(settings, port or UP_PORT, kept=True) as url:
        yield url


def running_server(settings: Settings) -> str | None:
    """The server that the environment names, which must answer; else the one that `vekha up` keeps for this home."""
    return _said_server() or _noted_server(settings)


def _said_server() -> str | None:
    """The address in PREFECT_API_URL. Who names a server does not expect another to be started in its place."""
    said = os.environ.get("PREFECT_API_URL", "").rstrip("/")
    if not said:
        return None
    if not 0 < _answer(said) < SERVER_ERROR:
        told = _(
            "Сервер Prefect {url} не отвечает, а назван он переменной PREFECT_API_URL: запустите его или уберите её."
        )
        raise VekhaError(told.format(url=said))
    return said.removesuffix("/api")


def _noted_server(settings: Settings) -> str | None:
    note = _note(settings)
    url = note.read_text(encoding="utf8").strip() if note.exists() else ""
    return url.removesuffix("/api") if url and _answer(url) == OK else None


def _note(settings: Settings) -> Path:
    return settings.root / "prefect.url"


@contextmanager
def _own_server(settings: Settings, port: int, kept: bool = False) -> Iterator[str]:
    """A server process, ended with the block however it ends; only the note that we wrote ourselves is taken away."""
    _refuse_taken(port)
    url, note = f"http://127.0.0.1:{port}", _note(settings)
    environment = client_environment(settings, url)
    with _ended_in_order(), _process(settings, url, environment) as server, _environment(environment):
        _wait_until_healthy(server, url, _log(settings))
        if kept:
            note.write_text(f"{url}/api", encoding="utf8")
        try:
            yield url
        finally:
            if kept:
                note.unlink(missing_ok=True)


@contextmanager
def _process(settings: Settings, url: str, environment: dict[str, str]) -> Iterator["subprocess.Popen[bytes]"]:
    """`prefect server start`: with manners of ours where the environment asks for no others."""
    port, home = url.rsplit(":", 1)[1], settings.root / "prefect"
    database = {"PREFECT_SERVER_DATABASE_CONNECTION_URL": f"sqlite+aiosqlite:///{home / 'prefect.db'}"}
    served = {**_SQLITE_MANNERS, **database, **os.environ, **environment, "PREFECT_SERVER_UI_API_URL": f"{url}/api"}
    command = [sys.executable, "-m", "prefect", "server", "start", "--host", "127.0.0.1", "--port", port]
    libc = ctypes.CDLL(None)

    def end_with_parent() -> None:
        libc.prctl(_SIGNAL_AT_PARENTS_DEATH, signal.SIGTERM)

    with _log(settings).open("ab") as log:
        server = subprocess.Popen(
            command, env=served, stdout=log, stderr=log, start_new_session=True, preexec_fn=end_with_parent
        )
    try:
        yield server
    finally:
        _stop(server)


@contextmanager
def _ended_in_order() -> Iterator[None]:
    """SIGTERM ends this process as Ctrl-C does: through every `finally`, so that the server ends too."""
    if threading.current_thread() is not threading.main_thread():
        yield  # only the main thread may say what a signal does
        return
    before = signal.signal(signal.SIGTERM, lambda number, _frame: sys.exit(128 + number))
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


@contextmanager
def _environment(said: Mapping[str, str]) -> Iterator[None]:
    """The environment of this process, with these variables until the block ends."""
    before = dict(os.environ)
    os.environ.update(said)
    try:
        yield
    finally:
        for name in said:
            os.environ.pop(name, None)
        os.environ.update({name: value for name, value in before.items() if name in said})


@contextmanager
def _door(settings: Settings) -> Iterator[IO[str]]:
    """The door through which one server at a time is started in a home: two would write into one SQLite file."""
    home = settings.root / "prefect"
    home.mkdir(parents=True, exist_ok=True)
    with (home / "lock").open("w", encoding="utf8") as door:
        yield door


def _others_server(settings: Settings, door: IO[str], look: Callable[[Settings], str | None]) -> str | None:
    """The server that is found there; None once the door is ours, for which another run may have to end first."""
    for glance in count():
        url = look(settings)
        if url or _is_ours(door):
            return url
        if glance == 0:
            complaints.print(_("Здесь идёт другой запуск: ждём, пока он закончится."))
        time.sleep(GLANCE_SECONDS)
    return None


def _nobodys(_settings: Settings) -> str | None:
    return None


def _is_ours(door: IO[str]) -> bool:
    """Whether the door is held by this process from now on; a process that is killed lets go of it."""
    try:
        fcntl.flock(door, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _log(settings: Settings) -> Path:
    return settings.root / "prefect" / "server.log"


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
    while time.monotonic() < deadline and server.poll() is None:
        if _answer(f"{url}/api") == OK:
            return
        time.sleep(GLANCE_SECONDS)
    raise VekhaError(_("Сервер Prefect не запустился. Подробности: {log}").format(log=log))


def _answer(api: str) -> int:
    """The HTTP status with which Prefect's API says how it is; 0 when nobody answers."""
    import httpx  # every command reads this module; only those that run flows need a client

    try:
        return httpx.get(f"{api}/health", timeout=2, verify=api.startswith("https:")).status_code
    except httpx.HTTPError:
        return 0


def _stop(server: "subprocess.Popen[bytes]") -> None:
    server.terminate()
    try:
        server.wait(timeout=15)
    except subprocess.TimeoutExpired:
        server.kill()
        server.wait()
