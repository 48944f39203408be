"""A cell as people read it: without markup, words put together again where a column's edge broke them.

Only what is certain is mended: a fragment that is no word, or a word that the order itself writes whole elsewhere.
Likely typing slips are for people; the linter names them.
"""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import pairwise

from models.order.words import is_listed, plain
from models.roadmap.schedule.vocabulary import known_words

_BROKEN = re.compile(r"([А-Яа-яЁё]{2,}) ([а-яё]+)\b(?!\s?\)|(?<=\s[а-яё])\.)")
_HYPHENATED = re.compile(r"\b([А-Яа-яЁё]{2,})- ([А-Яа-яЁё]+)\b")
_LOST_LETTER = re.compile(r"\b([а-яё]{4,}о) о ([а-яё]{3,})\b")
_PARAGRAPH_END = re.compile(r"\s*</p>\s*(?=<p>)")
_BULLET = re.compile(r"^[-–—−•●▪◦·*\uf0b7\uf02d]\s*(?=\S)")

# Words of one letter: «руководителям и», «графику о».
_SHORT_WORDS = frozenset("авикосуя")
# Ends of words that are no words themselves: what a narrow column leaves on its next line.
_NEVER_WORDS = frozenset(
    re.findall(
        r"\w+",
        """
е з й л м н п р т ф х ц ч ш щ ъ ы ь э ю ий ый ая яя ое ые ых ие ии ия ию иям иях ью ть ся ов ев ах ях ам ом
ого ыми ому ный ная ное ные ных ным ной ную ного ному ными ции ций ция цию цией ния ний ние нию нием ниям
ниями ость ости остью ства ство ству ством ческий ческая ческое ческие ческих ческого ческой ческому ческими
тся ться ющих ющие ющий ющего ющихся емых ированных ование ования ованию тельной тельных тельные тельного
тельный
""",
    )
)


@dataclass(frozen=True)
class Lexicon:
    """The words that an order itself writes, and the pairs they stand in."""

    words: Counter[str] = field(default_factory=Counter)
    pairs: Counter[tuple[str, str]] = field(default_factory=Counter)

    def knows(self, word: str) -> bool:
        """Whether the order, or the language of schedules, has the word."""
        folded = word.lower().replace("ё", "е")
        return folded in self.words or folded in known_words()


def lexicon_of(texts: Iterable[str]) -> Lexicon:
    """Every word of an order's texts."""
    words: Counter[str] = Counter()
    pairs: Counter[tuple[str, str]] = Counter()
    for text in texts:
        said = re.findall(r"[а-я]+", plain(text).lower().replace("ё", "е"))
        words.update(said)
        pairs.update(pairwise(said))
    return Lexicon(words, pairs)


def mended(cell: str, name: str, lexicon: Lexicon) -> str:
    """The cell as people read it; the same as printed, spaces apart, when there is nothing to mend."""
    text = _PARAGRAPH_END.sub("; ", cell) if name == "schedule" else cell
    text = plain(text)
    if name == "title" and is_listed(text):
        text = _BULLET.sub("", text)
    text = _LOST_LETTER.sub(lambda found: _with_lost_letter(found, lexicon), text)
    text = _HYPHENATED.sub(lambda found: _unhyphenated(found, lexicon), text)
    return _joined_words(text, lexicon)


def _with_lost_letter(found: re.Match[str], lexicon: Lexicon) -> str:
    """«профессионально о роста», where the order elsewhere says «профессионального роста»."""
    whole = found[1] + "го"
    return f"{whole} {found[2]}" if (whole, found[2]) in lexicon.pairs else found[0]


def _unhyphenated(found: re.Match[str], lexicon: Lexicon) -> str:
    """«образова- тельных» is one word; «Октябрь- ноябрь» are two."""
    first, rest = found[1], found[2]
    if lexicon.knows(first + rest):
        return first + rest
    are_words = _is_word(first, first, rest, lexicon) and _is_word(rest, first, rest, lexicon)
    return f"{first}-{rest}" if are_words else found[0]


def _is_word(part: str, first: str, rest: str, lexicon: Lexicon) -> bool:
    """Whether a part of a pair is a word elsewhere too, and not only in this pair, which may be one broken word."""
    part, first, rest = (text.lower().replace("ё", "е") for text in (part, first, rest))
    return part in known_words() or lexicon.words[part] > lexicon.pairs[first, rest]


def _joined_words(text: str, lexicon: Lexicon) -> str:
    """Put broken words together, from left to right, until nothing is broken."""
    start = 0
    while found := _BROKEN.search(text, start):
        if _is_one_word(found[1], found[2], lexicon):
            text = text[: found.end(1)] + text[found.start(2) :]
            start = found.start()
        else:
            start = found.start(2)
    return text


def _is_one_word(first: str, rest: str, lexicon: Lexicon) -> bool:
    if rest in _NEVER_WORDS:
        return True
    whole = first + rest
    if rest in _SHORT_WORDS:
        return whole.lower() in known_words() and first.lower() not in known_words()
    if len(whole) < 5 or not lexicon.knows(whole):
        return False
    return not _is_word(first, first, rest, lexicon) or not _is_word(rest, first, rest, lexicon)
