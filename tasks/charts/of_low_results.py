"""The charts of schools with low results: procedures, a heat map of the listed schools, their low procedures."""

from collections.abc import Iterator

import pandas as pd

from models.assessment.analysis import Result
from models.assessment.pictures.cells import REGION
from models.assessment.pictures.heat import heat, pages
from models.assessment.pictures.shares import beside_region, of_whole
from models.language import _
from tasks.charts.heat import ROWS_ON_A_PAGE, heat_map
from tasks.charts.material import Material
from tasks.charts.picture import Picture
from tasks.charts.shares import Legend, shares
from tasks.charts.words import school_names


def pictures(of: Material, own: Result, place: str = REGION) -> list[Picture]:
    """The charts of the region or of a municipality, all its schools together first; none without results."""
    if of.cells.empty:
        return []
    named = school_names(of.schools, own.table["school"])
    return [*_of_whole(of, own, place), *_heat_maps(of, own, named), *_low_procedures(of, own, named)]


def _of_whole(of: Material, own: Result, place: str) -> Iterator[Picture]:
    """Each procedure, a row a year."""
    rows = of_whole(of.cells, place)
    rows = rows.assign(group=rows["procedure"], label=rows["year"].astype("string"))
    title, whose = _("Регион: доля участников ниже минимума по процедурам"), _("регион")
    if place != REGION:
        title, whose = _("{place}: доля участников ниже минимума по процедурам").format(place=place), _("муниципалитет")
    if len(rows):
        drawn = shares(title, rows, Legend(whose, int(own.facts["low_percent"])), [of.source])
        yield Picture(title, drawn, is_regional=place == REGION)


def _heat_maps(of: Material, own: Result, named: dict[str, str]) -> Iterator[Picture]:
    year = int(own.facts["year"])
    for page in pages(_places(own.table["school"], of.schools), ROWS_ON_A_PAGE):
        title = _("Школы с низкими результатами, {year} г.: доля участников ниже минимума").format(year=year)
        places = ", ".join(page.municipalities)
        yield Picture(title, heat_map(title, heat(of.cells, year, page.schools), named, [places, of.source]))


def _places(listed: pd.Series, schools: pd.DataFrame) -> pd.DataFrame:
    """School and municipality of the listed schools; of strangers to the register «—»."""
    known = schools[["school", "municipality"]].drop_duplicates("school").astype("string")
    places = listed.astype("string").to_frame().merge(known, on="school", how="left")
    return places.assign(municipality=places["municipality"].fillna("—"))


def _low_procedures(of: Material, own: Result, named: dict[str, str]) -> Iterator[Picture]:
    year, low = int(own.facts["year"]), own.details["low"]
    of_year = low.loc[low["year"].eq(year), ["school", "procedure"]]
    rows = beside_region(of.cells, year, list(named)).merge(of_year, on=["school", "procedure"])
    title = _("Низкие процедуры школ списка рядом с регионом, {year} г.").format(year=year)
    legend = Legend(_("школа"), int(own.facts["low_percent"]))
    for start in range(0, len(rows), ROWS_ON_A_PAGE):
        part = rows.iloc[start : start + ROWS_ON_A_PAGE]
        part = part.assign(group=part["school"].map(named), label=part["procedure"])
        yield Picture(title, shares(title, part, legend, [of.source]))
