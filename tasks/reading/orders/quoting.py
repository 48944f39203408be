"""Excel's «Текст (с разделителями табуляции)»: cells of several lines stand in quotes, quotes in them are doubled.

A text where quotes are only quotes («"Круглый стол"») is left as it is.
"""

import re
from collections.abc import Iterator

# A cell, quoted or bare, and what ends it: a tab or the line's end.
_CELL = re.compile(r'(?:"(?P<quoted>[^"]*(?:""[^"]*)*)"|(?P<bare>[^\t\n]*))(?P<end>\t|\n|\Z)')
_IN_NEED = re.compile(r'[\t\n,;]|""')
_CERTAIN = re.compile(r'\n|""')


def unquoted_lines(text: str) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Each line's number (1-based) with its cells, cells of several lines whole. The text's lines end with LF."""
    if not _is_quoted(text):
        yield from ((number, tuple(line.split("\t"))) for number, line in enumerate(text.split("\n"), start=1))
        return
    number, begun, cells = 1, 1, list[str]()
    for found in _cells(text):
        quoted = found["quoted"]
        cells.append(found["bare"] or "" if quoted is None else quoted.replace('""', '"'))
        number += found[0].count("\n")
        if found["end"] != "\t":
            yield begun, tuple(cells)
            begun, cells = number, []


def _is_quoted(text: str) -> bool:
    """Whether quotes can only be Excel's: each quoted cell needs them, no bare cell holds one, some leave no doubt.

    Excel quotes a cell that holds a tab, a line's end, a quote or a comma.
    """
    if '"' not in text:
        return False
    found = list(_cells(text))
    quoted = [cell["quoted"] for cell in found if cell["quoted"] is not None]
    return (
        all(_IN_NEED.search(cell) for cell in quoted)
        and any(_CERTAIN.search(cell) for cell in quoted)
        and not any('"' in (cell["bare"] or "") for cell in found)
    )


def _cells(text: str) -> Iterator[re.Match[str]]:
    """The cells one after another; a text that ends with a tab or a line's end has an empty one behind it."""
    position = 0
    while True:
        found = _CELL.match(text, position)
        assert found is not None, "a bare cell may be empty, and something always ends it"
        yield found
        if not found["end"]:
            return
        position = found.end()
