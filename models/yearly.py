"""What holds from a year on until a later one takes its place: questionnaires, catalogues of measures."""

from collections.abc import Iterable
from typing import Protocol, TypeVar


class Yearly(Protocol):
    """Something that holds from its year on."""

    @property
    def year(self) -> int:
        """The first year in which it holds."""


Kept = TypeVar("Kept", bound=Yearly)


def of_year(known: Iterable[Kept], year: int) -> Kept | None:
    """The one in use in that year: the latest up to it, of one year the first named; None when there is none yet."""
    return max((one for one in known if one.year <= year), key=lambda one: one.year, default=None)
