"""How people write what a plan command takes: lists of schools and measures, a measure's number or day."""

from collections.abc import Collection, Sequence
from datetime import date

from models.errors import VekhaError
from models.language import _
from models.roadmap.naming import suggestion
from tasks.clock import read_day


def schools_listed(said: str) -> list[str]:
    """Logins or codes, by commas or spaces."""
    return said.replace(",", " ").split()


def numbers(said: Sequence[str], option: str, known: Collection[str] = ()) -> dict[str, float]:
    """«K01.1=34,5»: a number, never negative, for each measure. known: the codes there are; empty: any."""
    found = {}
    for code, text in _pairs(said, option):
        if known and code not in known:
            told = _("Меры {code} в каталоге нет. {hint}")
            raise VekhaError(told.format(code=code, hint=suggestion(code, known)))
        try:
            found[code] = float(text.replace(",", "."))
        except ValueError:
            found[code] = -1.0
        if not 0 <= found[code] < float("inf"):
            told = _("{option} {code}={text}: нужно число, не меньше нуля.")
            raise VekhaError(told.format(option=option, code=code, text=text))
    return found


def days(said: Sequence[str], option: str) -> dict[str, date]:
    """«K01.1=2024-12-01»: a day for each measure."""
    return {code: read_day(text) for code, text in _pairs(said, option)}


def _pairs(said: Sequence[str], option: str) -> list[tuple[str, str]]:
    pairs = [(code.strip(), text.strip()) for code, _sign, text in (one.partition("=") for one in said)]
    if not all(code and text for code, text in pairs):
        raise VekhaError(_("{option}: напишите МЕРА=ЗНАЧЕНИЕ, например {option} K01.1=40.").format(option=option))
    return pairs
