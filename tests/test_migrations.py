"""A record that was begun under earlier tables is whole under the present ones."""

from datetime import UTC, datetime
from pathlib import Path

import sqlalchemy as sa
from alembic import command
from alembic.config import Config

import migrations
from tasks.database import engine, migrate
from tasks.settings import Settings

NOW = datetime(2026, 1, 1, tzinfo=UTC).isoformat()


def at_revision(home: Settings, revision: str) -> sa.Engine:
    """The database of a home, as it was at that revision."""
    home.root.mkdir(parents=True, exist_ok=True)
    config = Config()
    config.set_main_option("script_location", str(Path(migrations.__file__).parent))
    config.attributes["engine"] = engine(home.database)
    command.upgrade(config, revision)
    return engine(home.database)


def begun_year(connection: sa.Connection) -> None:
    """A cycle with one step: rows that others refer to."""
    for statement in (
        "INSERT INTO roadmap_version (id, name, sha256, definition, plan, recorded_at)"
        f" VALUES (1, 'x', 'a', '', '', '{NOW}')",
        "INSERT INTO cycle (id, roadmap, year, version_id, simulated, opened_at, head_seq, head_hash)"
        f" VALUES (1, 'x', 2024, 1, false, '{NOW}', 0, '')",
        "INSERT INTO step (id, cycle_id, measure, occurrence, unit, status, reason, result, version)"
        " VALUES (1, 1, 'A1', 'dates', '', 'planned', '', '', 1)",
    ):
        connection.execute(sa.text(statement))


def test_a_year_begun_under_the_first_tables_goes_on(tmp_path: Path) -> None:
    home = Settings(home=tmp_path, database_url=f"sqlite:///{tmp_path / 'old.db'}")
    with at_revision(home, "0001").begin() as connection:
        begun_year(connection)
    migrate(home)
    with engine(home.database).connect() as connection:
        assert connection.execute(sa.text("SELECT calendar_id FROM cycle")).all() == [(None,)]
        assert connection.execute(sa.text("SELECT cycle_id FROM step")).all() == [(1,)]
        assert connection.execute(sa.text("PRAGMA foreign_key_check")).all() == []
    engine(home.database).dispose()


def test_datasets_loaded_under_the_first_tables_are_there_and_a_purged_ones_number_is_given_to_none(
    tmp_path: Path,
) -> None:
    home = Settings(home=tmp_path, database_url=f"sqlite:///{tmp_path / 'old.db'}")
    columns = "kind, slot, source_name, sha256, rows, frames, loaded_at, loaded_by, purpose, legal_ground"
    insert = sa.text(f"INSERT INTO dataset ({columns}) VALUES ('vpr', 's', 'f', 'a', 1, '{{}}', '{NOW}', 'x', '', '')")
    with at_revision(home, "0003").begin() as connection:
        connection.execute(insert)
    migrate(home)
    with engine(home.database).begin() as connection:
        assert connection.execute(sa.text("SELECT id, slot FROM dataset")).all() == [(1, "s")]
        connection.execute(sa.text("DELETE FROM dataset"))
        connection.execute(insert)
        assert connection.execute(sa.text("SELECT id FROM dataset")).all() == [(2,)]
    engine(home.database).dispose()


def test_what_was_sent_or_attempted_before_there_were_messages_is_in_the_ledger(tmp_path: Path) -> None:
    home = Settings(home=tmp_path, database_url=f"sqlite:///{tmp_path / 'old.db'}")
    columns = (
        "key, kind, cycle_id, measure, party, scope, as_of, text, created_at, status, channel, attempts, attempted_at,"
        " provider_id, error"
    )
    then = "'A1', 'x', '', '2024-08-01', 't'"
    rows = (
        f"('sent', 'opened', 1, {then}, '{NOW}', 'sent', 'slack:C1', 1, '{NOW}', '1.0', '')",
        f"('tried', 'due_soon', 1, {then}, '{NOW}', 'queued', 'slack:C1', 1, '{NOW}', '', 'e')",
        f"('new', 'overdue', 1, {then}, '{NOW}', 'queued', '', 0, NULL, '', '')",
    )
    with at_revision(home, "0007").begin() as connection:
        begun_year(connection)
        for row in rows:
            connection.execute(sa.text(f"INSERT INTO notice ({columns}) VALUES {row}"))
    migrate(home)
    with engine(home.database).connect() as connection:
        facts = connection.execute(sa.text("SELECT key, kind, status FROM notice ORDER BY id")).all()
        told = connection.execute(sa.text("SELECT key, outcome, channel FROM message ORDER BY id")).all()
        carried = connection.execute(sa.text("SELECT count(*) FROM carried")).scalar()
    assert facts == [("sent", "opened", "sent"), ("tried", "reminder", "addressed"), ("new", "overdue", "queued")]
    assert told == [("sent", "sent", "slack:C1"), ("tried", "queued", "slack:C1")]
    assert carried == 2
    engine(home.database).dispose()


def test_whom_the_ladder_told_under_the_former_tables_is_not_told_again(tmp_path: Path) -> None:
    home = Settings(home=tmp_path, database_url=f"sqlite:///{tmp_path / 'old.db'}")
    told = "key, kind, cycle_id, measure, occurrence, unit, party, scope, due_on, rung, newest, as_of, text, created_at"
    with at_revision(home, "0014").begin() as connection:
        begun_year(connection)
        for number, unit in ((2, "s1"), (3, "s2"), (4, "s3")):
            connection.execute(
                sa.text(
                    "INSERT INTO step (id, cycle_id, measure, occurrence, unit, status, reason, result, version,"
                    f" planned_by) VALUES ({number}, 1, 'B2', 'dates', '{unit}', 'open', '', '', 1, '')"
                )
            )
        connection.execute(
            sa.text("INSERT INTO school (login, code, name, municipality, inn, kind) VALUES ('s2','','','М','','')")
        )
        for key, unit, scope, newest in (("all", "", "", 3), ("one", "s1", "s1", 2), ("place", "", "М", 4)):
            connection.execute(
                sa.text(
                    f"INSERT INTO notice ({told}, status) VALUES ('{key}', 'escalation', 1, 'B2', 'dates', '{unit}',"
                    f" 'x', '{scope}', '2024-04-30', 3, {newest}, '2024-05-06', '', '{NOW}', 'sent')"
                )
            )
    migrate(home)
    with engine(home.database).connect() as connection:
        pairs = sa.text("SELECT key, step_id FROM notice_step JOIN notice ON notice.id = notice_id ORDER BY 1, 2")
        assert connection.execute(pairs).all() == [("all", 2), ("all", 3), ("one", 2), ("place", 3)]
        assert connection.execute(sa.text("PRAGMA foreign_key_check")).all() == []
    engine(home.database).dispose()
