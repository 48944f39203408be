"""The words of the forecast: questions, bands, why there is no answer, numbers with their limits."""

import pandas as pd

from models.language import _
from models.wording import percent
from tasks.documents.analyses.papers import Facts, Row


def asked(question: str, facts: Facts) -> str:
    """What was asked of an exam."""
    return {
        "share": _("доля ниже минимума"),
        "low": _("вероятность, что ниже минимума не менее {percent} %").format(percent=facts["low_percent"]),
    }[question]


def why_silent(reason: str) -> str:
    """Why an exam or a school has no forecast; «есть» where it has one."""
    return {
        "": _("есть"),
        "not_better": _("не даётся: не лучше базовой доли"),
        "few_years": _("не даётся: нужны экзамены хотя бы двух лет с ВПР их параллелей"),
        "few_schools": _("не даётся: школ мало"),
        "few_low": _("не даётся: низких результатов слишком мало, чтобы судить"),
        "no_cohort": _("не даётся: ВПР параллели, которой сдавать, не загружены"),
        "no_vpr": _("нет ВПР этой параллели"),
        "left_out": _("по этому экзамену не даётся"),
    }[reason]


def band(number: int, facts: Facts) -> str:
    """«10–30 %»: the band of probability with this number, inclusive from below."""
    edges = [0, *(int(edge) for edge in str(facts["bands"]).split("; ")), 100]
    if number == 0:
        return _("меньше {edge} %").format(edge=edges[1])
    if number == len(edges) - 2:
        return _("{edge} % и больше").format(edge=edges[-2])
    return _("{lower}–{upper} %").format(lower=edges[number], upper=edges[number + 1])


def fifth(number: int) -> str:
    """The fifths of the cohorts by the share that was forecast."""
    return [
        _("пятая часть с наименьшей"),
        _("вторая"),
        _("третья"),
        _("четвёртая"),
        _("пятая часть с наибольшей"),
    ][number]


def limits(row: Row) -> str:
    """«18,2 % [7,7; 30,8]»; a dash where the share is not forecast."""
    if pd.isna(row["share"]):
        return "—"
    lower, upper = (percent(row[name]).removesuffix("\u00a0%") for name in ("lower", "upper"))
    return f"{percent(row['share'])}\n[{lower}; {upper}]"


def skill(row: Row) -> str:
    """«0,43 [0,35; 0,49]»; a dash where nothing could be tried."""
    if pd.isna(row["skill"]):
        return "—"
    found, lower, upper = (_two_digits(row[name]) for name in ("skill", "skill_lower", "skill_upper"))
    return f"{found} [{lower}; {upper}]"


def slope(row: Row) -> str:
    """«0,96»."""
    return "—" if pd.isna(row["slope"]) else _two_digits(row["slope"])


def _two_digits(value: float) -> str:
    return f"{value:.2f}".replace(".", ",").replace("-", "−")
