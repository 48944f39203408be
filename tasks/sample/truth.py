"""What is true of the region, counted from the generator's own arrays; and the proof that just what was planted is.

Kinds of schools are filed under the later year of a pair, all others under their own year. Ids: a school's login;
[login, participant code, class]; [login, branch]; [login, class]; [grade, subject, element's code].
"""

from collections.abc import Iterable, Mapping
from itertools import pairwise
from typing import Any

import numpy as np
import pandas as pd

from tasks.sample.careers import PROCEDURES, Procedure
from tasks.sample.region import People
from tasks.sample.results import EASY, Sheet, shares
from tasks.sample.sitting import ExamSheet, VprSheet

Truth = dict[str, dict[str, list[Any]]]
UNDER = (20, 67)
SCHOOL_KINDS = ("schools_r1_only", "schools_r2_only", "schools_both", "schools_just_under")


def tell(people: People, sheets: Iterable[VprSheet], exams: Iterable[ExamSheet]) -> Truth:
    """The truth of all kinds and years."""
    works = tuple(sheets)
    counts = school_counts(works, exams)
    lines = pd.concat([_lines(people, sheet) for sheet in works if sheet.work.grade >= 4], ignore_index=True)
    truth = _schools(people, counts)
    for year in people.years:
        of_year = lines[lines["year"] == year]
        truth.setdefault("pupils_at_risk", {})[str(year)] = _pupils(of_year)
        truth.setdefault("branches_low", {})[str(year)] = _places(of_year[of_year["branch"] != ""], "branch")
        truth.setdefault("classes_low", {})[str(year)] = _places(of_year, "class_name")
        truth.setdefault("elements_hard", {})[str(year)] = _elements(works, year)
    return truth


def school_counts(works: Iterable[Sheet], exams: Iterable[ExamSheet]) -> pd.DataFrame:
    """Participants (n) and how many of them were below (low), by year, procedure and school row."""
    parts: list[tuple[Procedure, Sheet]] = [(("ВПР", sheet.work.grade, sheet.work.subject), sheet) for sheet in works]
    parts += [((sheet.exam.kind, sheet.work.grade, sheet.exam.subject), sheet) for sheet in exams]
    frames = []
    for procedure, sheet in parts:
        if procedure in PROCEDURES:
            below = pd.Series(sheet.primary < sheet.work.cuts[0]).groupby(sheet.rows["school"].to_numpy())
            counted = below.agg(low="sum", n="size").rename_axis("school").reset_index()
            frames.append(
                counted.assign(year=sheet.year, procedure=pd.Series([procedure] * len(counted), dtype=object))
            )
    return pd.concat(frames, ignore_index=True)


def _schools(people: People, counts: pd.DataFrame) -> Truth:
    """R1, R2 and both, for every pair of years; then the schools just under the edge."""
    logins = people.schools["login"]
    low = _low_sets(counts[100 * counts["low"] >= 30 * counts["n"]])
    edge = _low_sets(counts[(counts["low"] == UNDER[0]) & (counts["n"] == UNDER[1])])
    truth: Truth = {kind: {} for kind in SCHOOL_KINDS}
    for earlier, later in pairwise(people.years):
        found = pair_kinds(low, len(logins), earlier, later)
        listed = set().union(*found.values())
        found["schools_just_under"] = {s for s, y in edge if y == later and s not in listed and not low.get((s, y))}
        for kind, schools in found.items():
            truth[kind][str(later)] = sorted(logins[school] for school in schools)
    return truth


def _low_sets(counts: pd.DataFrame) -> dict[tuple[int, int], set[Procedure]]:
    """(school, year) → the procedures counted."""
    sets: dict[tuple[int, int], set[Procedure]] = {}
    for school, year, procedure in zip(counts["school"], counts["year"], counts["procedure"], strict=True):
        sets.setdefault((int(school), int(year)), set()).add(procedure)
    return sets


def pair_kinds(
    low: Mapping[tuple[int, int], set[Procedure]], schools: int, earlier: int, later: int
) -> dict[str, set[int]]:
    """R1: two low procedures in the later year. R2: one and the same low in both."""
    none: set[Procedure] = set()
    now = [low.get((school, later), none) for school in range(schools)]
    before = [low.get((school, earlier), none) for school in range(schools)]
    r1 = {school for school in range(schools) if len(now[school]) >= 2}
    r2 = {school for school in range(schools) if now[school] & before[school]}
    return {"schools_r1_only": r1 - r2, "schools_r2_only": r2 - r1, "schools_both": r1 & r2}


def _lines(people: People, sheet: VprSheet) -> pd.DataFrame:
    """One line a pupil's work, with the names of places."""
    rows, classes = sheet.rows, people.classes
    return pd.DataFrame(
        {
            "year": sheet.year,
            "grade": sheet.work.grade,
            "subject": sheet.work.subject,
            "login": people.schools["login"].to_numpy()[rows["school"]],
            "class_name": str(sheet.work.grade) + classes["letter"].to_numpy()[rows["klass"]],
            "branch": classes["branch"].to_numpy()[rows["klass"]],
            "code": sheet.work.grade * 10000 + rows["code"].to_numpy(),
            "failed": sheet.mark == 2,
        }
    )


def _pupils(lines: pd.DataFrame) -> list[list[str]]:
    """Pupils with «2» in two subjects or more."""
    failed = lines[lines["failed"]].groupby(["login", "code", "class_name"]).size()
    return [[login, str(code), name] for login, code, name in failed.index[failed >= 2]]


def _places(lines: pd.DataFrame, place: str) -> list[list[str]]:
    """Branches or classes of grades 5–8 that are low in more than three subjects."""
    shares = lines[lines["grade"] >= 5].groupby(["login", place, "subject"])["failed"].agg(["sum", "size"])
    low = shares[100 * shares["sum"] >= 30 * shares["size"]].groupby(["login", place]).size()
    return [[login, name] for login, name in low.index[low > 3]]


def _elements(works: Iterable[VprSheet], year: int) -> list[list[Any]]:
    """Content elements whose share of points is below the edge of their level."""
    return sorted(
        [sheet.work.grade, sheet.work.subject, code]
        for sheet in works
        if sheet.year == year
        for (code, level), share in shares(sheet.work, sheet.scores).items()
        if share < EASY[level]
    )


def prove(people: People, truth: Truth, counts: pd.DataFrame) -> None:
    """Fail loudly when anything but the planted schools is low, or comes within three points of the edge."""
    for earlier, later in pairwise(people.years):
        planted = pair_kinds(people.plan.low, len(people.schools), earlier, later)
        planted["schools_just_under"] = set(people.plan.under.get(later, ()))
        for kind, schools in planted.items():
            if sorted(people.schools["login"][school] for school in schools) != truth[kind][str(later)]:
                raise RuntimeError(f"{kind} of {later} are not what was planted")
    plan = people.plan
    planned = [
        procedure in plan.low.get((school, year), ()) or (school, year, procedure) in plan.exact
        for school, year, procedure in counts[["school", "year", "procedure"]].to_numpy().tolist()
    ]
    others = counts[~np.array(planned, bool)]
    if (100 * others["low"] > 27 * others["n"]).any():
        raise RuntimeError("a procedure where nothing was planted comes near the edge")
