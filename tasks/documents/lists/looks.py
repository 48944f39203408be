"""How a workbook looks: cell formats, and colours that help to compare. Where they go belongs in workbook.py.

Colours are told apart by those who see red and green as one: orange (Okabe and Ito 2008) marks what is at or over a
threshold, shares are the bluer the larger they are; both are said in the legend, and no meaning is in a colour alone.
"""

from collections.abc import Iterator
from typing import Any

from models.language import _
from tasks.documents.lists.listing import Cells, Sheet

LINE_HEIGHT = 15  # points
WIDE_LETTERS = 1.1  # Russian words fill a column of digits' width, and break where they please
BORDER = {"border": 1, "border_color": "#A6A6A6"}
WRAPPED = {"text_wrap": True, "valign": "top"}
HEADER = {"bold": True, "bg_color": "#E7ECF4", "text_wrap": True, "align": "center", "valign": "vcenter", **BORDER}
MIDDLE = {"valign": "top", "align": "center", **BORDER}
FORMATS: dict[str, dict[str, Any]] = {
    "mark": {"bold": True, "font_size": 10, "font_color": "#9C0006"},
    "title": {"bold": True, "font_size": 14, **WRAPPED},
    "about": {"font_size": 11, **WRAPPED},
    "legend": {"font_size": 10, "italic": True, "font_color": "#404040", **WRAPPED},
    "header": HEADER,
    Cells.TEXT.name: {"text_wrap": True, "valign": "top", **BORDER},
    Cells.NUMBER.name: {"num_format": "#,##0", **MIDDLE},
    Cells.PERCENT.name: {"num_format": "0.0%", **MIDDLE},
    Cells.SHARE.name: {"num_format": "0.0%", **MIDDLE},
    Cells.LOW.name: {"num_format": "0.0%", **MIDDLE},
    Cells.POINTS.name: {"num_format": "+0.0;−0.0;0.0", **MIDDLE},
    Cells.FLAG.name: MIDDLE,
    Cells.FEW.name: {"text_wrap": True, "valign": "top", "italic": True, **BORDER},
}
OVER = {"bg_color": "#F7D9B0", "font_color": "#7A3E00", "bold": True}
SHADES: dict[str, Any] = {
    "type": "2_color_scale",
    "min_color": "#FFFFFF",
    "max_color": "#8DB9DE",
    "min_type": "num",
    "max_type": "num",
    "min_value": 0,
    "max_value": 1,
}


def options() -> dict[str, Any]:
    """What a workbook is opened with; its own each time, for XlsxWriter notes down in it what it has worked out.

    Text stays text: a cell that begins with «=» is nobody's formula. The font is the default one too, for columns are
    as wide as its digits, and Calibri is not everywhere.
    """
    return {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        "default_format_properties": {"font_name": "Times New Roman", "font_size": 11},
    }


def legend(sheet: Sheet) -> str:
    """What the sheet's colours and words mean; empty where it has none."""
    kinds = {column.cells for column in sheet.columns}
    said = []
    if Cells.LOW in kinds and sheet.threshold is not None:
        said.append(_("оранжевым — доля не ниже {percent} %").format(percent=sheet.threshold))
    if Cells.SHARE in kinds:
        said.append(_("чем синее, тем доля больше"))
    if Cells.FEW in kinds:
        said.append(_("«мало участников» — вывод неустойчив"))
    if any(column.cells in (Cells.LOW, Cells.SHARE) for column in sheet.columns):
        said.append(_("«скрыто» — по числу можно узнать о немногих"))
    return _("Обозначения: {said}.").format(said="; ".join(said)) if said else ""


def colours(sheet: Sheet, over: Any) -> Iterator[tuple[int, dict[str, Any]]]:
    """The conditional formats by the column's place (0 is the number). over: the format for shares over the threshold.

    Words («скрыто») stay plain: only numbers are compared.
    """
    for place, column in enumerate(sheet.columns, start=1):
        if column.cells is Cells.LOW and sheet.threshold is not None:
            # Excel holds a word to be more than any number, so the rule is between the threshold and everybody.
            limits = {"minimum": sheet.threshold / 100 - 1e-9, "maximum": 1}
            yield place, {"type": "cell", "criteria": "between", "format": over, **limits}
        elif column.cells is Cells.SHARE:
            yield place, SHADES
