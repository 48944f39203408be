"""Shares below the minimum with their intervals, a row each, the region's share marked in every row."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from models.language import _
from models.wording import grouped
from tasks.charts.lettering import fitted, width_mm
from tasks.charts.scale import span_of, ticks
from tasks.charts.sheet import GRID, INK, MARGIN, PALE, REGION, SCHOOL, WIDTH, Row, Sheet, drawing
from tasks.charts.words import about_hidden, hidden, whose_shares

ROW, HEADING, AXIS, LEGEND = 6.0, 6.0, 9.0, 6.0
LABEL_SIZE = 8.0
N_WIDTH = 14.0
WIDEST_LABELS = 0.42  # of the sheet


@dataclass(frozen=True)
class Legend:
    """What the signs of this chart stand for: whose shares, and from which share on a procedure is low (per cent)."""

    whose: str
    low_percent: int | None = None


def shares(title: str, rows: pd.DataFrame, legend: Legend, notes: Sequence[str], width: float = WIDTH) -> Figure:
    """The chart. rows: label, n, share, lower, upper, is_hidden, region_share (per cent), in the order they are drawn.

    group: optional; rows of one group stand under its name, once, before the first of them.
    """
    lines = list(_lines(rows))
    body = LEGEND + HEADING + ROW * len(lines) + AXIS
    hides = [about_hidden()] if rows["is_hidden"].any() else []
    with drawing():
        sheet = Sheet(title, [*notes, *hides], body, width)
        room = WIDEST_LABELS * width
        left = MARGIN + min(max([width_mm(text, LABEL_SIZE) for text, _row in lines], default=20.0) + 3, room)
        axes = sheet.axes(left, LEGEND + HEADING, width - left - MARGIN - N_WIDTH, ROW * len(lines))
        _prepare(axes, rows, len(lines))
        for place, (text, row) in enumerate(lines):
            y = sheet.top + LEGEND + HEADING + ROW * (place + 0.5)
            _label(sheet, text, row, y, left)
            if row is not None:
                _draw(axes, place, row)
        sheet.write(_("участников"), width - MARGIN, sheet.top + LEGEND + HEADING / 2, size=7, color=PALE, ha="right")
        _explain(sheet, axes, legend, rows)
    return sheet.figure


def _lines(rows: pd.DataFrame) -> list[tuple[str, Row | None]]:
    """The rows with their words, a group's name (and no row) before its first."""
    found: list[tuple[str, Row | None]] = []
    before = None
    for row in rows.to_dict("records"):
        group = row.get("group")
        if group is not None and group != before:
            found.append((str(group), None))
            before = group
        found.append((str(row["label"]), row))
    return found


def _prepare(axes: Axes, rows: pd.DataFrame, lines: int) -> None:
    span = span_of(rows)
    axes.set_xlim(0, span)
    axes.set_ylim(lines - 0.5, -0.5)
    axes.set_yticks([])
    axes.set_xticks(ticks(span))
    axes.grid(axis="x", color=GRID, linewidth=0.5)
    axes.set_xlabel(_("Доля участников ниже минимума, %"), size=7.5, color=INK, labelpad=2)


def _label(sheet: Sheet, text: str, row: Row | None, y: float, left: float) -> None:
    if row is None:
        sheet.write(fitted(text, LABEL_SIZE, sheet.width * 0.8, bold=True), MARGIN, y, size=LABEL_SIZE, weight="bold")
        return
    sheet.write(fitted(text, LABEL_SIZE, left - MARGIN - 2), left - 2, y, size=LABEL_SIZE, ha="right")
    sheet.write(grouped(int(row["n"])), sheet.width - MARGIN, y, size=7.5, ha="right")


def _draw(axes: Axes, place: int, row: Row) -> None:
    """One row: the share with its interval, or the word that it is hidden; the region's mark."""
    region = _number(row["region_share"])
    if region is not None:
        axes.plot(
            [region], [place], marker="D", color="white", markeredgecolor=REGION, markersize=5, zorder=4, clip_on=False
        )
    if row["is_hidden"]:
        axes.annotate(
            hidden(), (region or 0, place), (6, 0), textcoords="offset points",
            size=7, style="italic", color=PALE, va="center",
        )  # fmt: skip
        return
    share, lower, upper = (_number(row[name]) for name in ("share", "lower", "upper"))
    if share is not None:
        if lower is not None and upper is not None:
            axes.plot([lower, upper], [place, place], color=SCHOOL, linewidth=1.6, solid_capstyle="butt", zorder=3)
        axes.plot([share], [place], marker="o", color=SCHOOL, markersize=5, zorder=5, clip_on=False)


def _explain(sheet: Sheet, axes: Axes, legend: Legend, rows: pd.DataFrame) -> None:
    line = 1.6 if rows["lower"].notna().any() else 0
    signs = [Line2D([], [], color=SCHOOL, marker="o", markersize=5, linewidth=line)]
    words = [whose_shares(legend.whose, rows)]
    if rows["region_share"].notna().any():
        signs.append(Line2D([], [], color=REGION, marker="D", markersize=5, linewidth=0, markerfacecolor="white"))
        words.append(_("регион"))
    if legend.low_percent is not None:
        signs.append(axes.axvline(legend.low_percent, color=INK, linewidth=0.9, linestyle=(0, (4, 2)), zorder=2))
        words.append(_("граница низкой процедуры, {percent} %").format(percent=legend.low_percent))
    sheet.explain(signs, words)


def _number(value: Any) -> float | None:
    return None if pd.isna(value) else float(value)
