"""Counted nouns and shortened lists in Russian, as notices need them."""

from collections.abc import Sequence

from models.language import _

NAMED = 3


def counted(number: int, one: str, few: str, many: str) -> str:
    """The number with the noun's right form: 1 школа, 2 школы, 5 школ, 11 школ, 21 школа."""
    tens, units = divmod(abs(number) % 100, 10)
    if tens == 1 or units == 0 or units >= 5:
        return f"{number} {many}"
    return f"{number} {one if units == 1 else few}"


def schools(number: int) -> str:
    """«5 школ»."""
    return counted(number, _("школа"), _("школы"), _("школ"))


def days(number: int) -> str:
    """«3 дня»."""
    return counted(number, _("день"), _("дня"), _("дней"))


def findings(number: int) -> str:
    """«2 замечания»."""
    return counted(number, _("замечание"), _("замечания"), _("замечаний"))


def pairs(number: int) -> str:
    """«2 пары»."""
    return counted(number, _("пара"), _("пары"), _("пар"))


def weeks(number: int) -> str:
    """«6 недель»."""
    return counted(number, _("неделю"), _("недели"), _("недель"))


def few_of(names: Sequence[str]) -> str:
    """The first few names «и ещё N»; never «и ещё 1», which takes as much room as the name."""
    shown = NAMED if len(names) > NAMED + 1 else len(names)
    listed = ", ".join(names[:shown])
    rest = len(names) - shown
    return _("{names} и ещё {rest}").format(names=listed, rest=rest) if rest else listed


def shortened(text: str, length: int) -> str:
    """The text on one line and no longer than `length` characters."""
    line = " ".join(text.split())
    return line if len(line) <= length else line[: length - 1].rstrip() + "…"
