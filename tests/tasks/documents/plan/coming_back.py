"""Export, then import: what a measure is on paper, compared as people compare orders.

Compared after masking (the roadmap's own) and as the orders' labels are: markup and white space do not matter, nor do a
final full stop and the case of letters.
"""

from collections.abc import Mapping
from pathlib import Path

from models.order.definition import PrintedOrder
from models.order.header_words import names_execution
from models.roadmap.definition import Roadmap
from models.roadmap.printing import for_people, printed_number, table
from tasks.reading.orders.opening import open_order

Printed = tuple[str, ...]


def told(roadmap: Roadmap) -> list[Printed]:
    """Number, title, schedule, responsible, result, section, parent and extras of every measure of the roadmap."""
    rows = {row.code: row for section in table(roadmap).sections for row in section.rows}
    return [
        _compared(
            printed_number(measure),
            measure.text,
            measure.schedule,
            rows[measure.code].responsible,
            measure.result,
            measure.section,
            measure.item if measure.sub_item else "",
            *_extras(measure.extras),
        )
        for measure in roadmap.measures
    ]


def read_back(content: bytes, path: Path) -> list[Printed]:
    """The same of every measure that the file's table holds."""
    path.write_bytes(content)
    return as_compared(open_order(path))


def as_compared(order: PrintedOrder) -> list[Printed]:
    """The same of an order that was read."""
    return [
        _compared(
            *(one.number, one.title, one.schedule, one.responsible, one.result, one.section, one.parent),
            *_extras(one.extras),
        )
        for one in order.measures
    ]


def _extras(cells: Mapping[str, str]) -> list[str]:
    """Cells of further columns of the plan with the words of their headers, wherever in the table they stand."""
    planned = {words: cell for words, cell in cells.items() if not names_execution(words)}
    return [part for words, cell in sorted(planned.items()) for part in (words, cell)]


def _compared(*cells: str) -> Printed:
    return tuple(" ".join(for_people(cell).split()).rstrip(".").strip().casefold() for cell in cells)
