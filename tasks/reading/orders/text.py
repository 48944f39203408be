"""Text with tabs (as it comes out of a PDF or Word) and Markdown with pipe tables → lines and rows.

An empty line before a row is where a page ended.
"""

import html
import re
from collections.abc import Iterator

from models.language import _
from models.order.cells import Document, Line, Row

_RULE = re.compile(r"\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*")
_PIPE = re.compile(r"(?<!\\)\|")
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_SLANTED = re.compile(r"(?<!\*)\*(\w[^*]*)\*(?!\*)")
_EMPHASIS = re.compile(r"^(\*\*|__)(.+)\1$")


def read_text(text: str, source: str) -> Document:
    """A text's lines; those with tabs, or with pipes where the text is Markdown, are rows of tables."""
    lines = re.split(r"\r\n|\r|\n|\f", text)
    is_markdown = any(_RULE.fullmatch(line) and "|" in line for line in lines)
    return Document(source, tuple(_markdown(lines) if is_markdown else _tabbed(lines)))


def _tabbed(lines: list[str]) -> Iterator[Line | Row]:
    gap = True
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            gap = True
            continue
        if "\t" in line:
            yield Row(tuple(cell.strip() for cell in line.split("\t")), number, _place(number), after_break=gap)
        else:
            yield Line(line.strip(), number, _place(number), after_gap=gap)
        gap = False


def _markdown(lines: list[str]) -> Iterator[Line | Row]:
    """Pipe tables; a line between two tables of the same width does not end the plan's table."""
    gap, table, inside = True, -1, False
    for number, line in enumerate(lines, start=1):
        if not line.strip() or _RULE.fullmatch(line):
            gap = gap or not line.strip()
            inside = inside and bool(line.strip())
            continue
        if _PIPE.search(line):
            table += 0 if inside else 1
            yield Row(_cells(line), number, _place(number), table=table, after_break=gap)
            inside = True
        else:
            yield Line(line.strip().lstrip("#").strip(), number, _place(number), after_gap=gap or not inside)
            inside = False
        gap = False


def _cells(line: str) -> tuple[str, ...]:
    """A row's cells, without its outer pipes; an escaped pipe is a pipe, «<br>» a line's end."""
    inner = line.strip()
    inner = inner[1:] if inner.startswith("|") else inner
    inner = inner[:-1] if inner.endswith("|") and not inner.endswith("\\|") else inner
    return tuple(_cell(part) for part in _PIPE.split(inner))


def _cell(text: str) -> str:
    said = html.unescape(_BREAK.sub("\n", text.replace("\\|", "|"))).strip()
    said = _SLANTED.sub(r"\1", said)
    bold = _EMPHASIS.match(said)
    return f"<b>{bold[2]}</b>" if bold else said


def _place(number: int) -> str:
    return _("строка {number}").format(number=number)
