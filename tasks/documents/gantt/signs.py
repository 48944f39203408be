"""The picture's signs: bars, diamonds, soft bars, arrows, and the legend that explains those in use."""

from collections.abc import Iterator
from dataclasses import dataclass

from matplotlib.axes import Axes
from matplotlib.patches import FancyArrowPatch, Polygon, Rectangle
from matplotlib.path import Path

from models.language import _
from models.roadmap.timeline import Link, Mark, Shape
from models.steps.state import State
from tasks.charts.lettering import width_mm
from tasks.documents.gantt.axis import INK, Axis

PALE = "#5f6b7a"
PLAN = "#4a6fa5"
DONE, LATE, OPEN, AHEAD, ATTENTION, WAIVED = "#3a9a5b", "#c8402f", "#2f74c0", "#a9b4c2", "#e0a526", "#ffffff"
COLOURS = {
    State.DONE: DONE,
    State.OVERDUE: LATE,
    State.DATA_CHECK_FAILED: ATTENTION,
    State.BLOCKED: ATTENTION,
    State.SUSPECT: ATTENTION,
    State.STALE: ATTENTION,
    State.OPEN: OPEN,
    State.SUBMITTED: OPEN,
    State.WAITING: AHEAD,
    State.WAIVED: WAIVED,
}
HARD, SOFT = "#5f6b7a", "#9aa5b1"


@dataclass(frozen=True)
class Signs:
    """What the picture uses, so that the legend explains no more; no states on the plain plan."""

    shapes: frozenset[Shape]
    states: frozenset[State]
    has_hard_links: bool
    has_soft_links: bool


def draw_mark(axes: Axes, mark: Mark, axis: Axis, middle: float, row: float, state: State | None) -> None:
    """One occurrence in its lane."""
    colour = PLAN if state is None else COLOURS[state]
    left, right = axis.begin_of(mark.start), axis.end_of(mark.end)
    if mark.shape is Shape.WINDOW:
        # A hair's breadth at each end keeps windows apart that follow one another.
        _bar(axes, left + 0.2, max(right - 0.2, left + 1.0), middle, row, colour)
    elif mark.shape is Shape.CONTINUOUS:
        _soft_bar(axes, left, right, middle, row, colour)
    else:
        if mark.shape is Shape.REPEATED:
            line = PALE if colour == WAIVED else colour
            axes.plot([left, right], [middle] * 2, color=line, linewidth=0.8, alpha=0.6, zorder=3.5)
        _diamond(axes, min(right, axis.right - row * 0.3), middle, row, colour)


def _bar(axes: Axes, left: float, right: float, middle: float, row: float, colour: str) -> None:
    height = row * 0.5
    edge = PALE if colour == WAIVED else colour
    axes.add_patch(
        Rectangle(
            (left, middle - height / 2), right - left, height,
            facecolor=colour, edgecolor=edge, linewidth=0.5, linestyle="--" if colour == WAIVED else "-", zorder=4,
        )
    )  # fmt: skip


def _soft_bar(axes: Axes, left: float, right: float, middle: float, row: float, colour: str) -> None:
    """A hatched bar for what goes on all the time, with a tick where a reporting period ends."""
    height = row * 0.4
    edge = PALE if colour == WAIVED else colour
    axes.add_patch(
        Rectangle(
            (left, middle - height / 2), right - left, height,
            facecolor="#ffffff", edgecolor=edge, linewidth=0.0, hatch="//////", alpha=0.75, zorder=3.4,
        )
    )  # fmt: skip
    for y in (middle - height / 2, middle + height / 2):
        axes.plot([left, right], [y, y], color=edge, linewidth=0.5, zorder=3.5)
    axes.plot([right, right], [middle - height / 2, middle + height / 2], color=edge, linewidth=1.1, zorder=3.6)


