"""Shares below the minimum from year to year, a panel for each procedure; a year not compared is a gap with a word."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil
from typing import Any

import pandas as pd
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle

from models.assessment.dynamics.comparability import CHANGED_WORK, MOVED_TERM, NO_RESULTS
from models.language import _
from tasks.charts.lettering import fitted, largest
from tasks.charts.scale import span_of, ticks
from tasks.charts.sheet import GAP, GRID, INK, MARGIN, ON_WHITE, REGION, SCHOOL, WIDTH, Row, Sheet, drawing
from tasks.charts.words import about_hidden, hidden, whole_percent, whose_shares

HEADING, TICKS, LEGEND = 6.0, 8.0, 7.0
OF_REGION: dict[str, Any] = {
    "linewidth": 1,
    "linestyle": (0, (3, 2)),
    "marker": "D",
    "markersize": 4,
    "markerfacecolor": "white",
}
NAME_SIZES = (8.0, 7.0, 6.0)
SCALE = 9.0  # room for the numbers beside a panel


@dataclass(frozen=True)
class Panels:
    """How the panels are laid out: so many in a row, each so high (mm)."""

    in_a_row: int = 3
    height: float = 31.0


def years(
    title: str,
    rows: pd.DataFrame,
    whose: str,
    notes: Sequence[str],
    width: float = WIDTH,
    panels: Panels = Panels(),
) -> Figure:
    """The chart, whose title says what shares these are.

    rows:  procedure, year, n, share, lower, upper, is_hidden, region_share, reason, as `over_years` gives.
    whose: what the line stands for in the legend; of the region alone `region_share` is missing.
    """
    procedures = list(rows["procedure"].unique())
    columns = min(panels.in_a_row, max(len(procedures), 1))
    height = HEADING + panels.height + TICKS
    hides = [about_hidden()] if rows["is_hidden"].any() else []
    with drawing():
        sheet = Sheet(title, [*notes, *hides], LEGEND + height * ceil(len(procedures) / columns), width)
        room = (width - 2 * MARGIN) / columns
        span = span_of(rows)
        size = min((largest(one, NAME_SIZES, room - 2, bold=True) for one in procedures), default=NAME_SIZES[0])
        for place, procedure in enumerate(procedures):
            down, across = divmod(place, columns)
            left, top = MARGIN + room * across, LEGEND + height * down
            axes = sheet.axes(left + SCALE, top + HEADING, room - SCALE - 3, panels.height)
            name = fitted(procedure, size, room - 2, bold=True)
            sheet.write(name, left, sheet.top + top + HEADING / 2, size=size, weight="bold")
            _draw(axes, rows[rows["procedure"].eq(procedure)], span)
        _explain(sheet, whose_shares(whose, rows), with_region=bool(rows["region_share"].notna().any()))
    return sheet.figure


def _draw(axes: Axes, of: pd.DataFrame, span: int) -> None:
    held = [int(year) for year in of["year"]]
    axes.set_ylim(0, span)
    axes.set_xlim(held[0] - 0.6, held[-1] + 0.6)
    axes.set_xticks(held, [_tick(row) for row in of.to_dict("records")])
    axes.set_yticks(ticks(span), [whole_percent(value) for value in ticks(span)])
    axes.grid(axis="y", color=GRID, linewidth=0.5)
    shown = of["share"].mask(of["is_hidden"] | of["reason"].ne(""))
    usual = of["region_share"].mask(of["reason"].isin([CHANGED_WORK, MOVED_TERM]))
    axes.plot(held, usual.astype(float), color=REGION, zorder=3, clip_on=False, **OF_REGION)
    axes.plot(held, shown.astype(float), color=SCHOOL, linewidth=1.4, marker="o", markersize=5, zorder=5, clip_on=False)
    for row in of[shown.notna()].to_dict("records"):
        if pd.notna(row["lower"]) and pd.notna(row["upper"]):
            axes.plot([row["year"]] * 2, [row["lower"], row["upper"]], color=SCHOOL, linewidth=1.6, alpha=0.6, zorder=4)
    for row in of[shown.isna()].to_dict("records"):
        # The word keeps out of the way of the region's mark.
        is_high = pd.notna(row["region_share"]) and float(row["region_share"]) > span / 2
        _gap(axes, int(row["year"]), _why(row), span, at=0.04 if is_high else 0.96)


def _tick(row: Row) -> str:
    """The year and, below it, how many took part."""
    n = row["n"]
    return f"{row['year']}\n" + (_("n = {n}").format(n=n) if pd.notna(n) else "—")


def _gap(axes: Axes, year: int, why: str, span: int, at: float) -> None:
    """A hatched strip with the reason written along it, at the given part of its height."""
    axes.add_patch(Rectangle((year - 0.22, 0), 0.44, span, zorder=1, **GAP))
    side = "top" if at > 0.5 else "bottom"
    axes.text(year, span * at, why, rotation=90, size=6.5, color=INK, ha="center", va=side, zorder=6, **ON_WHITE)


def _why(row: Row) -> str:
    reasons = {
        CHANGED_WORK: _("другая работа"),
        MOVED_TERM: _("другой срок"),
        NO_RESULTS: _("нет результатов"),
    }
    return reasons.get(str(row["reason"]), hidden())


def _explain(sheet: Sheet, whose: str, *, with_region: bool) -> None:
    signs: list[Artist] = [Line2D([], [], color=SCHOOL, marker="o", markersize=5, linewidth=1.4)]
    words = [whose]
    if with_region:
        signs.append(Line2D([], [], color=REGION, **OF_REGION))
        words.append(_("регион"))
    signs.append(Rectangle((0, 0), 1, 1, **GAP))
    words.append(_("не сравнивается или скрыто"))
    sheet.explain(signs, words)
