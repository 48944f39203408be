"""How much a risk factor matters where support answers it. Imports nothing heavy: rows and commands speak it too.

The survey speaks of significance (models/survey/significance.py); `level_of` is the one place where it becomes a level.
"""

from enum import StrEnum

from models.language import _
from models.survey.significance import Significance


class Level(StrEnum):
    """A factor's significance that a plan answers; of low significance or unknown there is nothing to answer."""

    HIGH = "high"
    MIDDLE = "middle"

    @property
    def label(self) -> str:
        """As people read it."""
        return {Level.HIGH: _("высокая"), Level.MIDDLE: _("средняя")}[self]

    def admits(self, level: "Level") -> bool:
        """Whether what is meant from this level on is fit at that one."""
        return self is Level.MIDDLE or level is Level.HIGH


def level_of(significance: Significance) -> Level | None:
    """What a plan answers of a factor of that significance; None: low or unknown, and there is nothing to answer."""
    return {Significance.HIGH: Level.HIGH, Significance.MIDDLE: Level.MIDDLE}.get(significance)
