"""The chart of the dynamics: how procedures moved from year to year, and what may not be compared."""

from models.assessment.analysis import Result
from models.assessment.pictures.cells import REGION
from models.assessment.pictures.years import over_years
from models.language import _
from tasks.charts.material import Material
from tasks.charts.picture import Picture
from tasks.charts.years import years


def pictures(of: Material, _own: Result, place: str = REGION) -> list[Picture]:
    """The region's chart, or the municipality's beside the region; none without results."""
    if of.cells.empty:
        return []
    rows = over_years(of.cells, of.whole.details["comparability"], [place])
    if rows.empty:
        return []
    title, whose = _("Регион: доля участников ниже минимума по годам"), _("регион")
    if place != REGION:
        title, whose = _("{place}: доля участников ниже минимума по годам").format(place=place), _("муниципалитет")
    return [Picture(title, years(title, rows, whose, [of.source]), is_regional=place == REGION)]
