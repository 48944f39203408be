"""Submission: the Prefect form over the same functions that the command line uses. What is done is recorded at once."""

from enum import StrEnum
from typing import Annotated

from prefect import flow
from prefect.client.schemas.objects import State
from pydantic import Field

from flows.choices import AnyMeasure, AsOf, CycleYear, RoadmapName
from tasks.entry import Deed, act


class Action(StrEnum):
    """What the form can do."""

    SUBMIT = "сдать"
    ACCEPT = "принять"
    RETURN = "вернуть"
    WAIVE = "снять"


@flow(
    name="Сдача и приёмка",
    flow_run_name="{roadmap} · {measure} · {action}",
    description="Сдать, принять, вернуть или снять шаг: то же, что vekha submit, accept, return, waive.",
)
async def submission(  # noqa: PLR0913  # a form is flat: one parameter a field
    roadmap: RoadmapName,
    measure: AnyMeasure,
    action: Annotated[Action, Field(title="Действие")],
    who: Annotated[str, Field(title="Кто", description="Ваша фамилия: запись будет помечена как заявленная.")],
    school: Annotated[str, Field(title="Школа", description="Логин школы; пусто — дорожная карта в целом.")] = "",
    link: Annotated[str, Field(title="Ссылка на документ")] = "",
    number: Annotated[str, Field(title="Регистрационный №")] = "",
    dated: Annotated[str, Field(title="Дата документа", description="2024-08-31")] = "",
    reason: Annotated[str, Field(title="Причина", description="Для «вернуть» и «снять».")] = "",
    cycle: CycleYear = 0,
    as_of: AsOf = "today",
) -> State:
    """Record what a person did, by the function that the command line calls."""
    deed = Deed(roadmap, cycle, measure, school, action.name, link, number, dated, reason, who, as_of)
    return act(deed, return_state=True)
