"""Print an invented order in every format and layout that a test asks for, with what a reader must find in it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

from docx import Document
from openpyxl import Workbook

from tests.tasks.reading.orders.regions import HEAD, Read

NAMES = {
    "number": ("№ п/п", "№", "№п/п"),
    "title": ("Мероприятия", "Наименование мероприятия", "Событие", "Содержание деятельности", "Виды работ"),
    "schedule": ("Сроки", "Срок исполнения", "Дата проведения", "Период реализации"),
    "responsible": ("Ответственные", "Исполнители", "Ответствен ные", "Кто проводит"),
    "result": ("Результат", "Ожидаемый результат", "Вид документа", "Показатель"),
}


@dataclass(frozen=True)
class Position:
    """A numbered position, or the heading of sub-items."""

    title: str
    values: tuple[str, str, str]
    sub_items: tuple["Position", ...] = ()


@dataclass(frozen=True)
class Layout:
    """How the table looks: its columns in order with their words, its sections' shape, its header's rows."""

    columns: tuple[tuple[str, str], ...]
    merges_sections: bool = True
    two_rows: bool = False
    numbers_columns: bool = False
    repeats_header: bool = False
    splits_rows: bool = False


@dataclass
class Printed:
    """Rows as texts, those that one cell takes whole, what must be read; breaks: rows before which a page ended."""

    rows: list[list[str]] = field(default_factory=list)
    wide: set[int] = field(default_factory=set)
    breaks: set[int] = field(default_factory=set)
    expected: list[Read] = field(default_factory=list)


def printed(sections: Sequence[tuple[str, Sequence[Position]]], layout: Layout) -> Printed:
    """The order's table row by row."""
    page = Printed()
    _header(page, layout)
    for section, positions in sections:
        _wide(page, layout, section)
        for number, position in enumerate(positions, start=1):
            _position(page, layout, section, f"{number}.", position)
    return page


def _header(page: Printed, layout: Layout) -> None:
    words = [word for _kind, word in layout.columns]
    if layout.two_rows:
        kinds = [kind for kind, _word in layout.columns]
        page.rows.append(["№" if kind == "number" else word for kind, word in zip(kinds, words, strict=True)])
        page.rows.append(["п/п" if kind == "number" else "" for kind in kinds])
    else:
        page.rows.append(words)
    if layout.numbers_columns:
        page.rows.append([str(number) for number in range(1, len(words) + 1)])


def _wide(page: Printed, layout: Layout, text: str) -> None:
    if layout.merges_sections:
        page.wide.add(len(page.rows))
    page.rows.append([text] + [""] * (len(layout.columns) - 1))


def _position(page: Printed, layout: Layout, section: str, number: str, position: Position) -> None:
    has_result = any(kind == "result" for kind, _word in layout.columns)
    parent = number if position.sub_items else ""
    if position.sub_items:
        _row(page, layout, number, position.title + ":", ("", "", ""))
    for place, item in enumerate(position.sub_items or (position,)):
        own = "" if position.sub_items else number
        if layout.splits_rows and place == 0 and not position.sub_items:
            _split_row(page, layout, own, item)
        else:
            _row(page, layout, own, item.title, item.values)
        result = item.values[2] if has_result else ""
        page.expected.append(Read(own, item.title, item.values[0], item.values[1], result, section, parent))


def _split_row(page: Printed, layout: Layout, number: str, item: Position) -> None:
    """The row's first words above the page's end, the rest of its title below it."""
    words = item.title.split()
    _row(page, layout, number, " ".join(words[:-2]), item.values)
    page.breaks.add(len(page.rows))
    if layout.repeats_header:
        page.rows.append([word for _kind, word in layout.columns])
    _row(page, layout, "", " ".join(words[-2:]), ("", "", ""))


def _row(page: Printed, layout: Layout, number: str, title: str, values: tuple[str, str, str]) -> None:
    cells = dict(zip(("schedule", "responsible", "result"), values, strict=True)) | {"number": number, "title": title}
    page.rows.append([cells[kind] for kind, _word in layout.columns])


def as_txt(page: Printed, path: Path) -> None:
    lines = [("\n" if index in page.breaks else "") + "\t".join(row) for index, row in enumerate(page.rows)]
    path.write_text("\n\n".join(HEAD) + "\n\n" + "\n".join(lines) + "\n", encoding="utf8")


def as_md(page: Printed, path: Path) -> None:
    lines = []
    for index, row in enumerate(page.rows):
        lines += ["", "|" + "---|" * len(row)] if index in page.breaks else []
        lines.append("| " + " | ".join(cell.replace("|", "\\|") for cell in row) + " |")
        lines += ["|" + "---|" * len(row)] if index == 0 else []
    path.write_text("\n\n".join(HEAD) + "\n\n" + "\n".join(lines) + "\n", encoding="utf8")


def as_docx(page: Printed, path: Path) -> None:
    document = Document()
    for line in HEAD:
        document.add_paragraph(line)
    bounds = [0, *sorted(page.breaks), len(page.rows)]
    for start, end in pairwise(bounds):
        table = document.add_table(rows=end - start, cols=len(page.rows[0]))
        for index, row in enumerate(page.rows[start:end]):
            cells = table.rows[index].cells
            for cell, text in zip(cells, row, strict=True):
                if text:
                    cell.text = text
            if start + index in page.wide:
                cells[0].merge(cells[-1])
        document.add_paragraph("")
    document.save(str(path))


def as_xlsx(page: Printed, path: Path) -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    for line in HEAD:
        sheet.append([line])
    for index, row in enumerate(page.rows):
        sheet.append([cell or None for cell in row])
        if index in page.wide:
            sheet.merge_cells(start_row=sheet.max_row, end_row=sheet.max_row, start_column=1, end_column=len(row))
        if index + 1 in page.breaks:
            sheet.append([None])
            sheet.append([" "])
    book.save(path)
