"""Whatever people do, in any order and on any day: the answers, the states and the journal are those of the model."""

from collections.abc import Callable
from itertools import count
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from tasks.settings import Settings
from tests.tasks.people.at_random.machine import People


@pytest.fixture
def homes(tmp_path: Path, migrated_sqlite: Path) -> Callable[[], Settings]:
    """A new home with an empty database each time it is asked for."""
    template, number = migrated_sqlite.read_bytes(), count()

    def home() -> Settings:
        root = tmp_path / f"home-{next(number)}"
        root.mkdir()
        (root / "vekha.db").write_bytes(template)
        return Settings(home=root, database_url=f"sqlite:///{root / 'vekha.db'}")

    return home


def played(homes: Callable[[], Settings], examples: int, steps: int) -> None:
    machine = type("Played", (People,), {"home": staticmethod(homes)})
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=examples, stateful_step_count=steps, deadline=None,
            suppress_health_check=list(HealthCheck), print_blob=True,
        ),
    )  # fmt: skip


def test_a_few_lives(homes: Callable[[], Settings]) -> None:
    played(homes, examples=10, steps=25)


@pytest.mark.proof
def test_many_long_lives(homes: Callable[[], Settings]) -> None:
    played(homes, examples=150, steps=50)
