"""Columns that lists of several analyses share, and the frames made ready for them."""

from typing import Any

import pandas as pd

from models.assessment.small_cells import is_small
from models.language import _
from tasks.documents.lists.listing import Cells, Column


def of_school() -> tuple[Column, ...]:
    """Whose row it is."""
    return (
        Column("municipality", _("Муниципалитет"), 20),
        Column("name", _("Школа"), 34),
        Column("school", _("Логин"), 13),
    )


def of_counts() -> tuple[Column, ...]:
    """How many took part and how many of them are below the minimum."""
    return (
        Column("n", _("Участников"), 12, Cells.NUMBER),
        Column("n_low", _("Ниже минимума"), 12, Cells.NUMBER),
        Column("low_share", _("Доля ниже минимума"), 11, Cells.LOW),
        Column("small_n", _("Примечание"), 14, Cells.FEW),
    )


def with_names(rows: pd.DataFrame, schools: pd.DataFrame) -> pd.DataFrame:
    """The rows with `municipality` and `name` of their school; an unknown school goes by its login."""
    register = schools[["school", "name", "municipality"]].drop_duplicates("school").astype("string")
    named = rows.merge(register, on="school", how="left")
    return named.assign(name=named["name"].fillna(named["school"]), municipality=named["municipality"].fillna("—"))


def with_share(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows with `low_share`, per cent."""
    return rows.assign(low_share=100 * rows["n_low"] / rows["n"])


def without_small_cells(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows with words in place of numbers that tell of a few pupils."""
    small = is_hidden(rows)
    return rows.assign(**{name: rows[name].astype(object).mask(small, hidden()) for name in ("n_low", "low_share")})


def is_hidden(rows: pd.DataFrame) -> pd.Series:
    """Where n and n_low tell of a few pupils, by themselves or beside what else is shared."""
    small = is_small(rows["n"], rows["n_low"])
    return small | rows["is_hidden"].astype(bool) if "is_hidden" in rows.columns else small


def numbered(rows: pd.DataFrame, schools: pd.DataFrame, *also: str) -> list[dict[str, Any]]:
    """The rows for a letter's table: number, name and municipality of the school, and what else is asked for."""
    named = with_names(rows, schools)[["name", "municipality", *also]].to_dict("records")
    return [
        {"number": number, **{str(key): value for key, value in row.items()}} for number, row in enumerate(named, 1)
    ]


def hidden() -> str:
    """What stands in place of a number that tells of a few pupils."""
    return _("скрыто")
