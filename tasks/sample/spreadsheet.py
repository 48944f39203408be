"""Writes a plain one-sheet .xlsx row by row: strings inline, numbers as numbers, no styles, the same bytes every time.

Ten times as fast as a general library, which matters when a region of 400 schools makes 24 million cells.
"""

import zipfile
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from xml.sax.saxutils import escape

from xlsxwriter.utility import xl_col_to_name

Cell = str | int | None
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_PARTS = {
    "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    f'<Override PartName="/xl/workbook.xml" ContentType="{_TYPE}.sheet.main+xml"/>'
    f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_TYPE}.worksheet+xml"/></Types>',
    "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{_OFFICE}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
}
_ROWS_AT_ONCE = 2000


def write_spreadsheet(path: Path, title: str, rows: Iterable[Sequence[Cell]]) -> None:
    """Write one sheet; a cell that is None is left out."""
    path.parent.mkdir(parents=True, exist_ok=True)
    book = (
        f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>'
        f'<sheet name="{escape(title)}" sheetId="1" r:id="rId1"/></sheets></workbook>'
    )
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in {**_PARTS, "xl/workbook.xml": book}.items():
            archive.writestr(_entry(name), _HEAD + text)
        with archive.open(_entry("xl/worksheets/sheet1.xml"), "w", force_zip64=True) as sheet:
            for part in _sheet(rows):
                sheet.write(part.encode())


def _entry(name: str) -> zipfile.ZipInfo:
    """A member of the archive that carries no clock."""
    entry = zipfile.ZipInfo(name)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry._compresslevel = 3  # type: ignore[attr-defined]  # public only from Python 3.13
    return entry


def _sheet(rows: Iterable[Sequence[Cell]]) -> Iterator[str]:
    """The sheet's text, some thousand rows at a time."""
    yield f'{_HEAD}<worksheet xmlns="{_MAIN}"><sheetData>'
    letters, written, waiting = [xl_col_to_name(column) for column in range(64)], _Written(), list[str]()
    for number, cells in enumerate(rows, 1):
        line = [f'<c r="{a}{number}"{written[cell]}' for a, cell in zip(letters, cells, strict=False)]
        waiting.append(f'<row r="{number}">{"".join(line)}</row>')
        if len(waiting) == _ROWS_AT_ONCE:
            yield "".join(waiting)
            waiting.clear()
    yield "".join(waiting)
    yield "</sheetData></worksheet>"


class _Written(dict[Cell, str]):
    """Each value's cell after its address, made once: reports repeat few values very often."""

    def __missing__(self, cell: Cell) -> str:
        if cell is None:
            text = "/>"
        elif isinstance(cell, str):
            text = f' t="inlineStr"><is><t xml:space="preserve">{escape(cell)}</t></is></c>'
        else:
            text = f"><v>{cell}</v></c>"
        return self.setdefault(cell, text)
