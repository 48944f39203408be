"""What lint looks at: an order or a roadmap in one form, every text with its place. Building it is reading.py's."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from models.lint.places import WHOLE, Place
from models.order.definition import NOT_YET_READ, Doubt
from models.problems import Problem
from models.roadmap.printing import without_markup
from models.roadmap.schedule.period import Period
from models.roadmap.schedule.rules import Rule

CELLS = ("title", "schedule", "responsible", "result")
DEADLINES_IN_A_MONTH = 4


class Part(StrEnum):
    """In which part of the document a text stands."""

    HEAD = "head"
    TABLE = "table"
    TAIL = "tail"


@dataclass(frozen=True)
class Piece:
    """A line or a cell as it stands in the document; `cell` is our name of its column where it has one."""

    text: str
    place: Place
    part: Part = Part.TABLE
    cell: str = ""

    @property
    def plain(self) -> str:
        """The text without markup, with single spaces."""
        return plain(self.text)


@dataclass(frozen=True)
class TableRow:
    """A row of the measures' table as it stands in the document, the header row left out."""

    cells: tuple[str, ...]
    place: Place

    @property
    def filled(self) -> tuple[int, ...]:
        """The columns that hold a text."""
        return tuple(column for column, text in enumerate(self.cells) if text.strip())


@dataclass(frozen=True)
class Item:
    """One measure as lint sees it; cells are verbatim.

    code:       unique in the document; label: how people call it («п. 10»)
    inherited:  by cell name, what holds for the empty cells
    needed:     the codes of hard prerequisites that the document names or that its words speak for
    is_decided: a person has read a doubtful schedule; is_target: a person has said that it is a target
    """

    code: str
    label: str
    title: str
    schedule: str = ""
    responsible: str = ""
    result: str = ""
    number: str = ""
    parent: str = ""
    section: str = ""
    heading: str = ""
    rule: Rule = NOT_YET_READ
    place: Place = WHOLE
    places: Mapping[str, Place] = field(default_factory=dict)
    inherited: Mapping[str, str] = field(default_factory=dict)
    parties: tuple[str, ...] = ()
    needed: tuple[str, ...] = ()
    is_decided: bool = False
    is_target: bool = False

    def said(self, cell: str) -> str:
        """A cell without markup, with single spaces."""
        return plain(getattr(self, cell))

    def holds(self, cell: str) -> str:
        """What a cell says or inherits."""
        return self.said(cell) or plain(self.inherited.get(cell, ""))

    def at(self, cell: str) -> Place:
        """The cell's place."""
        return self.places.get(cell, self.place)


@dataclass(frozen=True)
class Asked:
    """What the order's body asks for by a day, outside the table."""

    text: str
    schedule: str
    rule: Rule
    place: Place


@dataclass(frozen=True)
class Subject:
    """A whole order or roadmap.

    columns:  the header's own words by our names; empty in a roadmap
    rows:     the table's rows as they stand; pieces: every text of the document in its order
    annexes:  the dates and numbers that the annex's own head gives
    asides:   rows of the table that are no measures, verbatim
    unbound:  titles of roles that nobody is bound to
    busy:     more deadlines than this in a month are too many for one party
    refused:  why the roadmap file is not accepted as it is
    has_end:  whether the document as a whole is known, so that its end says something
    """

    source: str
    items: tuple[Item, ...]
    pieces: tuple[Piece, ...] = ()
    rows: tuple[TableRow, ...] = ()
    header: Place | None = None
    columns: Mapping[str, str] = field(default_factory=dict)
    authority: str = ""
    number: str = ""
    signed_on: date | None = None
    title: str = ""
    annex_title: str = ""
    annexes: tuple[tuple[date | None, str], ...] = ()
    asked: tuple[Asked, ...] = ()
    asides: tuple[str, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    period: Period | None = None
    unbound: tuple[tuple[str, Place], ...] = ()
    busy: int = DEADLINES_IN_A_MONTH
    refused: tuple[Problem, ...] = ()
    has_end: bool = False

    def part(self, part: Part) -> list[Piece]:
        """The pieces of one part."""
        return [piece for piece in self.pieces if piece.part is part]

    @property
    def by_code(self) -> dict[str, Item]:
        """Measures by code."""
        return {item.code: item for item in self.items}

    def cells(self, name: str) -> Iterator[tuple[Item, str]]:
        """Every filled cell of a column, as people read it."""
        for item in self.items:
            if said := item.said(name):
                yield item, said


def plain(text: str) -> str:
    """A text without markup, with single spaces."""
    return re.sub(r"\s+", " ", without_markup(text).replace("‖", " ")).strip()
