"""What the Prefect form asks and offers: flat parameters with Russian names, roadmaps and measures as choices.

A choice is offered, not enforced: a roadmap of one's own runs by the same flows.
"""

from collections.abc import Iterable
from typing import Annotated, Any

from pydantic import Field, JsonValue, WithJsonSchema

from models.language import _
from models.roadmap.definition import Phase
from tasks.reading.roadmap import read_roadmap, shipped_names
from tasks.running.wish import Redo

EVERYTHING = "все"

_ROADMAPS = [read_roadmap(name) for name in shipped_names()]


def _codes(phase: Phase | None = None) -> list[str]:
    """Measures of the shipped roadmaps, as printed, of one phase or of all."""
    return list(dict.fromkeys(m.code for roadmap in _ROADMAPS for m in roadmap.measures if phase in (None, m.phase)))


def asked(title: str, description: str = "", choices: Iterable[str] = ()) -> Any:
    """A field of the form. Prefect puts the parameter's name over a Field's own title: only what is extra survives."""
    said: dict[str, JsonValue] = {"title": title, "description": description, "enum": [*choices]}
    return Field(json_schema_extra={name: value for name, value in said.items() if value})


def measure_of(phase: Phase) -> Any:
    """The type of a phase's «measure» parameter: one of the phase's measures, or «все»."""
    offered = [EVERYTHING, *_codes(phase)]
    return Annotated[str, asked(_("Мероприятие"), _("Одно мероприятие этапа или «все»."), offered)]


# An enumeration's own schema is a reference with the docstring as its description: a form wants it flat.
FLAT = WithJsonSchema({"type": "string"})

RoadmapName = Annotated[
    str, asked(_("Дорожная карта"), _("Какая дорожная карта исполняется."), [roadmap.name for roadmap in _ROADMAPS])
]
AnyMeasure = Annotated[str, asked(_("Мероприятие"), _("Код мероприятия."), _codes())]
CycleYear = Annotated[int, asked(_("Год цикла"), _("0 — год той даты, на которую идёт запуск."))]
AsOf = Annotated[str, asked(_("На дату"), _("today или дата: 2024-08-31."))]
Again = Annotated[
    Redo,
    FLAT,
    asked(_("Что пересчитать"), _("stale — устаревшее, failed — с ошибкой в данных, all — всё."), Redo),
]
Schools = Annotated[str, asked(_("Школы"), _("Логины через запятую; пусто — все школы целевой группы."))]
DryRun = Annotated[bool, asked(_("Пробный запуск"), _("Показать состояние, ничего не записывая."))]

Simulated = Annotated[
    bool, asked(_("Игровой цикл"), _("Открыть год для упражнений: дни в нём называют, часы его не трогают."))
]


def chosen(measure: str) -> tuple[str, ...]:
    """The codes that the choice means; none when everything is meant."""
    return () if measure in (EVERYTHING, "") else (measure,)


def listed(schools: str) -> tuple[str, ...]:
    """The logins in a comma- or space-separated list."""
    return tuple(schools.replace(",", " ").split())
