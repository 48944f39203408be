"""Whether the reports of aggregates tell what the pupils' own results tell, where both are loaded."""

from collections.abc import Iterator

import pandas as pd

from models.assessment.analysis import Context
from models.assessment.checks.scores import WORK, vpr_places
from models.assessment.findings import Finding
from models.assessment.layout import SCHOOL, Frames
from models.assessment.mark_scale import MARKS
from models.assessment.selection import frame, rows_of_years
from models.language import _

SCHOOL_WORK = [*WORK, "school"]
CELL = [*SCHOOL_WORK, "mark"]


def aggregates_fit_the_rows(frames: Frames, context: Context) -> Iterator[Finding]:
    """Report 2 gives each school as many of every mark in a work as its individual results do, where both are loaded.

    The rules believe the individual results; that two sources contradict each other is for a person to settle.
    """
    told = rows_of_years(frame(frames, "vpr_marks"), context.years)
    told = told[told["level"].eq(SCHOOL) & told["count"].gt(0)].rename(columns={"unit": "school", "count": "told"})
    if told.empty:
        return
    both = _both(told, rows_of_years(frame(frames, "vpr"), context.years))
    differs = both["own"].ne(both["told"]).groupby([both[key] for key in SCHOOL_WORK]).transform("any")
    apart = both[differs]
    for (school, place), cells in apart.assign(place=vpr_places(apart)).groupby(["school", "place"], sort=True):
        message = _(
            "Отметок «2», «3», «4» и «5» в отчёте «Статистика по отметкам» {told}, а в индивидуальных результатах "
            "{own}. Выгрузите оба отчёта заново и загрузите или удалите лишний."
        ).format(told=_listed(cells, "told"), own=_listed(cells, "own"))
        yield Finding(str(school), str(place), message, blocking=True)


def _listed(cells: pd.DataFrame, source: str) -> str:
    """«20, 24, 13, 4»: how many have each mark."""
    counts = cells.set_index("mark")[source].reindex(list(MARKS), fill_value=0)
    return ", ".join(str(count) for count in counts)


def _both(told: pd.DataFrame, rows: pd.DataFrame) -> pd.DataFrame:
    """CELL, own, told: how many pupils of the school have the mark, of the works that both sources know; 0 is none."""
    works = told[SCHOOL_WORK].drop_duplicates()
    own = rows.loc[rows["mark"].notna(), CELL].merge(works, on=SCHOOL_WORK)
    own = own.groupby(CELL, as_index=False).size().rename(columns={"size": "own"})
    of_both = told[[*CELL, "told"]].merge(own[SCHOOL_WORK].drop_duplicates(), on=SCHOOL_WORK)
    counts = of_both.merge(own, on=CELL, how="outer").fillna({"own": 0, "told": 0})
    return counts.astype({"own": "Int64", "told": "Int64"})
