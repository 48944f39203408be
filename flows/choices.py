"""What the Prefect form asks and offers: flat parameters with Russian names, roadmaps and measures as choices.

A choice is offered, not enforced: a roadmap of one's own runs by the same flows.
"""

from typing import Annotated, Any

from pydantic import Field

from models.language import _
from models.roadmap.definition import Phase
from tasks.examine import Redo
from tasks.reading.roadmap import read_roadmap, shipped_names

EVERYTHING = "все"

_ROADMAPS = [read_roadmap(name) for name in shipped_names()]


def _codes(phase: Phase | None = None) -> list[str]:
    """Measures of the shipped roadmaps, as printed, of one phase or of all."""
    return list(dict.fromkeys(m.code for roadmap in _ROADMAPS for m in roadmap.measures if phase in (None, m.phase)))


def measure_of(phase: Phase) -> Any:
    """The type of a phase's «measure» parameter: one of the phase's measures, or «все»."""
    return Annotated[
        str,
        Field(
            title=_("Мероприятие"),
            description=_("Одно мероприятие этапа или «все»."),
            json_schema_extra={"enum": [EVERYTHING, *_codes(phase)]},
        ),
    ]


RoadmapName = Annotated[
    str,
    Field(
        title=_("Дорожная карта"),
        description=_("Какая дорожная карта исполняется."),
        json_schema_extra={"enum": [roadmap.name for roadmap in _ROADMAPS]},
    ),
]
AnyMeasure = Annotated[
    str,
    Field(title=_("Мероприятие"), description=_("Код мероприятия."), json_schema_extra={"enum": [*_codes()]}),
]
CycleYear = Annotated[int, Field(title=_("Год цикла"), description=_("0 — год той даты, на которую идёт запуск."))]
AsOf = Annotated[str, Field(title=_("На дату"), description=_("today или дата: 2024-08-31."))]
Again = Annotated[
    Redo,
    Field(title=_("Что пересчитать"), description=_("stale — устаревшее, failed — с ошибкой в данных, all — всё.")),
]
Schools = Annotated[
    str, Field(title=_("Школы"), description=_("Логины через запятую; пусто — все школы целевой группы."))
]
DryRun = Annotated[bool, Field(title=_("Пробный запуск"), description=_("Показать состояние, ничего не записывая."))]


def chosen(measure: str) -> tuple[str, ...]:
    """The codes that the choice means; none when everything is meant."""
    return () if measure in (EVERYTHING, "") else (measure,)


def listed(schools: str) -> tuple[str, ...]:
    """The logins in a comma- or space-separated list."""
    return tuple(schools.replace(",", " ").split())
