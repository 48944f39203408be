"""What a list is made of: columns, sheets, the criterion. How a sheet is drawn belongs in workbook.py."""

from dataclasses import dataclass
from enum import Enum, auto

import pandas as pd


class Cells(Enum):
    """How a column's values are written."""

    TEXT = auto()
    NUMBER = auto()
    PERCENT = auto()  # a number 0–100
    SHARE = auto()  # the same, coloured by how large it is
    LOW = auto()  # a share of those below the minimum, a number 0–100; coloured from the sheet's threshold on
    POINTS = auto()  # a difference in percentage points, with its sign
    FLAG = auto()  # yes, or nothing
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
    """A named table. threshold: per cent from which a share is low (inclusive), where the sheet shows such shares."""

    name: str
    columns: tuple[Column, ...]
    rows: pd.DataFrame
    threshold: int | None = None


@dataclass(frozen=True)
class Listing:
    """A list for people: by which criterion its rows were chosen, and its sheets, the list itself first."""

    criterion: str
    sheets: tuple[Sheet, ...]
