"""A schedule's text as it comes out of a document, and the words it was: cleaned, mended and named for the grammar.

Case, dashes, HTML remnants, footnote marks and words broken by a column's edge end here; schedule.lark reads on.
"""

import html
import re
from collections.abc import Iterator
from functools import cache
from typing import Any, NamedTuple

from models.roadmap.schedule.vocabulary import IDIOMS, IDLE, known_words, meanings

_SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_LATIN_TWINS = str.maketrans("aceopxykmtbhACEOPXYKMTBH", "асеорхукмтвнАСЕОРХУКМТВН")
_CLEANING = (
    (r"<sup>.*?</sup>", ""),  # a footnote's mark
    (r"<[^<>]{0,200}>", " "),
    (r"[\u00ad\u200b-\u200d\ufeff]", ""),  # soft hyphens and spaces of no width
    (rf"[{_SUPERSCRIPTS}*†‡]+|\[\d{{1,2}}\]", ""),  # footnote marks
    (r"[‐‑‒–—―−]", "-"),
    (r"[«»\"“”„'`_|]", " "),
    (r"\\[a-z]+|[${}^~\\]", " "),  # what is left of LaTeX
    (r"^\W*сроки?\s+(?:исполнения|выполнения|реализации|проведения)\b\s*:?", " "),
    (r"\b(?:т|с)\.\s?г\b\.?", " текущего года "),  # «сентябрь-декабрь т.г.»
    (r"(\d)\s*\.\s*(?=\d)", r"\1."),  # «01.04. 2023»
    (r"\b(19|20) (\d\d)(?=\s*г)", r"\1\2"),  # «20 24 г.»
    (r"\b((?:19|20)\d) (\d)\b", r"\1\2"),  # «202 4»
)
# After a date or a weekday a time of day says nothing of the day: «14:00», «в 14.00», «в 14 ч. 30 мин.».
_HOUR = r"(?:[01]?\d|2[0-3])"
_HOURS = r"\s*(?:час(?:а|ов)?|ч)\b\.?"
_TIME = (
    rf"(?:{_HOUR}(?::[0-5]\d|[.-]00)(?![\d.:]\d|\d)(?:{_HOURS})?|{_HOUR}[.:-][0-5]\d{_HOURS}"
    rf"|(?<=\bв ){_HOUR}{_HOURS}(?:\s*[0-5]?\d\s*мин\w*\.?)?)"
)
_APART = r"(?<![\d.:/-])"
_TIMES = (
    rf"(?:\bс\s+)?{_APART}{_TIME}\s*(?:-|до|по)\s*{_TIME}",
    rf"(?<=\S)[\s,;]+(?:начало\s+)?(?:в|с|к|до)\s+{_TIME}\W*$",
    rf"(?<=\d\d\d\d)(?:\s*г(?:ода|\.)?)?[\s,;]+(?:в\s+)?{_HOUR}\.(?:1[3-9]|[2-5]\d)(?![.\d])(?:{_HOURS})?",
    rf"(?:\bс\s+)?{_APART}{_TIME}",
)
_DATED = re.compile(
    r"\d{1,2}\.(?:0?[1-9]|1[0-2])(?:\.(?:\d{4}|\d\d))?(?!\d)"
    r"|\b(?:январ|феврал|март|апрел|ма[йяе]|июн|июл|август|сентябр|октябр|ноябр|декабр)[а-я]*"
    r"|\b(?:понедельник|вторник|сред|четверг|пятниц|суббот|воскресен)[а-я]*",
    re.IGNORECASE,
)
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5, "vi": 6, "ix": 9, "x": 10}
_MOST_FRAGMENTS = 5
_MAY_BE_FREE = frozenset({"IN", "BY", "FROM", "ON", "FOR", "AND", "ANCHOR"})
_OF_EVENTS = frozenset(
    ["REQUEST", "SCHEDULE", "PERIOD", "TERM", "HOLIDAYS", "SEASONAL", "PART", "CURRENT", "DATE_WORD", "SEPARATE"]
)
_LEFT = frozenset({"MONTH", "NUM", "YEAR", "YEARS", "DATE", "DAY_OF_MONTH", "MONTH_OF_YEAR", "PART"})
_RIGHT = frozenset({"MONTH", "NUM", "ORDINAL", "DATE", "DAY_OF_MONTH", "MONTH_OF_YEAR", "ANCHOR", "MIDDLE"})
_OF_ONE_KIND = ({"WEEKDAY"}, {"SEASON"}, {"SCHOOL_SPAN", "YEAR_SPAN"})
_DAYS = frozenset({"MONTH", "DATE", "DAY_OF_MONTH", "MONTH_OF_YEAR", "YEAR"})
_ENDING = frozenset({"окончания", "завершения"})
_HAS_END = frozenset({"SCHOOL", "YEARS", "PART", "YEAR", "CURRENT", "SCHOOL_SPAN", "YEAR_SPAN"})
_NUMBERS = frozenset({"NUM", "ORDINAL"})
_COUNTED = frozenset({"PART", "DECADE"})
_WITH_YEAR = frozenset({"YEAR", "YEAR_SPAN", "SCHOOL_SPAN", "DATE", "MONTH_OF_YEAR"})
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


