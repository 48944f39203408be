"""Difficult content elements of each municipality, by the rule of hard_elements.py, beside the region's shares.

A share of fewer than ten participants is no municipality's to be told. How many took part is known, and so is the
region's share: one hidden share would be the rest of it, so those hidden of an element are two at least, with ten
participants together.
"""

from collections.abc import Iterator, Mapping
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


def elements_of_places(frames: Frames, whole: Result, places: pd.Series, context: Context) -> Mapping[str, Result]:
    """The answer of every municipality by its name: as the rule's, with whole_share (the region's, per cent).

    frames: what `wants_of_places` says, and tasks; whole: the rule's answer for all schools
    places: by school, its municipality
    table:  the elements that are difficult and not hidden; details: elements, all of them, with is_hidden
    """
    found = {
        name: _elements(frames, places[places.eq(name)].index, context) for name in sorted(places.dropna().unique())
    }
    together = pd.concat([rows.assign(place=name) for name, rows in found.items()], ignore_index=True)
    region = whole.details["elements"]
    shares = region.loc[region["n"].ge(LEAST_N), [*ELEMENT, "share"]].rename(columns={"share": "whole_share"})
    hidden = _with_hidden(together.merge(shares, on=ELEMENT, how="left"))
    return {name: _answer(hidden[hidden["place"].eq(name)].drop(columns="place"), whole) for name in found}


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


def _with_hidden(elements: pd.DataFrame) -> pd.DataFrame:
    """The elements of all places with is_hidden; what is hidden has no points and no share."""
    ordered = in_order(elements, *ELEMENT, "n", "place")
    marks = [mark for _element, of in ordered.groupby(ELEMENT, sort=True) for mark in _hidden(of["n"].tolist())]
    is_hidden = pd.Series(marks, index=ordered.index, dtype=bool)
    told = {name: ordered[name].mask(is_hidden) for name in HIDDEN}
    return ordered.assign(**told, is_hidden=is_hidden)


def _hidden(participants: list[int]) -> Iterator[bool]:
    """Of an element's places, fewest participants first, which are hidden."""
    hidden, people = 0, 0
    for n in participants:
        is_hidden = n < LEAST_N or 0 < hidden < 2 or 0 < people < LEAST_N
        hidden, people = hidden + is_hidden, people + n * is_hidden
        yield is_hidden


def _answer(elements: pd.DataFrame, whole: Result) -> Result:
    shown = elements[~elements["is_hidden"]]
    table = shown[(100 * shown["points"]).lt(shown["minimum"] * shown["maximum"])].reset_index(drop=True)
    facts = {
        "elements": len(shown),
        "hidden": int(elements["is_hidden"].sum()),
        "hard": len(table),
        "subjects": int(table["subject"].nunique()),
        "unmapped_tasks": 0,
    }
    return replace(
        whole, table=table, facts={**whole.facts, **facts}, details={"elements": in_order(elements, *ELEMENT)}
    )


OF_PLACES = OfPlaces(wants_of_places, elements_of_places)
