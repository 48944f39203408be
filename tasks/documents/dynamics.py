"""The dynamics in words: the summary's sentences, and what the letter's blank (templates/dynamics.docx) may use."""

from collections.abc import Callable, Mapping
from typing import Any

import pandas as pd

from models.assessment.analysis import Result
from models.assessment.dynamics.change import CHANGES, IMPROVED, WORSENED
from models.assessment.dynamics.comparability import CHANGED_WORK, MOVED_TERM, NO_RESULTS
from models.assessment.small_cells import is_small
from models.language import _
from models.wording import counted, percent, signed
from tasks.documents.listings import with_names
from tasks.documents.words import Facts, of_schools, unjudged

ENDS = ("before", "after")


def dynamics(facts: Facts) -> list[str]:
    """The sentences of the dynamics."""
    comparisons = counted(int(facts["comparisons"]), _("сравнение"), _("сравнения"), _("сравнений"))
    return [
        _("Сопоставлены результаты {before} и {after} годов: {comparisons} в {schools}.").format(
            before=facts["compared_with"],
            after=facts["year"],
            comparisons=comparisons,
            schools=of_schools(int(facts["schools"])),
        ),
        _("Улучшение — {improved}, ухудшение — {worsened}, в пределах случайного — {unclear}.").format(
            improved=facts["improved"], worsened=facts["worsened"], unclear=facts["unclear"]
        ),
        _("Сравнить нельзя (нет участников в одном из годов) — {missing}.").format(missing=facts["not_available"]),
        *_incomparable_works(facts),
        *_trends_and_cohorts(facts),
        *unjudged(facts),
    ]


def _incomparable_works(facts: Facts) -> list[str]:
    sentences = []
    if facts["from_later_year"]:
        said = _("С более позднего года, потому что прежние несопоставимы или без результатов, — {number}.")
        sentences.append(said.format(number=facts["from_later_year"]))
    if facts["not_comparable"]:
        said = _("Не сопоставляются (другая работа или другой срок проведения) — {number}.")
        sentences.append(said.format(number=facts["not_comparable"]))
    if facts["works_unverified"]:
        works = counted(int(facts["works_unverified"]), _("работы"), _("работ"), _("работ"))
        sentences.append(
            _("Состав заданий {works} ВПР не загружен: изменилась ли работа, не проверено.").format(works=works)
        )
    return sentences


def _trends_and_cohorts(facts: Facts) -> list[str]:
    sentences = []
    if facts["trends"]:
        rows = counted(int(facts["trends"]), _("ряд"), _("ряда"), _("рядов"))
        sentences.append(
            _("За три года и более: {rows} результатов; улучшение — {improved}, ухудшение — {worsened}.").format(
                rows=rows, improved=facts["trends_improved"], worsened=facts["trends_worsened"]
            )
        )
    if facts["cohorts"]:
        parallels = counted(int(facts["cohorts"]), _("параллель"), _("параллели"), _("параллелей"))
        sentences.append(
            _(
                "При переходе в следующий класс, по предметам: {parallels}; лучше общего сдвига — {improved}, хуже — "
                "{worsened}, не сопоставляются (другой срок) — {barred}."
            ).format(
                parallels=parallels,
                improved=facts["cohorts_improved"],
                worsened=facts["cohorts_worsened"],
                barred=facts["cohorts_not_comparable"],
            )
        )
    return sentences


def dynamics_values(result: Result, schools: pd.DataFrame) -> dict[str, Any]:
    """What the blank may use beside what every letter has."""
    details = result.details
    return {
        "procedures": _procedures(result),
        "incomparable": _incomparable(details["comparability"]),
        "changes": _numbered(_with_small_ends(_changed(result.table)), _change, schools),
        "subjects": [_subject(row) for row in _with_small_ends(details["subjects"]).to_dict("records")],
        "by_school": _numbered(_with_changes(details["schools"]), _school, schools),
        "cohorts": _numbered(_with_small_ends(_changed(details["cohorts"])), _cohort, schools),
        "trends": _numbered(_changed(details["trends"]), _trend, schools),
    }


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


def _with_small_ends(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows with `hidden_before` and `hidden_after`: ends whose numbers would tell of single pupils."""
    return rows.assign(**{f"hidden_{end}": is_small(rows[f"n_{end}"], rows[f"n_low_{end}"]) for end in ENDS})


def _with_changes(by_school: pd.DataFrame) -> pd.DataFrame:
    return by_school[(by_school[IMPROVED] + by_school[WORSENED]).gt(0)]


Row = Mapping[Any, Any]


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
