"""Codes of people that rows of the record took from a loaded list: when the list is purged, the rows lose them.

Who was whose mentor, and when they met, stays as counts and days; who it was does not. A code goes when no dataset that
is left names it. A random number takes its place, the same in every row, so that rows of one person stay together.
"""

import json
import secrets
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlmodel import Session, SQLModel, col, select

from models.records import Dataset, HelperAppointment, HelperWish, MentorAbsence, MentorPair, MentorWish
from tasks.data.datasets import frame_path, load_frame, one_at_a_time
from tasks.settings import Settings

Code = tuple[str, ...]


@dataclass(frozen=True)
class _Named:
    """Where rows name people of a list: its columns that make one, and in each table the columns that repeat them."""

    columns: tuple[str, ...]
    tables: Mapping[type[SQLModel], tuple[str, ...]]


# The last column of each is the person's code; those before it say whose code it is.
NAMED = {
    "mentors": _Named(
        ("school", "mentor"),
        dict.fromkeys((MentorPair, MentorWish, MentorAbsence), ("mentor_school", "mentor")),
    ),
    "assignments": _Named(("school", "teacher"), dict.fromkeys((MentorPair, MentorWish), ("school", "teacher"))),
    "curators": _Named(("curator",), dict.fromkeys((HelperAppointment, HelperWish), ("helper",))),
}


def forget_codes(session: Session, settings: Settings, doomed: Sequence[Dataset]) -> int:
    """Inside the caller's transaction, before the datasets go: how many people's codes were taken out of the rows."""
    one_at_a_time(session)
    gone = 0
    for kind, named in NAMED.items():
        going = [one for one in doomed if one.kind == kind]
        if going:
            ids = {one.id for one in doomed}
            of_kind = session.exec(select(Dataset).where(Dataset.kind == kind)).all()
            left = _codes(settings, named, (one for one in of_kind if one.id not in ids))
            gone += _take_out(session, named, _codes(settings, named, going) - left)
    return gone


def _codes(settings: Settings, named: _Named, datasets: Iterable[Dataset]) -> set[Code]:
    """The people whom these datasets name."""
    frames = [frame for one in datasets for frame in json.loads(one.frames).values()]
    tables = [load_frame(settings, frame) for frame in frames if frame_path(settings, frame).exists()]
    return {code for table in tables for code in table[list(named.columns)].itertuples(index=False, name=None)}


def _take_out(session: Session, named: _Named, codes: set[Code]) -> int:
    """Put a number in the place of each of these codes that occurs; how many did."""
    occurring = {code for table, columns in named.tables.items() for code in _occurring(session, table, columns)}
    numbers = {code: f"№{secrets.token_hex(4)}" for code in occurring & codes}
    for table, columns in named.tables.items():
        _replace(session, table, columns, numbers)
    return len(numbers)


def _occurring(session: Session, table: type[SQLModel], columns: tuple[str, ...]) -> set[Code]:
    found = session.execute(sa.select(*(col(getattr(table, name)) for name in columns)).distinct())
    return {tuple(row) for row in found}


def _replace(session: Session, table: type[SQLModel], columns: tuple[str, ...], numbers: Mapping[Code, str]) -> None:
    if not numbers:
        return
    is_that = (col(getattr(table, name)) == sa.bindparam(f"was_{name}") for name in columns)
    statement = sa.update(table).where(*is_that).values({columns[-1]: sa.bindparam("number")})
    rows = [
        {f"was_{name}": part for name, part in zip(columns, code, strict=True)} | {"number": number}
        for code, number in numbers.items()
    ]
    session.connection().execute(statement, rows)
    session.expire_all()
