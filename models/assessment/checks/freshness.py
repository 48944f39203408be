"""Whether data are of the time that they are used in: registers that grow old, exams whose appeals still come.

Both look at the day on which the gate is passed, which the context carries; without one they ask nothing.
"""

from collections.abc import Iterator
from datetime import date, timedelta

from models.assessment.analysis import Context
from models.assessment.checks.scores import gia_places
from models.assessment.findings import Finding
from models.assessment.layout import Frames
from models.assessment.selection import frame, rows_of_years
from models.language import _

REGISTERS = ("schools", "assignments", "tasks")


def data_are_fresh(frames: Frames, context: Context) -> Iterator[Finding]:
    """The registers were loaded no longer ago than the roadmap's `fresh_days`."""
    names = {"schools": _("Реестр школ"), "assignments": _("Закрепление учителей"), "tasks": _("Описание заданий")}
    for kind in REGISTERS:
        loaded = context.loaded_on.get(kind)
        if loaded and context.as_of and (context.as_of - loaded).days > context.parameters.fresh_days:
            message = _(
                "Загружено {day}, прошло дней: {days}; годится не старше {fresh}. Загрузите новую выгрузку."
            ).format(day=f"{loaded:%d.%m.%Y}", days=(context.as_of - loaded).days, fresh=context.parameters.fresh_days)
            yield Finding("", names[kind], message, blocking=True)


def appeals_are_closed(frames: Frames, context: Context) -> Iterator[Finding]:
    """Appeals of every exam are decided: their protocol is loaded, or `appeal_days` have passed since the last sitting.

    Ours: the orders (04.04.2023 № 232/551 and 233/552) count working days from the day results are announced, which no
    protocol names; thirty calendar days after the sitting are past them.
    """
    if context.as_of is None:
        return
    rows = rows_of_years(frame(frames, "gia"), context.years)
    for place, exam in rows.assign(place=gia_places(rows)).groupby("place", sort=True):
        closes = date.fromisoformat(str(exam["held_on"].max())) + timedelta(days=context.parameters.appeal_days)
        if context.as_of < closes and not exam["state"].gt(0).any():
            message = _(
                "Апелляции возможны до {day}, а их протокола нет. Загрузите протокол апелляций или дождитесь этого дня."
            ).format(day=f"{closes:%d.%m.%Y}")
            yield Finding("", str(place), message, blocking=True)
