"""What the plan has in common in Word and in a workbook: which cells stand in a column, and how wide it is.

Fonts and borders belong to docx.py and xlsx.py, what stands in the cells to models.
"""

from collections.abc import Mapping, Sequence
from math import sqrt

from models.roadmap.printing import Table

# A column is never narrower than this, in characters; a column of numbers is as wide as «№ п/п» in two lines.
NARROWEST = 8
NUMBER = 5
# How wide a letter of Times New Roman 11 is with its share of spaces, and what a cell keeps free at its sides: cm.
LETTER, SIDES = 0.2, 0.4


def widths_fitting(cells: Mapping[str, Sequence[str]], total: float) -> dict[str, float]:
    """Widths in centimetres that make rows low: by how long the cells are, never narrower than the longest word.

    cells: by column, every text that stands in it, the header's first; total: the table's width in centimetres
    """
    least = {name: _least(name, texts) for name, texts in cells.items()}
    weights = {name: 0.0 if name == "number" else _typical_length(texts) for name, texts in cells.items()}
    share = max(total - sum(least.values()), 0.0) / (sum(weights.values()) or 1.0)
    scale = min(1.0, total / sum(least.values()))
    return {name: least[name] * scale + weights[name] * share for name in cells}


def cells_of(table: Table) -> dict[str, list[str]]:
    """By column, the header and every cell under it."""
    rows = [row for section in table.sections for row in section.rows]
    return {name: [words, *(row.cell(name) for row in rows)] for name, words in table.columns.items()}


def _least(name: str, texts: Sequence[str]) -> float:
    if name == "number":
        longest = max(NUMBER, *(len(text) for text in texts[1:])) if len(texts) > 1 else NUMBER
        return longest * LETTER + SIDES
    words = [len(word) for text in texts for word in text.split()]
    return max(NARROWEST, min(max(words, default=0), 18)) * LETTER + SIDES


def _typical_length(texts: Sequence[str]) -> float:
    """The root of the mean square: long cells make rows high, so they count for more."""
    return sqrt(sum(len(text) ** 2 for text in texts) / len(texts))
