"""Where a finding stands, as people say it: «строки 64, 66, столбец «Сроки»». What is wrong there is findings.py's."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from models.language import _

_LINE = re.compile(r"(?P<before>.*, )?строка (?P<line>\d+)(?:, (?P<after>.+))?")


@dataclass(frozen=True)
class Place:
    """One place or several.

    where:  as the reader of the file says it («строка 64», «лист «План», строка 12», «x.yaml, строка 7, T01.result»)
    column: the header's own words, empty outside a table
    at:     the position in the document, for putting findings in its order
    """

    where: tuple[str, ...]
    column: str = ""
    at: int = 0

    def __str__(self) -> str:
        said = _joined(self.where)
        if not said:
            return _("весь документ")
        return _("{where}, столбец «{column}»").format(where=said, column=self.column) if self.column else said

    def in_column(self, column: str) -> "Place":
        """The same rows, in that column."""
        return Place(self.where, column, self.at)


WHOLE = Place(())


def together(places: Iterable[Place]) -> Place:
    """Several places as one; the column stays where it is the same in all."""
    found = list(places)
    where = dict.fromkeys(one for place in found for one in place.where)
    columns = {place.column for place in found}
    column = columns.pop() if len(columns) == 1 else ""
    return Place(tuple(where), column, min((place.at for place in found), default=0))


def _joined(where: tuple[str, ...]) -> str:
    """«строки 64, 66»; «лист «План», строки 3, 7»; «x.yaml, строки 12 (T01.result), 40 (T03.result)»."""
    found = [_LINE.fullmatch(one) for one in where]
    before = {match["before"] for match in found if match}
    if len(where) < 2 or not all(found) or len(before) != 1:
        return "; ".join(where)
    lines = sorted({(int(match["line"]), match["after"] or "") for match in found if match})
    listed = ", ".join(f"{line} ({after})" if after else str(line) for line, after in lines)
    return (before.pop() or "") + _("строки {lines}").format(lines=listed)


def line_of(where: str) -> int:
    """The line that a place names, 0 where it names none."""
    found = _LINE.fullmatch(where)
    return int(found["line"]) if found else 0