class Word(NamedTuple):
    """One word of a schedule.

    terminal: its name in schedule.lark
    value:    what it says there: a number, a year, a weekday; numbers of a date stay a tuple
    shown:    as the document has it
    """

    terminal: str
    value: Any
    shown: str


class _Piece(NamedTuple):
    kind: str
    text: str
    is_spaced: bool
    "Whether a space stands before it."


def words(text: str) -> tuple[Word, ...]:
    """The words of a schedule's text, mended and named; stops, commas and idle dashes say nothing and are left out."""
    named = [_named(piece) for piece in _mended(_pieces(text)) if piece.kind not in ("STOP", "COMMA")]
    if not any(word.terminal != "DASH" for word in named):
        return ()
    timed = _with_year_words(_with_year_spans(_with_places(named)))
    spoken = _including_ends(_with_idioms(_with_events(_with_free_words(_with_every_event(timed)))))
    telling = [word for word in spoken if word.terminal not in IDLE]
    return tuple(_without_idle_dashes(_with_counted_parts(telling or spoken)))


def cleaned(text: str) -> str:
    """The text in one line, without markup and footnote marks."""
    for pattern, replacement in _CLEANING:
        text = re.sub(pattern, replacement, html.unescape(text), flags=re.IGNORECASE | re.DOTALL)
    return " ".join(text.split())


def _pieces(text: str) -> list[_Piece]:
    line = _without_times(cleaned(text))
    return [
        _Piece(str(found.lastgroup), _in_cyrillic(found.group()), line[: found.start()].endswith(" "))
        for found in _PIECE.finditer(line)
    ]


def _without_times(line: str) -> str:
    """The line without times of day after its first date."""
    dated = _DATED.search(line)
    if dated is None:
        return line

    day_ends = dated.end()
    for pattern in _TIMES:
        line = re.sub(pattern, lambda found: found[0] if found.start() < day_ends else " ", line, flags=re.IGNORECASE)
    return line


def _in_cyrillic(text: str) -> str:
    """Latin twins of Russian letters, «c» and «o», become Russian; roman numerals stay."""
    return text if text.lower() in _ROMAN else text.translate(_LATIN_TWINS)


def _mended(pieces: list[_Piece]) -> Iterator[_Piece]:
    """Put broken words together again: «понедельн ик», «образова- тельных», «сен-тябрь»."""
    position = 0
    while position < len(pieces):
        length = _broken_length(pieces, position)
        letters = "".join(piece.text for piece in pieces[position : position + length] if piece.kind == "WORD")
        yield pieces[position]._replace(text=letters or pieces[position].text)
        position += length


def _broken_length(pieces: list[_Piece], position: int) -> int:
    """How many pieces from here are one broken word; 1 when this one is whole."""
    if pieces[position].kind != "WORD":
        return 1
    for length in range(min(2 * _MOST_FRAGMENTS, len(pieces) - position), 1, -1):
        fragments = pieces[position : position + length]
        if fragments[-1].kind == "WORD" and all(piece.kind in ("WORD", "DASH") for piece in fragments):
            parts = [_folded(piece.text) for piece in fragments if piece.kind == "WORD"]
            if "".join(parts) in known_words() and not all(part in known_words() for part in parts):
                return length
    return 3 if _is_hyphenated(pieces[position : position + 3]) else 1


