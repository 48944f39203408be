"""Sorted rows become measures: rows that a page break split are joined, sub-items learn what they inherit.

Everything stays verbatim here; mending belongs in mending.py, schedules' meanings in reading.py.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from models.language import _
from models.order.definition import Doubt, PrintedMeasure
from models.order.rows import Entry
from models.order.sorts import Sort, Sorted
from models.order.words import is_ditto, letters, plain

VALUES = ("schedule", "responsible", "result")


@dataclass
class _Growing:
    """A measure while rows are still added to it."""

    entry: Entry
    section: str
    parent: str
    heading: str = ""
    inherits: str = ""
    inherited: dict[str, str] = field(default_factory=dict)
    pieces: dict[str, list[str]] = field(default_factory=dict)
    extras: dict[str, list[str]] = field(default_factory=dict)
    entries: list[Entry] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)

    def add(self, entry: Entry, cells: Iterable[str]) -> None:
        """Add a row's cells; what reaches down from above or only repeats the cell says nothing new."""
        self.entries.append(entry)
        for cell in cells:
            text = entry.lone_text if cell == "title" and entry.lone_text else getattr(entry, cell)
            known = letters(" ".join(self.pieces.get(cell, ())))
            says_new = letters(text) != known or not (known or self.pieces.get(cell))
            if text and not (cell in entry.held and self.pieces.get(cell)) and says_new:
                self.pieces.setdefault(cell, []).append(text)
        for word, text in entry.extras.items():
            self.extras.setdefault(word, []).append(text)
        self.doubts += _overflow(entry)

    def finished(self) -> PrintedMeasure:
        """The measure with its pieces joined by a space."""
        cells = {cell: " ".join(self.pieces.get(cell, ())) for cell in ("title", *VALUES)}
        return PrintedMeasure(
            number=self.entry.number,
            title=cells["title"],
            schedule=cells["schedule"],
            responsible=cells["responsible"],
            result=cells["result"],
            section=self.section,
            parent=self.parent,
            lines=tuple(entry.row.number for entry in self.entries),
            places=tuple(entry.row.place for entry in self.entries),
            inherits=self.inherits,
            inherited=self.inherited,
            heading=self.heading,
            extras={word: " ".join(texts) for word, texts in self.extras.items()},
            needs_review=tuple(self.doubts),
        )


@dataclass(frozen=True)
class Joined:
    """The measures in document order, the table's rows that are none, and doubts that belong to no measure."""

    measures: tuple[PrintedMeasure, ...]
    asides: tuple[str, ...]
    doubts: tuple[Doubt, ...]


def joined(rows: Iterable[Sorted], first_section: str = "") -> Joined:
    """The measures that sorted rows make."""
    return _Joiner(first_section).through(rows)


