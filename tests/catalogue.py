"""The English catalogue: gather what is said to people, merge, compile. `python -m tests.catalogue` is `make messages`.

Russian is the source: a message's id is its Russian text. The compiled catalogue is committed, so that an installation
needs neither Babel nor a build step.
"""

import io
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).parent.parent
ROOMS = ("models", "tasks", "flows", "deployments")
PO = ROOT / "models" / "locales" / "en" / "LC_MESSAGES" / "vekha.po"
MO = PO.with_suffix(".mo")
# A date in the header would make a difference where there is none.
_NO_DAY = datetime(2024, 1, 25, tzinfo=UTC)
UNDATED: dict[str, Any] = {"creation_date": _NO_DAY, "revision_date": _NO_DAY}


@cache
def said() -> dict[str, list[tuple[str, int]]]:
    """Every text that the code says through `_`, with the files where it does; lines are left out, they move."""
    found: dict[str, list[tuple[str, int]]] = {}
    for room in ROOMS:
        for name, _line, text, _comments, _context in extract_from_dir(ROOT / room, keywords={"_": None}):
            assert isinstance(text, str)
            places = found.setdefault(text, [])
            if (f"{room}/{name}", 0) not in places:
                places.append((f"{room}/{name}", 0))
    return dict(sorted(found.items(), key=lambda entry: (entry[1], entry[0])))


def translated() -> Catalog:
    """The catalogue as it is."""
    with PO.open("rb") as file:
        return read_po(file, locale="en")


def merged(old: Catalog) -> Catalog:
    """The catalogue of what is said now, with the translations that are known; what is said no longer goes."""
    new = Catalog(locale="en", header_comment="# Vekha in English. Made by `make messages`.", fuzzy=False, **UNDATED)
    for text, places in said().items():
        known = old.get(text)
        new.add(text, known.string if known else "", locations=places)
    return new


def as_po(catalogue: Catalog) -> bytes:
    """The catalogue as text, the same for the same messages."""
    buffer = io.BytesIO()
    write_po(buffer, catalogue, width=100, include_lineno=False)
    return buffer.getvalue()


def as_mo(catalogue: Catalog) -> bytes:
    """The catalogue as gettext reads it."""
    buffer = io.BytesIO()
    write_mo(buffer, catalogue)
    return buffer.getvalue()


def update() -> None:
    """Write the catalogue anew, as text and compiled."""
    PO.write_bytes(as_po(merged(translated())))
    MO.write_bytes(as_mo(translated()))


if __name__ == "__main__":
    update()
