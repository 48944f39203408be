"""Small questions about a printed text that several rooms here ask: its letters, its number, its case, its markup.

Nothing here knows columns or rows. Mending a text belongs in mending.py.
"""

import html
import re
from functools import lru_cache

_TAG = re.compile(r"<[^<>]{0,200}>")
_FRACTION = re.compile(r"\$?\\frac\{(\w+)\}\{(\w+)\}\$?")
_DECIMAL = re.compile(r"(?:№\s*)?(\d{1,3}(?:\s?\.\s?\d{1,3})*)\s?[.)]?")
_ROMAN = re.compile(r"[IVXLCІХ]{1,6}\s?[.)]?")
_LETTERED = re.compile(r"[а-яёa-z]\s?[.)]")
_BULLET = re.compile(r"[-–—−•●▪◦·*§\uf0b7\uf02d]")
_GLUED = re.compile(r"(\d{1,3}(?:\.\d{1,3})+\.?|\d{1,3}\.)\s*(?=[А-ЯЁA-Z«\"“<])")
_LISTED = re.compile(r"(?:[-–—−•●▪◦·*\uf0b7\uf02d]|[а-яёa-z]\)|\d{1,2}\))\s*\S")
_DITTO = re.compile(r"[-–—\s]*(?://|[\"„“”″〃«»]|''|,,)[-–—\s]*|т[оеа] же(?: самое)?|тот же|там же")
_SCHEDULE_STEM = re.compile(
    r"январ|феврал|март|апрел|\bма[йяе]\b|июн|июл|август|сентябр|октябр|ноябр|декабр|квартал|полугоди|четверт"
    r"|\bгод|ежегодн|ежемесячн|еженедельн|ежедневн|ежекварт|постоянно|систематическ|регулярно|в течени|весь период"
    r"|всего периода|по мере|график|по план|по запрос|по заявк|по согласов|по необходим|раз[а]? в"
    r"|\b(?:19|20)\d\d\b|\d{1,2}\.\d{1,2}\.|срок|недел|месяц|каникул|по итогам|после|начал|конец|конц|уточн"
)
_DOWN_TO_BUSINESS = 100


@lru_cache(maxsize=8192)  # each rule about a row asks again
def plain(text: str) -> str:
    """The text in one line as people read it: no tags, entities, ‖ or LaTeX fractions, no runs of spaces."""
    without = _TAG.sub(" ", html.unescape(_FRACTION.sub(r"\1/\2", text))).replace("‖", " ").replace("\u00ad", "")
    return " ".join(without.replace("**", "").split())


@lru_cache(maxsize=8192)
def letters(text: str) -> str:
    """Only what is compared: letters and digits in lower case, «ё» as «е»; broken words do not matter."""
    return re.sub(r"[^\w№]|_", "", plain(text).lower().replace("ё", "е"))


def is_number(text: str) -> bool:
    """Whether a cell holds a position's number: «1.», «7», «2.1.», «IV», «а)», or only a bullet."""
    said = plain(text)
    return any(kind.fullmatch(said) for kind in (_DECIMAL, _ROMAN, _LETTERED, _BULLET))


def is_roman(text: str) -> bool:
    """«I», «IV.»."""
    return bool(_ROMAN.fullmatch(plain(text)))


def is_lettered(text: str) -> bool:
    """«а)», «б.», «–»: a number that only a sub-item has."""
    said = plain(text)
    return bool(_LETTERED.fullmatch(said) or _BULLET.fullmatch(said))


def digits_of(number: str) -> tuple[int, ...]:
    """«2.1.» is (2, 1); a number of another kind has none."""
    found = _DECIMAL.fullmatch(plain(number))
    return tuple(int(part) for part in re.findall(r"\d+", found.group(1))) if found else ()


def is_ditto(text: str) -> bool:
    """Whether a cell only points at the one above it: «то же», «-//-», «—"—»."""
    return bool(_DITTO.fullmatch(plain(text).lower()))


def split_number(text: str) -> tuple[str, str]:
    """«2.1. Диагностика…» → («2.1.», «Диагностика…»); without a number the text as it is."""
    found = _GLUED.match(text.lstrip())
    return (found.group(1), text.lstrip()[found.end() :]) if found else ("", text)


def is_listed(text: str) -> bool:
    """Whether the text opens with a bullet or a letter: «– проведение…», «а) анализ…»."""
    return bool(_LISTED.match(plain(text)))


def opens_small(text: str) -> bool:
    """Whether the text goes on in lower case, as the rest of a sentence does."""
    first = plain(text)[:1]
    return first.islower() or first in (")", ",", ";", "»")


def is_capitals(text: str) -> bool:
    """Whether every letter is a capital one, and there are enough of them to tell."""
    found = [sign for sign in plain(text) if sign.isalpha()]
    return len(found) > 4 and all(sign.isupper() for sign in found)


def is_emphasised(text: str) -> bool:
    """Whether the whole text is set in bold: «<b>…</b>», «**…**»."""
    said = text.strip()
    return (said.startswith("<b>") and said.endswith("</b>")) or (said.startswith("**") and said.endswith("**"))


def looks_like_schedule(text: str) -> bool:
    """Whether a cell can be a «срок»: short, and with a word that schedules have."""
    said = plain(text).lower()
    return len(said) <= _DOWN_TO_BUSINESS and bool(_SCHEDULE_STEM.search(said))


def is_unfinished(text: str) -> bool:
    """Whether a cell must go on: it ends with a comma, a dash, an open bracket or a word that asks for another.

    A dash alone is an empty cell.
    """
    said = plain(text)
    if not letters(said):
        return False
    return bool(
        re.search(r"(?:[,(«–—-]|\b(?:и|или|в|во|на|с|со|по|о|об|для|из|к|от|до|за|при|а|не|их|через|между|под))$", said)
        or said.count("(") > said.count(")")
        or said.count("«") > said.count("»")
    )
