"""What a node of the grammar's tree holds: values of words by their terminals, years, spells. No meaning of phrases."""

from typing import Any

from lark import Token

from models.language import _
from models.roadmap.schedule.phrases import NO_YEARS, Puzzling, Spell, Years

Children = list[Any]


class Said(Token):
    """A word of the schedule in the grammar's tree; `shown` is how the document has it."""

    shown: str


def values(children: Children, *terminals: str) -> list[Any]:
    """What the words with these terminals say, in their order."""
    return [child.value for child in children if isinstance(child, Token) and child.type in terminals]


def has(children: Children, *terminals: str) -> bool:
    """Whether one of these words is there."""
    return bool(values(children, *terminals))


def number(children: Children) -> int:
    """The first number, counted or ordinal."""
    found: int = values(children, "NUM", "ORDINAL")[0]
    return found


def years(children: Children) -> Years:
    """The years that the node names."""
    return next((child for child in children if isinstance(child, Years)), NO_YEARS)


def spells(children: Children) -> list[Spell]:
    """The spells inside the node."""
    return [child for child in children if isinstance(child, Spell)]


def text(children: Children) -> str:
    """The words as the document has them."""
    return " ".join(child.shown for child in children)


def day_number(children: Children) -> int:
    """The number of a day in a month; Puzzling when there is no such day."""
    found: int = values(children, "NUM")[0]
    if not 1 <= found <= 31:
        raise Puzzling(_("числа {number} в месяце не бывает").format(number=found))
    return found
