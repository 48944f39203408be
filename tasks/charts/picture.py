"""Picture: a finished chart on its way into a letter, a workbook or the Prefect UI."""

from base64 import b64encode
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from matplotlib.figure import Figure

# Dots an inch on paper.
PNG_DPI = 200
# Dots an inch, from paper down to a small screen: the first that fits is taken.
DENSITIES = (150, 120, 96, 72)


@dataclass(frozen=True)
class Picture:
    """A chart with its title. is_regional: it tells of all schools together and of none by itself; dpi: on paper."""

    title: str
    figure: "Figure"
    is_regional: bool = False
    dpi: int = PNG_DPI

    @property
    def width_mm(self) -> float:
        """How wide it was drawn."""
        return float(self.figure.get_size_inches()[0]) * 25.4

    @property
    def height_mm(self) -> float:
        """How high it was drawn."""
        return float(self.figure.get_size_inches()[1]) * 25.4

    @cached_property
    def png(self) -> bytes:
        """The picture for paper, drawn once for the letter and the workbook."""
        return self._written(self.dpi)

    def address(self, most_bytes: int) -> str:
        """The picture as an address that holds it («data:…»), of at most so many bytes; empty if it cannot be."""
        for dpi in DENSITIES:
            said = "data:image/png;base64," + b64encode(self._written(dpi)).decode()
            if len(said) <= most_bytes:
                return said
        return ""

    def _written(self, dpi: int) -> bytes:
        from tasks.charts.sheet import written  # every flow run loads this module; few draw, and only they wait for it

        return written(self.figure, "png", dpi)
