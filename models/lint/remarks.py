"""How rules speak: one remark for many places, texts shortened for people. What is wrong belongs to each rule."""

from collections.abc import Iterable

from models.language import _
from models.lint.findings import Remark
from models.lint.places import Place, together
from models.lint.subject import Item

SHOWN = 120
MOST_TEXTS = 6


def by_text(found: Iterable[tuple[str, Place]]) -> list[tuple[str, Place]]:
    """Each distinct text once, letter case aside, with all its places."""
    places: dict[str, list[Place]] = {}
    first: dict[str, str] = {}
    for text, place in found:
        key = text.casefold()
        first.setdefault(key, text)
        places.setdefault(key, []).append(place)
    return [(first[key], together(listed)) for key, listed in places.items()]


def once(found: Iterable[tuple[str, Place]], what: str, remedy: str) -> list[Remark]:
    """One remark for everything found, or none: what repeats over an order is said once, with the list."""
    listed = by_text(found)
    if not listed:
        return []
    texts = [shortened(text, SHOWN // 2 if len(listed) > 1 else SHOWN) for text, _place in listed]
    more = [_("и ещё {count}").format(count=len(texts) - MOST_TEXTS)] if len(texts) > MOST_TEXTS else []
    text = "; ".join([*texts[:MOST_TEXTS], *more])
    return [Remark(together(place for _text, place in listed), text, what, remedy)]


def shortened(text: str, limit: int = SHOWN) -> str:
    """The text's beginning, cut at a word."""
    if len(text) <= limit:
        return text
    return text[:limit].rsplit(" ", 1)[0].rstrip(" ,;:") + "…"


def called(item: Item) -> str:
    """A measure as a sentence names it: «п. 10 «Формирование перечня…»»."""
    name = _("«{title}»").format(title=shortened(item.said("title"), 60))
    return f"{item.label} {name}" if item.label else name


def sentence(reason: str) -> str:
    """A reason as a sentence: with its full stop."""
    return reason if reason.endswith((".", "?", "!")) else f"{reason}."
