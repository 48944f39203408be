"""What the state set for a year: minimum EGE scores, VPR mark scales, terms that VPR was moved to.

The numbers are the tables beside this module, shipped with it and read once; each row has its source and its years. A
year or a subject that is not there is unknown, and then nobody is judged by it. When a table changes an answer, bump
the version of the analyses that read it (names.py): a test keeps the tables and the versions together.
"""

import csv
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType

TABLES = Path(__file__).parent
SPRING = "весна"

# A VPR work, and the least primary scores for «3», «4» and «5».
Work = tuple[int, int, str]
Scale = tuple[int, int, int]


def minimum_score(year: int, subject: str) -> int | None:
    """The least EGE test score that passes; None where no table says it."""
    return _minimum_scores().get((year, subject))


def term(year: int) -> str:
    """The term in which VPR was written: spring, unless the year's was moved."""
    return _moved_terms().get(year, SPRING)


@cache
def mark_scales() -> Mapping[Work, Scale]:
    """Every known scale of VPR works by year, grade and subject: for files that have scores and no marks."""
    return MappingProxyType(
        {
            (year, int(row["grade"]), row["subject"]): (int(row["from_3"]), int(row["from_4"]), int(row["from_5"]))
            for row in _rows("mark_scales")
            for year in _years(row)
        }
    )


@cache
def highest_scores() -> Mapping[Work, int]:
    """The most points of the works whose scale is known, where the table says them."""
    return MappingProxyType(
        {
            (year, int(row["grade"]), row["subject"]): int(row["highest"])
            for row in _rows("mark_scales")
            for year in _years(row)
            if row["highest"]
        }
    )


@cache
def _minimum_scores() -> Mapping[tuple[int, str], int]:
    return {(year, row["subject"]): int(row["minimum"]) for row in _rows("minimum_scores") for year in _years(row)}


@cache
def _moved_terms() -> Mapping[int, str]:
    return {int(row["year"]): row["term"] for row in _rows("moved_terms")}


def _years(row: Mapping[str, str]) -> range:
    return range(int(row["first_year"]), int(row["last_year"]) + 1)


def _rows(table: str) -> Iterator[dict[str, str]]:
    with (TABLES / f"{table}.csv").open(encoding="utf8", newline="") as file:
        yield from csv.DictReader(file)
