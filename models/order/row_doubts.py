"""What people are asked about a row that can be read in two ways: the doubts that sorting.py leaves.

Deciding which way a row is read belongs in sorting.py; doubts about columns belong in reading.py.
"""

from models.language import _
from models.order.definition import Doubt
from models.order.rows import Entry
from models.order.words import plain


def section_or_item(entry: Entry) -> Doubt:
    """A title alone between two measures, read as a section."""
    return Doubt(
        part="row",
        place=entry.row.place,
        value=plain(entry.title),
        reason=_("строка без номера, срока и ответственных стоит между пунктами: прочитана как раздел"),
        readings=(_("раздел"), _("подпункт предыдущего пункта"), _("продолжение предыдущей строки")),
    )


def own_or_rest(entry: Entry) -> Doubt:
    """A row that may end the row above, read as one of its own."""
    reason = _("строка похожа и на отдельное мероприятие, и на продолжение предыдущей: прочитана как отдельное")
    readings = (_("отдельное мероприятие"), _("продолжение предыдущей строки"))
    return Doubt("row", entry.row.place, plain(entry.title)[:120], reason, readings)


def own_term(entry: Entry) -> Doubt:
    """A schedule of its own in the rest of a row may belong to the rest alone."""
    return Doubt(
        part="schedule",
        place=entry.row.place,
        value=plain(entry.schedule),
        reason=_("строка продолжает мероприятие с прошлой страницы, но у неё есть свой срок"),
        readings=(_("ещё один срок того же мероприятия"), _("срок только этой части"), _("отдельное мероприятие")),
    )


def line_below(entry: Entry) -> Doubt:
    """A line of text below a row, in no cell, read as the rest of the row's last cell."""
    reason = _("строка текста под строкой таблицы: прочитана как конец последней ячейки")
    readings = (_("конец последней ячейки"), _("конец другой ячейки"), _("раздел"))
    return Doubt("row", entry.row.place, plain(entry.row.text)[:120], reason, readings)


def number_alone(entry: Entry) -> Doubt:
    """A number beside cells that end the row above: the measure that it numbers has no title."""
    reason = _("у строки есть номер, но нет названия: её ячейки прочитаны как продолжение предыдущей строки")
    readings = (_("продолжение предыдущей строки"), _("отдельное мероприятие без названия"))
    return Doubt("number", entry.row.place, plain(entry.row.text)[:120], reason, readings)


def sub_item(entry: Entry, number: str) -> Doubt:
    """A row without a number, read as a sub-item of the position above.

    number: of that position, as people read it
    """
    reading = _("подпункт пункта {number}").format(number=number)
    return Doubt(
        part="parent",
        place=entry.row.place,
        value=plain(entry.title)[:80],
        reason=_("у строки нет номера: она прочитана как подпункт пункта {number}").format(number=number),
        readings=(reading, _("отдельное мероприятие без номера"), _("продолжение предыдущей строки")),
    )


def lost_number(entry: Entry) -> Doubt:
    """A measure without a number among numbered ones."""
    reason = _("у строки нет номера, хотя остальные пронумерованы: она прочитана как отдельное мероприятие")
    return Doubt("number", entry.row.place, plain(entry.title)[:80], reason)
