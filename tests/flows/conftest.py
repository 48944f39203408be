"""One real Prefect server for all tests of flows, on a port of its own; each test brings its own home."""

import gc
import os
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from prefect.context import refresh_global_settings_context

from deployments.local_server import local_server
from tasks.database import engine
from tasks.settings import Settings
from tests.flows.begun import Begun
from tests.flows.stories import Home


def pytest_itemcollected(item: pytest.Item) -> None:
    """Prefect leaves sockets to the garbage collector: with warnings as errors the simplest flow would fail."""
    item.add_marker(pytest.mark.filterwarnings("ignore::ResourceWarning"))
    item.add_marker(pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"))


@pytest.fixture(scope="package")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Begun:
    """What the first server of the run has made; test processes that run side by side share it."""
    own = tmp_path_factory.getbasetemp()
    return Begun((own.parent if "PYTEST_XDIST_WORKER" in os.environ else own) / "begun.db")


@pytest.fixture(scope="package")
def server(begun: Begun, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a real server, as the demo starts it; this process speaks to it until the last of these tests."""
    before = dict(os.environ)
    home = Settings(home=tmp_path_factory.mktemp("server"))
    with ExitStack() as until_the_last:
        with begun.first_or_copied(home):
            url = until_the_last.enter_context(local_server(home))
        # Its log handler would still be sending when the server has gone.
        os.environ["PREFECT_LOGGING_TO_API_ENABLED"] = "false"
        # Prefect was imported when the tests were collected, and reads its environment once.
        refresh_global_settings_context()
        yield url
        os.environ.clear()
        os.environ.update(before)
        refresh_global_settings_context()
        gc.collect()  # the sockets that were left open, while their warnings are still ignored


@pytest.fixture(scope="module")
def shared_home(tmp_path_factory: pytest.TempPathFactory, migrated_sqlite: Path) -> Iterator[Home]:
    """A home that a module's tests share: arranged once, then only looked at."""
    with Home.made(tmp_path_factory.mktemp("shared"), migrated_sqlite) as made:
        yield made
    engine(made.settings.database).dispose()


@pytest.fixture
def own_home(tmp_path: Path, migrated_sqlite: Path) -> Iterator[Home]:
    """A home of the test's own; the environment points at it."""
    with Home.made(tmp_path / "home", migrated_sqlite) as made:
        yield made
    engine(made.settings.database).dispose()
