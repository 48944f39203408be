"""Small situations for matching: a need and a mentor on a line, with what is usual left unsaid."""

from collections.abc import Iterable

import pandas as pd

from models.mentoring.frames import MENTOR, NEED, PAIR, Situation, typed

MATHS, PHYSICS = "математика", "физика"
Pair = tuple[str, str, str, str, str]


def need(teacher: str, subject: str = MATHS, school: str = "s1", **other: object) -> dict[str, object]:
    usual = {"levels": "ООО", "municipality": "Северный", "language": "русский", "place": "село"}
    return {"school": school, "teacher": teacher, "subject": subject, **usual, **other}


def mentor(
    code: str, subject: str = MATHS, school: str = "p1", capacity: int = 1, **other: object
) -> dict[str, object]:
    usual = {"levels": "ООО;СОО", "municipality": "Северный", "languages": "русский", "place": "село"}
    return {"mentor_school": school, "mentor": code, "subject": subject, "capacity": capacity, **usual, **other}


def situation(
    needs: Iterable[dict[str, object]],
    mentors: Iterable[dict[str, object]],
    neighbours: Iterable[tuple[str, str]] = (),
    agreements: Iterable[tuple[str, str]] = (),
    last_year: Iterable[Pair] = (),
) -> Situation:
    return Situation(
        typed("needs", pd.DataFrame(list(needs))),
        typed("mentors", pd.DataFrame(list(mentors))),
        typed("neighbours", pd.DataFrame(list(neighbours), columns=["municipality", "neighbour"])),
        typed("agreements", pd.DataFrame(list(agreements), columns=["school", "mentor_school"])),
        pairs(*last_year),
    )


def pairs(*listed: Pair) -> pd.DataFrame:
    return typed("pairs", pd.DataFrame(list(listed), columns=PAIR))


def pair(teacher: str, code: str, subject: str = MATHS, school: str = "s1", mentor_school: str = "p1") -> Pair:
    return (school, teacher, subject, mentor_school, code)


def who_has_whom(table: pd.DataFrame) -> dict[str, str]:
    """Teacher → mentor, where every teacher occurs once."""
    return dict(zip(table["teacher"], table["mentor"], strict=True))


def by_keys(table: pd.DataFrame) -> dict[tuple[str, ...], tuple[str, ...]]:
    """Need → mentor."""
    return dict(zip(map(tuple, table[NEED].to_numpy()), map(tuple, table[MENTOR].to_numpy()), strict=True))
