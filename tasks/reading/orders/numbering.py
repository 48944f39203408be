"""The numbers that Word prints before paragraphs and does not store: «1.», «2.3.», «а)», «–».

Counters go on from paragraph to paragraph as Word's do; paragraphs must be asked in document order.
"""

from dataclasses import dataclass, field
from typing import Any

from docx.oxml.ns import qn

_RUSSIAN = "абвгдежзиклмнопрстуфхцчшщэюя"
_LATIN = "abcdefghijklmnopqrstuvwxyz"
_ROMAN = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_BULLET = "–"


@dataclass(frozen=True)
class _Level:
    """A level of a list: how its number looks («%1.%2.») and where it starts."""

    style: str
    text: str
    start: int


@dataclass(frozen=True)
class _List:
    """A list that paragraphs name: the abstract one it counts with, its levels, and the levels it starts anew."""

    abstract: str
    levels: dict[int, _Level]
    restarts: dict[int, int]


@dataclass
class Numbering:
    """A document's lists and how far each has been counted."""

    lists: dict[str, _List] = field(default_factory=dict)
    styles: dict[str, tuple[str, int]] = field(default_factory=dict)
    counted: dict[tuple[str, int], int] = field(default_factory=dict)
    begun: set[str] = field(default_factory=set)

    def label(self, paragraph: Any) -> str:
        """What Word prints before the paragraph; empty when it is in no list."""
        number, level = self._place_of(paragraph)
        chosen = self.lists.get(number)
        if chosen is None or level not in chosen.levels:
            return ""
        self._begin(number, chosen)
        self._count(chosen, level)
        return self._shown(chosen, level)

    def _place_of(self, paragraph: Any) -> tuple[str, int]:
        """The list and level of a paragraph: its own, else its style's."""
        properties = paragraph.find(qn("w:pPr"))
        if properties is None:
            return "", 0
        style = _value(properties.find(qn("w:pStyle")))
        number, level = _list_place(properties)
        styled = self.styles.get(style, ("", 0))
        return (number or styled[0], level if number or level else styled[1])

    def _begin(self, number: str, chosen: _List) -> None:
        if number not in self.begun:
            self.begun.add(number)
            for level, start in chosen.restarts.items():
                self.counted[chosen.abstract, level] = start - 1

    def _count(self, chosen: _List, level: int) -> None:
        key = (chosen.abstract, level)
        self.counted[key] = self.counted.get(key, chosen.levels[level].start - 1) + 1
        for deeper in [place for place in self.counted if place[0] == chosen.abstract and place[1] > level]:
            del self.counted[deeper]

    def _shown(self, chosen: _List, level: int) -> str:
        shown = chosen.levels[level].text
        if chosen.levels[level].style == "bullet":
            return _BULLET
        for place, each in chosen.levels.items():
            number = self.counted.get((chosen.abstract, place), each.start)
            shown = shown.replace(f"%{place + 1}", _written(number, each.style))
        return shown


def numbering_of(numbering: Any | None, styles: Any | None) -> Numbering:
    """The lists that word/numbering.xml defines, and the styles that put paragraphs into them."""
    if numbering is None:
        return Numbering()
    abstracts = {item.get(qn("w:abstractNumId")): _levels(item) for item in numbering.findall(qn("w:abstractNum"))}
    lists = {}
    for item in numbering.findall(qn("w:num")):
        abstract = _value(item.find(qn("w:abstractNumId")))
        restarts = {
            int(change.get(qn("w:ilvl"), "0")): int(_value(start))
            for change in item.findall(qn("w:lvlOverride"))
            if (start := change.find(qn("w:startOverride"))) is not None
        }
        lists[item.get(qn("w:numId"))] = _List(abstract, abstracts.get(abstract, {}), restarts)
    return Numbering(lists, _styled(styles) if styles is not None else {})


def _levels(abstract: Any) -> dict[int, _Level]:
    return {
        int(level.get(qn("w:ilvl"), "0")): _Level(
            style=_value(level.find(qn("w:numFmt"))) or "decimal",
            text=_value(level.find(qn("w:lvlText"))),
            start=int(_value(level.find(qn("w:start"))) or 1),
        )
        for level in abstract.findall(qn("w:lvl"))
    }


def _styled(styles: Any) -> dict[str, tuple[str, int]]:
    found = {}
    for style in styles.findall(qn("w:style")):
        properties = style.find(qn("w:pPr"))
        if properties is not None and (place := _list_place(properties))[0]:
            found[style.get(qn("w:styleId"))] = place
    return found


def _list_place(properties: Any) -> tuple[str, int]:
    place = properties.find(qn("w:numPr"))
    if place is None:
        return "", 0
    return _value(place.find(qn("w:numId"))), int(_value(place.find(qn("w:ilvl"))) or 0)


def _value(element: Any | None) -> str:
    return "" if element is None else element.get(qn("w:val"), "")


def _written(number: int, style: str) -> str:
    """A number in a list's own digits or letters."""
    if style in ("lowerRoman", "upperRoman"):
        return _roman(number) if style == "lowerRoman" else _roman(number).upper()
    alphabet = {"russian": _RUSSIAN, "lowerL": _LATIN, "upperL": _LATIN}.get(
        style[:7] if "russian" in style else style[:6]
    )
    if alphabet is None:
        return "" if style == "none" else str(number)
    letter = alphabet[(number - 1) % len(alphabet)]
    return letter.upper() if "pper" in style else letter


def _roman(number: int) -> str:
    written = ""
    for value, digits in _ROMAN:
        written += digits * (number // value)
        number %= value
    return written
