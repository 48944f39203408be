"""What of an answer may leave the analyst: which of its shares are withheld, seen together with all totals. Pure.

The same cells stand in a region's letter, a municipality's and a school's, so what is hidden is decided once, over
school, municipality and region together, before an answer is narrowed (scope.py). What makes a cell small and how
others are hidden for its sake is small_cells.py's; content elements' points are told_of_elements.py's.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from hashlib import sha256
from typing import Any, cast

import pandas as pd

from models.assessment.analysis import Result
from models.assessment.small_cells import LEAST_N, released
from models.assessment.told_of_elements import CELL as ELEMENT_CELL
from models.assessment.told_of_elements import KEY, NUMBERS, REGION, nothing_told, remembered, told_of_elements
from models.assessment.worked_out import Level

CELL = ["school", "year", "procedure"]
WORK = ["year", "procedure"]
LEVELS: tuple[Level, ...] = (("school",), ("municipality",), ())
# The details that hold every school's results, not only those that are listed; a list of schools has no others.
EVERYBODY = ("procedures", "years", "results")
# The details that hold content elements, difficult or not.
ELEMENTS = "elements"
# By level: the level's own columns, year, procedure, n, part (NA where hidden), is_hidden.
Shared = Mapping[Level, pd.DataFrame]


@dataclass(frozen=True)
class Told:
    """What was told of a work: the hash of the cells that it was told of, and what of them was shown, by level."""

    cells: str
    shown: Shared


# By year and procedure, what was told of the work last.
ToldOfWorks = Mapping[tuple[int, str], Told]


@dataclass(frozen=True)
class Telling:
    """What an analysis tells, or told before: of works, and of content elements (told_of_elements.py)."""

    works: ToldOfWorks = field(default_factory=dict)
    elements: pd.DataFrame = field(default_factory=nothing_told)

    def then(self, later: "Telling") -> "Telling":
        """All that is told, once this was and then that."""
        return Telling({**self.works, **later.works}, remembered(self.elements, later.elements))


def told_of_works(results: pd.DataFrame, places: pd.Series, earlier: ToldOfWorks | None = None) -> ToldOfWorks:
    """What may be shared of each work: the results of its schools with their totals.

    results: school, year, procedure, n, n_low; whatever else there is stays out
    places:  by school (the index), its municipality; a school without one is counted in a nameless one
    earlier: what was told before: of the same cells the same is told again, and of corrected ones nothing that the
             difference would give away
    """
    cells = results[[*CELL, "n", "n_low"]].rename(columns={"n_low": "part"})
    cells = cells.assign(municipality=cells["school"].map(places).astype("string").fillna(""))
    found = {}
    # Work by work: totals over several works are shown nowhere.
    for named, of in cells.sort_values("school", kind="stable").groupby(WORK, sort=True):
        year, procedure = cast("tuple[Any, Any]", named)
        work = int(year), str(procedure)
        found[work] = _told(of.reset_index(drop=True), (earlier or {}).get(work))
    return found


def shared(told: ToldOfWorks) -> Shared:
    """All works together, by level."""
    named = [
        {level: rows.assign(year=year, procedure=procedure) for level, rows in one.shown.items()}
        for (year, procedure), one in told.items()
    ]
    empty = {level: pd.DataFrame(columns=[*level, *WORK, "n", "part", "is_hidden"]) for level in LEVELS}
    return {level: pd.concat([one[level] for one in named], ignore_index=True) for level in LEVELS} if named else empty


@dataclass(frozen=True)
class _Work:
    """The cells of one work, known by what stands in them."""

    told: str
    cells: pd.DataFrame = field(compare=False)


@lru_cache(maxsize=512)
def _decided(work: _Work) -> Shared:
    """What of a work is shared: letters, charts and next year's answer ask for the same works again."""
    return released(work.cells, LEVELS[0], LEVELS[1:])


def _told(cells: pd.DataFrame, before: Told | None) -> Told:
    known = sha256(repr(cells.astype(str).to_numpy().tolist()).encode()).hexdigest()
    if before is None:
        return Told(known, _decided(_Work(known, cells)))
    return before if before.cells == known else Told(known, released(cells, LEVELS[0], LEVELS[1:], before.shown))


def places_of(schools: pd.DataFrame) -> pd.Series:
    """By school, its municipality, as the register has it."""
    return schools.drop_duplicates("school").set_index("school")["municipality"]


