"""A piece of a schedule gets the name that schedule.lark knows it by, and its value."""

import re
from typing import Any, NamedTuple

from models.roadmap.schedule.vocabulary import meanings
from models.roadmap.schedule.wording.mending import ROMAN, Piece, folded


class Word(NamedTuple):
    """One word of a schedule.

    terminal: its name in schedule.lark
    value:    what it says there: a number, a year, a weekday; numbers of a date stay a tuple
    shown:    as the document has it
    """

    terminal: str
    value: Any
    shown: str


def as_word(piece: Piece) -> Word:
    """The piece by its name and value; a word that the vocabulary does not know is a WORD."""
    if piece.kind == "WORD":
        return _named_word(piece.text)
    numbers = tuple(int(number) for number in re.findall(r"\d+", piece.text))
    if piece.kind in ("NUM", "YEAR"):
        return Word(piece.kind, numbers[0], piece.text)
    if piece.kind == "ISO_DATE":
        return Word("DATE", numbers[::-1], piece.text)
    if piece.kind in ("DATE", "SCHOOL_SPAN"):
        return Word(piece.kind, (*numbers[:-1], _full_year(numbers[-1])), piece.text)
    return Word(piece.kind, numbers or piece.text, piece.text)


def _full_year(year: int) -> int:
    return year + 2000 if year < 100 else year


def _named_word(text: str) -> Word:
    said = folded(text)
    if said in ROMAN:
        return Word("NUM", ROMAN[said], text)
    if said in meanings():
        terminal, value = meanings()[said]
        return Word(terminal, value if value != "" else text, text)
    return Word("WORD", text, text)
