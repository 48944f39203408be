"""What people are asked about a table's columns, once for the whole table and never row by row.

Doubts about single rows belong in row_doubts.py.
"""

from collections.abc import Iterator

from models.language import _
from models.order.columns import Header
from models.order.definition import Doubt
from models.order.rows import Entry
from models.order.tables import Found
from models.order.words import plain


def column_doubts(found: Found) -> Iterator[Doubt]:
    """What is doubtful in how the columns of the measures' table were read."""
    header, entries = found.header, [item for item in found.items if isinstance(item, Entry)]
    if header.is_guessed:
        yield _guessed_title(header)
    if any(entry.marks for entry in entries):
        yield _ticked(header)
    undivided = next(
        (entry for entry in entries if entry.title and bool(entry.schedule) != bool(entry.responsible)), None
    )
    if header.doubled is not None and undivided:
        yield _doubled(header, header.doubled, undivided)


def _guessed_title(header: Header) -> Doubt:
    column = header.column("title")
    reason = _("ни один столбец не назван мероприятиями: за них принят столбец с самыми длинными текстами")
    return Doubt("title", header.place, plain(header.words[column]) if column is not None else "", reason)


def _ticked(header: Header) -> Doubt:
    words = ", ".join(plain(header.words[column]) for column in header.by_kind["schedule"])
    reason = _("сроки отмечены знаком в столбцах: они составлены из слов шапки таблицы")
    readings = (_("каждый отмеченный столбец — свой срок"), _("от первого отмеченного столбца до последнего"))
    return Doubt("schedule", header.place, words, reason, readings)


def _doubled(header: Header, column: int, undivided: Entry) -> Doubt:
    reason = _("в столбце «{word}» и срок, и ответственный: где они не на разных строках, их не разделить").format(
        word=plain(header.words[column])
    )
    return Doubt("schedule", undivided.row.place, plain(undivided.schedule or undivided.responsible), reason)
