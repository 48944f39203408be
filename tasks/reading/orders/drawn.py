"""Tables that Markdown draws with characters: grids («+---+») and columns under dashes («----  ----»).

Each piece of a text becomes rows; a cell's wrapped lines are one text, an empty line inside it ends a paragraph.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice, pairwise

from models.language import _
from models.order.cells import Row

_GRID_RULE = re.compile(r"\+(?:[-=:]+\+)+")
_GRID_LINE = re.compile(r"[+|].*[+|]")
_DASHES = re.compile(r"\s*-{3,}(?:\s+-{3,})+\s*")
_FULL_RULE = re.compile(r"\s*-{3,}\s*")


@dataclass
class _Cell:
    """A cell of a grid being read; `is_new` is false where no line was drawn above it."""

    lines: list[str] = field(default_factory=list)
    is_new: bool = True

    @property
    def text(self) -> str:
        paragraphs = re.split(r"\n\s*\n", "\n".join(self.lines).strip())
        return "\n".join(" ".join(paragraph.split()) for paragraph in paragraphs)


def grid_length(lines: Sequence[str], start: int) -> int:
    """How many lines from here draw one grid; 0 when none begins here."""
    if not _GRID_RULE.fullmatch(lines[start].strip()):
        return 0
    length = 1
    while start + length < len(lines) and _GRID_LINE.fullmatch(lines[start + length].strip()):
        length += 1
    return length if length > 2 else 0


def grid_rows(lines: Sequence[str], first: int, table: int) -> Iterator[Row]:
    """The rows of a grid whose first line is the file's line `first`."""
    lines = [line.strip() for line in lines]
    rules = [line for line in lines if _GRID_RULE.fullmatch(line)]
    edges = sorted({place for line in rules for place, sign in enumerate(line) if sign == "+"})
    width = len(edges) - 1
    cells, begun = [_Cell() for _column in range(width)], first + 1
    covered = set(range(1, width))
    for number, line in enumerate(lines[1:], start=first + 1):
        pieces = [line[left + 1 : right] for left, right in pairwise(edges)]
        drawn = [bool(re.fullmatch(r"[-=:]+", piece)) for piece in pieces]
        if not any(drawn) or not line.startswith(("+", "|")):
            covered -= {column for column in covered if line[edges[column] : edges[column] + 1] in ("|", "+")}
            _write(cells, pieces, line, edges)
            continue
        yield _row(cells, covered, begun, table)
        for column, is_drawn in enumerate(drawn):
            cells[column] = _Cell() if is_drawn else _Cell([*cells[column].lines, pieces[column]], is_new=False)
        begun, covered = number + 1, set(range(1, width))


def _write(cells: list[_Cell], pieces: list[str], line: str, edges: list[int]) -> None:
    """Add a line's texts to the cells; what runs over an edge belongs to the cell on the left."""
    owner = 0
    for column, piece in enumerate(pieces):
        is_edge = line[edges[column] : edges[column] + 1] in ("|", "+")
        if is_edge or column == 0:
            owner = column
            cells[column].lines.append(piece)
        else:
            cells[owner].lines[-1] += line[edges[column] : edges[column] + 1] + piece


def _row(cells: list[_Cell], covered: set[int], number: int, table: int) -> Row:
    texts = tuple("" if column in covered else cell.text for column, cell in enumerate(cells))
    held = frozenset(column for column, cell in enumerate(cells) if not cell.is_new and column not in covered)
    return Row(texts, number, _place(number), table, covered=frozenset(covered), held=held)


def dashed_length(lines: Sequence[str], start: int) -> int:
    """How many lines from here are one table of columns under dashes, with the line that closes it; 0 for none."""
    if not _is_rule(lines[start]):
        return 0
    rules = list(islice((place for place in range(start, len(lines)) if _is_rule(lines[place])), 3))
    names_columns = any(_DASHES.fullmatch(lines[place]) for place in rules[:2])
    return rules[2] - start + 1 if len(rules) == 3 and names_columns else 0


def _is_rule(line: str) -> bool:
    return bool(_DASHES.fullmatch(line) or _FULL_RULE.fullmatch(line))


def dashed_rows(lines: Sequence[str], first: int, table: int) -> Iterator[Row]:
    """Rows of columns under dashes: an empty line ends a row where there are such, else every line is a row."""
    ruler = next((line for line in lines[1:] if _DASHES.fullmatch(line)), lines[0])
    starts = [found.start() for found in re.finditer(r"-+", ruler)]
    told = [place for place, line in enumerate(lines) if line.strip() and set(line.strip()) - set("- ")]
    wraps = any(not line.strip() for line in lines)
    rows: list[tuple[int, list[_Cell]]] = []
    for place in told:
        above = lines[place - 1].strip()
        if not wraps or not above or not set(above) - set("- "):
            rows.append((first + place, [_Cell() for _start in starts]))
        for cell, left, right in zip(rows[-1][1], starts, [*starts[1:], None], strict=True):
            cell.lines.append(lines[place][left:right])
    for number, cells in rows:
        yield Row(tuple(cell.text for cell in cells), number, _place(number), table)


def _place(number: int) -> str:
    return _("строка {number}").format(number=number)
