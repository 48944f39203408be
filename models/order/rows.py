"""A table's rows put under its columns: each row's number, title, schedule, responsible and result, wherever it slid.

What a row is (a measure, a section, the rest of a row above) belongs in sorting.py.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from models.order.cells import Line, Row
from models.order.columns import CELLS, Header
from models.order.words import (
    digits_of,
    is_capitals,
    is_emphasised,
    is_number,
    letters,
    looks_like_schedule,
    opens_small,
    plain,
    split_number,
)

_MARKS = frozenset("+xхvvV✓✔√*•●ХX")
_CLEARLY_BETTER = 3
_LINE_END = re.compile(r"\n|‖|<br\s*/?>|</p>\s*<p>", re.IGNORECASE)
# «начальник» has the stem of «начало».
_NAMES_POST = re.compile(r"начальник", re.IGNORECASE)


@dataclass(frozen=True)
class Entry:
    """A row under its columns; every cell verbatim, without the spaces around it.

    group:    the cell of a column that names the row's section
    extras:   by the header's words, cells of columns without a name of ours
    overflow: cells beyond the table's last column
    marks:    the header's words where a schedule of several columns is only ticked («I кв.», «II кв.»)
    held:     cells that reach down from a row above
    is_wide:  one cell takes the row's whole width
    """

    number: str
    title: str
    schedule: str
    responsible: str
    result: str
    row: Row
    group: str = ""
    extras: dict[str, str] = field(default_factory=dict)
    overflow: tuple[str, ...] = ()
    marks: tuple[str, ...] = ()
    held: frozenset[str] = frozenset()
    is_wide: bool = False

    @property
    def is_full(self) -> bool:
        """Whether it says what is to be done, and when or by whom."""
        return bool(self.title and (self.schedule or self.responsible))

    @property
    def values(self) -> tuple[str, str, str]:
        """Schedule, responsible and result."""
        return self.schedule, self.responsible, self.result

    @property
    def lone_text(self) -> str:
        """The row's text if it holds nothing but a title, or a text in the number's place; else nothing."""
        if any(self.values) or (self.number and is_number(self.number) and not self.is_wide):
            return ""
        return " ".join(text for text in (self.number, self.title) if text)


def entry_of(row: Row, header: Header) -> Entry:
    """The row under the header's columns; a row that slid to the side is put where its cells fit best."""
    placed = _placed(row, header)
    texts = {kind: _text(placed, header, kind) for kind in (*CELLS, "group")}
    entry = Entry(
        **{kind: texts[kind] for kind in CELLS},
        row=row,
        group=texts["group"],
        extras={plain(header.words[column]): placed[column] for column in header.extras if placed[column]},
        overflow=tuple(text for text in placed[header.width :] if text),
        marks=_marks(placed, header),
        held=frozenset(kind for kind in CELLS if row.held & set(header.by_kind.get(kind, ()))),
        is_wide=_is_wide(row, header),
    )
    divided = _divided(entry) if header.doubled is not None else entry
    return _without_echo(_with_number(_with_title(_as_lone(divided, header))))


def rest_of(line: Line, above: Entry) -> Entry:
    """A line of text below a row that goes on in lower case: the rest of the row's last filled cell."""
    last = next((cell for cell in ("result", "responsible", "schedule") if getattr(above, cell)), "title")
    row = Row((line.text,), line.number, line.place)
    empty = Entry(number="", title="", schedule="", responsible="", result="", row=row)
    told: dict[str, Any] = {last: line.text.strip()}
    return replace(empty, **told)


def fits(rows: Sequence[Row], header: Header) -> bool:
    """Whether rows of a table without a header can stand under this one: terms come where its terms stand."""
    column = header.column("schedule")
    kind = "schedule" if column is not None else "responsible"
    full = [entry_of(row, header) for row in rows if len(row.filled) > 2]
    told = [getattr(entry, kind) for entry in full if getattr(entry, kind)]
    if not told:
        return all(len(row.cells) == header.width for row in rows)
    return sum(1 for text in told if kind != "schedule" or looks_like_schedule(text)) * 2 >= len(told)


