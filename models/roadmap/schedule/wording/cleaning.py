"""A schedule's text without what a document adds to it: markup, footnote marks, LaTeX, times of day."""

import html
import re

_SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹"
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


def cleaned(text: str) -> str:
    """The text in one line, without markup and footnote marks."""
    for pattern, replacement in _CLEANING:
        text = re.sub(pattern, replacement, html.unescape(text), flags=re.IGNORECASE | re.DOTALL)
    return " ".join(text.split())


def without_times(line: str) -> str:
    """The line without times of day after its first date."""
    dated = _DATED.search(line)
    if dated is None:
        return line

    day_ends = dated.end()
    for pattern in _TIMES:
        line = re.sub(pattern, lambda found: found[0] if found.start() < day_ends else " ", line, flags=re.IGNORECASE)
    return line
