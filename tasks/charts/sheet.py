"""The sheet that every chart is drawn on: measured in millimetres, titled, with its source and numbers below.

Figures are made without pyplot, whose state all threads share. Equal figures give equal bytes, whatever the clock says.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from io import BytesIO
from typing import Any, Literal

import matplotlib
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from tasks.charts.lettering import in_lines
from tasks.charts.picture import PNG_DPI

Format = Literal["svg", "png"]

# Okabe and Ito (2008): told apart by every kind of sight. No meaning hangs on a colour alone.
SCHOOL, REGION, EDGE = "#0072B2", "#D55E00", "#000000"
INK, PALE, GRID = "#1f2933", "#52606d", "#d9dee4"
WIDTH = 170.0  # mm, what the margins of a letter leave of A4
MARGIN = 3.0
TITLE_SIZE, TITLE_LINE, TITLE_LINES = 11.0, 5.0, 3
NOTE_SIZE, NOTE_LINE, NOTE_LINES = 7.0, 3.1, 6
MM_IN_INCH = 25.4
Row = Mapping[Any, Any]
# A strip or a cell without a number.
GAP: dict[str, Any] = {"facecolor": "#f3f5f7", "edgecolor": "#c3cad2", "linewidth": 0, "hatch": "////"}
# Words over a hatch.
ON_WHITE: dict[str, Any] = {"bbox": {"facecolor": "white", "edgecolor": "none", "pad": 0.7}}
RC: dict[Any, Any] = {
    # It comes with matplotlib and knows Cyrillic: the same on every machine.
    "font.family": "DejaVu Sans",
    # Letters as outlines: the picture looks the same where the font is not.
    "svg.fonttype": "path",
    "svg.hashsalt": "vekha",
    "hatch.linewidth": 0.5,
}


class Sheet:
    """A sheet with its title and notes drawn; what lies between them is the chart's own (`body` mm high)."""

    def __init__(self, title: str, notes: Sequence[str], body: float, width: float = WIDTH) -> None:
        room = width - 2 * MARGIN
        heading = in_lines(title, TITLE_SIZE, room, TITLE_LINES, bold=True)
        told = [line for note in notes if note for line in in_lines(note, NOTE_SIZE, room, NOTE_LINES)]
        self.width, self.body = width, body
        self.top = MARGIN + TITLE_LINE * len(heading) + 1
        self.height = self.top + body + NOTE_LINE * len(told) + MARGIN
        self.figure = Figure(figsize=(width / MM_IN_INCH, self.height / MM_IN_INCH))
        FigureCanvasAgg(self.figure)
        for number, line in enumerate(heading):
            self.write(line, MARGIN, MARGIN + TITLE_LINE * (number + 0.5), size=TITLE_SIZE, weight="bold")
        for number, line in enumerate(told):
            y = self.top + body + NOTE_LINE * (number + 0.5)
            self.write(line, MARGIN, y, size=NOTE_SIZE, color=PALE)

    def write(self, text: str, x: float, y: float, **look: Any) -> None:
        """Words on the sheet, in mm from its upper left corner."""
        self.figure.text(x / self.width, 1 - y / self.height, text, **{"color": INK, "va": "center", **look})

    def explain(self, signs: Sequence[Any], words: Sequence[str]) -> None:
        """The legend, in a row under the title."""
        corner = MARGIN / self.width, 1 - (self.top + 1) / self.height
        self.figure.legend(
            signs, words, loc="upper left", bbox_to_anchor=corner, ncols=len(words), fontsize=7.5, labelcolor=INK,
            frameon=False, borderaxespad=0, borderpad=0, handlelength=2.4, columnspacing=1.6,
        )  # fmt: skip

    def axes(self, left: float, top: float, width: float, height: float) -> Axes:
        """Axes in the body, in mm from its upper left corner; without a frame but for the lower line."""
        down = self.top + top + height
        place = (left / self.width, 1 - down / self.height, width / self.width, height / self.height)
        made: Axes = self.figure.add_axes(place)
        made.spines[["top", "right", "left"]].set_visible(False)
        made.spines["bottom"].set_color(PALE)
        made.tick_params(length=0, labelsize=7, colors=INK)
        made.set_axisbelow(True)
        return made


@contextmanager
def drawing() -> Iterator[None]:
    """Inside, new figures are lettered alike."""
    with matplotlib.rc_context(RC):
        yield


def written(figure: Figure, form: Format = "png", dpi: int = PNG_DPI) -> bytes:
    """The figure as a file, with nothing in it that the clock put there."""
    metadata = {"Date": None, "Creator": "Vekha"} if form == "svg" else {"Software": "Vekha"}
    buffer = BytesIO()
    with drawing():
        figure.savefig(buffer, format=form, dpi=dpi, metadata=metadata)
    return buffer.getvalue()
