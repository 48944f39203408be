"""How primary scores are spread, with the boundaries of marks: a school (or some) as a line over the region's bars."""

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from models.language import _
from models.wording import grouped
from tasks.charts.sheet import GRID, INK, MARGIN, PALE, SCHOOL, WIDTH, Sheet, drawing

BODY, LEGEND, AXIS, SCALE = 70.0, 6.0, 10.0, 14.0
EVERY_SCORE = 12  # up to so many every score is named
BARS = "#c9d3de"


def scores(
    title: str,
    region: pd.DataFrame,
    boundaries: Mapping[int, int],
    notes: Sequence[str],
    group: tuple[str, pd.DataFrame] | None = None,
    width: float = WIDTH,
) -> Figure:
    """The chart. region, group's frame: what `bands` gives; boundaries: mark → its least primary score.

    group: what its line is called, and its bands; without rows (too few pupils) only the region is drawn.
    """
    with drawing():
        sheet = Sheet(title, [*notes, _key()], BODY, width)
        axes = sheet.axes(MARGIN + SCALE, LEGEND, width - 2 * MARGIN - SCALE, BODY - LEGEND - AXIS)
        tall = max(
            [float(one["share"].max()) for one in (region, *([group[1]] if group else [])) if len(one)], default=1
        )
        _scale(axes, int(region["last"].max()) if len(region) else 0, tall)
        axes.grid(axis="y", color=GRID, linewidth=0.5)
        axes.set_xlabel(_("Первичный балл"), size=7.5, color=INK, labelpad=2)
        axes.set_ylabel(_("Участников на один балл, %"), size=7.5, color=INK)
        axes.bar(
            region["first"].astype(float) - 0.5, region["share"].astype(float),
            width=(region["last"] - region["first"] + 1).astype(float), align="edge",
            color=BARS, edgecolor="white", linewidth=0.6, label=_named(_("регион"), region), zorder=2,
        )  # fmt: skip
        if group and len(group[1]):
            _line(axes, *group)
        _boundaries(axes, boundaries, tall * 1.12)
        sheet.explain(*axes.get_legend_handles_labels())
    return sheet.figure


def _scale(axes: Axes, highest: int, tall: float) -> None:
    axes.set_xlim(-0.5, highest + 0.5)
    axes.set_xticks(range(0, highest + 1, 1 if highest <= EVERY_SCORE else 5))
    axes.set_ylim(0, tall * 1.18)
    axes.set_yticks([one for one in MaxNLocator(5).tick_values(0, tall) if one <= tall * 1.1])
    axes.yaxis.set_major_formatter(lambda share, _place: f"{share:g}".replace(".", ","))


def _key() -> str:
    return _("Соседние баллы, на которые пришлось мало участников, объединены. Пунктир — наименьший балл для отметки.")


def _named(name: str, rows: pd.DataFrame) -> str:
    return _("{name}: участников {n}").format(name=name, n=grouped(int(rows["n"].sum())))


def _line(axes: Axes, name: str, rows: pd.DataFrame) -> None:
    edges = np.append(rows["first"].to_numpy(dtype=float) - 0.5, float(rows["last"].iloc[-1]) + 0.5)
    heights = rows["share"].to_numpy(dtype=float)
    axes.stairs(heights, edges, color=SCHOOL, linewidth=1.8, label=_named(name, rows), zorder=4)


def _boundaries(axes: Axes, boundaries: Mapping[int, int], height: float) -> None:
    for mark, least in sorted(boundaries.items()):
        axes.axvline(least - 0.5, color=INK, linewidth=0.9, linestyle=(0, (4, 2)), zorder=3)
        axes.text(
            least - 0.3, height, _("«{mark}» от {least}").format(mark=mark, least=least),
            size=7.5, color=PALE, va="center",
        )  # fmt: skip
