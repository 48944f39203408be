"""How much a risk factor matters in a school, and how people name it. Imports nothing heavy: verdicts speak it."""

from enum import StrEnum

from models.language import _


class Significance(StrEnum):
    """How much a factor matters in a school."""

    HIGH = "high"
    MIDDLE = "middle"
    LOW = "low"
    INSUFFICIENT_DATA = "insufficient_data"

    @property
    def label(self) -> str:
        """As people read it."""
        return {
            Significance.HIGH: _("высокая"),
            Significance.MIDDLE: _("средняя"),
            Significance.LOW: _("низкая"),
            Significance.INSUFFICIENT_DATA: _("данных недостаточно"),
        }[self]

    @classmethod
    def named(cls, text: str) -> "Significance | None":
        """The significance that a person means: «высокая», «high»; None when it is none."""
        said = text.strip().lower()
        return next((one for one in cls if said in (one.value, one.label) and one is not cls.INSUFFICIENT_DATA), None)
