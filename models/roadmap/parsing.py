"""From the text of a roadmap file to a Roadmap, or to every problem in it at once. Pure: reading files is tasks' work.

Where a value stands is places.py, keys and types are shape.py, names and how things hang together consistency.py.
"""

from collections.abc import Iterator
from typing import Any

from pydantic import ValidationError

from models.errors import RoadmapError, VekhaError
from models.language import _
from models.roadmap.consistency import consistency_problems, measures_in
from models.roadmap.definition import Roadmap
from models.roadmap.places import Located, PlacedProblem, locate
from models.roadmap.plan import occurrences
from models.roadmap.schedule.occurrences import spans
from models.roadmap.schedule.period import Period
from models.roadmap.schedule.reading import read
from models.roadmap.shape import shape_problems

# What a measure that inherits takes when it does not say it itself. Its schedule and result stay as printed, empty.
INHERITED = ("parties", "deliverables")


def parse(text: str, file_name: str) -> Roadmap:
    """The roadmap that the YAML text describes; RoadmapError with every problem found, in the order of the lines."""
    located = locate(text, file_name)
    if not isinstance(located.data, dict):
        raise _refused(located, [*located.problems, *_no_roadmap(located)])
    roadmap, problems = _read(located)
    problems = [*located.problems, *problems, *consistency_problems(located), *_schedule_problems(located)]
    if roadmap is not None and not problems:
        problems = list(_years_without_data(roadmap, located))
    if problems or roadmap is None:
        raise _refused(located, problems)
    return roadmap


def _read(located: Located) -> tuple[Roadmap | None, list[PlacedProblem]]:
    try:
        return Roadmap.model_validate(_with_inherited(located.data)), []
    except ValidationError as error:
        return None, list(shape_problems(error, located))


def _with_inherited(data: dict[str, Any]) -> dict[str, Any]:
    """The file's data with the parties and deliverables that measures inherit."""
    measures = data.get("measures")
    if not isinstance(measures, list):
        return data
    by_code = {m.get("code"): m for m in measures if isinstance(m, dict) and isinstance(m.get("code"), str)}
    return {**data, "measures": [_heir(measure, by_code) for measure in measures]}


def _heir(measure: Any, by_code: dict[Any, dict[str, Any]]) -> Any:
    """The measure, with what it inherits from the named one; untouched when it inherits nothing."""
    named = measure.get("inherits") if isinstance(measure, dict) else None
    parent = by_code.get(named) if isinstance(named, str) else None
    if parent is None:
        return measure
    return {key: parent[key] for key in INHERITED if key in parent} | measure


def _schedule_problems(located: Located) -> Iterator[PlacedProblem]:
    """Schedules that no rule can be read from: a person decides, nothing is guessed."""
    written = located.value(("period",))
    if not isinstance(written, str):
        return
    try:
        period = Period.parse(written)
    except VekhaError as error:
        yield located.problem(("period",), str(error))
        return
    for path, measure in measures_in(located):
        key = _read_from(measure)
        said = measure.get(key) if key else None
        if isinstance(said, str) and (reason := _unreadable(said, period)):
            yield located.problem((*path, key), reason, said)


def _read_from(measure: dict[str, Any]) -> str:
    """Which of the measure's keys its rule is read from; none for an heir, and for a target, which has no steps."""
    if measure.get("is_target") is True:
        return ""
    if measure.get("read_as"):
        return "read_as"
    return "" if measure.get("inherits") else "schedule"


def _years_without_data(roadmap: Roadmap, located: Located) -> Iterator[PlacedProblem]:
    """Computed measures that fall in a year for which their data are not named."""
    planned = {(occurrence.measure, occurrence.year) for occurrence in occurrences(roadmap)}
    for position, measure in enumerate(roadmap.measures):
        for number, need in enumerate(measure.data if measure.action else ()):
            named = need.years if isinstance(need.years, dict) else None
            if missing := [
                year for code, year in sorted(planned) if code == measure.code and year not in (named or [year])
            ]:
                remedy = _(
                    "расчёт есть и в {years} году, а какие данные ему тогда нужны, не сказано: допишите (years)."
                )
                path = ("measures", position, "data", number, "years")
                yield located.problem(path, remedy.format(years=", ".join(map(str, missing))))


def _unreadable(cell: str, period: Period) -> str:
    """Why the cell says no schedule, empty when it says one."""
    rule = read(cell, period)
    if rule.kind == "unspecified":
        return _("сроки не указаны: напишите их, как в приказе, или назовите мероприятие, чьи они (inherits).")
    if rule.kind == "error":
        return _("сроки не прочитать: {reason}").format(reason=rule.reason)
    if rule.kind != "on_demand" and not spans(rule, period):
        return _("сроки целиком вне периода дорожной карты: мероприятие никогда не наступит.")
    return ""


def _no_roadmap(located: Located) -> Iterator[PlacedProblem]:
    if not located.problems:
        yield PlacedProblem(
            located.file_name, "", _("здесь нет дорожной карты: нужны ключи name, order, period, measures…")
        )


def _refused(located: Located, problems: list[PlacedProblem]) -> RoadmapError:
    in_order = sorted(problems, key=lambda problem: problem.line)
    headline = _("Дорожная карта не принята ({file}): ошибок — {count}.")
    return RoadmapError(headline.format(file=located.file_name, count=len(problems)), in_order)
