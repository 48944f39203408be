"""What the letter on dynamics says: schools, subjects, parallels, years, support; the values of its blank."""

from collections.abc import Callable
from typing import Any

import pandas as pd

from models.assessment.analysis import Result
from models.assessment.dynamics.change import CHANGES, IMPROVED, WORSENED
from models.assessment.dynamics.comparability import CHANGED_WORK, MOVED_TERM, NO_RESULTS
from models.assessment.dynamics.conclusion import OF_SUPPORT
from models.assessment.small_cells import is_small
from models.language import _
from models.wording import percent, signed
from tasks.documents.analyses.effect.sentences import of_the_group
from tasks.documents.analyses.papers import Facts, Row
from tasks.documents.lists.columns import with_names

ENDS = ("before", "after")


def letter(result: Result, schools: pd.DataFrame) -> dict[str, Any]:
    """What the blank may use beside what every letter has."""
    details = result.details
    return {
        "compared_with": result.facts["compared_with"],
        "procedures": _procedures(result),
        "incomparable": _incomparable(details["comparability"]),
        "changes": _numbered(with_small_ends(_changed(result.table)), _change, schools),
        "subjects": [_subject(row) for row in with_small_ends(details["subjects"]).to_dict("records")],
        "by_school": _numbered(_with_changes(details["schools"]), _school, schools),
        "cohorts": _numbered(with_small_ends(_changed(details["cohorts"])), _cohort, schools),
        "trends": _numbered(_changed(details["trends"]), _trend, schools),
        "support": of_the_group(_of_support(result.facts)),
    }


def _of_support(facts: Facts) -> Facts:
    """The facts of the effect of support, by its own names."""
    return {name.removeprefix(OF_SUPPORT): value for name, value in facts.items() if name.startswith(OF_SUPPORT)}


def _procedures(result: Result) -> list[dict[str, Any]]:
    rows = []
    for procedure, of in result.table.groupby("procedure", sort=True):
        before = of["year_before"].dropna()
        row = {"procedure": procedure, "before": int(before.iloc[0]) if len(before) else "—", "comparisons": len(of)}
        rows.append(row | {kind: int(of["change"].eq(kind).sum()) for kind in CHANGES})
    return rows


def _incomparable(comparability: pd.DataFrame) -> list[str]:
    """«ВПР, 5 класс, математика: 2022 г. — другой состав заданий», a line for each procedure and year."""
    reasons = {
        CHANGED_WORK: _("другой состав заданий или другие баллы за них"),
        MOVED_TERM: _("другой срок проведения: работу писали обучающиеся следующего класса"),
        NO_RESULTS: _("результатов нет"),
    }
    barred = comparability[comparability["reason"].ne("")]
    return [
        _("{procedure}: {year} г. — {reason}").format(procedure=procedure, year=year, reason=reasons[reason])
        for procedure, year, reason in barred.itertuples(index=False)
    ]


def _changed(rows: pd.DataFrame) -> pd.DataFrame:
    return rows[rows["change"].isin([IMPROVED, WORSENED])]


def with_small_ends(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows with `hidden_before` and `hidden_after`: ends whose numbers would tell of single pupils."""
    hidden = {end: is_small(rows[f"n_{end}"], rows[f"n_low_{end}"]).fillna(False) for end in ENDS}
    for end in ENDS:
        if f"is_hidden_{end}" in rows.columns:
            hidden[end] |= rows[f"is_hidden_{end}"].astype(bool)
    return rows.assign(**{f"hidden_{end}": marks for end, marks in hidden.items()})


def _with_changes(by_school: pd.DataFrame) -> pd.DataFrame:
    return by_school[(by_school[IMPROVED] + by_school[WORSENED]).gt(0)]


def _numbered(rows: pd.DataFrame, said: Callable[[Row], dict[str, Any]], schools: pd.DataFrame) -> list[dict[str, Any]]:
    """The rows as the table says them, each with its number and its school's name."""
    named = with_names(rows, schools).to_dict("records")
    return [{"number": number, "name": row["name"], **said(row)} for number, row in enumerate(named, start=1)]


def _change(row: Row) -> dict[str, Any]:
    before = _("{year} г.: {end}").format(year=row["year_before"], end=_end(row, "before"))
    return {"procedure": row["procedure"], "before": before, "after": _end(row, "after"), **_moved(row, "difference")}


def _subject(row: Row) -> dict[str, Any]:
    before = _("{year} г.: {end}").format(year=row["year_before"], end=_end(row, "before"))
    ends = {"before": before, "after": _end(row, "after")}
    return {"procedure": row["procedure"], "schools": row["schools"], **ends, **_moved(row, "difference")}


def _school(row: Row) -> dict[str, Any]:
    return {kind: row[kind] for kind in CHANGES}


def _cohort(row: Row) -> dict[str, Any]:
    grades = _("{before} класс {year} г. → {after} класс").format(
        before=row["grade"] - 1, year=row["year"] - 1, after=row["grade"]
    )
    ends = {"before": _end(row, "before"), "after": _end(row, "after"), "common": signed(row["region_difference"])}
    return {"subject": row["subject"], "grades": grades, **ends, **_moved(row, "difference")}


def _trend(row: Row) -> dict[str, Any]:
    return {"procedure": row["procedure"], "years": row["years"], "since": row["first_year"], **_moved(row, "slope")}


def _moved(row: Row, column: str) -> dict[str, str]:
    """«−40,0 [−55,0; −20,0]» and what it is called."""
    words = {IMPROVED: _("улучшение"), WORSENED: _("ухудшение")}
    called = words.get(row["change"], _("в пределах случайного"))
    if row.get("hidden_before") or row.get("hidden_after"):
        # The difference with a hidden end would tell that end.
        return {"difference": "—", "change": called}
    if pd.isna(row["lower"]):
        return {"difference": signed(row[column]), "change": _("интервала нет: школ мало")}
    limits = f"[{signed(row['lower'])}; {signed(row['upper'])}]"
    return {"difference": f"{signed(row[column])}\n{limits}", "change": called}


def _end(row: Row, suffix: str) -> str:
    if row[f"hidden_{suffix}"]:
        return _("доля скрыта\n(малые числа)")
    return _("{share}\n({n_low} из {n})").format(
        share=percent(row[f"share_{suffix}"]), n_low=row[f"n_low_{suffix}"], n=row[f"n_{suffix}"]
    )
