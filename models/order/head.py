"""An order's head: authority, kind, date, number, titles and period, from the lines before its table.

What the body asks for (the coordinator, deadlines) belongs in body.py; forms of dates and numbers in dates.py.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from models.language import _
from models.order.body import assignments_in, coordinator_in
from models.order.cells import Line
from models.order.dates import date_in, number_in, period_in
from models.order.definition import Doubt, Head
from models.order.words import opens_small, plain

_KINDS = ("приказ", "распоряжение", "постановление", "решение")
_INSTITUTION = re.compile(
    r"^\W*(?:администраци|министерств|департамент|управлени|отдел|комитет|правительств|муниципальн|районн|городск|глава|мку|мбу"
    r"|гбу|государственн|финансов|служба)",
    re.IGNORECASE,
)
_NOMINATIVE = r"администрация|министерство|департамент|управление|отдел|комитет"
# «Приказ управления образования Полянского района от 20.08.2025 № 150»: kind, authority and requisites in one line.
_IN_ONE_LINE = re.compile(
    rf"^\W*(?P<kind>{'|'.join(_KINDS)})\s+(?P<authority>(?:администраци|министерств|департамент|управлени|отдел|комитет|"
    r"муниципальн|главы)[а-яё]*\b.*?)\s*(?:\bот\s|№|$)",
    re.IGNORECASE,
)
_STATE = re.compile(r"^\W*(?:российская федерация|[а-яё-]+\s+(?:область|край|республика))\W*$", re.IGNORECASE)
_COMMAND = re.compile(
    r"п\s*р\s*и\s*к\s*а\s*з\s*ы\s*в\s*а\s*ю|п\s*о\s*с\s*т\s*а\s*н\s*о\s*в\s*л\s*я|обязываю|считаю необходимым", re.I
)
_PREAMBLE = re.compile(
    r"^\W*(?:в соответствии|на основании|в целях|с целью|во исполнение|в рамках|руководствуясь|в связи|согласно)", re.I
)
_TITLE = re.compile(r"^[«\"“]?Об?\s+[а-яё(«\"]")
_ANNEX = re.compile(r"^\W*приложение\b", re.IGNORECASE)
_PLAN = re.compile(
    r"^\W*(?:(?:муниципальн|региональн|комплексн|перспективн|сводн)\w+\s+)?(?:план\b|др?о?р?ожная\s+карта|(?:комплекс|система)\s+мер|циклограмма\b|"
    r"перечень\s+мероприятий|программа\b|мероприятия\s+по)",
    re.IGNORECASE,
)
_TERM_ROW = re.compile(r"^\W*(?:сроки?|период)\s+(?:реализации|действия|исполнения|выполнения)", re.IGNORECASE)
_MOST_TITLE_LINES = 10


@dataclass(frozen=True)
class _Parts:
    """The lines of the order itself up to its title, of its body, and of the annex up to the table."""

    top: Sequence[Line]
    body: Sequence[Line]
    annex: Sequence[Line]


def head_of(lines: Sequence[Line], period: str = "") -> Head:
    """What the lines before the table say of the order; a period that is given holds whatever they say."""
    parts = _parts(lines)
    requisites = " ".join(plain(line.text) for line in _requisite_lines(parts.top))
    title = _title(parts.top)
    annex_title = _annex_title(parts.annex)
    found = period or _period(title, annex_title, lines)
    annexes = _annexes(parts.annex)
    number, signed_on = number_in(requisites), date_in(requisites)
    return Head(
        authority=_authority(parts.top),
        kind=_kind(parts.top),
        number=number,
        signed_on=signed_on,
        title=title,
        annex_title=annex_title,
        period=found,
        coordinator=coordinator_in(parts.body),
        assignments=assignments_in(parts.body, found),
        annexes=annexes,
        needs_review=_disagreements(number, signed_on, annexes, parts.annex),
    )


def _parts(lines: Sequence[Line]) -> _Parts:
    told = [line for line in lines if plain(line.text)]
    begun = _first(told, lambda line: bool(_COMMAND.search(plain(line.text)) or _PREAMBLE.match(plain(line.text))))
    begun = len(told) if begun is None else begun
    annexed = _first(told[begun:], lambda line: bool(_ANNEX.match(plain(line.text)) or _PLAN.match(plain(line.text))))
    if begun == len(told):
        begun = next((place for place, line in enumerate(told) if _ANNEX.match(plain(line.text))), len(told))
        titled = any(_TITLE.match(_without_stars(line)) for line in told[:begun])
        return _Parts(told[:begun], [], told[begun:] if titled or begun < len(told) else told)
    end = len(told) if annexed is None else begun + annexed
    return _Parts(told[:begun], told[begun:end], told[end:])


def _first(lines: Sequence[Line], holds: Callable[[Line], bool]) -> int | None:
    return next((place for place, line in enumerate(lines) if holds(line)), None)


def _without_stars(line: Line) -> str:
    return plain(line.text).strip("* ")


def _kind_place(lines: Sequence[Line]) -> int | None:
    return _first(lines, lambda line: _kind_word(line) in _KINDS)


def _kind_word(line: Line) -> str:
    """«П Р И К А З» and «**Приказ**» are «приказ»; «ПРИКАЗ № 12 от …» too."""
    if found := _IN_ONE_LINE.match(_without_stars(line)):
        return found["kind"].lower()
    said = _without_stars(line).lower()
    squeezed = re.sub(r"\s|№.*|\bот\b.*", "", said)
    return squeezed if squeezed in _KINDS else ""


def _kind(lines: Sequence[Line]) -> str:
    place = _kind_place(lines)
    return "" if place is None else _kind_word(lines[place])


def _authority(lines: Sequence[Line]) -> str:
    """The lines above the kind, from the first that names an institution; the state and the region are none."""
    place = _kind_place(lines)
    above = [_without_stars(line) for line in lines[: place or 0] if not _STATE.match(_without_stars(line))]
    first = next((index for index, text in enumerate(above) if _INSTITUTION.match(text)), 0)
    told = above[first:]
    if place is not None and (found := _IN_ONE_LINE.match(_without_stars(lines[place]))):
        told = told or [found["authority"]]
    return re.sub(r" (?=(?:" + _NOMINATIVE + r")\b)", ", ", " ".join(told), flags=re.IGNORECASE)


def _requisite_lines(lines: Sequence[Line]) -> Sequence[Line]:
    """The lines that give the date and the number: from the kind to the title, else all up to the title."""
    end = next((place for place, line in enumerate(lines) if _TITLE.match(_without_stars(line))), len(lines))
    start = _kind_place(lines) or 0
    return lines[start:end] if start < end else lines[:end]


def _title(lines: Sequence[Line]) -> str:
    start = next((place for place, line in enumerate(lines) if _TITLE.match(_without_stars(line))), None)
    if start is None:
        return ""
    title = _block(lines, start)
    return (
        title[1:-1]
        if title.startswith("«Об") and title.endswith("»") and title.count("«") == title.count("»")
        else title
    )


def _block(lines: Sequence[Line], start: int) -> str:
    """A title that takes several lines: those that follow without a gap, or go on in lower case."""
    texts = [_without_stars(lines[start])]
    for line in lines[start + 1 : start + _MOST_TITLE_LINES]:
        said = _without_stars(line)
        if (line.after_gap and not opens_small(said) and not said.startswith("(«")) or re.match(
            r"\d|цел[ьи]\b|задач", said, re.I
        ):
            break
        texts.append(said)
    return " ".join(texts).strip()


def _annex_title(lines: Sequence[Line]) -> str:
    start = next((place for place, line in enumerate(lines) if _PLAN.match(plain(line.text))), None)
    return "" if start is None else _block(lines, start)


def _period(title: str, annex_title: str, lines: Sequence[Line]) -> str:
    """The annex's title says it first, then the order's, then a row «Срок реализации», then the body."""
    rows = [line.text for line in lines if _TERM_ROW.match(plain(line.text))]
    found = [period_in(annex_title), period_in(title), *(period_in(row, is_told=True) for row in rows)]
    found += [period_in(annex_title, is_told=True)]
    found += [
        period_in(line.text) for line in lines if _PLAN.search(plain(line.text)) or "утвердить" in line.text.lower()
    ]
    return next((period for period in found if period), "")


def _annexes(lines: Sequence[Line]) -> tuple[tuple[date | None, str], ...]:
    """The date and number that the annex's own head repeats; a number left blank is «_____»."""
    if not lines or not _ANNEX.match(plain(lines[0].text)):
        return ()
    end = next((place for place, line in enumerate(lines) if _PLAN.match(plain(line.text))), len(lines))
    said = " ".join(plain(line.text) for line in lines[: max(end, 1)])
    said = re.sub(r"^\W*приложение\W*(?:№?\s*\d+\b)?", "", said, flags=re.IGNORECASE)
    found = (date_in(said), number_in(said))
    return (found,) if any(found) else ()


def _disagreements(
    number: str, signed_on: date | None, annexes: Sequence[tuple[date | None, str]], lines: Sequence[Line]
) -> tuple[Doubt, ...]:
    """Where the annex says another date or number than the order does."""
    doubts = []
    for annex_date, annex_number in annexes:
        place = lines[0].place
        if annex_number.startswith("_"):
            reason = _("номер в приложении не заполнен; в самом приказе № {number}").format(number=number)
            doubts.append(Doubt("number", place, f"№ {annex_number}", reason))
        elif number and annex_number and annex_number != number:
            reason = _("номер в приложении не тот, что в самом приказе")
            doubts.append(Doubt("number", place, f"№ {annex_number}", reason, (f"№ {number}", f"№ {annex_number}")))
        if signed_on and annex_date and annex_date != signed_on:
            reason = _("дата в приложении не та, что в самом приказе")
            said = (f"{signed_on:%d.%m.%Y}", f"{annex_date:%d.%m.%Y}")
            doubts.append(Doubt("signed_on", place, said[1], reason, said))
    return tuple(doubts)