class _Joiner:
    """One way down the sorted rows."""

    def __init__(self, section: str) -> None:
        self.section = section
        self.growing: list[_Growing] = []
        self.asides: list[str] = []
        self.doubts: list[Doubt] = []
        self.carried: list[Doubt] = []
        self.heading: _Growing | None = None
        self.positions: dict[str, dict[str, str]] = {}
        self.above: dict[str, str] = {}

    def through(self, rows: Iterable[Sorted]) -> Joined:
        for row in rows:
            self._take(row)
        self._settle_heading()
        return Joined(tuple(each.finished() for each in self.growing), tuple(self.asides), tuple(self.doubts))

    def _take(self, row: Sorted) -> None:
        if row.sort is Sort.SECTION:
            self._settle_heading()
            self.section, self.heading, self.positions = row.text, None, {}
            self.doubts += row.doubts
        elif row.sort is Sort.ASIDE:
            self.asides.append(plain(row.text))
        elif row.entry is None or row.sort is Sort.NOTHING:
            return
        elif row.sort is Sort.HEADING:
            self._head(row, row.entry)
        elif row.sort is Sort.COPY:
            reason = _("строка напечатана дважды подряд: прочитана один раз")
            self.carried.append(Doubt("row", row.entry.row.place, plain(row.entry.title)[:120], reason))
        elif row.sort is Sort.MEASURE:
            self._begin(row, row.entry)
        else:
            self._go_on(row, row.entry)

    def _head(self, row: Sorted, entry: Entry) -> None:
        """A position's heading waits for its first sub-item; a heading inside it takes its place."""
        if self.heading and row.parent != self.heading.entry.number:
            self._settle_heading()
        self.heading = self._begun(row, entry)
        self._learn(entry)

    def _settle_heading(self) -> None:
        """A heading below which no sub-item came, or whose rest has a term of its own, is a measure."""
        if self.heading:
            self.growing.append(self.heading)
            self.heading = None

    def _begun(self, row: Sorted, entry: Entry) -> _Growing:
        self.section = entry.group or self.section
        begun = _Growing(entry, self.section, row.parent, doubts=[*self.carried, *row.doubts])
        self.carried = []
        begun.add(entry, ("title", *VALUES))
        begun.doubts += self._dittos(entry)
        return begun

    def _dittos(self, entry: Entry) -> Iterator[Doubt]:
        """«То же» stays as printed; the reading that it asks for is the cell above."""
        for cell in VALUES:
            text = getattr(entry, cell)
            if not is_ditto(text):
                self.above[cell] = text or self.above.get(cell, "")
            else:
                reason = _("знак повтора вместо текста: должно быть, то же, что в строке выше")
                readings = (plain(self.above[cell]),) if self.above.get(cell) else ()
                yield Doubt(cell, entry.row.place, plain(text), reason, readings)

    def _begin(self, row: Sorted, entry: Entry) -> None:
        if self.heading and entry.number and row.parent != self.heading.entry.number:
            self._settle_heading()
        measure = self._begun(row, entry)
        if self.heading:
            measure.heading, self.heading = " ".join(self.heading.pieces.get("title", ())), None
        is_sub_item = bool(row.parent) and row.parent != entry.number
        if is_sub_item:
            self._inherit(measure)
        elif entry.number:
            self._learn(entry)
        self.growing.append(measure)

    def _learn(self, entry: Entry) -> None:
        """Remember a position's own cells for its sub-items."""
        self.positions[entry.number] = {cell: getattr(entry, cell) for cell in VALUES if getattr(entry, cell)}

    def _inherit(self, measure: _Growing) -> None:
        """A sub-item without a schedule or without anybody responsible has its position's."""
        of_position = self.positions.get(measure.parent, {})
        held = {cell: text for cell, text in of_position.items() if cell not in measure.pieces}
        if held.keys() & {"schedule", "responsible"}:
            measure.inherits, measure.inherited = measure.parent, held

    def _go_on(self, row: Sorted, entry: Entry) -> None:
        if row.sort is Sort.REST and self.heading:
            self.heading.doubts += row.doubts
            self.heading.add(entry, ("title", *VALUES))
            if any(entry.values):
                self._settle_heading()
        elif row.sort is Sort.REST and self.growing:
            self.growing[-1].doubts += row.doubts
            self.growing[-1].add(entry, ("title", *VALUES))
        elif self.growing:
            self._tell_echo(entry)

    def _tell_echo(self, entry: Entry) -> None:
        """A row printed twice: what the copy has of its own ends the row above."""
        last = self.growing[-1]
        reason = _("строка напечатана дважды: её собственная ячейка прочитана как конец предыдущей строки")
        readings = (_("конец предыдущей строки"), _("отдельное мероприятие"))
        last.doubts.append(Doubt("row", entry.row.place, plain(entry.row.text)[:120], reason, readings))
        last.add(entry, ("result",))


def _overflow(entry: Entry) -> list[Doubt]:
    """Cells beyond the last column: what they belong to is for a person to say."""
    reason = _("в строке больше ячеек, чем в шапке таблицы: эта ячейка ни к какому столбцу не отнесена")
    return [Doubt("row", entry.row.place, plain(text), reason) for text in entry.overflow]
