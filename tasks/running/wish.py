"""What a run is asked: which cycle, as of which day, what to compute again. Imports neither Prefect nor pandas."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Redo(StrEnum):
    """What a run computes again: only what is stale, only what failed its data checks, or everything."""

    STALE = "stale"
    FAILED = "failed"
    ALL = "all"


@dataclass(frozen=True)
class Wish:
    """What a run is asked: cycle, day, what to compute again, which schools (all when empty), whether to write."""

    roadmap: str
    year: int
    as_of: date
    redo: Redo = Redo.STALE
    schools: tuple[str, ...] = ()
    dry_run: bool = False
