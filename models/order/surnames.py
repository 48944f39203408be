"""Russian surnames in their cases: what looks like one, and which inflected forms are one person's.

Finding people in a text belongs in masking.py.
"""

import re
from typing import NamedTuple

# A surname by its ending, in any case. Others («Круль», «Качмар») are known only by the initials beside them.
_LOOKS = re.compile(
    r"(?:[А-ЯЁ][а-яё]+-)?[А-ЯЁ][а-яё]*(?:"
    r"ов|ев|ёв|ин|ын|ова|ева|ёва|ина|ына|ову|еву|ёву|ину|ыну|овой|евой|ёвой|иной|ыной|овым|евым|ёвым|иным|ыным|"
    r"ове|еве|ине|ский|цкий|ская|цкая|ского|цкого|скому|цкому|скую|цкую|ской|цкой|ским|цким|ском|цком|"
    r"енко|ук|юк|чук|ых|их|ян|дзе|швили|ко"
    r")"
)
_ENDINGS = re.compile(r"(?:ого|ому|ыми|ой|ою|ей|ею|ую|юю|ая|яя|ий|ый|им|ым|ом|ем|ём|а|у|е|ы|и|ю|я|ь|й)$")
_INDECLINABLE = re.compile(r"(?:ко|ых|их|дзе|швили|аго|яго)$")
_ONLY_MASCULINE = re.compile(r"(?:(?:[оеё]в|[иы]н)(?:ым|е)?|[сц]к(?:ий|ого|ому|им|ом))$")
_ONLY_FEMININE = re.compile(r"(?:(?:[оеё]в|[иы]н)ой|[сц]к(?:ая|ой|ую))$")


class Person(NamedTuple):
    """One person of an order as far as it can be told: the surname without its ending, initials, gender if certain.

    gender: «м», «ж» or empty
    """

    stem: str
    initials: str
    gender: str = ""


def looks_like_surname(word: str) -> bool:
    """Whether a capitalised word ends as surnames do."""
    return _LOOKS.fullmatch(word) is not None


def stem_of(surname: str) -> str:
    """The surname without its case: «Гречкину» and «Гречкиной» are «гречкин»."""
    folded = surname.lower().replace("ё", "е")
    if _INDECLINABLE.search(folded):
        return folded
    stem = _ENDINGS.sub("", folded)
    return stem if len(stem) >= 3 else folded


def gender_of(surname: str) -> str:
    """«м» or «ж» where the form leaves no choice; «Иванова» may be either's."""
    folded = surname.lower()
    if _ONLY_MASCULINE.search(folded):
        return "м"
    return "ж" if _ONLY_FEMININE.search(folded) else ""


def person_of(surname: str, initials: str) -> Person:
    """The person that a printed surname and initials name."""
    return Person(stem_of(surname), re.sub(r"[^А-ЯЁ]", "", initials), gender_of(surname))
