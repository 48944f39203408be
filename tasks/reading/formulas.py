"""Find the cells of an .xlsx that look empty to a reader and are not: formulas never computed, errors.

Programs that write workbooks without Excel leave formulas without a value; fast readers see nothing there. The search
is in the sheet's XML itself, since only there an empty text that was computed differs from one that was not.
"""

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from pathlib import Path
from typing import IO

# Without any of these a sheet has neither formulas nor errors.
SIGNS = (b"<f", b't="e"')
PIECE = 1 << 18

_CELL = re.compile(rb"<c\s([^>]*?)(?<!/)>(.*?)</c>", re.DOTALL)
_ADDRESS = re.compile(rb'\br="([A-Z]+\d+)"')
_VALUE = re.compile(rb"<v>([^<]+)</v>")
_SHEET = re.compile(r"<sheet\s[^>]*>")
_RELATION = re.compile(r"<Relationship\s[^>]*>")


@dataclass(frozen=True)
class Unreadable:
    """A cell without a usable value: sheet, address («B5»), and the formula or error that stands in it."""

    sheet: str
    cell: str
    shown: str


def unreadable_cells(path: Path) -> list[Unreadable]:
    """Every formula without a cached value and every error of a workbook, sheet by sheet."""
    with zipfile.ZipFile(path) as book:
        members = set(book.namelist())
        return [
            found
            for sheet, member in _sheets(book)
            if member in members and _has_signs(book, member)
            for found in _in_sheet(sheet, book.read(member))
        ]


def _sheets(book: zipfile.ZipFile) -> Iterator[tuple[str, str]]:
    """Names of sheets with the archive's members that hold them; none in a workbook laid out in its own way."""
    if not {"xl/workbook.xml", "xl/_rels/workbook.xml.rels"} <= set(book.namelist()):
        return
    relations = {
        _attribute(tag, "Id"): _attribute(tag, "Target")
        for tag in _RELATION.findall(book.read("xl/_rels/workbook.xml.rels").decode("utf-8"))
    }
    for tag in _SHEET.findall(book.read("xl/workbook.xml").decode("utf-8")):
        target = relations.get(_attribute(tag, "r:id"), "")
        yield _attribute(tag, "name"), target.lstrip("/") if target.startswith("/") else f"xl/{target}"


def _attribute(tag: str, name: str) -> str:
    found = re.search(rf'\s{name}="([^"]*)"', tag)
    return unescape(found.group(1)) if found else ""


def _has_signs(book: zipfile.ZipFile, member: str) -> bool:
    with book.open(member) as xml:
        return has_signs(xml)


def has_signs(xml: IO[bytes], piece: int = PIECE) -> bool:
    """Whether a formula or an error stands in a sheet's XML; read in pieces, for it may be hundreds of MiB."""
    end = b""
    while read := xml.read(piece):
        seen = end + read
        if any(sign in seen for sign in SIGNS):
            return True
        end = seen[1 - max(map(len, SIGNS)) :]
    return False


def _in_sheet(sheet: str, xml: bytes) -> Iterator[Unreadable]:
    for attributes, inside in _CELL.findall(xml):
        value = _VALUE.search(inside)
        is_error = b't="e"' in attributes
        # A computed empty text carries the type «str»; a formula that was never computed carries none.
        is_uncomputed = b"<f" in inside and value is None and b't="str"' not in attributes
        if is_error or is_uncomputed:
            address = _ADDRESS.search(attributes)
            yield Unreadable(sheet, address.group(1).decode() if address else "?", _shown(inside, value))


def _shown(inside: bytes, value: re.Match[bytes] | None) -> str:
    if value:
        return unescape(value.group(1).decode("utf-8"))
    formula = re.search(rb"<f[^>]*>([^<]*)</f>", inside)
    return "=" + unescape(formula.group(1).decode("utf-8")) if formula else "="
