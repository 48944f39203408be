"""Columns that lists of several analyses share, and the frames made ready for them."""

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
        Column("low_share", _("Доля"), 9, Cells.PERCENT),
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
    small = is_small(rows["n"], rows["n_low"])
    return rows.assign(**{name: rows[name].astype(object).mask(small, hidden()) for name in ("n_low", "low_share")})


def hidden() -> str:
    """What stands in place of a number that tells of a few pupils."""
    return _("скрыто")
