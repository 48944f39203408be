"""The chart of the dynamics: how the region's procedures moved from year to year, and what may not be compared."""

import pandas as pd

from models.assessment.analysis import Result
from models.assessment.pictures.cells import MOST_SCHOOLS, REGION, cells
from models.assessment.pictures.years import over_years
from models.assessment.sharing import ToldOfWorks
from models.language import _
from tasks.charts.picture import Picture
from tasks.charts.years import years


def pictures(result: Result, told: ToldOfWorks, _schools: pd.DataFrame, source: str) -> list[Picture]:
    """The chart. None where there are no results, or more schools than a region has."""
    results = result.details["years"]
    if results.empty or results["school"].nunique() > MOST_SCHOOLS:
        return []
    rows = over_years(cells(results, told), result.details["comparability"], [REGION])
    title = _("Регион: доля участников ниже минимума по годам")
    return [Picture(title, years(title, rows, _("регион"), [source]), is_regional=True)]
