"""Codes for measures and roles: short, Latin, unique, and still near to the order's own numbers and names."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from models.order.definition import PrintedMeasure

_LETTERS = dict(
    zip(
        "абвгдеёжзийклмнопрстуфхцчшщъыьэюя",
        "a b v g d e e zh z i y k l m n o p r s t u f kh ts ch sh shch _ y _ e yu ya".replace("_", "").split(" "),
        strict=True,
    )
)
_LONGEST_CODE = 40


def latin(text: str) -> str:
    """Russian letters in Latin ones, lower case: «Центр» is «tsentr»."""
    return "".join(_LETTERS.get(letter, letter) for letter in text.lower())


def latin_code(text: str) -> str:
    """A code of a few words: «Центр экспертизы» is «tsentr_ekspertizy»."""
    words = re.findall(r"[a-z0-9]+", latin(text))
    code = "_".join(words)
    while len(code) > _LONGEST_CODE and len(words) > 1:
        words.pop()
        code = "_".join(words)
    return code[:_LONGEST_CODE] or "role"


def printed_number(measure: PrintedMeasure) -> str:
    """The number without its final stop: «2.1.» is «2.1»."""
    return measure.number.strip().rstrip(".").strip()


def items_of(measures: Sequence[PrintedMeasure]) -> list[str]:
    """Each measure's item: its printed number, else its position's; failing both, its place in the section."""
    items: list[str] = []
    places = Counter[str]()
    for measure in measures:
        places[measure.section] += 1
        number = measure.parent.strip().rstrip(".") or printed_number(measure)
        items.append(number or str(places[measure.section]))
    return items


def sub_items_of(measures: Sequence[PrintedMeasure]) -> list[int | None]:
    """Each sub-item's place under its position, None for what is a position itself."""
    places: list[int | None] = []
    counted = Counter[tuple[str, str]]()
    for measure in measures:
        position = measure.section, measure.parent
        counted[position] += 1
        places.append(counted[position] if measure.parent else None)
    return places


def codes_of(measures: Sequence[PrintedMeasure], source_name: str) -> list[str]:
    """«K01», «K06.2» where numbers go on through the order; «N-A1» (a letter for a section) where they start again."""
    prefix = (re.sub(r"[^a-z]", "", latin(source_name)) or "m")[0].upper()
    items, sub_items = items_of(measures), sub_items_of(measures)
    parts = list(zip(items, sub_items, strict=True))
    if len(set(parts)) == len(parts) and all(measure.number or measure.parent for measure in measures):
        codes = [f"{prefix}{_padded(item)}{f'.{sub}' if sub else ''}" for item, sub in parts]
    else:
        sections = list(dict.fromkeys(measure.section for measure in measures))
        letters = [_letter(sections.index(measure.section)) for measure in measures]
        codes = [
            f"{prefix}-{letter}{item}{f'.{sub}' if sub else ''}"
            for letter, (item, sub) in zip(letters, parts, strict=True)
        ]
    return list(_unique(codes))


def _padded(item: str) -> str:
    """Whole numbers get two digits, so that codes sort; anything else stays, in signs that codes may have."""
    return f"{int(item):02d}" if item.isdecimal() else re.sub(r"[^A-Za-z0-9.-]+", "-", latin(item)).strip("-")


def _letter(index: int) -> str:
    return chr(ord("A") + index) if index < 26 else f"S{index + 1}"


def _unique(codes: Sequence[str]) -> Iterator[str]:
    """The codes in their order; one that comes again gets which time it is."""
    counted = Counter[str]()
    for code in codes:
        counted[code] += 1
        yield code if counted[code] == 1 else f"{code}-{counted[code]}"
