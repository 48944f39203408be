"""Draft the next migration by comparing the tables with a freshly migrated database: `make migration NAME="…"`."""

import sys
import tempfile
from pathlib import Path

from alembic import command
from alembic.config import Config

from tasks.database import engine, migrate
from tasks.settings import Settings


def draft(name: str) -> None:
    """Write migrations/versions/NNNN_<name>.py for what the tables have and the migrations do not."""
    here = Path(__file__).parent
    number = f"{len(list((here / 'versions').glob('[0-9]*.py'))) + 1:04}"
    with tempfile.TemporaryDirectory() as folder:
        scratch = Settings(home=Path(folder))
        migrate(scratch)
        config = Config()
        config.set_main_option("script_location", str(here))
        config.set_main_option("file_template", "%%(rev)s_%%(slug)s")
        config.attributes["engine"] = engine(scratch.database)
        command.revision(config, message=name, rev_id=number, autogenerate=True)


if __name__ == "__main__":
    draft(sys.argv[1])
