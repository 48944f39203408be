"""Whether enough people of each school answered the risk profile's survey."""

from collections.abc import Iterator, Mapping
from typing import Any

import pandas as pd

from models.assessment.analysis import Context
from models.assessment.findings import Finding
from models.assessment.layout import Frames
from models.assessment.selection import frame, rows_of_years
from models.language import _
from models.survey.response import Response, group_name, responses


def responses_are_enough(frames: Frames, context: Context) -> Iterator[Finding]:
    """Each school whose step waits has its director's form and enough answers of every group.

    A finding stops its own school only: the others' profiles need not wait for it.
    """
    register = frame(frames, "schools")
    schools = register[register["school"].isin(context.schools)] if context.schools else register
    answers = rows_of_years(frame(frames, "answers"), context.years)
    if answers.empty:  # a gate waits for data that are not there; they are nobody's mistake
        return
    for school in sorted(set(context.schools) - set(register["school"])):
        message = _("Школы нет в реестре: сколько в ней опрашивать, неизвестно. Добавьте её в реестр школ.")
        yield Finding(school, _("Реестр школ"), message, blocking=True, left_out=True)
    table = responses(answers, schools, context.parameters.survey)
    for row in table[table["response"].isin([Response.BEHIND, Response.UNKNOWN])].to_dict("records"):
        yield Finding(str(row["school"]), _place(context), _message(row), blocking=True, left_out=True)


def _place(context: Context) -> str:
    return _("Анкетирование {years}").format(years=", ".join(map(str, context.years)))


def _message(row: Mapping[Any, Any]) -> str:
    group = group_name(row["group"])
    if pd.isna(row["asked"]):
        told = _("{group}: в реестре не сказано, сколько их в школе. Впишите число в реестр школ и загрузите его.")
        return told.format(group=group)
    told = _("{group}: ответили {answered} из {asked}, нужно {wanted}. Соберите недостающие анкеты и загрузите их.")
    return told.format(group=group, answered=row["answered"], asked=row["asked"], wanted=row["wanted"])
