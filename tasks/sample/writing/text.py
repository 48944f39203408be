"""Writes a table as text parted by semicolons, as Excel and the state systems save it."""

import csv
import io
from collections.abc import Iterable, Sequence
from pathlib import Path

from tasks.sample.spreadsheet import Cell


def write_text(path: Path, lines: Iterable[Sequence[Cell]], encoding: str) -> None:
    """Write the lines; a cell that is None stays empty."""
    path.parent.mkdir(parents=True, exist_ok=True)
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=";", lineterminator="\r\n").writerows(lines)
    path.write_bytes(text.getvalue().encode(encoding))
