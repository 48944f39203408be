"""Submission: the Prefect form over the same functions that the command line uses. What is done is recorded at once."""

from typing import Annotated

from prefect import flow
from prefect.client.schemas.objects import State

from flows.choices import FLAT, AnyMeasure, AsOf, CycleYear, RoadmapName, asked
from models.language import _
from tasks.running.answers import answered
from tasks.running.entry import Action, Form, act


@flow(
    name="Сдача и приёмка",
    flow_run_name="{roadmap} · {measure} · {action}",
    description="Сдать, принять, вернуть или снять шаг: то же, что vekha submit, accept, return, waive.",
)
async def submission(  # noqa: PLR0913  # a form is flat: one parameter a field
    roadmap: RoadmapName,
    measure: AnyMeasure,
    action: Annotated[Action, FLAT, asked(_("Действие"), _("Что сделать с шагом."), Action)],
    who: Annotated[str, asked(_("Кто"), _("Ваша фамилия: запись будет помечена как заявленная."))],
    school: Annotated[str, asked(_("Школа"), _("Логин школы; пусто — дорожная карта в целом."))] = "",
    link: Annotated[str, asked(_("Ссылка на документ"), _("Для «сдать»: где лежит документ."))] = "",
    number: Annotated[
        str, asked(_("Регистрационный №"), _("Для «сдать»: вместо ссылки или с ней; для «снять» — приказа."))
    ] = "",
    dated: Annotated[str, asked(_("Дата документа"), "2024-08-31")] = "",
    reason: Annotated[str, asked(_("Причина"), _("Для «вернуть» и «снять»; для «принять» — замечание."))] = "",
    role: Annotated[
        str, asked(_("От чьего имени"), _("Код роли: где принимают несколько, или кто подписал приказ."))
    ] = "",
    cycle: CycleYear = 0,
    as_of: AsOf = "today",
) -> State:
    """Record what a person did, by the function that the command line calls."""
    form = Form(
        roadmap=roadmap, measure=measure, action=action, who=who, school=school, link=link, number=number,
        dated=dated, reason=reason, role=role, cycle=cycle, as_of=as_of,
    )  # fmt: skip
    return answered(act(form, return_state=True))
