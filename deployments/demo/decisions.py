"""What people decide in a play besides handing in, as data; a script has them by day. Who does them is deciding.py.

A school is named by its place in the approved list: 0 is the first one, -1 the last.
"""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Moved:
    """A measure's deadline is moved to that day, for one school or (None) for all."""

    measure: str
    school: int | None
    to: date
    reason: str


@dataclass(frozen=True)
class LetPast:
    """A measure is let past its closed gate by an order that holds until that day."""

    measure: str
    until: date
    reason: str


@dataclass(frozen=True)
class Stopped:
    """A school is put on hold until somebody releases it."""

    school: int
    reason: str


@dataclass(frozen=True)
class Resumed:
    """A school that stood still goes on."""

    school: int
    reason: str


@dataclass(frozen=True)
class Away:
    """Whoever holds a role in a school will be away between these days, both inclusive; another stands in."""

    role: str
    school: int
    starts_on: date
    ends_on: date
    reason: str


@dataclass(frozen=True)
class Read:
    """The coordinator accepts what was handed in for the measure and has lain unread."""

    measure: str


Decision = Moved | LetPast | Stopped | Resumed | Away | Read


@dataclass(frozen=True)
class Glance:
    """The day in mid-play on which one looks as people do, before everything is done.

    desks: role and school (None: the whole roadmap) of those who open their inbox, the first of them also what they
           were told; why: the measure of which one asks what it stands for
    """

    day: date
    desks: tuple[tuple[str, int | None], ...]
    why: str
