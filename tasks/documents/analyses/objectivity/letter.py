"""What the letter on markers says: each marker's count, and of every listed school what was seen in it."""

from typing import Any

import pandas as pd

from models.assessment.analysis import Result
from models.assessment.objectivity.evidence import ASPECTS
from models.language import _
from models.wording import percent
from tasks.documents.analyses.objectivity.words import about, seen, works_of
from tasks.documents.analyses.papers import Row
from tasks.documents.lists.columns import with_names


def letter(result: Result, schools: pd.DataFrame) -> dict[str, Any]:
    """What the blank may use beside what every letter has."""
    signs = result.details["signs"]
    now = signs[signs["year"].eq(result.facts["year"])]
    behind = {str(school): rows.to_dict("records") for school, rows in now.groupby("school")}
    listed = with_names(result.table, schools).to_dict("records")
    return {
        "works": ", ".join(works_of(result.details["works"])),
        "level": percent(100 * float(result.facts["level"]), 0),
        "markers": [{"marker": marker, "about": about(marker), "schools": _many(result, marker)} for marker in ASPECTS],
        "schools": [
            {
                "number": number,
                "name": row["name"],
                "municipality": row["municipality"],
                "reasons": "\n".join([*map(_reason, behind[row["school"]]), *_repeated(row)]),
            }
            for number, row in enumerate(listed, start=1)
        ],
    }


def _many(result: Result, marker: str) -> str:
    """How many schools have the sign; a dash where nobody could be asked."""
    silent = str(result.facts["unanswered"]).split("; ")
    return _("не рассчитан") if marker in silent else str(result.facts[f"signs_{marker}"])


def _reason(row: Row) -> str:
    return _("{marker}, {procedure}: {seen} (участников: {n})").format(
        marker=row["marker"], procedure=row["procedure"], seen=seen(row), n=row["n"]
    )


def _repeated(row: Row) -> list[str]:
    return [_("В прежние годы тоже: {markers}").format(markers=row["repeated"])] if row["repeated"] else []
