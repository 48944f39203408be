"""Whether a roadmap file has the keys and types of definition.py; pydantic's findings, said in Russian with places."""

import re
from collections.abc import Iterator, Mapping
from types import UnionType
from typing import Any, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from models.language import _
from models.roadmap.definition import Roadmap
from models.roadmap.naming import suggestion
from models.roadmap.places import Located, Path, PlacedProblem


def shape_problems(
    error: ValidationError, located: Located, whole: type[BaseModel] = Roadmap
) -> Iterator[PlacedProblem]:
    """One problem a place: unknown keys, missing keys, wrong types, values outside a list.

    whole: what the file should be; its keys are suggested for unknown ones.
    """
    found_at: dict[Path, ErrorDetails] = {}
    for found in error.errors(include_url=False):
        found_at.setdefault(_path_in_file(found, located), found)
    already_told = {(problem.line, problem.value) for problem in located.problems}
    for path, found in found_at.items():
        problem = _problem(found, path, located, whole)
        if not _is_another_branch(path, found, found_at) and (problem.line, problem.value) not in already_told:
            yield problem


def _is_another_branch(path: Path, found: ErrorDetails, found_at: Mapping[Path, ErrorDetails]) -> bool:
    """Whether it is only a union's other branch that did not fit: the branch that did has found something deeper."""
    deeper = any(len(other) > len(path) and other[: len(path)] == path for other in found_at)
    return deeper and found["type"] in {"tuple_type", "dict_type", "string_type"}


def _problem(found: ErrorDetails, path: Path, located: Located, whole: type[BaseModel]) -> PlacedProblem:
    kind = found["type"]
    if kind == "extra_forbidden":
        known = _fields_at(path[:-1], whole)
        return located.problem(path, _("такого ключа нет. {hint}").format(hint=suggestion(path[-1], known)), path[-1])
    if kind == "missing":
        return located.problem(path, _("не хватает ключа «{key}»: добавьте его.").format(key=found["loc"][-1]), "")
    if kind in {"enum", "literal_error"}:
        known = re.findall(r"'([^']*)'", found.get("ctx", {}).get("expected", ""))
        return located.problem(path, _("такого значения нет. {hint}").format(hint=suggestion(found["input"], known)))
    if found.get("input") is None:
        return located.problem(path, _("здесь пусто: впишите значение."), "")
    return located.problem(path, _expected(kind, found))


def _expected(kind: str, found: ErrorDetails) -> str:
    """What should stand there, by pydantic's kind of error."""
    by_kind = {
        "string_type": _("нужен текст: возьмите значение в кавычки."),
        "int_type": _("нужно целое число."),
        "int_parsing": _("нужно целое число."),
        "int_from_float": _("нужно целое число."),
        "float_type": _("нужно число."),
        "float_parsing": _("нужно число."),
        "bool_type": _("нужно true или false."),
        "bool_parsing": _("нужно true или false."),
        "tuple_type": _("нужен список: [одно, другое]."),
        "too_short": _("список слишком короткий: назовите хотя бы одно."),
        "dict_type": _("нужны пары «ключ: значение»."),
        "model_type": _("нужны пары «ключ: значение»."),
        "model_attributes_type": _("нужны пары «ключ: значение»."),
        "date_type": _("нужна дата вида 2024-01-25."),
        "date_parsing": _("нужна дата вида 2024-01-25."),
        "date_from_datetime_parsing": _("нужна дата вида 2024-01-25."),
    }
    limits = {"greater_than": ">", "greater_than_equal": "≥", "less_than": "<", "less_than_equal": "≤"}
    if kind in limits:
        bound = next(value for key, value in found["ctx"].items() if key in {"gt", "ge", "lt", "le"})
        return _("нужно число {sign} {bound}.").format(sign=limits[kind], bound=bound)
    return by_kind.get(kind, _("значение не подходит ({why}).").format(why=found["msg"]))


def _path_in_file(found: ErrorDetails, located: Located) -> Path:
    """Pydantic's place without the names of union members, which are not in the file."""
    path: Path = ()
    for key in found["loc"]:
        if (*path, key) in located.lines:
            path = (*path, key)
    return path


def _fields_at(path: Path, whole: type[BaseModel]) -> list[str]:
    """The keys that are known at this place of the file."""
    model: Any = whole
    for key in path:
        if isinstance(key, str):
            field = model.model_fields.get(key)
            model = None if field is None else _model_within(field.annotation)
        if model is None:
            return []
    return list(model.model_fields)


def _model_within(annotation: Any) -> type[BaseModel] | None:
    """The pydantic model in a field's type: itself, or what a tuple or a union holds."""
    if isinstance(annotation, type) and get_origin(annotation) is None and issubclass(annotation, BaseModel):
        return annotation
    if get_origin(annotation) in {tuple, Union, UnionType}:
        return next(filter(None, map(_model_within, get_args(annotation))), None)
    return None