def _is_hyphenated(pieces: list[_Piece]) -> bool:
    """An unknown word cut by a hyphen at a line's end: «функцио- нальной»."""
    if [piece.kind for piece in pieces] != ["WORD", "DASH", "WORD"]:
        return False
    first, dash, rest = pieces
    return not dash.is_spaced and rest.is_spaced and rest.text.islower() and _folded(first.text) not in known_words()


def _folded(text: str) -> str:
    return text.lower().replace("ё", "е")


def _named(piece: _Piece) -> Word:
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
    folded = _folded(text)
    if folded in _ROMAN:
        return Word("NUM", _ROMAN[folded], text)
    if folded in meanings():
        terminal, value = meanings()[folded]
        return Word(terminal, value if value != "" else text, text)
    return Word("WORD", text, text)


def _with_places(named: list[Word]) -> list[Word]:
    """«2-й четверг» counts as «второй» does; in «до 20 числа июня» the word «числа» says nothing."""
    told: list[Word] = []
    for before, word, after in zip([None, *named[:-1]], named, [*named[1:], None], strict=True):
        if word.terminal == "NUM" and after and after.terminal == "WEEKDAY" and re.search(r"[^\W\d]$", word.shown):
            told.append(word._replace(terminal="ORDINAL"))
        elif word.terminal == "DATE_WORD" and before and before.terminal == "NUM" and _is_genitive_month(after):
            continue
        else:
            told.append(word)
    return told


def _is_genitive_month(word: Word | None) -> bool:
    """«июня», «марта»; «до 5 числа, сентябрь-май» names its months apart."""
    return word is not None and word.terminal == "MONTH" and _folded(word.shown).endswith(("я", "а"))


def _with_year_spans(named: list[Word]) -> list[Word]:
    """«2021-2024», «2021 г. – 2024 г.» are one word, so that a dash between months stays a dash between months."""
    joined: list[Word] = []
    for word in named:
        length = _length_of_span(joined) if word.terminal == "YEAR" else 0
        if length:
            first = joined[-length]
            joined[-length:] = [
                Word("YEAR_SPAN", (int(str(first.value)), int(str(word.value))), f"{first.shown}-{word.shown}")
            ]
        else:
            joined.append(word)
    return joined


def _length_of_span(before: list[Word]) -> int:
    """How many of the last words are a year and a dash, with «г.» between them or without; 0 when they are not."""
    said = [word.terminal for word in before[-3:]]
    if said[-2:] == ["YEAR", "DASH"]:
        return 2
    return 3 if said == ["YEAR", "YEARS", "DASH"] else 0


def _with_year_words(named: list[Word]) -> list[Word]:
    """«2024 года» is a year, «2023-2024 учебного года» a school year: one word each."""
    joined: list[Word] = []
    for word in named:
        before = joined[-1] if joined else None
        if before and word.terminal == "YEARS" and before.terminal in _WITH_YEAR:
            joined[-1] = before._replace(shown=f"{before.shown} {word.shown}")
        elif before and word.terminal == "SCHOOL" and before.terminal in ("YEAR_SPAN", "SCHOOL_SPAN"):
            joined[-1] = Word("SCHOOL_SPAN", before.value, f"{before.shown} {word.shown}")
        else:
            joined.append(word)
    return joined


def _with_counted_parts(named: list[Word]) -> list[Word]:
    """«I-II квартал», «1 и 3 четверти», «1-2 декады»: several numbers of one thing are one word of the grammar."""
    joined: list[Word] = []
    for word in named:
        length = _counted_length(joined) if word.terminal in _COUNTED else 0
        if sum(before.terminal in _NUMBERS for before in joined[-length:]) > 1 and length:
            counted, shown = joined[-length:], " ".join(one.shown for one in [*joined[-length:], word])
            ranges = _ranges(counted)
            value: Any = ranges if word.terminal == "DECADE" else (word.value, ranges)
            joined[-length:] = [Word("DECADES" if word.terminal == "DECADE" else "PARTS", value, shown)]
        else:
            joined.append(word)
    return joined


def _counted_length(before: list[Word]) -> int:
    """How many of the last words are numbers, and dashes between numbers."""
    length = 0
    while length < len(before) and before[-length - 1].terminal in _NUMBERS | {"DASH"}:
        length += 1
    while length and before[-length].terminal == "DASH":
        length -= 1
    return length


