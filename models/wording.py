"""Russian numerals, shares and dates, as documents and notices write them. No sentences: those belong to who speaks."""

import re
from collections.abc import Iterable
from datetime import date

from models.language import _

NBSP = "\u00a0"


def plural(number: int, one: str, few: str, many: str) -> str:
    """The form that goes with the number: 1 школа, 2 школы, 5 школ, 11 школ, 21 школа."""
    last, last_two = abs(number) % 10, abs(number) % 100
    if last == 1 and last_two != 11:
        return one
    return few if 2 <= last <= 4 and not 12 <= last_two <= 14 else many


def counted(number: int, one: str, few: str, many: str) -> str:
    """The number and the word it counts: «21 школа»."""
    return f"{grouped(number)}{NBSP}{plural(number, one, few, many)}"


def grouped(number: int) -> str:
    """The number by thousands: «12 000»; four digits stay together."""
    return str(number) if abs(number) < 10_000 else f"{number:,}".replace(",", NBSP)


def percent(value: float, digits: int = 1) -> str:
    """Per cent with a decimal comma: 29.85 → «29,9 %»."""
    return f"{value:.{digits}f}".replace(".", ",") + f"{NBSP}%"


def decimal(value: float, digits: int = 2) -> str:
    """A number with a decimal comma: «0,66», «1»; zeros at the end are left out."""
    said = f"{value:.{digits}f}"
    return (said.rstrip("0").rstrip(".") if "." in said else said).replace(".", ",")


def fixed(value: float, digits: int = 2) -> str:
    """A number with a decimal comma and all its digits, as columns have them: «0,66», «1,00»."""
    return f"{value:.{digits}f}".replace(".", ",")


def unbroken(text: str) -> str:
    """The text with what no line may part from its number or name: «№ 19», «г. Примерск», «п. 6»."""
    return re.sub(r"(?<![\w.])(?:(№|п\.|подп\.) (?=\w)|(г\.) (?=[А-ЯЁ]))", rf"\1\2{NBSP}", text)


def signed(value: float, digits: int = 1) -> str:
    """A difference with its sign and a decimal comma: «+3,2», «−4,0», «0,0»."""
    rounded = round(value, digits) + 0.0
    sign = "+" if rounded > 0 else "−" if rounded < 0 else ""
    return sign + f"{abs(rounded):.{digits}f}".replace(".", ",")


def day(value: date) -> str:
    """A date as letters write it: «31 августа 2024 г.»."""
    month = _months()[value.month - 1]
    return _("{day}\u00a0{month} {year}\u00a0г.").format(day=value.day, month=month, year=value.year)


def month(value: date) -> str:
    """A month as plans write it: «сентябрь 2022»."""
    named = (
        _("январь"), _("февраль"), _("март"), _("апрель"), _("май"), _("июнь"),
        _("июль"), _("август"), _("сентябрь"), _("октябрь"), _("ноябрь"), _("декабрь"),
    )  # fmt: skip
    return f"{named[value.month - 1]} {value.year}"


def in_digits(value: date | None) -> str:
    """A date as tables and messages write it: «31.08.2024»; a dash where there is none."""
    return value.strftime("%d.%m.%Y") if value else "—"


def years(listed: Iterable[int]) -> str:
    """«2023 г.», «2022 и 2023 гг.»."""
    words = [str(year) for year in listed]
    said = _("{years}\u00a0г.") if len(words) == 1 else _("{years}\u00a0гг.")
    return said.format(years=joined(words))


def joined(items: list[str]) -> str:
    """«2022», «2022 и 2023», «2022, 2023 и 2024»."""
    return (
        items[0] if len(items) == 1 else _("{several} и {last}").format(several=", ".join(items[:-1]), last=items[-1])
    )


def _months() -> tuple[str, ...]:
    return (
        _("января"),
        _("февраля"),
        _("марта"),
        _("апреля"),
        _("мая"),
        _("июня"),
        _("июля"),
        _("августа"),
        _("сентября"),
        _("октября"),
        _("ноября"),
        _("декабря"),
    )
