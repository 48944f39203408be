"""The chart of a risk profile: a bar a factor, how sure it is, where the middle of all schools lies."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from models.language import _
from models.survey.significance import Significance
from models.wording import decimal, fixed
from tasks.charts.lettering import in_lines
from tasks.charts.sheet import GRID, INK, MARGIN, PALE, WIDTH, Sheet, drawing

ROW, AXIS = 8.5, 7.0  # mm
LABELS = 62.0
LABEL_SIZE = 7.5
ON_BAR = 0.78  # of the axis: who ends farther right has its words inside the bar
# Okabe and Ito (2008), told apart by every kind of sight; the words beside a bar say the same.
COLOURS = {Significance.HIGH: "#D55E00", Significance.MIDDLE: "#E69F00", Significance.LOW: "#56B4E9"}


@dataclass(frozen=True)
class Bar:
    """A factor: its name, score (None: data are insufficient), bounds, the schools' median and its significance."""

    name: str
    score: float | None
    bounds: tuple[float, float] | None
    median: float | None
    significance: Significance


def risk_profile(title: str, bars: Sequence[Bar], cuts: Sequence[float], source: str) -> Figure:
    """The chart. cuts: the scores from which significance is middle and high."""
    notes = [_("Балл — от 0 (дефицита нет) до 1. Усы — 95-процентный интервал, ромб — медиана школ."), source]
    with drawing():
        sheet = Sheet(title, notes, ROW * len(bars) + AXIS)
        axes = sheet.axes(MARGIN + LABELS, 0, WIDTH - 2 * MARGIN - LABELS, ROW * len(bars))
        _prepare(axes, len(bars), cuts)
        for place, bar in enumerate(bars):
            lines = in_lines(bar.name, LABEL_SIZE, LABELS - 3, 2)
            for number, line in enumerate(lines):
                y = sheet.top + ROW * (place + 0.5) + 3.2 * (number - (len(lines) - 1) / 2)
                sheet.write(line, MARGIN + LABELS - 2, y, size=LABEL_SIZE, ha="right")
            _draw(axes, place, bar)
    return sheet.figure


def _prepare(axes: Axes, bars: int, cuts: Sequence[float]) -> None:
    axes.set_xlim(0, 1)
    axes.set_ylim(bars - 0.5, -0.5)
    axes.set_yticks([])
    marks = [0, *cuts, 1]
    axes.set_xticks(marks, [decimal(mark) for mark in marks])
    axes.grid(axis="x", color=GRID, linewidth=0.8)


def _draw(axes: Axes, place: int, bar: Bar) -> None:
    if bar.score is None:
        axes.text(0.01, place, bar.significance.label, size=LABEL_SIZE, va="center", color=PALE)
        return
    colour = COLOURS.get(bar.significance, PALE)
    axes.barh(place, bar.score, height=0.55, color=colour)
    ends = [bar.score]
    if bar.bounds is not None:
        axes.plot(bar.bounds, (place, place), color=INK, linewidth=0.9, marker="|", markersize=4)
        ends.append(bar.bounds[1])
    if bar.median is not None:
        look: dict[str, Any] = {"marker": "D", "markersize": 3.2, "color": "white", "markeredgecolor": INK}
        axes.plot([bar.median], [place], linestyle="none", **look)
        ends.append(bar.median)
    words, is_inside = f"{fixed(bar.score)} {bar.significance.label}", max(ends) > ON_BAR
    x, ink = (0.01, "black") if is_inside else (max(ends) + 0.02, INK)
    axes.text(x, place, words, size=LABEL_SIZE, va="center", color=ink)
