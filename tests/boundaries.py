"""Moments between which something is written or sent: counted, and at one of them the process dies, here by raising.

Real kills are in tests/proof.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from sqlalchemy import event
from sqlmodel import Session

from tasks.database import engine
from tasks.settings import Settings


class Killed(BaseException):
    """The process dies here."""


@dataclass
class Boundaries:
    """Dies at one of them; 0: at none."""

    die_at: int = 0
    passed: list[str] = field(default_factory=list)

    def cross(self, name: str) -> None:
        """One more; perhaps the last."""
        self.passed.append(name)
        if len(self.passed) == self.die_at:
            raise Killed


@contextmanager
def watched(home: Settings, boundaries: Boundaries) -> Iterator[None]:
    """Stand before and after every commit of a writing transaction."""
    bind = engine(home.database)
    before = ("commit", lambda _connection: boundaries.cross("before a commit"))
    after = ("after_commit", lambda _session: boundaries.cross("after a commit"))
    event.listen(bind, *before)
    event.listen(Session, *after)
    try:
        yield
    finally:
        event.remove(bind, *before)
        event.remove(Session, *after)


def start_again(home: Settings, clean: bytes) -> None:
    """The database as it was."""
    engine(home.database).dispose()
    for path in home.root.glob("vekha.db*"):
        path.unlink()
    (home.root / "vekha.db").write_bytes(clean)


def as_it_is(home: Settings) -> bytes:
    """The database, with what the last transactions wrote."""
    engine(home.database).dispose()
    return (home.root / "vekha.db").read_bytes()
