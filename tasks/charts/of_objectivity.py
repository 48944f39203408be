"""The charts of possible markers of non-objective results: how the region's primary scores lie about the boundaries."""

import pandas as pd

from models.assessment.analysis import Result
from models.assessment.pictures.cells import REGION
from models.assessment.pictures.scores import bands, boundaries
from models.language import _
from tasks.charts.material import Material
from tasks.charts.picture import Picture
from tasks.charts.scores import scores


def pictures(of: Material, own: Result, _place: str = REGION) -> list[Picture]:
    """A chart for each work of the last year, the region's pupils together; none of a work that too few wrote.

    A municipality's copy has the same ones: its schools were judged beside the region's scores.
    """
    return [
        _of_work(str(name), rows, int(own.facts["year"]), of.source)
        for name, rows in own.details["spread"].groupby("procedure", sort=True)
        if len(bands(rows))
    ]


def _of_work(name: str, rows: pd.DataFrame, year: int, source: str) -> Picture:
    title = _("{work}, {year} г.: первичные баллы участников региона").format(work=name, year=year)
    return Picture(title, scores(title, bands(rows), boundaries(rows), [source]), is_regional=True)
