"""The pieces of a cleaned line, Latin letters made Russian, words that a column's edge broke put together again."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from models.roadmap.schedule.vocabulary import known_words
from models.roadmap.schedule.wording.cleaning import cleaned, without_times

_LATIN_TWINS = str.maketrans("aceopxykmtbhACEOPXYKMTBH", "асеорхукмтвнАСЕОРХУКМТВН")
ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5, "vi": 6, "ix": 9, "x": 10}
_MOST_FRAGMENTS = 5
_PIECE = re.compile(
    r"""(?P<DATE>\d{1,2}\.\d{1,2}\.(?:\d{4}|\d{2})(?!\d))
    |(?P<ISO_DATE>\d{4}-\d{2}-\d{2}(?!\d))
    |(?P<SCHOOL_SPAN>20\d\d\s*/\s*(?:20)?\d\d(?!\d))
    |(?P<MONTH_OF_YEAR>\d{1,2}\.(?:19|20)\d\d(?!\d))
    |(?P<DAY_OF_MONTH>\d{1,2}\.\d{1,2}(?:\.(?!\d)|(?![\d.])))
    |(?P<YEAR>(?:19|20)\d\d(?!\d)(?:\s*-\s*(?:го|й|м|х)(?![а-яё]))?)
    |(?P<NUM>\d{1,3}(?!\d)(?:\s*-?\s*(?:ого|ому|го|му|ый|ой|ая|ую|ое|ых|й|я|е|ю|х)(?![а-яё]))?)
    |(?P<WORD>[^\W\d_]+)
    |(?P<DASH>-)|(?P<COMMA>[,;:()‖]+)|(?P<STOP>\.)|(?P<OTHER>\S)""",
    re.VERBOSE | re.IGNORECASE,
)


class Piece(NamedTuple):
    """A word, number, date or sign of the line; kind is its group in _PIECE."""

    kind: str
    text: str
    is_spaced: bool
    "Whether a space stands before it."


def pieces(text: str) -> list[Piece]:
    """The pieces of a schedule's text as a document has it, broken words still broken."""
    line = without_times(cleaned(text))
    return [
        Piece(str(found.lastgroup), _in_cyrillic(found.group()), line[: found.start()].endswith(" "))
        for found in _PIECE.finditer(line)
    ]


def _in_cyrillic(text: str) -> str:
    """Latin twins of Russian letters, «c» and «o», become Russian; roman numerals stay."""
    return text if text.lower() in ROMAN else text.translate(_LATIN_TWINS)


def mended(pieces: list[Piece]) -> Iterator[Piece]:
    """Put broken words together again: «понедельн ик», «образова- тельных», «сен-тябрь»."""
    position = 0
    while position < len(pieces):
        length = _broken_length(pieces, position)
        letters = "".join(piece.text for piece in pieces[position : position + length] if piece.kind == "WORD")
        yield pieces[position]._replace(text=letters or pieces[position].text)
        position += length


def _broken_length(pieces: list[Piece], position: int) -> int:
    """How many pieces from here are one broken word; 1 when this one is whole."""
    if pieces[position].kind != "WORD":
        return 1
    for length in range(min(2 * _MOST_FRAGMENTS, len(pieces) - position), 1, -1):
        fragments = pieces[position : position + length]
        if fragments[-1].kind == "WORD" and all(piece.kind in ("WORD", "DASH") for piece in fragments):
            parts = [folded(piece.text) for piece in fragments if piece.kind == "WORD"]
            if "".join(parts) in known_words() and not all(part in known_words() for part in parts):
                return length
    return 3 if _is_hyphenated(pieces[position : position + 3]) else 1


def _is_hyphenated(pieces: list[Piece]) -> bool:
    """An unknown word cut by a hyphen at a line's end: «функцио- нальной»."""
    if [piece.kind for piece in pieces] != ["WORD", "DASH", "WORD"]:
        return False
    first, dash, rest = pieces
    return not dash.is_spaced and rest.is_spaced and rest.text.islower() and folded(first.text) not in known_words()


def folded(text: str) -> str:
    """The word as the vocabulary writes it."""
    return text.lower().replace("ё", "е")
