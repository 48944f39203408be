"""How wide words are on the sheet, and how a long title is made to fit. DejaVu Sans, which comes with matplotlib."""

from collections.abc import Sequence
from functools import lru_cache
from threading import get_ident

from matplotlib.font_manager import FontProperties, findfont
from matplotlib.ft2font import FT2Font, LoadFlags

MM_IN_POINT = 25.4 / 72
# A font is measured once, large: without hinting its widths grow with its size.
MEASURED_AT = 100.0


@lru_cache(maxsize=4096)
def width_mm(text: str, size: float, *, bold: bool = False) -> float:
    """The width of one line of text of that size (points), in millimetres, with the room its first letter needs."""
    font = _font(get_ident(), bold=bold)
    font.set_text(text, 0, flags=LoadFlags.NO_HINTING)
    # FreeType tells 64ths of a point.
    return float(font.get_width_height()[0]) / 64 * size / MEASURED_AT * MM_IN_POINT if text.strip() else 0.0


@lru_cache(maxsize=16)
def _font(_thread: int, *, bold: bool) -> FT2Font:
    """A font of the thread's own: it holds the text that it measures."""
    font = FT2Font(findfont(FontProperties(family="DejaVu Sans", weight="bold" if bold else "normal")))
    font.set_size(MEASURED_AT, 72)
    return font


def largest(text: str, sizes: Sequence[float], room: float, *, bold: bool = False) -> float:
    """The first of the sizes (points, falling) at which the text fits the room (mm); the last, if it fits at none."""
    return next((size for size in sizes if width_mm(text, size, bold=bold) <= room), sizes[-1])


def fitted(text: str, size: float, room: float, *, bold: bool = False) -> str:
    """The text, or as many of its words as fit into the room (mm) with «…» after them."""
    if width_mm(text, size, bold=bold) <= room:
        return text
    words = text.split()
    while len(words) > 1 and width_mm(" ".join(words) + "…", size, bold=bold) > room:
        words.pop()
    cut = " ".join(words).rstrip(",;:(–-")
    while len(cut) > 1 and width_mm(cut + "…", size, bold=bold) > room:
        cut = cut[:-1]
    return cut + "…"


def in_lines(text: str, size: float, room: float, most: int, *, bold: bool = False) -> list[str]:
    """The text in as many lines as it takes, `most` at most: only the last one is cut."""
    words = text.split()
    lines: list[str] = []
    while words and len(lines) < most - 1:
        count = 1
        while count < len(words) and width_mm(" ".join(words[: count + 1]), size, bold=bold) <= room:
            count += 1
        lines.append(" ".join(words[:count]))
        words = words[count:]
    return [*lines, fitted(" ".join(words), size, room, bold=bold)] if words else lines
