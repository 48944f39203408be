"""What passports are made of, read once for all schools: the register, recorded results, steps of the cycle, elements.

Results are those that the automated measures recorded, so that a passport says what the letters say.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import pandas as pd
from sqlmodel import Session, select

from models.assessment.dynamics.comparability import WORK_TASKS, comparability
from models.assessment.pictures.cells import cells
from models.assessment.pictures.years import over_years
from models.assessment.reported import TASK
from models.assessment.school_elements import school_elements, wanted
from models.assessment.sharing import ToldOfWorks, told_of_works
from models.assessment.wanted import Wanted
from models.records import GroupMember, ListedSchool, School
from models.roadmap.definition import Roadmap
from tasks.data.datasets import current, frames, frames_wanted, holding
from tasks.data.releases import told_before
from tasks.passport.recorded import COUNTS, Recorded
from tasks.record.book import approved_schools, find_cycle, read_book
from tasks.record.standing import Row, rows_of
from tasks.settings import Settings


@dataclass(frozen=True)
class Material:
    """Everything that the passports of a cycle on a day rest on.

    schools:  the register by login: name, municipality, kind, pupils, teachers, branches; missing is NA
    group:    the approved target group by login
    listed:   what the latest list of schools with low results names, by login; listed_year: which year it is of
    cells, comparability: what tables and charts of results are made of
    changes:  what the dynamics found (school, procedure, year_before, change); None when it was not computed
    elements: what `school_elements` gives, by login, of the latest year with results
    steps:    the steps of every school
    """

    roadmap: Roadmap
    year: int
    as_of: date
    schools: pd.DataFrame
    group: Mapping[str, GroupMember]
    listed: Mapping[str, ListedSchool]
    listed_year: int | None
    cells: pd.DataFrame
    comparability: pd.DataFrame
    changes: pd.DataFrame | None
    elements: pd.DataFrame
    steps: Mapping[str, Sequence[Row]]

    @property
    def years(self) -> list[int]:
        """The years that have results, earliest first."""
        return sorted(int(year) for year in self.cells["year"].unique())

    @cached_property
    def _results(self) -> Mapping[str, pd.DataFrame]:
        """What `over_years` gives, by login: of all schools at once."""
        table = over_years(self.cells, self.comparability, list(self.schools.index))
        return {"": table.head(0), **{str(school): rows for school, rows in table.groupby("school")}}

    def results_of(self, school: str) -> pd.DataFrame:
        """The school's procedures over all years (`over_years`); no rows where it has none."""
        return self._results.get(school, self._results[""])


def material(session: Session, settings: Settings, roadmap: str, year: int, as_of: date) -> Material:
    """Read all of it; a few queries and files, however many schools."""
    cycle = find_cycle(session, roadmap, year)
    book = read_book(session, cycle)
    schools, recorded = _register(session, settings), Recorded(session, settings, roadmap, year)
    results, (listed, listed_year) = recorded.results(), recorded.listed()
    years = sorted(int(one) for one in results["year"].unique())
    steps: dict[str, list[Row]] = {}
    for row in rows_of(session, cycle, book, as_of):
        steps.setdefault(row.unit, []).append(row)
    return Material(
        roadmap=book.roadmap,
        year=year,
        as_of=as_of,
        schools=schools,
        group={one.school: one for one in approved_schools(session, cycle)},
        listed=listed,
        listed_year=listed_year,
        cells=cells(results, told_of_works(results, schools["municipality"], _told(session, settings))),
        comparability=comparability(results, _works(session, settings, years), years),
        changes=recorded.changes(),
        elements=_elements(session, settings, book.roadmap, years[-1:]),
        steps=steps,
    )


def _told(session: Session, settings: Settings) -> ToldOfWorks:
    """What letters told of each work before."""
    return {work: told for name in COUNTS for work, told in told_before(session, settings, name).works.items()}


def _register(session: Session, settings: Settings) -> pd.DataFrame:
    """The loaded register; a school that only the database knows has its name and municipality."""
    told = frames(settings, current(session, "schools"), ["schools"])["schools"].drop_duplicates("school", keep="last")
    known = [(one.login, one.name, one.municipality, one.kind) for one in session.exec(select(School))]
    others = pd.DataFrame(known, columns=["school", "name", "municipality", "kind"]).astype("string")
    both = pd.concat([told, others[~others["school"].isin(told["school"])]], ignore_index=True)
    return both.set_index("school").sort_index()


def _works(session: Session, settings: Settings, years: Sequence[int]) -> pd.DataFrame:
    """Which tasks the works of these years consisted of."""
    asked = {"vpr_tasks": Wanted(tuple(WORK_TASKS), {"year": tuple(years)}, counted=True)}
    return frames_wanted(settings, holding(session, ["vpr_tasks"], years), asked)["vpr_tasks"]


def _elements(session: Session, settings: Settings, roadmap: Roadmap, years: Sequence[int]) -> pd.DataFrame:
    """How many elements were difficult in each school in the last of the years."""
    held = holding(session, ["vpr_tasks"], years)
    asked = {"vpr_tasks": wanted(years[-1] if years else 0)}
    points = frames_wanted(settings, held, asked)["vpr_tasks"]
    tasks = frames(settings, current(session, "tasks"), ["tasks"])["tasks"][[*TASK, "element", "level"]]
    return school_elements(points, tasks, roadmap.assessment).set_index("school")
