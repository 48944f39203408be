"""A lease: what only one process may do at a time, and until when to believe that it still does.

A holder that died on this machine is replaced at once, one that fell silent elsewhere when its lease expires.
"""

import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import uuid4

import sqlalchemy as sa
from sqlmodel import Session, col, select

from models.records import Lease
from tasks.channels.inserting import insert_into
from tasks.database import writing
from tasks.settings import Settings


@dataclass(frozen=True)
class Turn:
    """One holder's right to do the named thing."""

    name: str
    holder: str
    seconds: int

    def take(self, session: Session) -> bool:
        """Take or renew the lease; False when somebody else holds it."""
        now = datetime.now(UTC)
        present = session.exec(select(Lease.holder).where(Lease.name == self.name)).first()
        replaceable = [self.holder, *([present] if present and _is_dead(present) else [])]
        values = {"holder": self.holder, "expires_at": now + timedelta(seconds=self.seconds)}
        taken = session.connection().execute(
            insert_into(session, Lease)
            .values(name=self.name, **values)
            .on_conflict_do_update(
                index_elements=["name"],
                set_=values,
                where=sa.or_(col(Lease.expires_at) < now, col(Lease.holder).in_(replaceable)),
            )
            .returning(col(Lease.holder))
        )
        return taken.first() is not None

    def give_back(self, session: Session) -> None:
        """Let the next one in, unless the next one is in already."""
        mine = (col(Lease.name) == self.name, col(Lease.holder) == self.holder)
        session.connection().execute(sa.delete(Lease).where(*mine))


@contextmanager
def turn(of: Settings, name: str, seconds: int) -> Iterator[Turn | None]:
    """The right to do `name`, to be renewed within `seconds`; None when somebody else has it."""
    asked = Turn(name, f"{_machine()} {os.getpid()} {uuid4().hex}", seconds)
    with writing(of) as session:
        taken = asked.take(session)
    try:
        yield asked if taken else None
    finally:
        if taken:
            with writing(of) as session:
                asked.give_back(session)


def _machine() -> str:
    """The host and, where there are such, the process namespace: the same number elsewhere is another process."""
    with suppress(OSError):
        return f"{socket.gethostname()}/{Path('/proc/self/ns/pid').readlink()}"
    return socket.gethostname()


def _is_dead(holder: str) -> bool:
    """Whether the holder was a process of this very machine that no longer runs."""
    machine, process, _nonce = holder.rsplit(" ", 2)
    if os.name != "posix" or machine != _machine():
        return False
    try:
        os.kill(int(process), 0)
    except ProcessLookupError:
        return True
    except PermissionError:
        return False
    return False
