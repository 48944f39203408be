"""Schools as the loaded register tells of them, in words of a paper: name, municipality, number of teachers."""

from collections.abc import Hashable, Mapping
from typing import Any

import pandas as pd
from sqlmodel import Session

from tasks.data.datasets import frames, holding
from tasks.settings import Settings

Register = Mapping[str, Mapping[Hashable, Any]]  # school → its row


def register_of(session: Session, settings: Settings) -> Register:
    """Every school of the register; nothing while none is loaded."""
    loaded = frames(settings, holding(session, ["schools"]), ["schools"])["schools"]
    return {row["school"]: row for row in loaded.to_dict("records")}


def told_of(register: Register, login: str) -> dict[str, str]:
    """Its name, municipality and number of teachers; of a school on no register, its login."""
    row = register.get(login)
    if row is None:
        return {"school": login, "municipality": "—", "in_all": "—"}
    many = row["teachers"]
    return {"school": row["name"], "municipality": row["municipality"], "in_all": "—" if pd.isna(many) else str(many)}
