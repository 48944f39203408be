"""What the loaded results say for the session: dynamics of each school, who would leave the list, the effect.

Computed now from what is loaded, for no measure; where it cannot be, the reason in words and nothing else.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

import pandas as pd
from sqlmodel import Session

from models.assessment.analysis import Result
from models.assessment.dynamics.change import IMPROVED, NOT_AVAILABLE, NOT_COMPARABLE, UNCLEAR, WORSENED
from models.assessment.effect.moves import ENTERED, LEFT, STAYED
from models.assessment.effect.words import leaving
from models.assessment.registry import ANALYSES
from models.errors import NotFound
from models.language import _
from models.roadmap.definition import Roadmap
from tasks.documents.analyses.effect.words import reasons, would
from tasks.documents.analyses.registry import PAPERS
from tasks.drafting.contract import Asked
from tasks.reports.answering import computed
from tasks.reports.asking import Asked as Report
from tasks.reports.having import held
from tasks.settings import Settings

MOVES = (LEFT, STAYED, ENTERED)
CHANGES = (IMPROVED, WORSENED, UNCLEAR, NOT_AVAILABLE, NOT_COMPARABLE)


@dataclass(frozen=True)
class Moved:
    """Where a school stands beside the list that the last results make: move and why (moves.py), low of so many."""

    move: str
    why: str
    low: int
    procedures: int

    @property
    def words(self) -> str:
        """«вышла бы (низких процедур мало для перечня: 1 из 6)»."""
        said = _("{move} ({why}: {low} из {all})")
        return said.format(move=would()[self.move], why=reasons()[self.why], low=self.low, all=self.procedures)


@dataclass(frozen=True)
class Results:
    """What results say. why: they say nothing, for this reason.

    dynamics: by school, how many of its procedures changed how; moved: every school of either list
    told:     sentences on dynamics; effect: sentences on the effect and on leaving the list, with the interval
    """

    dynamics: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    moved: Mapping[str, Moved] = field(default_factory=dict)
    told: Sequence[str] = ()
    effect: Sequence[str] = ()
    why: str = ""

    def changed(self, school: str) -> str:
        """The school's dynamics in words: procedures counted, no shares."""
        found = self.dynamics.get(school)
        if found is None:
            return self.why or _("результатов школы для сравнения лет нет")
        said = _(
            "процедур лучше — {improved}, хуже — {worsened}, в пределах случайного — {unclear}, сравнить нельзя — {no}"
        )
        no = found[NOT_AVAILABLE] + found[NOT_COMPARABLE]
        return said.format(improved=found[IMPROVED], worsened=found[WORSENED], unclear=found[UNCLEAR], no=no)

    def stands(self, school: str) -> str:
        """Whether the last results would keep the school on the list, in words."""
        if self.why:
            return self.why
        found = self.moved.get(school)
        return found.words if found else _("в перечне по последним результатам не было бы")


def results_of(session: Session, settings: Settings, asked: Asked) -> Results:
    """The results loaded up to the draft's day."""
    try:
        dynamics, effect = (_answer(session, settings, asked, rule) for rule in ("dynamics", "effect_of_support"))
    except NotFound:
        return Results(why=_("результаты ВПР, ОГЭ и ЕГЭ не загружены"))
    if dynamics.facts["year"] == dynamics.facts["compared_with"]:
        return Results(why=_("загружены результаты одного года: сравнивать не с чем"))
    rows = dynamics.details["schools"].to_dict("records")
    return Results(
        dynamics={str(row["school"]): {kind: int(row[kind]) for kind in CHANGES} for row in rows},
        moved=_moved(effect.details["moves"]),
        told=tuple(PAPERS["dynamics"].sentences(dynamics.facts)),
        effect=_effect(effect),
    )


def _answer(session: Session, settings: Settings, asked: Asked, rule: str) -> Result:
    report = _report(asked, rule, asked.book.roadmap)
    found = held(session, ANALYSES[rule], ())
    years = tuple(year for year in found.years if year <= asked.as_of.year)
    if not years:
        raise NotFound(_("Результатов к этому дню не загружено."))
    return computed(session, settings, report, replace(found, years=years))


def _report(asked: Asked, rule: str, roadmap: Roadmap) -> Report:
    return Report(rule, (), roadmap.assessment, roadmap.title, asked.as_of, roadmap=roadmap.name)


def _moved(table: pd.DataFrame) -> Mapping[str, Moved]:
    return {
        str(row["school"]): Moved(str(row["move"]), str(row["why"]), int(row["low"]), int(row["procedures"]))
        for row in table.to_dict("records")
    }


def _effect(effect: Result) -> tuple[str, ...]:
    """The effect in sentences; that leaving proves nothing is said in any case."""
    said = PAPERS["effect_of_support"].sentences(effect.facts)
    return (*said, *(() if leaving() in said else (leaving(),)))
