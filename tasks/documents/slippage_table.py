"""The slippage report as an .xlsx: a row a step, filters on. Imports no pandas."""

from datetime import date
from io import BytesIO

import xlsxwriter

from models.language import _
from models.steps.slippage import Slip
from tasks.record.slippage import Slippage


def slippage_workbook(found: Slippage, as_of: date) -> bytes:
    """The .xlsx of what slipped: one sheet, the header frozen."""
    buffer = BytesIO()
    # Text stays text: a cell that begins with «=» is nobody's formula.
    with xlsxwriter.Workbook(buffer, {"strings_to_formulas": False, "strings_to_urls": False}) as book:
        sheet = book.add_worksheet(f"{as_of:%d.%m.%Y}")
        head = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
        day = book.add_format({"num_format": "dd.mm.yyyy", "valign": "top"})
        plain = book.add_format({"text_wrap": True, "valign": "top"})
        for column, (title, width) in enumerate(_columns()):
            sheet.write_string(0, column, title, head)
            sheet.set_column(column, column, width)
        for line, one in enumerate(found.slips, start=1):
            for column, value in enumerate(_cells(one, found)):
                if isinstance(value, date):
                    sheet.write_datetime(line, column, value, day)
                else:
                    sheet.write(line, column, value, plain)
        sheet.freeze_panes(1, 2)
        sheet.autofilter(0, 0, max(1, len(found.slips)), len(_columns()) - 1)
    return buffer.getvalue()


def _columns() -> tuple[tuple[str, int], ...]:
    """Headings and widths."""
    return (
        (_("Код"), 8), (_("Мероприятие"), 44), (_("Школа"), 26), (_("Логин"), 12), (_("По плану"), 11),
        (_("Срок"), 11), (_("Сдано"), 11), (_("Позже плана, раб. дней"), 12), (_("Позже срока, раб. дней"), 12),
        (_("Когда перенесён"), 12), (_("Кто решил"), 28), (_("Почему"), 44),
    )  # fmt: skip


def _cells(one: Slip, found: Slippage) -> tuple[object, ...]:
    measure = found.roadmap.by_code.get(one.measure)
    return (
        one.measure, measure.title if measure else "", found.schools.get(one.unit, ""), one.unit, one.planned,
        one.due_on, one.actual, one.behind_plan or None, one.late or None,
        one.decisions[-1].on if one.decisions else None,
        "\n".join(decision.signer for decision in one.decisions),
        "\n".join(decision.reason for decision in one.decisions),
    )  # fmt: skip
