"""The picture's time axis: days to millimetres, years as bands, months by name."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from matplotlib.axes import Axes

from models.language import _
from models.roadmap.schedule.period import last_day_of
from tasks.charts.lettering import width_mm

INK = "#1f2933"
# A month narrower than this is not named: quarters are.
NARROW_MONTH = 5.5


@dataclass(frozen=True)
class Axis:
    """The days from `start` to `end`, both included, between two places of the sheet (mm)."""

    start: date
    end: date
    left: float
    right: float

    def begin_of(self, day: date) -> float:
        """Where the day begins; a day outside the axis is at its edge."""
        days = (self.end - self.start).days + 1
        at = self.left + (day - self.start).days * (self.right - self.left) / days
        return min(max(at, self.left), self.right)

    def end_of(self, day: date) -> float:
        """Where the day ends."""
        return self.begin_of(day + timedelta(days=1))

    def middle_of(self, day: date) -> float:
        """The day's noon."""
        return (self.begin_of(day) + self.end_of(day)) / 2


def draw_calendar(axes: Axes, axis: Axis, top: float, bottom: float, height: float) -> None:
    """Years as bands over the whole picture, months (quarters, where months are too narrow) as a ruler above it."""
    band, ruler = top - height, top - height / 2
    for number, (first, last) in enumerate(_years(axis)):
        left, right = axis.begin_of(first), axis.end_of(last)
        shade = "#f6f8fb" if number % 2 else "#ffffff"
        axes.fill_between([left, right], band, bottom, color=shade, linewidth=0, zorder=0)
        _label(axes, str(first.year), left, right, (band + ruler) / 2, size=9.5, weight="bold")
        axes.plot([left, left], [band, bottom], color="#9aa5b1", linewidth=0.6, zorder=1)
    months = list(_months(axis))
    narrowest = min(axis.end_of(last) - axis.begin_of(first) for first, last in months)
    whole = sum(axis.end_of(last) - axis.begin_of(first) for first, last in months) / len(months)
    parts = months if max(narrowest, whole) >= NARROW_MONTH else list(_quarters(axis))
    for first, last in parts:
        left, right = axis.begin_of(first), axis.end_of(last)
        axes.plot([left, left], [ruler, bottom], color="#dde2e8", linewidth=0.35, zorder=0.9)
        named = _month(first.month) if parts is months else _quarter(first.month)
        _label(axes, named, left, right, (ruler + top) / 2, size=7, weight="normal")
    axes.plot(
        [axis.left, axis.left, axis.right, axis.right], [band, bottom, bottom, band], color="#9aa5b1", linewidth=0.6
    )
    axes.plot([axis.left, axis.right], [top, top], color="#9aa5b1", linewidth=0.6, zorder=2)
    axes.plot([axis.left, axis.right], [band, band], color="#9aa5b1", linewidth=0.6, zorder=2)


def _label(axes: Axes, text: str, left: float, right: float, y: float, size: float, weight: str) -> None:
    """The text in the middle of its place, if it fits there."""
    if width_mm(text, size, bold=weight == "bold") <= right - left - 0.3:
        axes.text((left + right) / 2, y, text, size=size, weight=weight, color=INK, ha="center", va="center")


def _years(axis: Axis) -> Iterator[tuple[date, date]]:
    for year in range(axis.start.year, axis.end.year + 1):
        yield max(axis.start, date(year, 1, 1)), min(axis.end, date(year, 12, 31))


def _months(axis: Axis) -> Iterator[tuple[date, date]]:
    first = axis.start
    while first <= axis.end:
        last = min(axis.end, last_day_of(first.year, first.month))
        yield first, last
        first = last + timedelta(days=1)


def _quarters(axis: Axis) -> Iterator[tuple[date, date]]:
    first = axis.start
    while first <= axis.end:
        last = min(axis.end, last_day_of(first.year, (first.month + 2) // 3 * 3))
        yield first, last
        first = last + timedelta(days=1)


def _month(number: int) -> str:
    return (
        _("янв"), _("фев"), _("мар"), _("апр"), _("май"), _("июн"),
        _("июл"), _("авг"), _("сен"), _("окт"), _("ноя"), _("дек"),
    )[number - 1]  # fmt: skip


def _quarter(month: int) -> str:
    return _("{number} кв.").format(number=("I", "II", "III", "IV")[(month - 1) // 3])
