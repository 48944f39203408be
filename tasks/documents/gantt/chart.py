"""The roadmap as a picture on a time axis, for a wall or an annex: matplotlib on a sheet measured in millimetres.

What stands where is models/roadmap/timeline.py, colours and signs are signs.py. Equal inputs give equal bytes.
"""

from collections.abc import Mapping
from datetime import date

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from models.language import _
from models.roadmap.definition import Roadmap
from models.roadmap.plan import Plan, occurrences
from models.roadmap.schedule.rules import Days
from models.roadmap.timeline import Lane, Link, Mark, Timeline, timeline
from models.steps.state import State
from tasks.charts.lettering import fitted, in_lines, width_mm
from tasks.charts.sheet import Format, drawing, written
from tasks.documents.gantt.axis import INK, Axis, draw_calendar
from tasks.documents.gantt.signs import PALE, Signs, draw_legend, draw_link, draw_mark

OccurrenceKey = tuple[str, str]

# Paper on its side, in millimetres: a short plan goes on A4, a long one on A3; a longer one still grows downwards.
A4, A3 = (297.0, 210.0), (420.0, 297.0)
LANES_ON_A4 = 24
MARGIN = 10.0
HEAD, CALENDAR, LEGEND = 15.0, 11.0, 10.0
TITLE_SIZE, TITLE_LINES, TITLE_LINE = 13, 2, 6.0
NUMBER_WIDTH = 11.0
ROW_HEIGHTS = (4.2, 6.2)


def draw(
    roadmap: Roadmap,
    as_of: date,
    form: Format,
    plan: Plan | None = None,
    states: Mapping[OccurrenceKey, State] | None = None,
    supplied: Mapping[OccurrenceKey, Days] | None = None,
) -> bytes:
    """The picture; without states (by measure and occurrence) it is the plain plan."""
    shown = timeline(roadmap, occurrences(roadmap) if plan is None else plan, supplied)
    return written(figure(roadmap, shown, as_of, states), form)


def figure(
    roadmap: Roadmap, shown: Timeline, as_of: date, states: Mapping[OccurrenceKey, State] | None = None
) -> Figure:
    """The same, before it is written to any format."""
    with drawing():
        return _Sheet(roadmap, shown, as_of, states).drawn()


