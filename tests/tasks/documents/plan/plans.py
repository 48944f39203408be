"""A plan's file opened as a reader opens it: the table's rows as text, whatever the format."""

from io import BytesIO
from typing import Any

from docx import Document
from openpyxl import load_workbook

from models.steps.execution import Execution
from models.steps.state import State


def in_word(content: bytes) -> Any:
    """The document."""
    return Document(BytesIO(content))


def rows_in_word(content: bytes) -> list[list[str]]:
    """The one table's rows; a merged row has its text once."""
    (table,) = in_word(content).tables
    return [[cell.text for cell in dict.fromkeys(row.cells)] for row in table.rows]


def sheet_of(content: bytes) -> Any:
    """The workbook's one sheet."""
    (sheet,) = load_workbook(BytesIO(content)).worksheets
    return sheet


def rows_in_sheet(content: bytes) -> list[list[Any]]:
    """The sheet's rows that say anything, empty cells as None."""
    rows = [[cell.value for cell in row] for row in sheet_of(content).iter_rows()]
    return [row for row in rows if any(row)]


def an_execution(**said: Any) -> Execution:
    """A measure that is done."""
    defaults: dict[str, Any] = {"state": State.DONE, "said": "Исполнено", "is_done": True}
    return Execution(**(defaults | said))
