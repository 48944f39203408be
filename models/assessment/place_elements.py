"""Difficult content elements of each municipality, by the rule of hard_elements.py, beside the region's shares.

Which shares are hidden is decided of all municipalities and the region together (told_of_elements.py).
"""

from collections.abc import Mapping
from dataclasses import replace

import pandas as pd

from models.assessment.analysis import Context, OfPlaces, Result
from models.assessment.hard_elements import ELEMENT, elements_of, points_by_task, wants
from models.assessment.layout import COUNTRY, SCHOOL, Frames
from models.assessment.reported import TASK, once, with_points
from models.assessment.selection import frame, in_order, rows_of_years
from models.assessment.small_cells import LEAST_N
from models.assessment.wanted import Wanted, rows_wanted

HIDDEN = ["points", "share"]


def wants_of_places(context: Context) -> Mapping[str, Wanted]:
    """What the rule wants, with points by school."""
    asked = wants(context)
    points = asked["vpr_tasks"]
    return {**asked, "vpr_tasks": replace(points, columns=("school", *points.columns))}


def elements_of_places(frames: Frames, places: pd.Series, context: Context) -> Mapping[str, pd.DataFrame]:
    """All elements of every municipality by its name, nothing hidden yet.

    frames: what `wants_of_places` says, and tasks
    places: by school, its municipality
    """
    return {
        str(name): _elements(frames, places[places.eq(name)].index, context)
        for name in sorted(places.dropna().unique())
    }


def answers_of_places(found: Mapping[str, pd.DataFrame], whole: Result, told: pd.DataFrame) -> Mapping[str, Result]:
    """The answer of every municipality by its name: as the rule's, with whole_share (the region's, per cent).

    found: what `elements_of_places` found; whole: the rule's answer for all schools, as it is shared
    told:  what may be told of these elements, of all municipalities (told_of_elements.py)
    table: the elements that are difficult and not hidden; details: elements, all of them, with is_hidden
    """
    region = whole.details["elements"]
    is_told = region["n"].ge(LEAST_N) & ~region["is_hidden"]
    beside = region.loc[is_told, [*ELEMENT, "share"]].rename(columns={"share": "whole_share"})
    marks = told[["place", *ELEMENT, "is_hidden"]]
    return {
        name: _answer(rows.merge(beside, on=ELEMENT, how="left"), whole, marks[marks["place"].eq(name)])
        for name, rows in found.items()
    }


def _elements(frames: Frames, schools: pd.Index, context: Context) -> pd.DataFrame:
    """All elements of these schools' pupils; the country's shares beside them."""
    wanted = wants_of_places(context)
    tasks = rows_of_years(frame(frames, "tasks"), [max(context.years)])[[*TASK, "element", "level"]].drop_duplicates()
    told = once(*(rows_wanted(frames, kind, wanted[kind]) for kind in ("vpr_completion", "vpr_planned")))
    told = told[told["level"].eq(COUNTRY) | (told["level"].eq(SCHOOL) & told["unit"].isin(schools))]
    points = rows_wanted(frames, "vpr_tasks", wanted["vpr_tasks"])
    own = points_by_task(points[points["school"].isin(schools)])
    summed = own.groupby(TASK, as_index=False)[["n", "points", "maximum"]].sum()
    return elements_of(with_points(summed, told), told, tasks, context.parameters)


def _answer(elements: pd.DataFrame, whole: Result, marks: pd.DataFrame) -> Result:
    marked = elements.merge(marks.drop(columns="place"), on=ELEMENT)
    told = {name: marked[name].mask(marked["is_hidden"]) for name in HIDDEN}
    marked = in_order(marked.assign(**told), *ELEMENT)
    shown = marked[~marked["is_hidden"]]
    table = shown[(100 * shown["points"]).lt(shown["minimum"] * shown["maximum"])].reset_index(drop=True)
    facts = {
        "elements": len(shown),
        "hidden": int(marked["is_hidden"].sum()),
        "hard": len(table),
        "subjects": int(table["subject"].nunique()),
        "unmapped_tasks": 0,
    }
    return replace(whole, table=table, facts={**whole.facts, **facts}, details={"elements": marked})


OF_PLACES = OfPlaces(wants_of_places, elements_of_places, answers_of_places)
