"""What every reader is given and what it gives back. Reading itself belongs in the neighbours."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType

import pandas as pd

from models.survey.questionnaire import Questionnaire

# The least primary scores for «3», «4» and «5».
Scale = tuple[int, int, int]
Work = tuple[int, int, str]  # year, grade, subject


@dataclass(frozen=True)
class Register:
    """What is loaded already and readers lean on.

    logins:  the schools' canonical logins
    by_code: login by the six digits of «Код ОО»
    by_name: login by the school's name (values.called), where only one school is called so
    municipalities: those of the schools
    scales:  the mark scales of VPR works
    questionnaires: what the survey may ask; read only when answers come
    """

    logins: frozenset[str] = frozenset()
    by_code: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    by_name: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    municipalities: frozenset[str] = frozenset()
    scales: Mapping[Work, Scale] = field(default_factory=lambda: MappingProxyType({}))
    questionnaires: Callable[[], Sequence[Questionnaire]] = tuple

    def with_those_of(self, later: "Register") -> "Register":
        """The schools of both; where both know a code, the later one is believed."""
        by_code, places = {**self.by_code, **later.by_code}, self.municipalities | later.municipalities
        return replace(self, logins=self.logins | later.logins, by_code=by_code, municipalities=places)


@dataclass(frozen=True)
class Loaded:
    """A file as it was understood, whole and without a problem.

    kind:     one of recognising.KINDS
    slot:     what the file speaks of; a later file of the same kind and slot supersedes it
    year:     of the results; None when the file speaks of several years or of none
    rows:     of the source that hold data
    frames:   by name, as models/assessment/layout.py types them
    warnings: Russian sentences; odd, but nothing that stops the loading
    """

    kind: str
    slot: str
    year: int | None
    rows: int
    frames: Mapping[str, pd.DataFrame]
    warnings: tuple[str, ...] = ()
