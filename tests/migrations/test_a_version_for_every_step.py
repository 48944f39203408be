"""Migration 0003: a step that was planned before versions were kept on steps has the version of its cycle."""

from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic import command
from alembic.config import Config

import migrations
from tasks.database import engine

ROWS = (
    "INSERT INTO roadmap_version (id, name, sha256, definition, plan, recorded_at) "
    "VALUES (7, 'six', 'a', '{}', '[]', '2024-01-01')",
    "INSERT INTO cycle (id, roadmap, year, version_id, simulated, opened_at, head_seq, head_hash) "
    "VALUES (1, 'six', 2024, 7, 0, '2024-01-01', 0, '')",
    "INSERT INTO step (id, cycle_id, measure, occurrence, unit, status, reason, result, version) "
    "VALUES (1, 1, 'A1', 'dates', '', 'planned', '', '', 1)",
)


@pytest.fixture
def earlier(tmp_path: Path) -> Config:
    """A database as it was before, with one step."""
    config = Config()
    config.set_main_option("script_location", str(Path(migrations.__file__).parent))
    config.attributes["engine"] = engine(f"sqlite:///{tmp_path / 'earlier.db'}")
    command.upgrade(config, "0002")
    with config.attributes["engine"].begin() as connection:
        for row in ROWS:
            connection.execute(sa.text(row))
    return config


def test_a_step_gets_the_version_of_its_cycle(earlier: Config) -> None:
    command.upgrade(earlier, "0003")
    with earlier.attributes["engine"].connect() as connection:
        assert connection.execute(sa.text("SELECT roadmap_version_id FROM step")).scalars().all() == [7]
    earlier.attributes["engine"].dispose()
