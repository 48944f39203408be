"""The charts of schools with low results: the region's procedures, a heat map of the listed schools, their shares."""

from collections.abc import Iterator

import pandas as pd

from models.assessment.analysis import Result
from models.assessment.pictures.cells import MOST_SCHOOLS, cells
from models.assessment.pictures.heat import heat, pages
from models.assessment.pictures.shares import beside_region, of_region
from models.assessment.sharing import ToldOfWorks
from models.language import _
from tasks.charts.heat import ROWS_ON_A_PAGE, heat_map
from tasks.charts.picture import Picture
from tasks.charts.shares import Legend, shares
from tasks.charts.words import school_names


def pictures(result: Result, told: ToldOfWorks, schools: pd.DataFrame, source: str) -> list[Picture]:
    """The charts, the region's first. None where there are no results, or more schools than a region has."""
    results, year = result.details["procedures"], int(result.facts["year"])
    if results.empty or results["school"].nunique() > MOST_SCHOOLS:
        return []
    shown, low_percent = cells(results, told), int(result.facts["low_percent"])
    named = school_names(schools, result.table["school"])
    return [
        _of_region(shown, low_percent, source),
        *_heat_maps(shown, year, result.table["school"], named, schools, source),
        *_low_procedures(shown, year, result.details["low"], named, low_percent, source),
    ]


def _of_region(shown: pd.DataFrame, low_percent: int, source: str) -> Picture:
    """Each procedure of the region, a row a year."""
    rows = of_region(shown)
    rows = rows.assign(group=rows["procedure"], label=rows["year"].astype("string"))
    title = _("Регион: доля участников ниже минимума по процедурам")
    return Picture(title, shares(title, rows, Legend(_("регион"), low_percent), [source]), is_regional=True)


def _heat_maps(
    shown: pd.DataFrame,
    year: int,
    listed: pd.Series,
    named: dict[str, str],
    schools: pd.DataFrame,
    source: str,
) -> Iterator[Picture]:
    for page in pages(_places(listed, schools), ROWS_ON_A_PAGE):
        title = _("Школы с низкими результатами, {year} г.: доля участников ниже минимума").format(year=year)
        places = ", ".join(page.municipalities)
        figure = heat_map(title, heat(shown, year, page.schools), named, [places, source])
        yield Picture(title, figure)


def _places(listed: pd.Series, schools: pd.DataFrame) -> pd.DataFrame:
    """School and municipality of the listed schools; of strangers to the register «—»."""
    known = schools[["school", "municipality"]].drop_duplicates("school").astype("string")
    places = listed.astype("string").to_frame().merge(known, on="school", how="left")
    return places.assign(municipality=places["municipality"].fillna("—"))


def _low_procedures(
    shown: pd.DataFrame, year: int, low: pd.DataFrame, named: dict[str, str], low_percent: int, source: str
) -> Iterator[Picture]:
    of_year = low.loc[low["year"].eq(year), ["school", "procedure"]]
    rows = beside_region(shown, year, list(named)).merge(of_year, on=["school", "procedure"])
    title = _("Низкие процедуры школ списка рядом с регионом, {year} г.").format(year=year)
    for start in range(0, len(rows), ROWS_ON_A_PAGE):
        part = rows.iloc[start : start + ROWS_ON_A_PAGE]
        part = part.assign(group=part["school"].map(named), label=part["procedure"])
        yield Picture(title, shares(title, part, Legend(_("школа"), low_percent), [source]))
