"""Frames for tests: a row says only what matters to its test; a whole procedure is a line."""

from functools import cache
from typing import Any

import pandas as pd

from models.assessment.analysis import Context
from models.assessment.layout import LAYOUT, Frames, empty, typed
from models.assessment.parameters import Parameters

SCHOOL = "edu680101"
_GROUP: dict[str, Any] = {"year": 2023, "grade": 5, "subject": "математика", "level": "school", "unit": SCHOOL}
DEFAULTS: dict[str, dict[str, Any]] = {
    "vpr": {"year": 2023, "grade": 5, "subject": "математика", "school": SCHOOL, "class_name": "5А", "variant": "1"},
    "vpr_tasks": {"year": 2023, "grade": 5, "subject": "математика", "school": SCHOOL, "class_name": "5А"},
    "vpr_marks": _GROUP,
    "vpr_journal": _GROUP,
    "vpr_primary": _GROUP,
    "vpr_completion": _GROUP | {"task": "1"},
    "vpr_planned": _GROUP | {"task": "1", "requirement": "считать"},
    "gia": {
        "year": 2023,
        "exam": "ОГЭ",
        "subject": "математика",
        "held_on": "2023-06-01",
        "state": 0,
        "school": SCHOOL,
    },
    "schools": {"school": SCHOOL, "name": "МБОУ «СОШ № 1»", "municipality": "г. Кирсанов", "pupils": 500},
    "assignments": {"year": 2023, "school": SCHOOL, "branch": "", "class_name": "5А", "teacher": "П-01"},
    "crosswalk": {"year": 2023, "school": SCHOOL},
    "tasks": {"year": 2023, "grade": 5, "subject": "математика", "level": "Б"},
    "scales": {"year": 2023, "grade": 5, "subject": "математика"},
}


def rows(kind: str, *cells: dict[str, Any], **common: Any) -> pd.DataFrame:
    """A typed frame of these rows; what a row does not say is the default."""
    return typed(kind, pd.DataFrame([DEFAULTS[kind] | common | row for row in cells]))


@cache
def work(n: int, low: int, **common: Any) -> pd.DataFrame:
    """A VPR work of n participants of whom `low` got «2»; pupils are numbered, so works of a class share them."""
    marks = [2] * low + [4] * (n - low)
    named = common.get("school", SCHOOL) + str(common.get("class_name", "5А"))
    return rows(
        "vpr",
        *({"pupil": f"{named}-{i}", "mark": mark, "primary": 3 if mark == 2 else 12} for i, mark in enumerate(marks)),
        **common,
    )


@cache
def exam(n: int, low: int, **common: Any) -> pd.DataFrame:
    """An OGE of n participants of whom `low` got «2»; an EGE when `exam` says so, by score unless `mark` is meant."""
    subject = common.get("subject", "математика")
    scored = common.get("exam") == "ЕГЭ" and "базовая" not in subject
    results = [{"score": 5 if i < low else 60} if scored else {"mark": 2 if i < low else 4} for i in range(n)]
    school = common.get("school", SCHOOL)
    return rows("gia", *(result | {"pupil": f"{school}-{i}"} for i, result in enumerate(results)), **common)


def marks_of(vpr: pd.DataFrame) -> pd.DataFrame:
    """Report 2 of these pupils: a row for each of the four marks, 0 where nobody has it."""
    named = vpr[vpr["mark"].notna()].rename(columns={"school": "unit"})
    works = named.groupby(["year", "grade", "subject", "unit"], as_index=False).size().rename(columns={"size": "n"})
    marks = works.assign(level="school").merge(pd.DataFrame({"mark": [2, 3, 4, 5]}, dtype="Int64"), how="cross")
    keys = ["year", "grade", "subject", "unit", "mark"]
    counts = named.groupby(keys, as_index=False).size().rename(columns={"size": "count"})
    return typed("vpr_marks", marks.merge(counts, on=keys, how="left").fillna({"count": 0}))


def changes_of(vpr: pd.DataFrame) -> pd.DataFrame:
    """Report 3 of these pupils: how many marks went down, were confirmed or went up, without pupils without both."""
    both = vpr[vpr["mark"].notna() & vpr["journal_mark"].notna()]
    named = {-1: "понизили", 0: "подтвердили", 1: "повысили"}
    gap = (both["mark"] - both["journal_mark"]).clip(-1, 1)
    return _counted("vpr_journal", both.assign(change=gap.map(named)))


def scores_of(vpr: pd.DataFrame) -> pd.DataFrame:
    """Report 4 of these pupils: how many got which primary score."""
    return _counted("vpr_primary", vpr[vpr["primary"].notna()])


def _counted(kind: str, pupils: pd.DataFrame) -> pd.DataFrame:
    """The report of this kind: how many pupils of a school are alike in its last but one column, and n of them all."""
    work, said = ["year", "grade", "subject", "unit"], list(LAYOUT[kind])[-2]
    named = pupils.rename(columns={"school": "unit"})
    counts = named.groupby([*work, said], as_index=False).size().rename(columns={"size": "count"})
    return typed(kind, counts.assign(level="school", n=counts.groupby(work)["count"].transform("sum")))


def points_of(tasks: pd.DataFrame) -> pd.DataFrame:
    """Report 5 of these pupils' points, with the two decimals that are printed."""
    keys = ["year", "grade", "subject", "school", "task"]
    sums = tasks.fillna({"score": 0}).groupby(keys, as_index=False).agg(
        n=("score", "size"), points=("score", "sum"), max_score=("max_score", "max")
    )  # fmt: skip
    percent = (100 * sums["points"] / (sums["n"] * sums["max_score"])).astype(float).round(2)
    return typed("vpr_completion", sums.assign(percent=percent, level="school", unit=sums["school"]))


def frames(**given: pd.DataFrame | list[pd.DataFrame]) -> Frames:
    """All kinds: the given frames (lists are joined as files are), the others empty."""
    joined = {kind: pd.concat(parts) if isinstance(parts, list) else parts for kind, parts in given.items()}
    return {kind: empty(kind) for kind in DEFAULTS} | joined


def context(*years: int, **parameters: Any) -> Context:
    """A question about these years, by default about 2023."""
    return Context(years or (2023,), Parameters(**parameters))
