"""Words on charts: school names that fit a row, procedures by short names, sources. Full names stay in lists."""

import re
from collections import Counter
from collections.abc import Iterable
from datetime import date

import pandas as pd

from models.language import _
from models.wording import day, percent, years

# What every school's legal name begins with, and what it is called in daily speech.
_LEGAL = re.compile(
    r"^(?:(?:государственн|муниципальн|краев|областн|федеральн|частн|негосударственн)\w*\s+|"
    r"(?:бюджетн|казенн|казённ|автономн|общеобразовательн|образовательн)\w*\s+|"
    r"(?:учреждени|организаци)\w*\s+|М[БКА]?О?ОУ\s+|Г[БКА]?О?ОУ\s+|ЧОУ\s+)+",
    re.IGNORECASE,
)
_KINDS = (
    (re.compile(r"средн\w+ (?:обще)?образовательн\w+ школ\w+", re.IGNORECASE), "СОШ"),
    (re.compile(r"основн\w+ (?:обще)?образовательн\w+ школ\w+", re.IGNORECASE), "ООШ"),
    (re.compile(r"начальн\w+ (?:обще)?образовательн\w+ школ\w+", re.IGNORECASE), "НОШ"),
    (re.compile(r"\s+имени\s+", re.IGNORECASE), " им. "),
)


def short_name(name: str) -> str:
    """«МБОУ «Средняя общеобразовательная школа № 5»» → «СОШ № 5»: without the legal form, kinds abbreviated."""
    said = _LEGAL.sub("", name.strip())
    whole = re.fullmatch(r"[«\"](.+)[»\"]", said)
    said = whole.group(1) if whole and said.count("«") <= 1 else said
    for kind, short in _KINDS:
        said = kind.sub(short, said)
    return said or name


def school_names(schools: pd.DataFrame, logins: Iterable[str]) -> dict[str, str]:
    """The short name of each; namesakes are told apart by municipality, strangers to the register go by login.

    schools: school, name, municipality.
    """
    known = schools.drop_duplicates("school").set_index("school")
    wanted = list(logins)
    short = {one: short_name(str(known["name"][one])) if one in known.index else one for one in wanted}
    met = Counter(short.values())
    return {
        one: name if met[name] == 1 or one not in known.index else f"{name}, {known['municipality'][one]}"
        for one, name in short.items()
    }


def without_subject(procedure: str, subject: str) -> str:
    """«ВПР, 5 класс, математика» → «ВПР, 5 класс»."""
    return procedure.removesuffix(f", {subject}")


def source(of_years: Iterable[int], as_of: date) -> str:
    """Where the numbers come from."""
    return _("Источник: результаты ВПР, ОГЭ и ЕГЭ за {years} Рассчитано на {day}").format(
        years=years(of_years), day=day(as_of)
    )


def whose_shares(whose: str, rows: pd.DataFrame) -> str:
    """What a chart's line or dots stand for: whose shares, and with which interval where there are any.

    rows: lower, NA where there is none.
    """
    return _("{whose}, интервал 95 %").format(whose=whose) if rows["lower"].notna().any() else whose


def about_hidden() -> str:
    """What «скрыто» means."""
    return _(
        "Скрыто — малые числа: участников менее 10 или на одной из сторон от 1 до 4; скрыто и то, что их выдало бы."
    )


def hidden() -> str:
    """What stands in place of a hidden number."""
    return _("скрыто")


def whole_percent(value: float) -> str:
    """«35 %»."""
    return percent(value, 0)