def counts_of(result: Result) -> pd.DataFrame | None:
    """The answer's results of every school and procedure; None of an answer without them."""
    return next((result.details[name] for name in EVERYBODY if name in result.details), None)


def told_by(
    result: Result,
    places: pd.Series,
    earlier: Telling | None = None,
    elements: Mapping[str, pd.DataFrame] | None = None,
) -> Telling:
    """What may be shared of an answer; nothing of one with neither results by school and procedure nor elements.

    elements: by name, those of every municipality, where they are told too
    """
    counts, earlier = counts_of(result), earlier or Telling()
    works = {} if counts is None else told_of_works(counts, places, earlier.works)
    if ELEMENTS not in result.details:
        return Telling(works)
    of_all = {REGION: result.details[ELEMENTS], **(elements or {})}
    cells = pd.concat([rows.assign(year=result.facts["year"], place=place) for place, rows in of_all.items()])
    return Telling(works, told_of_elements(cells[[*ELEMENT_CELL, *NUMBERS]], earlier.elements))


def as_shared(result: Result, told: Telling) -> Result:
    """The answer with `is_hidden` at every count of a school's procedure, and the totals of municipalities beside it.

    told:    what may be shared of this answer (told_by); one without results by school and procedure stays as it is,
             but for content elements whose share is withheld
    details: municipalities (municipality, year, procedure, n, part, is_hidden).
    """
    if ELEMENTS in result.details:
        return _elements_as_shared(result, told.elements)
    if counts_of(result) is None:
        return result
    shares = shared(told.works)
    hidden = shares[LEVELS[0]]
    cells = pd.MultiIndex.from_frame(hidden.loc[hidden["is_hidden"].astype(bool), CELL])
    details = {name: _marked(table, cells) for name, table in result.details.items()}
    table = _ends(result.table, cells, result)
    return replace(result, table=table, details={**details, "municipalities": shares[LEVELS[1]]})


def few_of(counts: pd.DataFrame, n: str, part: str) -> set[str]:
    """The places whose count tells of a few pupils, or would give another's away beside the total.

    counts: place, and whole numbers by these names
    """
    cells = counts.rename(columns={n: "n", part: "part"})[["place", "n", "part"]]
    shown = released(cells, ("place",), [()])[("place",)]
    return set(shown.loc[shown["is_hidden"].astype(bool), "place"])


def _elements_as_shared(result: Result, told: pd.DataFrame) -> Result:
    """The region's elements with `is_hidden`, and without those among the difficult ones that a correction hides.

    Those of few participants stay: they are named without their shares.
    """
    of_region = told.loc[told["place"].eq(REGION), [*KEY, "is_hidden"]].drop(columns="year")
    elements = result.details[ELEMENTS].merge(of_region, on=KEY[1:], how="left")
    withheld = elements["is_hidden"] & elements["n"].ge(LEAST_N)
    if not withheld.any():
        return replace(result, details={**result.details, ELEMENTS: elements})
    names = elements.loc[withheld, KEY[1:]]
    is_told = ~pd.MultiIndex.from_frame(result.table[KEY[1:]]).isin(pd.MultiIndex.from_frame(names))
    table = result.table[is_told].reset_index(drop=True)
    facts = {
        "elements": int((~withheld).sum()),
        "hidden": int(withheld.sum()),
        "hard": len(table),
        "subjects": int(table["subject"].nunique()),
    }
    masked = {name: elements[name].mask(withheld) for name in ("points", "share")}
    details = {**result.details, ELEMENTS: elements.assign(**masked)}
    return replace(result, table=table, facts={**result.facts, **facts}, details=details)


def _marked(table: pd.DataFrame, hidden: pd.MultiIndex) -> pd.DataFrame:
    if not {*CELL, "n_low"} <= set(table.columns):
        return table
    return table.assign(is_hidden=pd.MultiIndex.from_frame(table[CELL]).isin(hidden))


def _ends(table: pd.DataFrame, hidden: pd.MultiIndex, result: Result) -> pd.DataFrame:
    """A table of changes with `is_hidden_before` and `is_hidden_after`; another stays as it is."""
    if "year_before" not in table.columns:
        return table
    years = {"before": table["year_before"], "after": pd.Series(result.facts["year"], index=table.index)}
    marks = {
        f"is_hidden_{end}": pd.MultiIndex.from_arrays([table["school"], year, table["procedure"]]).isin(hidden)
        for end, year in years.items()
    }
    return table.assign(**marks)