def _as_lone(entry: Entry, header: Header) -> Entry:
    """A row's only text may be the row's own, and no cell of the column that it stands in."""
    row = entry.row
    if len(row.filled) != 1 or row.filled[0] in (header.column("number"), header.column("title")):
        return entry
    text = row.cells[row.filled[0]].strip()
    if not _is_the_rows_own(text, entry, header):
        return entry
    return replace(entry, number=text, title="", schedule="", responsible="", result="", group="", extras={})


def _is_the_rows_own(text: str, entry: Entry, header: Header) -> bool:
    """A section in bold may slide to any column, another one stands in the first; the rest of a cell goes on there."""
    if entry.row.filled != (0,) or is_emphasised(text):
        return is_emphasised(text)
    if entry.is_wide or is_capitals(text):
        return True
    if header.column("schedule") == 0 and looks_like_schedule(text):
        return not (entry.row.after_break or opens_small(text))
    return header.column("schedule") == 0 or not entry.row.after_break


def _placed(row: Row, header: Header) -> list[str]:
    """The cells, one for each column; those beyond the last column stay behind it."""
    cells = [text.strip() for text in row.cells]
    while len(cells) > header.width and not cells[-1]:
        cells.pop()
    best = _padded(cells, header.width)
    if row.covered:
        return best
    return _best(cells, best, header) if len(row.filled) > 2 else _slid_back(cells, best, header)


def _slid_back(cells: list[str], as_printed: list[str], header: Header) -> list[str]:
    """A short row whose text stands in the number's place slid to the left; a section's number stays where it is."""
    slid = _padded(["", *cells][: header.width], header.width)
    number, title, term = header.column("number"), header.column("title"), header.column("schedule")
    is_slid = number == 0 and len(as_printed) == header.width and as_printed[0] and not is_number(as_printed[0])
    if not is_slid or as_printed[-1] or title is None or sum(1 for text in cells if text) < 2:
        return as_printed
    has_term = term is not None and looks_like_schedule(slid[term])
    return (
        slid
        if (has_term or not as_printed[title]) and _fitness(slid, header) > _fitness(as_printed, header)
        else as_printed
    )


def _best(cells: list[str], as_printed: list[str], header: Header) -> list[str]:
    """The placing whose cells fit their columns; the printed one unless another is clearly better."""
    candidates = list(_slidings(cells, header))
    if not candidates:
        return as_printed
    best = max(candidates, key=lambda placed: _fitness(placed, header))
    return best if _fitness(best, header) >= _fitness(as_printed, header) + _CLEARLY_BETTER else as_printed


def _slidings(cells: list[str], header: Header) -> Iterator[list[str]]:
    """The row with one empty cell put in somewhere: at its beginning, or where a cell was lost."""
    if len(cells) > header.width:
        return
    if len(cells) == header.width:
        yield ["", *cells]
        return
    for position in range(len(cells)):
        yield _padded([*cells[:position], "", *cells[position:]], header.width)


def _padded(cells: Sequence[str], width: int) -> list[str]:
    return [*cells, *[""] * (width - len(cells))]


def _fitness(placed: Sequence[str], header: Header) -> int:
    """How well the cells fit their columns' kinds."""
    score = -2 * sum(1 for text in placed[header.width :] if text)
    for kind, columns in header.by_kind.items():
        text = plain(placed[columns[0]])
        if text:
            score += _fit(kind, text)
    return score


def _fit(kind: str, text: str) -> int:
    if kind == "number":
        return 3 if is_number(text) else -4
    if kind == "schedule":
        return 3 if looks_like_schedule(text) else -1
    if kind == "title":
        return (1 if len(text) > 12 else 0) - (3 if is_number(text) else 0)
    return -2 if is_number(text) or (looks_like_schedule(text) and len(text) < 40) else 0


