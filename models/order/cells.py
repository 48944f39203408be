"""The neutral form of an order's file: lines of text and rows of tables in document order, whatever the format.

What a row or a line means belongs in the modules beside this one; turning a file into this form belongs in tasks.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from models.order.definition import Doubt


@dataclass(frozen=True)
class Line:
    """A line or paragraph of text outside tables.

    number: 1-based in the file's own counting; after_gap: whether an empty line or a paragraph's end stands before it
    """

    text: str
    number: int
    place: str
    after_gap: bool = True


@dataclass(frozen=True)
class Row:
    """A row of a table: its cells as printed, one for each column of the table's grid.

    table:       which table of the document (0, 1, …), as far as the file knows
    after_break: whether a page ended before it, or the file began a new table there
    covered:     columns that a cell to the left reaches over; their own text is empty
    held:        columns whose cell began in a row above and reaches down to this one; its text is repeated here
    """

    cells: tuple[str, ...]
    number: int
    place: str
    table: int = 0
    after_break: bool = False
    covered: frozenset[int] = frozenset()
    held: frozenset[int] = frozenset()

    @property
    def filled(self) -> tuple[int, ...]:
        """The columns that hold a text of their own."""
        return tuple(column for column, text in enumerate(self.cells) if text.strip())

    @property
    def text(self) -> str:
        """All cells in one line."""
        return " ".join(text.strip() for text in self.cells if text.strip())


@dataclass(frozen=True)
class Document:
    """A whole file: its name, its lines and rows, and what was left out of it on purpose (hidden sheets and rows)."""

    source: str
    blocks: Sequence[Line | Row]
    remarks: tuple[Doubt, ...] = ()

    @property
    def has_rows(self) -> bool:
        """Whether there is any table at all."""
        return any(isinstance(block, Row) for block in self.blocks)