def _ranges(counted: list[Word]) -> tuple[tuple[int, int], ...]:
    """The numbers, two with a dash between them as one range."""
    found: list[tuple[int, int]] = []
    for position, word in enumerate(counted):
        if word.terminal == "DASH":
            continue
        number = int(str(word.value))
        if position and counted[position - 1].terminal == "DASH" and found:
            found[-1] = (found[-1][0], number)
        else:
            found.append((number, number))
    return tuple(found)


def _with_free_words(named: list[Word]) -> list[Word]:
    """«в», «по», «начала» before a word that says no time belong to that word: «проверки в школах», «начала ГИА»."""
    freed: list[Word] = []
    for word in reversed(named):
        may_be_free = word.terminal in _MAY_BE_FREE or (word.terminal == "NOT_LATER" and word.value == "к")
        is_free = may_be_free and freed and freed[0].terminal == "WORD"
        freed.insert(0, Word("WORD", word.shown, word.shown) if is_free else word)
    return freed


def _with_every_event(named: list[Word]) -> list[Word]:
    """«каждого» before a word that says no time belongs to that word: «после каждого заседания»."""
    return [
        Word("WORD", word.shown, word.shown)
        if word.terminal == "EVERY" and after and after.terminal == "WORD"
        else word
        for word, after in zip(named, [*named[1:], None], strict=True)
    ]


def _with_events(named: list[Word]) -> list[Word]:
    """Words that go on with an event are its own: «получения запроса», «начала каникул»; a year's end is no event."""
    told: list[Word] = []
    for word, after in zip(named, [*named[1:], None], strict=True):
        ends = _folded(word.shown) in _ENDING and after and after.terminal in _HAS_END
        if ends and told and told[-1].terminal in ("UNTIL", "LATER"):
            told.append(Word("ANCHOR", "end", word.shown))
            continue
        goes_on = word.terminal in _OF_EVENTS and told and told[-1].terminal == "WORD"
        told.append(Word("WORD", word.shown, word.shown) if goes_on else word)
    return told


def _including_ends(named: list[Word]) -> list[Word]:
    """«до мая включительно» is «не позднее мая»; after other words «включительно» says nothing more."""
    told: list[Word] = []
    for word in named:
        if word.terminal != "INCLUSIVE":
            told.append(word)
            continue
        until = max((at for at, before in enumerate(told) if before.terminal == "UNTIL"), default=None)
        if until is not None:
            told[until] = told[until]._replace(terminal="NOT_LATER")
    return told


def _with_idioms(named: list[Word]) -> list[Word]:
    """«не позднее чем за» is one word of the grammar; so is every other idiom of the vocabulary."""
    joined: list[Word] = []
    while named:
        terminal, length = _idiom_at(named)
        shown = " ".join(word.shown for word in named[:length])
        joined.append(Word(terminal, named[0].value if length == 1 else shown, shown))
        named = named[length:]
    return joined


@cache
def _idioms_by_first() -> dict[str, list[tuple[str, tuple[str, ...]]]]:
    """The idioms by their first word, the longest first."""
    found: dict[str, list[tuple[str, tuple[str, ...]]]] = {}
    for terminal, said in IDIOMS:
        found.setdefault(said[0], []).append((terminal, said))
    return found


def _idiom_at(named: list[Word]) -> tuple[str, int]:
    """The terminal of the idiom that begins here, and how many words it takes."""
    for terminal, said in _idioms_by_first().get(named[0].terminal, ()):
        if tuple(word.terminal for word in named[: len(said)]) == said:
            return terminal, len(said)
    return named[0].terminal, 1


def _without_idle_dashes(named: list[Word]) -> list[Word]:
    """A dash between two days, months or numbers means «from … to», one at the end asks for more.

    «ноябрь-2024» and «– далее» say nothing by it.
    """
    neighbours = zip([None, *named[:-1]], named, [*named[1:], None], strict=True)
    return [
        word for before, word, after in neighbours if word.terminal != "DASH" or (before and _is_telling(before, after))
    ]


def _is_telling(before: Word, after: Word | None) -> bool:
    """Whether a dash between these two words is more than a pause."""
    if after is None:
        return before.terminal in _LEFT
    if after.terminal in ("UNTIL", "NOT_LATER"):
        return before.terminal in _DAYS
    is_between = before.terminal in _LEFT and after.terminal in _RIGHT
    return is_between or any({before.terminal, after.terminal} <= kind for kind in _OF_ONE_KIND)
