"""Words that say another thing beside their neighbours: «2-й четверг», «начала ГИА», «не позднее чем за»."""

import re
from functools import cache

from models.roadmap.schedule.vocabulary import IDIOMS
from models.roadmap.schedule.wording.mending import folded
from models.roadmap.schedule.wording.naming import Word

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


def with_places(named: list[Word]) -> list[Word]:
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
    return word is not None and word.terminal == "MONTH" and folded(word.shown).endswith(("я", "а"))


def with_free_words(named: list[Word]) -> list[Word]:
    """«в», «по», «начала» before a word that says no time belong to that word: «проверки в школах», «начала ГИА»."""
    freed: list[Word] = []
    for word in reversed(named):
        may_be_free = word.terminal in _MAY_BE_FREE or (word.terminal == "NOT_LATER" and word.value == "к")
        is_free = may_be_free and freed and freed[0].terminal == "WORD"
        freed.insert(0, Word("WORD", word.shown, word.shown) if is_free else word)
    return freed


def with_every_event(named: list[Word]) -> list[Word]:
    """«каждого» before a word that says no time belongs to that word: «после каждого заседания»."""
    return [
        Word("WORD", word.shown, word.shown)
        if word.terminal == "EVERY" and after and after.terminal == "WORD"
        else word
        for word, after in zip(named, [*named[1:], None], strict=True)
    ]


def with_events(named: list[Word]) -> list[Word]:
    """Words that go on with an event are its own: «получения запроса», «начала каникул»; a year's end is no event."""
    told: list[Word] = []
    for word, after in zip(named, [*named[1:], None], strict=True):
        ends = folded(word.shown) in _ENDING and after and after.terminal in _HAS_END
        if ends and told and told[-1].terminal in ("UNTIL", "LATER"):
            told.append(Word("ANCHOR", "end", word.shown))
            continue
        goes_on = word.terminal in _OF_EVENTS and told and told[-1].terminal == "WORD"
        told.append(Word("WORD", word.shown, word.shown) if goes_on else word)
    return told


def including_ends(named: list[Word]) -> list[Word]:
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


def with_idioms(named: list[Word]) -> list[Word]:
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


def without_idle_dashes(named: list[Word]) -> list[Word]:
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