class _Sheet:
    """One sheet of paper; x goes right and y goes down, both in millimetres from the upper left corner."""

    def __init__(
        self, roadmap: Roadmap, shown: Timeline, as_of: date, states: Mapping[OccurrenceKey, State] | None
    ) -> None:
        self._roadmap, self._shown, self._as_of, self._states = roadmap, shown, as_of, states
        lanes = [lane for section in shown.sections for lane in section.lanes]
        self._rows = len(lanes) + len(shown.sections)
        self._width, height = A4 if self._rows <= LANES_ON_A4 else A3
        self._title = in_lines(roadmap.title, TITLE_SIZE, self._width - 2 * MARGIN, TITLE_LINES, bold=True)
        self._head = HEAD + TITLE_LINE * (len(self._title) - 1)
        self._top = MARGIN + self._head + CALENDAR
        room = height - self._top - LEGEND - MARGIN
        self._row = min(max(room / max(self._rows, 1), ROW_HEIGHTS[0]), ROW_HEIGHTS[1])
        self._bottom = self._top + self._row * self._rows
        self._height = self._bottom + LEGEND + MARGIN
        # A line of text takes about 60 % of its row; a point is 0.353 mm.
        self._size = min(8.0, 0.6 * self._row / 0.353)
        widest = max((width_mm(lane.title, self._size) for lane in lanes), default=40.0)
        self._left = MARGIN + NUMBER_WIDTH + min(widest + 4, 0.3 * self._width)
        self._axis = Axis(shown.start, shown.end, self._left, self._width - MARGIN)
        self._places: dict[str, float] = {}

    def drawn(self) -> Figure:
        """The figure, finished."""
        figure = Figure(figsize=(self._width / 25.4, self._height / 25.4))
        axes = figure.add_axes((0.0, 0.0, 1.0, 1.0))
        axes.set_xlim(0, self._width)
        axes.set_ylim(self._height, 0)
        axes.axis("off")
        self._draw_head(axes)
        draw_calendar(axes, self._axis, self._top, self._bottom, CALENDAR)
        self._draw_rows(axes)
        for link in self._shown.links:
            self._draw_link(axes, link)
        self._draw_today(axes)
        draw_legend(axes, self._signs(), MARGIN, self._bottom + 7)
        return figure

    def _signs(self) -> Signs:
        lanes = [lane for section in self._shown.sections for lane in section.lanes]
        states = {self._state_of(lane, mark) for lane in lanes for mark in lane.marks}
        return Signs(
            shapes=frozenset(mark.shape for lane in lanes for mark in lane.marks),
            states=frozenset(state for state in states if state is not None),
            has_hard_links=any(not link.is_soft for link in self._shown.links),
            has_soft_links=any(link.is_soft for link in self._shown.links),
        )

    def _state_of(self, lane: Lane, mark: Mark) -> State | None:
        """How the mark stands; what has no step yet waits; None on the plain plan."""
        return None if self._states is None else self._states.get((lane.measure, mark.occurrence), State.WAITING)

    def _draw_head(self, axes: Axes) -> None:
        order = self._roadmap.order
        for number, line in enumerate(self._title):
            y = MARGIN + 3 + TITLE_LINE * number
            axes.text(MARGIN, y, line, size=TITLE_SIZE, weight="bold", color=INK, va="center")
        about = _("{authority}, {kind} от {day} № {number}").format(
            authority=order.authority, kind=order.kind, day=f"{order.signed_on:%d.%m.%Y}", number=order.number
        )
        about = fitted(about, 8.5, self._width - 2 * MARGIN)
        axes.text(MARGIN, MARGIN + self._head - 6, about, size=8.5, color=PALE, va="center")

    def _draw_rows(self, axes: Axes) -> None:
        y = self._top
        right = self._width - MARGIN
        for section in self._shown.sections:
            axes.fill_between([MARGIN, right], y, y + self._row, color="#e9edf3", linewidth=0, zorder=1.5)
            words = fitted(section.title, self._size, right - MARGIN - 4, bold=True)
            axes.text(
                MARGIN + 1, y + self._row / 2, words, size=self._size, weight="bold", color=INK, va="center", zorder=6
            )
            y += self._row
            for lane in section.lanes:
                self._draw_lane(axes, lane, y + self._row / 2)
                axes.plot([MARGIN, right], [y + self._row] * 2, color="#e3e6ea", linewidth=0.35, zorder=1.2)
                y += self._row

    def _draw_lane(self, axes: Axes, lane: Lane, middle: float) -> None:
        self._places[lane.measure] = middle
        axes.text(MARGIN + NUMBER_WIDTH - 2, middle, lane.number, size=self._size, color=PALE, va="center", ha="right")
        title = fitted(lane.title, self._size, self._left - MARGIN - NUMBER_WIDTH - 3)
        axes.text(MARGIN + NUMBER_WIDTH, middle, title, size=self._size, color=INK, va="center")
        for mark in lane.marks:
            draw_mark(axes, mark, self._axis, middle, self._row, self._state_of(lane, mark))
        if lane.note:
            note = fitted(lane.note, self._size, self._axis.right - self._left - 4)
            axes.text(self._left + 2, middle, note, size=self._size, style="italic", color=PALE, va="center", zorder=5)

    def _draw_link(self, axes: Axes, link: Link) -> None:
        draw_link(axes, link, self._axis, self._places[link.before], self._places[link.after], self._row)

    def _draw_today(self, axes: Axes) -> None:
        if not self._shown.start <= self._as_of <= self._shown.end:
            return
        x = self._axis.middle_of(self._as_of)
        axes.plot([x, x], [self._top - 1, self._bottom], color="#c0392b", linewidth=0.9, zorder=7)
        said = f"{self._as_of:%d.%m.%Y}"
        half = width_mm(said, 7) / 2
        at = min(max(x, self._left + half), self._axis.right - half)
        axes.text(at, self._bottom + 2.2, said, size=7, color="#c0392b", ha="center", va="center")
