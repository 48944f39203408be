"""The heat map: schools × procedures, each cell its share and n; a hidden one is hatched, one not held is a dash."""

from collections.abc import Mapping, Sequence
from typing import Any

import matplotlib
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from models.assessment.pictures.cells import REGION
from models.language import _
from models.wording import grouped
from tasks.charts.lettering import fitted, in_lines, largest, width_mm
from tasks.charts.sheet import GAP, INK, MARGIN, ON_WHITE, PALE, WIDTH, Row, Sheet, drawing
from tasks.charts.words import about_hidden, hidden, whole_percent, without_subject

ROWS_ON_A_PAGE = 30
ROW, HEADS = 7.0, 15.0
LABEL_SIZE = 8.0
SUBJECT_SIZES = (8.0, 7.0, 6.0, 5.0)
WIDEST_LABELS = 0.34  # of the sheet
# Light to dark as the share grows, on grey paper too; the darkest is for this share and more.
COLOURS, DARKEST = "cividis_r", 60.0
DARK = 0.45  # of the scale: from here on words are white


def heat_map(
    title: str, rows: pd.DataFrame, names: Mapping[str, str], notes: Sequence[str], width: float = WIDTH
) -> Figure:
    """The chart. rows: what `heat` gives; names: the schools' by login, as many as fit a page (ROWS_ON_A_PAGE)."""
    schools = list(dict.fromkeys(rows["school"]))
    columns = rows[["subject", "procedure"]].drop_duplicates().sort_values(["subject", "procedure"])
    labels = [_("регион") if one == REGION else names[one] for one in schools]
    with drawing():
        sheet = Sheet(title, [*notes, *_key(rows)], HEADS + ROW * len(schools) + 2, width)
        room = min(max([width_mm(label, LABEL_SIZE) for label in labels], default=20.0) + 3, WIDEST_LABELS * width)
        left = MARGIN + room
        axes = sheet.axes(left, HEADS, width - left - MARGIN, ROW * len(schools))
        _prepare(axes, len(columns), len(schools))
        for place, label in enumerate(labels):
            y = sheet.top + HEADS + ROW * (place + 0.5)
            weight = "bold" if schools[place] == REGION else "normal"
            sheet.write(fitted(label, LABEL_SIZE, room - 2), left - 2, y, size=LABEL_SIZE, ha="right", weight=weight)
        _heads(sheet, columns, left, (width - left - MARGIN) / max(len(columns), 1))
        across = {procedure: place for place, procedure in enumerate(columns["procedure"])}
        down = {school: place for place, school in enumerate(schools)}
        for row in rows.to_dict("records"):
            _cell(axes, across[row["procedure"]], down[row["school"]], row)
        held = {(row["school"], row["procedure"]) for row in rows.to_dict("records")}
        for school, procedure in ((s, p) for s in schools for p in across if (s, p) not in held):
            axes.text(across[procedure], down[school], "—", size=8, color=PALE, ha="center", va="center")
    return sheet.figure


def _key(rows: pd.DataFrame) -> list[str]:
    said = _("В клетке — доля участников ниже минимума и под ней число участников; темнее — доля больше.")
    return [said + " " + _("Прочерк — участников не было."), *([about_hidden()] if rows["is_hidden"].any() else [])]


def _prepare(axes: Axes, columns: int, schools: int) -> None:
    axes.set_xlim(-0.5, columns - 0.5)
    axes.set_ylim(schools - 0.5, -0.5)
    axes.set_xticks([])
    axes.set_yticks([])
    axes.spines["bottom"].set_visible(False)


def _heads(sheet: Sheet, columns: pd.DataFrame, left: float, wide: float) -> None:
    """Above the cells each procedure, above those their subject."""
    for subject, of in columns.groupby("subject", sort=True):
        _subject(sheet, str(subject), left + wide * len(of) / 2, wide * len(of) - 1)
        for procedure in of["procedure"]:
            for number, line in enumerate(without_subject(procedure, str(subject)).split(", ")):
                y = sheet.top + 8.8 + 3 * number
                sheet.write(fitted(line, 7, wide - 0.5), left + wide / 2, y, size=7, ha="center")
            left += wide


def _subject(sheet: Sheet, subject: str, middle: float, room: float) -> None:
    longest = max(subject.split(), key=len)
    size = largest(longest, SUBJECT_SIZES, room, bold=True)
    lines = in_lines(subject, size, room, 2, bold=True)
    for number, line in enumerate(lines):
        y = sheet.top + 3.2 * (number + 0.5) + (3.2 if len(lines) == 1 else 0)
        sheet.write(line, middle, y, size=size, weight="bold", ha="center")


def _cell(axes: Axes, x: int, y: int, row: Row) -> None:
    look: dict[str, Any] = {"ha": "center", "va": "center"}
    if row["is_hidden"]:
        axes.add_patch(Rectangle((x - 0.47, y - 0.45), 0.94, 0.9, **GAP))
        words, look = hidden(), look | ON_WHITE | {"color": INK}
    else:
        tone = min(float(row["share"]) / DARKEST, 1.0)
        colour = matplotlib.colormaps[COLOURS](tone)
        axes.add_patch(Rectangle((x - 0.5, y - 0.5), 1, 1, facecolor=colour, edgecolor="white", linewidth=0.8))
        words, look = whole_percent(row["share"]), look | {"color": "white" if tone > DARK else "black"}
    axes.text(x, y - 0.18, words, size=7.5, **look)
    axes.text(x, y + 0.28, grouped(int(row["n"])), size=6, **look)
