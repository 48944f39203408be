"""What the letter on readiness says: how each exam's forecasts fared before, and the schools to plan help for."""

from typing import Any

import pandas as pd

from models.assessment.analysis import Result
from models.assessment.readiness.conclusion import stands_out
from models.language import _
from models.wording import percent
from tasks.documents.analyses.papers import Facts, Row
from tasks.documents.analyses.readiness.words import asked, band, limits, skill, slope, why_silent
from tasks.documents.lists.columns import with_names


def letter(result: Result, schools: pd.DataFrame) -> dict[str, Any]:
    """What the blank may use beside what every letter has."""
    facts = result.facts
    named = with_names(result.table[stands_out(result.table)], schools)
    named = named.sort_values(["municipality", "name", "procedure"], kind="stable")
    return {
        "confidence": percent(100 * float(facts["confidence"]), 0),
        "low_percent": facts["low_percent"],
        "subjects": [_subject(row, facts) for row in result.details["subjects"].to_dict("records")],
        "schools": [
            {"number": number, **_school(row, facts)} for number, row in enumerate(named.to_dict("records"), start=1)
        ],
    }


def _subject(row: Row, facts: Facts) -> dict[str, Any]:
    """An exam and a question: the region's base rate, how good forecasts of earlier years were, and the answer."""
    return {
        "procedure": row["procedure"],
        "question": asked(row["question"], facts),
        "base": "—" if pd.isna(row["base"]) else percent(row["base"]),
        "skill": skill(row),
        "slope": slope(row),
        "answer": why_silent(row["why"]),
    }


def _school(row: Row, facts: Facts) -> dict[str, Any]:
    few = _("{n}\n(мало)") if row["small_n"] else "{n}"
    return {
        "name": row["name"],
        "municipality": row["municipality"],
        "procedure": row["procedure"],
        "n": few.format(n=row["n"]),
        "share": limits(row),
        "base": "—" if pd.isna(row["base_share"]) else percent(row["base_share"]),
        "band": "—" if pd.isna(row["band"]) else band(int(row["band"]), facts),
    }
