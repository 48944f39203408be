"""The charts of possible markers of non-objective results: how primary scores lie about the boundaries of marks."""

import pandas as pd

from models.assessment.analysis import Result
from models.assessment.pictures.cells import REGION
from models.assessment.pictures.scores import bands, boundaries
from models.language import _
from tasks.charts.material import Material
from tasks.charts.picture import Picture
from tasks.charts.scores import scores


def pictures(of: Material, own: Result, place: str = REGION) -> list[Picture]:
    """A chart for each work of the last year; none of a work that too few wrote.

    The region's pupils together, for schools are judged beside them. In a municipality's copy its own pupils are a line
    over them, unless they are too few, or nearly all of the region's.
    """
    year, schools = int(own.facts["year"]), own.details["spread"]["school"].unique()
    return [
        _of_work(str(name), rows, year, of.source, place, schools.tolist())
        for name, rows in of.whole.details["spread"].groupby("procedure", sort=True)
        if len(bands(rows))
    ]


def _of_work(name: str, rows: pd.DataFrame, year: int, source: str, place: str, schools: list[str]) -> Picture:
    line = bands(rows, schools) if place != REGION else pd.DataFrame()
    title = _("{work}, {year} г.: первичные баллы участников региона")
    if len(line):
        title = _("{work}, {year} г.: первичные баллы участников, {place} и регион")
    title = title.format(work=name, year=year, place=place)
    group = (place, line) if len(line) else None
    return Picture(title, scores(title, bands(rows), boundaries(rows), [source], group), is_regional=group is None)
