"""An order's file put into the form that lint looks at. A roadmap's YAML belongs in roadmap_file.py."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from models.errors import VekhaError
from models.language import _
from models.lint.places import Place
from models.lint.subject import CELLS, DEADLINES_IN_A_MONTH, Asked, Item, Part, Piece, Subject, TableRow, plain
from models.order.cells import Document, Line, Row
from models.order.definition import Doubt, PrintedMeasure, PrintedOrder
from models.order.suggesting.definition import MeasureSuggestions, Suggestions
from models.order.suggesting.prerequisites import made_too_late
from models.roadmap.schedule.period import Period


def order_subject(
    order: PrintedOrder,
    document: Document | None = None,
    suggestions: Suggestions | None = None,
    period: str = "",
    busy: int = DEADLINES_IN_A_MONTH,
) -> Subject:
    """What lint looks at in an order.

    document: the order's file as lines and rows; without it only the head's body and the measures are looked at
    period:   in the notation of models/roadmap/schedule/period.py where the head does not say it
    """
    table = _Table(document, order) if document else None
    proposed = {id(m): s for m, s in zip(order.measures, suggestions.measures, strict=True)} if suggestions else {}
    items = [_item(measure, proposed.get(id(measure)), order, at) for at, measure in enumerate(order.measures)]
    head = order.head
    plan = _period(period or head.period)
    for needed, waiting in made_too_late(order.measures, plan):
        items[waiting] = replace(items[waiting], needed=(*items[waiting].needed, items[needed].code))
    return Subject(
        source=order.source,
        items=tuple(items),
        pieces=table.pieces if table else tuple(_pieces(order, items)),
        rows=table.rows if table else (),
        header=table.place if table else None,
        columns=order.columns,
        authority=head.authority,
        number=head.number,
        signed_on=head.signed_on,
        title=head.title,
        annex_title=head.annex_title,
        annexes=head.annexes,
        asked=tuple(_asked(one.text, one.schedule, one.rule, one.line) for one in head.assignments),
        asides=order.asides,
        doubts=tuple(_doubts(order)),
        period=plan,
        busy=busy,
        has_end=document is not None,
    )


def _doubts(order: PrintedOrder) -> Iterator[Doubt]:
    """What the reader was not sure of, but for what the rules see by themselves in the head and in schedules."""
    yield from order.needs_review
    for measure in order.measures:
        schedules = () if measure.rule.needs_review or measure.rule.kind in {"error", "unspecified"} else ("schedule",)
        yield from (doubt for doubt in measure.needs_review if doubt.part in {"row", "title", "result", *schedules})


def _asked(text: str, schedule: str, rule: Any, line: int) -> Asked:
    return Asked(text, schedule, rule, Place((_("строка {line}").format(line=line),), at=line))


def _period(text: str) -> Period | None:
    try:
        return Period.parse(text)
    except VekhaError:
        return None


def _item(measure: PrintedMeasure, proposed: MeasureSuggestions | None, order: PrintedOrder, at: int) -> Item:
    place = Place(measure.places, at=measure.lines[0] if measure.lines else at)
    number = measure.number.rstrip(".")
    needed = proposed.prerequisites if proposed else ()
    return Item(
        code=proposed.code if proposed else f"{at}:{measure.number}",
        label=_("п. {number}").format(number=number) if number else "",
        title=measure.title,
        schedule=measure.schedule,
        responsible=measure.responsible,
        result=measure.result,
        number=measure.number,
        parent=measure.parent,
        section=measure.section,
        heading=measure.heading,
        rule=measure.rule,
        place=place,
        places={cell: place.in_column(order.columns.get(cell, "")) for cell in (*CELLS, "number")},
        inherited=measure.inherited,
        needed=tuple(one.value.measure for one in needed if not one.value.soft and not one.is_guess),
    )


def _pieces(order: PrintedOrder, items: Sequence[Item]) -> Iterator[Piece]:
    """The order's texts without its file: the body's lines, then the measures' cells."""
    for at, line in enumerate(order.body, start=1):
        yield Piece(line, Place((_("строка {line}").format(line=at),), at=at), Part.HEAD)
    for item in items:
        yield from (Piece(getattr(item, cell), item.at(cell), cell=cell) for cell in CELLS if item.said(cell))


class _Table:
    """The document with its measures' table found: the header row is the one that holds the order's column names."""

    def __init__(self, document: Document, order: PrintedOrder) -> None:
        self.blocks = list(document.blocks)
        names = {plain(name): cell for cell, name in order.columns.items()}
        first = min((line for measure in order.measures for line in measure.lines), default=0)
        places = {place for measure in order.measures for place in measure.places}
        self.header = next((at for at, block in enumerate(self.blocks) if _names_all(block, names)), None)
        self.start = next((at for at, block in enumerate(self.blocks) if _is_first(block, first, places)), 0)
        if self.header is not None:
            self.start = min(self.start, self.header)
        self.end = self._last_row(places, {plain(aside) for aside in order.asides})
        self.heads = self._heads()
        self.read = {
            (place, plain(getattr(measure, cell))): plain(order.columns[cell])
            for measure in order.measures
            for place in measure.places
            for cell in CELLS
            if cell in order.columns
        }
        self.names = names

    def _last_row(self, places: set[str], asides: set[str]) -> int:
        """Where the table ends: its last measure, or a total below it. Signatures and other tables come after."""
        rows = [(at, block) for at, block in enumerate(self.blocks) if isinstance(block, Row)]
        return max((at for at, row in rows if row.place in places or plain(row.text) in asides), default=-1)

    def _heads(self) -> tuple[str, ...]:
        header = self.blocks[self.header] if self.header is not None else None
        return tuple(plain(cell) for cell in header.cells) if isinstance(header, Row) else ()

    @property
    def place(self) -> Place | None:
        """The header row's place."""
        return _place(self.blocks[self.header]) if self.header is not None else None

    @property
    def rows(self) -> tuple[TableRow, ...]:
        """The rows from the first below the header."""
        below = range(self.start, self.end + 1)
        rows = ((at, self.blocks[at]) for at in below if at != self.header)
        return tuple(TableRow(row.cells, _place(row)) for at, row in rows if isinstance(row, Row))

    @property
    def pieces(self) -> tuple[Piece, ...]:
        """Every text with its place."""
        return tuple(piece for at, block in enumerate(self.blocks) for piece in self._of(at, block))

    def _of(self, at: int, block: Line | Row) -> Iterator[Piece]:
        part = Part.HEAD if at < self.start else Part.TAIL if at > self.end else Part.TABLE
        if isinstance(block, Line):
            yield Piece(block.text, _place(block), part)
            return
        for column, text in enumerate(block.cells):
            if text.strip() and column not in block.held:
                name = self._column(block, column) if part is Part.TABLE else ""
                yield Piece(text, _place(block).in_column(name), part, self.names.get(name, ""))

    def _column(self, row: Row, column: int) -> str:
        """The header's words over a cell; under a header of several rows, those of the measure's cell with its text."""
        if column < len(self.heads):
            return self.heads[column]
        return self.read.get((row.place, plain(row.cells[column])), "")


def _names_all(block: Line | Row, names: Mapping[str, str]) -> bool:
    return isinstance(block, Row) and bool(names) and set(names) <= {plain(cell) for cell in block.cells}


def _is_first(block: Line | Row, line: int, places: set[str]) -> bool:
    return isinstance(block, Row) and block.number == line and block.place in places


def _place(block: Line | Row) -> Place:
    return Place((block.place,), at=block.number)
