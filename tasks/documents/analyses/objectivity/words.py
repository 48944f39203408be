"""The words of markers of non-objective results: what a marker looks at, what was seen, why it is silent.

Never an accusation: «возможный признак, требует дополнительного анализа».
"""

from collections.abc import Callable

import pandas as pd

from models.language import _
from models.wording import percent, signed
from tasks.documents.analyses.papers import Row


def about(marker: str) -> str:
    """What a marker looks at, in a few words."""
    return {
        "NO1": _("средний первичный балл выше, чем бывает в школах региона"),
        "NO2": _("у границ отметок больше работ сразу над границей, чем под ней"),
        "NO3": _("отметки за ВПР и в журнале расходятся в одну сторону чаще, чем в регионе"),
        "NO3'": _("отметки за ВПР и в журнале далеки друг от друга чаще, чем в регионе"),
        "NO4": _("сложные задания решены лучше, а простые хуже, чем у набравших столько же баллов"),
        "NO5": _("результаты ВПР выше, чем у школ с таким же ОГЭ"),
        "NO6": _("доля «4» и «5» той же параллели за год изменилась не так, как в регионе"),
        "NO7": _("нет «2» и почти нет «3»"),
        "NO8": _("по двум предметам класс отличается сильнее, чем бывает в регионе"),
    }[marker]


def why_silent(reason: str) -> str:
    """Why nothing can be said of a work."""
    return {
        "selective": _("школа отбирает обучающихся: уровень не сравнивается"),
        "kind_unknown": _("вид школы неизвестен: загрузите реестр школ"),
        "few_participants": _("участников мало"),
        "few_schools": _("школ для сравнения мало"),
        "no_pupils": _("нет индивидуальных результатов: есть только сводные отчёты"),
        "no_journal": _("нет отметок по журналу"),
        "no_scale": _("шкала отметок по данным не видна"),
        "no_tasks": _("нет баллов за задания или их уровней"),
        "no_exams": _("нет результатов ОГЭ"),
        "no_earlier_year": _("нет работы той же параллели за прошлый год"),
        "one_subject": _("нет второй работы у тех же обучающихся"),
    }[reason]


def seen(row: Row) -> str:
    """What was seen in a school and what the region's schools would give: «36,1 балла при 25,0»."""
    return _("{value} при ожидаемых {expected}").format(
        value=_SHOWN[row["marker"]](row["value"]), expected=_SHOWN[row["marker"]](row["expected"])
    )


def works_of(works: pd.DataFrame) -> list[str]:
    """The short names of the works in the table: «4 РУ», «4 МА» and so on."""
    return [name for name in works.columns if name not in ("school", "whole", "marked")]


def _points(value: float) -> str:
    return _("{value}\u00a0б.").format(value=f"{value:.1f}".replace(".", ","))


def _percentage_points(value: float) -> str:
    return _("{value}\u00a0п.\u00a0п.").format(value=signed(value))


def _deviations(value: float) -> str:
    return _("{value}\u00a0ст.\u00a0откл.").format(value=signed(value, 2))


_SHOWN: dict[str, Callable[[float], str]] = {
    "NO1": _points,
    "NO2": percent,
    "NO3": _percentage_points,
    "NO3'": percent,
    "NO4": _percentage_points,
    "NO5": _deviations,
    "NO6": _percentage_points,
    "NO7": percent,
    "NO8": _deviations,
}
