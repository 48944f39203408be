"""The record of a Prefect server that has just begun.

The first server of a run makes its tables for seven seconds of work; later ones start from a copy of what it has made.
"""

import fcntl
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from tasks.settings import Settings


@dataclass(frozen=True)
class Begun:
    """Where the processes of one run keep that record together."""

    path: Path

    @contextmanager
    def first_or_copied(self, home: Settings) -> Iterator[None]:
        """A server is started in this home inside the block: after it, servers of other homes need not begin anew."""
        with self.path.with_suffix(".lock").open("w") as door:
            fcntl.flock(door, fcntl.LOCK_EX)
            self.is_given_to(home)
            yield
            if not self.path.exists():
                with closing(sqlite3.connect(_record(home))) as living, closing(sqlite3.connect(self.path)) as kept:
                    living.backup(kept)

    def is_given_to(self, home: Settings) -> None:
        """A server that will be started in this home finds the tables made, if any server of this run has begun."""
        if self.path.exists():
            _record(home).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(self.path, _record(home))


def _record(home: Settings) -> Path:
    return home.root / "prefect" / "prefect.db"
