"""Which schools are listed, by every rule that lists schools; and the proof that they are those that were planted."""

from collections.abc import Iterable, Mapping
from itertools import pairwise
from typing import Any

import numpy as np
import pandas as pd

from tasks.sample.careers import PROCEDURES, Procedure
from tasks.sample.region import People
from tasks.sample.results import Sheet
from tasks.sample.sitting import ExamSheet

Truth = dict[str, dict[str, list[Any]]]
LowSets = Mapping[tuple[int, int], set[Procedure]]
UNDER, EDGE = (20, 67), (6, 20)
NEAR_PERCENT, NEAR_PROCEDURES = 20, 2


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


def schools(people: People, counts: pd.DataFrame) -> Truth:
    """R1, R2 and both, for every pair of years; those at the edge and just under it; those at risk."""
    logins = people.schools["login"]
    low = _sets(counts[100 * counts["low"] >= 30 * counts["n"]])
    near = _sets(counts[100 * counts["low"] >= NEAR_PERCENT * counts["n"]])
    under, edge = (_sets(counts[(counts["low"] == k) & (counts["n"] == n)]) for k, n in (UNDER, EDGE))
    truth: Truth = {}
    for earlier, later in pairwise(people.years):
        found = pair_kinds(low, len(logins), earlier, later)
        listed = set().union(*found.values())
        found["schools_at_edge"] = {s for s, y in edge if y == later and s in listed}
        found["schools_just_under"] = {s for s, y in under if y == later and s not in listed and not low.get((s, y))}
        found["schools_at_risk"] = {
            s for s, y in near if y == later and s not in listed and _is_at_risk(s, y, low, near)
        }
        for kind, of_kind in found.items():
            truth.setdefault(kind, {})[str(later)] = sorted(logins[school] for school in of_kind)
    return truth


def _is_at_risk(school: int, year: int, low: LowSets, near: LowSets) -> bool:
    """With a low procedure, or with enough that are near to it."""
    return bool(low.get((school, year))) or len(near[school, year]) >= NEAR_PROCEDURES


def _sets(counts: pd.DataFrame) -> dict[tuple[int, int], set[Procedure]]:
    """(school, year) → the procedures counted."""
    sets: dict[tuple[int, int], set[Procedure]] = {}
    for school, year, procedure in zip(counts["school"], counts["year"], counts["procedure"], strict=True):
        sets.setdefault((int(school), int(year)), set()).add(procedure)
    return sets


def pair_kinds(low: LowSets, schools: int, earlier: int, later: int) -> dict[str, set[int]]:
    """R1: two low procedures in the later year. R2: one and the same low in both."""
    none: set[Procedure] = set()
    now = [low.get((school, later), none) for school in range(schools)]
    before = [low.get((school, earlier), none) for school in range(schools)]
    r1 = {school for school in range(schools) if len(now[school]) >= 2}
    r2 = {school for school in range(schools) if now[school] & before[school]}
    return {"schools_r1_only": r1 - r2, "schools_r2_only": r2 - r1, "schools_both": r1 & r2}


def prove(people: People, truth: Truth, counts: pd.DataFrame) -> None:
    """Fail loudly when anything but the planted schools is low, or comes within three points of the edge."""
    for earlier, later in pairwise(people.years):
        planted = pair_kinds(people.plan.low, len(people.schools), earlier, later)
        planted["schools_just_under"] = set(people.plan.under.get(later, ()))
        planted["schools_at_edge"] = {s for s, y, _ in people.plan.exact if y == later and people.plan.low.get((s, y))}
        for kind, of_kind in planted.items():
            if sorted(people.schools["login"][school] for school in of_kind) != truth[kind][str(later)]:
                raise RuntimeError(f"{kind} of {later} are not what was planted")
    plan = people.plan
    planned = [
        procedure in plan.low.get((school, year), ()) or (school, year, procedure) in plan.exact
        for school, year, procedure in counts[["school", "year", "procedure"]].to_numpy().tolist()
    ]
    others = counts[~np.array(planned, bool)]
    if (100 * others["low"] > 27 * others["n"]).any():
        raise RuntimeError("a procedure where nothing was planted comes near the edge")
