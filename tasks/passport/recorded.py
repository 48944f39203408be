"""What the automated measures of a roadmap last recorded: results by procedure, the listed schools, the changes."""

import json
from collections.abc import Iterator, Mapping

import pandas as pd
from sqlmodel import Session, col, select

from models.records import Computation, Cycle, ListedSchool, ResultTable, Step
from tasks.data.datasets import load_frame
from tasks.settings import Settings

RESULT_OF = ["school", "year", "procedure"]
RESULTS = [*RESULT_OF, "subject", "n", "n_low"]
# Where an analysis keeps its counts by procedure.
COUNTS = {"low_results": "procedures", "dynamics": "years"}


class Recorded:
    """The computed steps of a roadmap up to a year, the latest last."""

    def __init__(self, session: Session, settings: Settings, roadmap: str, year: int) -> None:
        self._session, self._settings = session, settings
        query = (
            select(Computation)
            .join(Step, col(Step.id) == col(Computation.step_id))
            .join(Cycle, col(Cycle.id) == col(Step.cycle_id))
            .where(Cycle.roadmap == roadmap, col(Cycle.year) <= year, col(Computation.result_sha256) != "")
        )
        found = session.exec(query).all()
        self._computed = sorted(found, key=lambda one: (self._year(one), one.computed_at, one.step_id))

    def results(self) -> pd.DataFrame:
        """school, year, procedure, subject, n, n_low: of each what was computed last."""
        told = [table for analysis, name in COUNTS.items() for table in self._tables(analysis, name)]
        if not told:
            return pd.DataFrame({name: pd.array([], dtype="string") for name in RESULTS})
        together = pd.concat([table[RESULTS] for _place, table in sorted(told, key=lambda one: one[0])])
        return together.drop_duplicates(RESULT_OF, keep="last").reset_index(drop=True)

    def listed(self) -> tuple[Mapping[str, ListedSchool], int | None]:
        """The schools that the latest list names, by login, and the year it is of; None when there is no list."""
        lists = [one for one in self._computed if one.analysis == "low_results"]
        if not lists:
            return {}, None
        rows = self._session.exec(select(ListedSchool).where(ListedSchool.step_id == lists[-1].step_id))
        return {one.school: one for one in rows}, self._year(lists[-1])

    def changes(self) -> pd.DataFrame | None:
        """school, procedure, year_before, change as the dynamics last found them; None when it never did."""
        tables = [table for _place, table in self._tables("dynamics", "list")]
        return tables[-1][["school", "procedure", "year_before", "change"]] if tables else None

    def _tables(self, analysis: str, name: str) -> Iterator[tuple[int, pd.DataFrame]]:
        """The kept tables of that name, each with its place among everything that was computed."""
        for place, one in enumerate(self._computed):
            kept = self._session.get(ResultTable, (one.step_id, name)) if one.analysis == analysis else None
            if kept is not None:
                yield place, load_frame(self._settings, kept.frame)

    @staticmethod
    def _year(one: Computation) -> int:
        return int(json.loads(one.facts).get("year", 0))
