"""An order as it is printed: its head and its measures, verbatim, with what was mended and what a person must decide.

What we read into it (phases, roles, prerequisites) belongs in suggesting/, the roadmap it becomes in draft.py.
"""

from dataclasses import dataclass, field
from datetime import date

from models.roadmap.schedule.rules import Rule, Unspecified

NOT_YET_READ: Rule = Unspecified()


@dataclass(frozen=True)
class Doubt:
    """What could not be decided: where, what stands there, why it is doubtful, and the readings to choose from.

    part:  the cell or field that the doubt is about («schedule», «number», «row»)
    place: «строка 66», «лист «План», строка 12», «таблица 2, строка 7»
    """

    part: str
    place: str
    value: str
    reason: str
    readings: tuple[str, ...] = ()


@dataclass(frozen=True)
class PrintedMeasure:
    """One action of the order, its cells verbatim; rows that a page break split are joined.

    number:   as printed («1.», «7», «2.1.»), empty where none is printed
    parent:   the printed number of the position that a sub-item belongs to, also of the first one that shares its cell
    lines:    1-based lines of a text file; rows of a sheet; rows of the document's table, counted from its first
    places:   the same for people, one for each of `lines`
    rule:     what the schedule means in the order's period, of the inherited one where the cell inherits
    inherits: the printed number whose schedule, responsible and result hold for this one's empty cells, or empty
    inherited: by cell name, what holds there for the empty cells, verbatim
    heading:  of a position's first sub-item: the row above it that only heads the position («22. …:»), verbatim
    mended:   by cell name, the cell without markup, broken words and typing slips; only where it differs
    extras:   by the header's words, the cells of columns that have no name of ours («Примечание»); only filled ones
    """

    number: str
    title: str
    schedule: str
    responsible: str
    result: str
    section: str
    parent: str = ""
    lines: tuple[int, ...] = ()
    places: tuple[str, ...] = ()
    rule: Rule = NOT_YET_READ
    inherits: str = ""
    inherited: dict[str, str] = field(default_factory=dict)
    heading: str = ""
    mended: dict[str, str] = field(default_factory=dict)
    extras: dict[str, str] = field(default_factory=dict)
    needs_review: tuple[Doubt, ...] = ()

    def as_read(self, cell: str) -> str:
        """A cell («title», «schedule», …) as people read it: mended where it needed mending."""
        printed: str = getattr(self, cell)
        return self.mended.get(cell, printed)


@dataclass(frozen=True)
class BodyAssignment:
    """What the order's body asks for by a day, outside the table («план ОУ — до 15.06.2022»)."""

    text: str
    schedule: str
    rule: Rule
    line: int


@dataclass(frozen=True)
class Head:
    """What the order says of itself before its table; empty where it says nothing.

    kind:        приказ, распоряжение, постановление
    period:      in the notation of models/roadmap/schedule/period.py («2022-2024»)
    annexes:     the numbers and dates that the annex's own head gives («от 03.06.2022 № 534»), as (date, number)
    coordinator: the role («заместитель начальника отдела образования»), never the name
    """

    authority: str = ""
    kind: str = ""
    number: str = ""
    signed_on: date | None = None
    title: str = ""
    annex_title: str = ""
    period: str = ""
    coordinator: str = ""
    assignments: tuple[BodyAssignment, ...] = ()
    annexes: tuple[tuple[date | None, str], ...] = ()
    needs_review: tuple[Doubt, ...] = ()


@dataclass(frozen=True)
class PrintedOrder:
    """A whole order: its head, its measures in document order, and what the table held besides them.

    columns: the header's own words by our names (number, title, schedule, responsible, result), in the table's order;
             a further column («Примечание») goes by its own words
    asides:  goals, tasks and other rows of the table that are no measures, verbatim
    body:    the lines before the table, for who looks for more in them
    """

    source: str
    head: Head
    measures: tuple[PrintedMeasure, ...]
    columns: dict[str, str] = field(default_factory=dict)
    asides: tuple[str, ...] = ()
    body: tuple[str, ...] = ()
    needs_review: tuple[Doubt, ...] = ()
