"""Schools with low results: which rule named them, and the procedures and numbers behind it."""

from typing import Any

import pandas as pd

from models.assessment.analysis import Result
from models.language import _
from models.wording import counted, percent
from tasks.charts.of_low_results import pictures
from tasks.documents.analyses.papers import Facts, Papers, Row
from tasks.documents.analyses.words import schools as counted_schools
from tasks.documents.analyses.words import unjudged
from tasks.documents.lists.columns import (
    hidden,
    is_hidden,
    of_counts,
    of_school,
    with_names,
    with_share,
    without_small_cells,
)
from tasks.documents.lists.listing import Cells, Column, Listing, Sheet

SHARES = ("n_low", "low_share")


def _title() -> str:
    return _("Справка о школах с низкими образовательными результатами")


def _sentences(facts: Facts) -> list[str]:
    found = _("Низкие результаты: {low} из {total} с результатами.").format(
        low=counted_schools(int(facts["low"])), total=int(facts["schools"])
    )
    apart = _("Только по правилу R1 — {r1}, только по R2 — {r2}, по обоим — {both}.").format(
        r1=facts["r1_only"], r2=facts["r2_only"], both=facts["both"]
    )
    sentences = [found, apart]
    if facts["incomparable"]:
        sentences.append(
            _("Результаты только за один из двух лет имеет {schools}: правило R2 к ним не применялось.").format(
                schools=counted_schools(int(facts["incomparable"]))
            )
        )
    return sentences + _target(facts) + unjudged(facts)


def _target(facts: Facts) -> list[str]:
    """Whether the order's target for the share of such schools is met, when it sets one."""
    if facts["target_percent"] == "":
        return []
    if facts["target_met"] == "":
        return [_("Доля школ с низкими результатами не рассчитана: нет реестра школ.")]
    low, total = int(facts["low"]), int(facts["register_schools"])
    said = _(
        "Доля школ с низкими результатами — {low} из {total} ({share}): целевой показатель «не более {most} %» {met}."
    )
    met = _("достигнут") if facts["target_met"] else _("не достигнут")
    share = percent(100 * low / total, 2)
    return [said.format(low=low, total=total, share=share, most=facts["target_percent"], met=met)]


def _shown() -> dict[str, str]:
    return {"school": _("Школа"), "r1": "R1", "r2": "R2", "low_procedures": _("Низких процедур")}


def _listing(result: Result, schools: pd.DataFrame) -> Listing:
    columns = (
        *of_school(),
        Column("r1", "R1", 7, Cells.FLAG),
        Column("r2", "R2", 7, Cells.FLAG),
        Column("low_procedures", _("Низких процедур"), 12, Cells.NUMBER),
        Column("small_n", _("Примечание"), 14, Cells.FEW),
    )
    reasons = (*of_school(), Column("year", _("Год"), 7), Column("procedure", _("Процедура"), 32), *of_counts())
    low = with_names(without_small_cells(with_share(result.details["low"])), schools)
    listed = Sheet(_("Перечень"), columns, with_names(result.table, schools))
    threshold = int(result.facts["low_percent"])
    behind = Sheet(_("Основания"), reasons, low, threshold)
    places = Sheet(_("По муниципалитетам"), (*_of_place(), *of_counts()[:-1]), _places(result, schools), threshold)
    return Listing(_criterion(result.facts), (listed, behind, places))


def _places(result: Result, schools: pd.DataFrame) -> pd.DataFrame:
    """Each municipality's procedures together, where what may be shared was worked out (models/assessment/sharing)."""
    if "municipalities" not in result.details or result.by_school is None:
        return pd.DataFrame(columns=["municipality", "year", "procedure", "n", "n_low", "low_share"])
    here = with_names(result.by_school, schools)["municipality"]
    totals = result.details["municipalities"].replace({"municipality": {"": "—"}})
    totals = totals[totals["municipality"].isin(here)].rename(columns={"part": "n_low"})
    shares = totals.assign(low_share=(100 * totals["n_low"] / totals["n"]))
    told = {name: shares[name].astype(object).mask(shares["is_hidden"].astype(bool), hidden()) for name in SHARES}
    return shares.assign(**told).sort_values(["municipality", "year", "procedure"])


def _of_place() -> tuple[Column, ...]:
    """Whose procedure it is when a municipality's schools are taken together."""
    return (
        Column("municipality", _("Муниципалитет"), 24),
        Column("year", _("Год"), 7),
        Column("procedure", _("Процедура"), 32),
    )


def _criterion(facts: Facts) -> str:
    r1 = _("R1 — в {year} году низкие результаты не менее чем по {procedures}").format(
        year=facts["year"], procedures=_by_procedures(facts)
    )
    low = _("результаты низкие, если ниже минимума не менее {percent} % участников").format(
        percent=facts["low_percent"]
    )
    if not facts["compared_with"]:
        return f"{r1}; {low}"
    r2 = _("R2 — {same} и в {before}, и в {year} году").format(
        same=_same(facts), before=facts["compared_with"], year=facts["year"]
    )
    return f"{r1}; {r2}; {low}"


def _by_procedures(facts: Facts) -> str:
    return counted(int(facts["r1_procedures"]), _("процедуре"), _("процедурам"), _("процедурам"))


def _same(facts: Facts) -> str:
    return _("по одной и той же процедуре") if facts["same_procedure"] else _("хотя бы по одной процедуре")


def _letter(result: Result, schools: pd.DataFrame) -> dict[str, Any]:
    facts = result.facts
    low = {str(school): rows for school, rows in result.details["low"].groupby("school")}
    named = with_names(result.table, schools).to_dict("records")
    return {
        "compared_with": facts["compared_with"],
        "low_percent": facts["low_percent"],
        "r1_procedures": _by_procedures(facts),
        "same_procedure": _same(facts),
        "small": facts["small_n"],
        "small_n": bool(result.table["small_n"].any()),
        "schools": [_school(number, row, low[row["school"]]) for number, row in enumerate(named, start=1)],
    }


def _school(number: int, row: Row, low: pd.DataFrame) -> dict[str, Any]:
    return {
        "number": number,
        "name": row["name"],
        "municipality": row["municipality"],
        "rules": ", ".join(rule for rule, holds in (("R1", row["r1"]), ("R2", row["r2"])) if holds),
        "reasons": "\n".join(_reasons(low)),
    }


def _reasons(low: pd.DataFrame) -> list[str]:
    """«2024: ОГЭ, математика — 7 из 20 (35,0 %)», one for each low procedure; of a small group no numbers."""
    return [_reason(row) for row in low.assign(hidden=is_hidden(low)).to_dict("records")]


def _reason(row: Row) -> str:
    mark = "*" if row["small_n"] else ""
    if row["hidden"]:
        told = _("{year}: {procedure} — доля скрыта (малые числа){mark}")
        return told.format(year=row["year"], procedure=row["procedure"], mark=mark)
    return _("{year}: {procedure} — {n_low} из {n} ({share}){mark}").format(
        year=row["year"],
        procedure=row["procedure"],
        n_low=row["n_low"],
        n=row["n"],
        share=percent(100 * row["n_low"] / row["n"]),
        mark=mark,
    )


PAPERS = Papers("low_results", _title, _sentences, _listing, _letter, _shown, pictures)
