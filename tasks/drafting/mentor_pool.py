"""The list of mentors by subject (Kirsanov, item 7, «Перечень педагогических работников»), as loaded: codes only."""

from collections.abc import Iterator
from itertools import count
from typing import Any

import pandas as pd
from sqlmodel import Session

from models.language import _
from models.wording import day
from tasks.data.datasets import frames, holding
from tasks.documents.filling import filled
from tasks.documents.head import DOCX, Document
from tasks.drafting.contract import Asked, Draft
from tasks.settings import Settings

BLANK = "mentor_pool"
READS = ("mentors", "schools")


def drafts(session: Session, settings: Settings, asked: Asked) -> Iterator[Draft]:
    """One list for each step asked for: the same, for the whole region."""
    loaded = frames(settings, holding(session, READS), READS)
    for step in asked.steps:
        if loaded["mentors"].empty:
            yield Draft(step, lacks=[_("список наставников не загружен: vekha load mentors.csv")])
        else:
            yield Draft(step, {asked.measure.deliverables[0]: _listed(loaded["mentors"], loaded["schools"], asked)})


def _listed(mentors: pd.DataFrame, schools: pd.DataFrame, asked: Asked) -> Document:
    people, title = mentors.drop_duplicates(["school", "mentor"]), _("Перечень наставников")
    values = {
        "basis": asked.head.basis,
        "scope": asked.head.scope,
        "day": day(asked.as_of),
        "mentors": len(people),
        "schools": people["school"].nunique(),
        "places": int(people["capacity"].sum()),
        "rows": [*_rows(mentors, schools)],
    }
    return Document(f"{title} {asked.as_of:%Y-%m-%d}.docx", filled(BLANK, title, values, asked.head), DOCX)


def _rows(mentors: pd.DataFrame, schools: pd.DataFrame) -> Iterator[dict[str, Any]]:
    """By subject, then municipality, school and code; a school on no register is shown by its login."""
    about = schools[["school", "name", "municipality"]]
    table = mentors.merge(about, on="school", how="left").sort_values(["subject", "municipality", "school", "mentor"])
    table = table.assign(name=table["name"].fillna(table["school"]), municipality=table["municipality"].fillna("—"))
    for number, row in zip(count(1), table.to_dict("records"), strict=False):
        yield {
            "number": number,
            "subject": row["subject"],
            "mentor": row["mentor"],
            "school": row["name"],
            "municipality": row["municipality"],
            "levels": row["levels"].replace(";", ", "),
            "capacity": row["capacity"],
        }
