"""A school's results in words and cells: its procedures over three years beside the region, and how they moved."""

from collections.abc import Sequence
from typing import Any

import pandas as pd

from models.assessment.dynamics.change import (
    CHANGES,
    IMPROVED,
    NOT_AVAILABLE,
    NOT_COMPARABLE,
    UNCLEAR,
    WORSENED,
    counts,
)
from models.language import _
from models.wording import percent
from tasks.charts.sheet import Row
from tasks.charts.words import hidden
from tasks.passport.material import Material

SHOWN_YEARS = 3
ENDS = ("first", "second", "third")


def results(of: Material, school: str, procedures: Sequence[str]) -> dict[str, Any]:
    """first_year … third_year («—» where there are fewer); procedures: rows; more_procedures; dynamics."""
    years = of.years[-SHOWN_YEARS:]
    shown: dict[str, int | str] = dict(zip(ENDS, [*["—"] * (SHOWN_YEARS - len(years)), *years], strict=True))
    own = of.results_of(school)
    changes = _changes(of.changes, school)
    named = dict(zip(changes["procedure"], changes["change"], strict=True))
    rows = [
        _procedure(procedure, own[own["procedure"].eq(procedure)], shown, named.get(procedure))
        for procedure in procedures
    ]
    left = own["procedure"].nunique() - len(procedures)
    return {
        **{f"{end}_year": year for end, year in shown.items()},
        "procedures": rows,
        "more_procedures": _("и ещё процедур: {left}").format(left=left) if left > 0 else "",
        "dynamics": _dynamics(of, changes),
    }


def _procedure(procedure: str, own: pd.DataFrame, shown: dict[str, int | str], change: str | None) -> dict[str, str]:
    by_year = {int(row["year"]): row for row in own.to_dict("records")}
    cells = {end: _cell(by_year[year]) if isinstance(year, int) else "—" for end, year in shown.items()}
    last = by_year[max(by_year)]["region_share"]
    return {
        "procedure": procedure,
        **cells,
        "region": "—" if pd.isna(last) else percent(last, 0),
        "change": _words()[change] if change else "—",
    }


def _cell(row: Row) -> str:
    """«36 % (20–57), 22»: the share, its interval, how many took part; «скрыто, 12» of a small cell; «—» of none."""
    if pd.isna(row["n"]):
        return "—"
    if row["is_hidden"]:
        return _("{hidden}, {n}").format(hidden=hidden(), n=row["n"])
    return _("{share} ({lower:.0f}–{upper:.0f}), {n}").format(
        share=percent(row["share"], 0), lower=row["lower"], upper=row["upper"], n=row["n"]
    )


def _changes(changes: pd.DataFrame | None, school: str) -> pd.DataFrame:
    none = pd.DataFrame({"procedure": [], "change": []}, dtype="string")
    return none if changes is None else changes[changes["school"].eq(school)]


def _dynamics(of: Material, changes: pd.DataFrame) -> str:
    if of.changes is None:
        return _("ещё не рассчитана")
    told = counts(changes["change"])
    return "; ".join(f"{_words()[kind]} — {told[kind]}" for kind in CHANGES if told[kind]) or _("нет данных")


def _words() -> dict[str, str]:
    return {
        IMPROVED: _("улучшение"),
        WORSENED: _("ухудшение"),
        UNCLEAR: _("в пределах случайного"),
        NOT_AVAILABLE: _("нет данных"),
        NOT_COMPARABLE: _("не сопоставимо"),
    }
