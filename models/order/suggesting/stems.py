"""Russian words cut down to what they share: «планов», «планами» and «план» are «план». Rough, and enough to compare.

Which words mean what belongs to the modules that ask.
"""

import re
from functools import cache

from models.roadmap.printing import without_markup

_FRACTION = re.compile(r"\$?\\frac\{(\d+)\}\{(\d+)\}\$?")
_WORD = re.compile(r"[а-яёa-z]+(?:-[а-яёa-z]+)*", re.IGNORECASE)
_ENDING = re.compile(
    r"(?:иями|ями|ами|ией|иям|иях|ием|ого|его|ому|ему|ыми|ими|ов|ев|ей|ий|ый|ой|ая|яя|ое|ее|ые|ие|ую|юю|ых|их|ым|им|"
    r"ом|ем|ам|ям|ах|ях|ия|ии|ию|ью|а|я|о|е|и|ы|у|ю|ь|й)$"
)
_SHORTEST = 4


@cache
def plain(cell: str) -> str:
    """A cell in one line as people read it: no markup, fractions as «3/4»."""
    return " ".join(_FRACTION.sub(r"\1/\2", without_markup(cell)).replace("‖", " ").split())


@cache
def folded(text: str) -> str:
    """Plain, lower case, «е» for «ё»: what patterns of words are searched in."""
    return plain(text).lower().replace("ё", "е")


@cache
def stem(word: str) -> str:
    """A word without its ending, at least four letters long; short words stay whole."""
    shorter = _ENDING.sub("", word)
    shorter = shorter if len(shorter) >= _SHORTEST else word[:_SHORTEST]
    return re.sub(r"(?:нн|н)$", "н", shorter) if len(shorter) > _SHORTEST else shorter


@cache
def stems(text: str) -> tuple[str, ...]:
    """The stems of a text's words, in their order; particles and prepositions are left out."""
    return tuple(stem(word) for word in _WORD.findall(folded(text)) if len(word) > 3 or word in _SHORT_TERMS)


def own_text(title: str, parent: str) -> str:
    """A sub-item's own words: without the position's heading that shares its cell («Наставничество: семинар»)."""
    heading, colon, own = title.partition(":")
    return own.strip() if parent and colon and own.strip() and len(heading) > len("Этап 1") else title


_SHORT_TERMS = frozenset({"впр", "огэ", "егэ", "гиа", "сми", "иом", "рмо", "умо", "овз"})
