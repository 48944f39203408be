"""What a list is made of: columns, sheets, the criterion. How a sheet is drawn belongs in workbook.py."""

from dataclasses import dataclass
from enum import Enum, auto

import pandas as pd


class Cells(Enum):
    """How a column's values are written."""

    TEXT = auto()
    NUMBER = auto()
    PERCENT = auto()  # a number 0–100
    FEW = auto()  # a flag: too few participants


@dataclass(frozen=True)
class Column:
    """One column: the frame's name for it, its header, width in characters."""

    key: str
    header: str
    width: int
    cells: Cells = Cells.TEXT


@dataclass(frozen=True)
class Sheet:
    """A named table."""

    name: str
    columns: tuple[Column, ...]
    rows: pd.DataFrame


@dataclass(frozen=True)
class Listing:
    """A list for people: by which criterion its rows were chosen, and its sheets, the list itself first."""

    criterion: str
    sheets: tuple[Sheet, ...]