def _text(placed: Sequence[str], header: Header, kind: str) -> str:
    columns = header.by_kind.get(kind, ())
    if kind == "schedule" and len(columns) > 1:
        return _schedule(placed, header)
    told = (" ".join(placed[reached] for reached in header.reach(column) if placed[reached]) for column in columns)
    return "; ".join(text for text in told if text)


def _schedule(placed: Sequence[str], header: Header) -> str:
    """A schedule over several columns: «beginning – end», or the words of the columns that are ticked or filled."""
    columns = header.by_kind["schedule"]
    marks = _marks(placed, header)
    if marks:
        return ", ".join(marks)
    filled = [column for column in columns if placed[column]]
    if len(filled) == 2 and len(columns) == 2:
        return f"{placed[filled[0]]} – {placed[filled[1]]}"
    return ", ".join(placed[column] for column in filled)


def _marks(placed: Sequence[str], header: Header) -> tuple[str, ...]:
    columns = header.by_kind.get("schedule", ())
    ticked = [column for column in columns if len(columns) > 1 and placed[column] and set(placed[column]) <= _MARKS]
    return tuple(_term(plain(header.words[column])) for column in ticked)


def _term(word: str) -> str:
    """A ticked column's words as a schedule: «2024 год I кв.» is «I квартал 2024 года»."""
    year = re.search(r"20\d\d", word)
    rest = word.replace(year[0], "") if year else word
    part = re.search(r"\b(IV|I{1,3}|[1-4])\b", rest)
    tail = f" {year[0]} года" if year else ""
    if part and re.search("кв|полуг", word, re.IGNORECASE):
        return f"{part[1]} {'полугодие' if 'полуг' in word.lower() else 'квартал'}{tail}"
    month = re.search(r"\b(?:янв|фев|мар|апр|май|июн|июл|авг|сен|окт|ноя|дек)[а-я]*", rest, re.IGNORECASE)
    return f"{month[0]}{tail}" if month else word


def _is_wide(row: Row, header: Header) -> bool:
    """Whether one cell reaches over the columns that a measure fills."""
    title = header.column("title")
    later = {columns[0] for kind, columns in header.by_kind.items() if kind in ("schedule", "responsible", "result")}
    return bool(later) and later <= row.covered | ({title} if title is not None else set())


def _divided(entry: Entry) -> Entry:
    """A cell under «Срок, ответственный»: its lines that tell when, and those that tell who."""
    lines = [line.strip(" ,;") for line in _LINE_END.split(entry.schedule or entry.responsible) if line.strip(" ,;")]
    terms = [line for line in lines if looks_like_schedule(line) and not _NAMES_POST.match(plain(line))]
    people = [line for line in lines if line not in terms]
    return replace(entry, schedule="\n".join(terms), responsible="\n".join(people)) if terms and people else entry


def _with_title(entry: Entry) -> Entry:
    """A text in the number's place beside values is what is to be done, where nothing else says it."""
    if not entry.number or entry.title or is_number(entry.number) or not any(entry.values):
        return entry
    return replace(entry, number="", title=entry.number)


def _with_number(entry: Entry) -> Entry:
    """Take a number off the title it is glued to, where its own cell is empty or numbers only the direction."""
    number, title = split_number(entry.title)
    outer, inner = digits_of(entry.number), digits_of(number)
    is_more_exact = bool(outer) and len(inner) > len(outer) and inner[: len(outer)] == outer
    if not any(entry.values) or (entry.number and not is_more_exact):
        return entry
    return replace(entry, number=number, title=title) if number else entry


def _without_echo(entry: Entry) -> Entry:
    """Drop an overflowing cell that only says again how the last cell ends."""
    told = letters(entry.result or entry.responsible)
    left = tuple(text for text in entry.overflow if not told.endswith(letters(text)))
    return replace(entry, overflow=left)
