"""Letters («справки»): an analysis's result put into a blank that a methodist can edit in Word (templates/*.docx).

What the blanks may use is exactly what the functions here give; see blanks.py for how they began.
"""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import jinja2
import pandas as pd
from docxtpl import DocxTemplate

from models.assessment.analysis import Result
from models.assessment.small_cells import is_small
from models.language import _
from models.wording import counted, day, percent, years
from tasks.documents.archive import without_clock
from tasks.documents.dynamics import dynamics_values
from tasks.documents.head import DocumentHead
from tasks.documents.listings import with_names
from tasks.documents.objectivity import objectivity_values
from tasks.documents.summaries import summary

TEMPLATES = Path(__file__).parent / "templates"


def letter(analysis: str, title: str, result: Result, head: DocumentHead, schools: pd.DataFrame) -> bytes:
    """The .docx of this analysis. Equal inputs give equal bytes; an unknown {{ name }} in the blank is an error."""
    blank = DocxTemplate(TEMPLATES / f"{analysis}.docx")
    values = _common(analysis, result, head) | _VALUES[analysis](result, schools)
    blank.render(values, jinja2.Environment(undefined=jinja2.StrictUndefined, autoescape=True), autoescape=True)
    properties = blank.docx.core_properties
    properties.title, properties.subject = title, head.measure[:255]
    properties.created = properties.modified = head.written_at
    buffer = BytesIO()
    blank.save(buffer)
    return without_clock(buffer.getvalue())


def _common(analysis: str, result: Result, head: DocumentHead) -> dict[str, Any]:
    return {
        "roadmap": head.roadmap,
        "order": head.order,
        "place": head.place,
        "measure": head.measure,
        "day": day(head.as_of),
        "sources": _("результаты ВПР, ОГЭ и ЕГЭ за {years}").format(years=years(head.years).removesuffix(".")),
        "summary": " ".join(summary(analysis, result.facts)),
        "year": result.facts["year"],
        "compared_with": result.facts["compared_with"],
    }


def _low_results(result: Result, schools: pd.DataFrame) -> dict[str, Any]:
    facts = result.facts
    low = {str(school): rows for school, rows in result.details["low"].groupby("school")}
    named = with_names(result.table, schools)
    return {
        "low_percent": facts["low_percent"],
        "r1_procedures": counted(int(facts["r1_procedures"]), _("процедуре"), _("процедурам"), _("процедурам")),
        "same_procedure": _("по одной и той же процедуре")
        if facts["same_procedure"]
        else _("хотя бы по одной процедуре"),
        "small": facts["small_n"],
        "small_n": bool(result.table["small_n"].any()),
        "schools": [
            {
                "number": number,
                "name": row["name"],
                "municipality": row["municipality"],
                "rules": ", ".join(rule for rule, holds in (("R1", row["r1"]), ("R2", row["r2"])) if holds),
                "reasons": "\n".join(_reasons(low[row["school"]])),
            }
            for number, row in enumerate(named.to_dict("records"), start=1)
        ],
    }


def _reasons(low: pd.DataFrame) -> list[str]:
    """«2024: ОГЭ, математика — 7 из 20 (35,0 %)», one for each low procedure; of a small group no numbers."""
    return [_reason(row) for row in low.assign(hidden=is_small(low["n"], low["n_low"])).to_dict("records")]


def _reason(row: dict[Any, Any]) -> str:
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


_VALUES: dict[str, Callable[[Result, pd.DataFrame], dict[str, Any]]] = {
    "low_results": _low_results,
    "dynamics": dynamics_values,
    "objectivity": lambda result, schools: objectivity_values(result, with_names(result.table, schools)),
}
