"""Years and numbers that are one word of the grammar: «2021-2024», «2023-2024 учебного года», «I-II квартал»."""

from typing import Any

from models.roadmap.schedule.wording.naming import Word

_NUMBERS = frozenset({"NUM", "ORDINAL"})
_COUNTED = frozenset({"PART", "DECADE"})
_WITH_YEAR = frozenset({"YEAR", "YEAR_SPAN", "SCHOOL_SPAN", "DATE", "MONTH_OF_YEAR"})


def with_year_spans(named: list[Word]) -> list[Word]:
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


def with_year_words(named: list[Word]) -> list[Word]:
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


def with_counted_parts(named: list[Word]) -> list[Word]:
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