def _diamond(axes: Axes, x: float, middle: float, row: float, colour: str) -> None:
    half = row * 0.32
    edge = PALE if colour == WAIVED else "#ffffff"
    corners = [(x - half, middle), (x, middle - half), (x + half, middle), (x, middle + half)]
    axes.add_patch(Polygon(corners, closed=True, facecolor=colour, edgecolor=edge, linewidth=0.4, zorder=4.5))


def draw_link(axes: Axes, link: Link, axis: Axis, before: float, after: float, row: float) -> None:
    """From the end of what must be done first, along its lane, then down (or up) to what waits for it."""
    start = axis.end_of(link.done_by)
    left, right = axis.begin_of(link.waiting.start), axis.end_of(link.waiting.end)
    is_point = link.waiting.shape in (Shape.DEADLINE, Shape.REPEATED)
    landing = right if is_point else min(max(start, left + 0.8), right - 0.4)
    end = after - row * 0.28 if after > before else after + row * 0.28
    corners = [(start, before), (landing, before), (landing, end)]
    _arrow(axes, corners, is_soft=link.is_soft)


def _arrow(axes: Axes, corners: list[tuple[float, float]], *, is_soft: bool) -> None:
    path = Path(corners, [Path.MOVETO, *[Path.LINETO] * (len(corners) - 1)])
    axes.add_patch(
        FancyArrowPatch(
            path=path, arrowstyle="-|>,head_length=2.2,head_width=1.1", mutation_scale=1.0,
            color=SOFT if is_soft else HARD, linewidth=0.45 if is_soft else 0.6,
            linestyle=(0, (3, 2)) if is_soft else "-", alpha=0.8, zorder=3, joinstyle="round",
        )
    )  # fmt: skip


def draw_legend(axes: Axes, signs: Signs, left: float, y: float) -> None:
    """The signs in use in one row, what their colours say in the next."""
    for row in filter(None, (list(_shapes(signs)), list(_colours(signs)))):
        x = left
        for kind, colour, words in row:
            _sample(axes, kind, colour, x, y)
            axes.text(x + 9, y, words, size=7.5, color=INK, va="center")
            x += 9 + width_mm(words, 7.5) + 6
        y += 5


def _shapes(signs: Signs) -> Iterator[tuple[str, str, str]]:
    """(kind of sample, its colour, its words)."""
    plain = PALE if signs.states else PLAN
    words = {
        Shape.WINDOW: _("период исполнения"),
        Shape.DEADLINE: _("крайний срок"),
        Shape.REPEATED: _("повторяющийся срок"),
        Shape.CONTINUOUS: _("постоянно, с отчётом за период"),
    }
    yield from ((shape.value, plain, words[shape]) for shape in Shape if shape in signs.shapes)
    if signs.has_hard_links:
        yield "hard", HARD, _("без первого второе не начать")
    if signs.has_soft_links:
        yield "soft", SOFT, _("желательно после")


def _colours(signs: Signs) -> Iterator[tuple[str, str, str]]:
    named = {
        DONE: _("исполнено"), OPEN: _("открыто"), LATE: _("просрочено"),
        ATTENTION: _("нужно решение"), AHEAD: _("впереди"), WAIVED: _("снято"),
    }  # fmt: skip
    used = {COLOURS[state] for state in signs.states}
    yield from ((Shape.WINDOW.value, colour, words) for colour, words in named.items() if colour in used)


def _sample(axes: Axes, kind: str, colour: str, x: float, y: float) -> None:
    row = 5.0
    if kind in ("hard", "soft"):
        _arrow(axes, [(x, y), (x + 7, y)], is_soft=kind == "soft")
    elif kind == Shape.WINDOW:
        _bar(axes, x, x + 7, y, row, colour)
    elif kind == Shape.CONTINUOUS:
        _soft_bar(axes, x, x + 7, y, row, colour)
    else:
        if kind == Shape.REPEATED:
            axes.plot([x, x + 6], [y, y], color=colour, linewidth=0.8, alpha=0.6)
            _diamond(axes, x + 2, y, row, colour)
        _diamond(axes, x + 5.5, y, row, colour)
