"""What an automated measure is: which frames it reads, which cells of them, and what it concludes.

Splitting `select` from `compute` is what makes staleness exact: a fingerprint covers the selected cells only, so a
change elsewhere in a file leaves the measure fresh.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date

import pandas as pd

from models.assessment.layout import Frames
from models.assessment.parameters import Parameters
from models.assessment.wanted import Wanted


@dataclass(frozen=True)
class Context:
    """What a computation is asked about: the result years, earliest first, and the roadmap's thresholds.

    as_of, loaded_on: for checks only, the day on which the gate is passed and when each kind of data was last loaded
    schools:  for checks only, the schools whose steps wait for the data; empty where the measure is for all at once
    """

    years: tuple[int, ...]
    parameters: Parameters
    as_of: date | None = None
    loaded_on: Mapping[str, date] = field(default_factory=dict)
    schools: tuple[str, ...] = ()


@dataclass(frozen=True)
class Result:
    """What a computation found.

    table:    the list itself, one row a finding, English column names, sorted; equal inputs give equal tables.
    facts:    numbers for sentences and artifacts («schools», «low»); counts only, nothing about a person.
    details:  further tables for the document, by name.
    restricted: the rows speak of pupils or teachers; elsewhere than in the document only counts may be shown.
    by_school: those of the facts that are sums over schools, one row a school with results, so that any schools' facts
               are their sum (scope.py); None where the rule answers for all schools together only.
    """

    table: pd.DataFrame
    facts: Mapping[str, int | float | str]
    details: Mapping[str, pd.DataFrame] = field(default_factory=dict)
    restricted: bool = False
    by_school: pd.DataFrame | None = None


@dataclass(frozen=True)
class Analysis:
    """An automated measure's rule.

    reads:   kinds of frames (layout.py) it is given, for the context's years.
    recorded: further frames that the record tells and no file (`group`: effect/group.py).
    version: as names.py says it, bumped when `select` or `compute` would answer differently on the same cells.
    compute: the answer on what `select` leaves; it selects for itself, so that it may be given more.
    select:  only the rows and columns that decide the answer; selecting twice is selecting once.
    spares:  those of `reads` without which there still is an answer.
    uses:    names of the parameters that the answer depends on: they are part of the fingerprint.
    wants:   of which kinds only a part need be read, and which; `select` gives the same from that part. Kinds that
             are not named are read whole.
    """

    name: str
    version: int
    reads: tuple[str, ...]
    select: Callable[[Frames, Context], Frames]
    compute: Callable[[Frames, Context], Result]
    uses: tuple[str, ...] = ()
    spares: tuple[str, ...] = ()
    wants: Callable[[Context], Mapping[str, Wanted]] = lambda _context: {}
    recorded: tuple[str, ...] = ()


@dataclass(frozen=True)
class OfPlaces:
    """How the answers of municipalities are found where they are not sums over schools (Result.by_school is None).

    wants:    what to read of which kinds, as Analysis.wants says it
    elements: by name, of these frames and each school's municipality, the municipality's elements, nothing hidden
    answers:  by name, of those elements, the shared answer for all schools, and what may be told
    """

    wants: Callable[[Context], Mapping[str, Wanted]]
    elements: Callable[[Frames, pd.Series, Context], Mapping[str, pd.DataFrame]]
    answers: Callable[[Mapping[str, pd.DataFrame], Result, pd.DataFrame], Mapping[str, Result]]
