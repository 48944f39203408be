"""A printed order as plain values for JSON: its head, its measures in document order, suggestions beside them."""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from typing import Any

from pydantic import BaseModel

from models.order.definition import Doubt, PrintedMeasure, PrintedOrder
from models.order.suggesting.definition import Suggestions
from models.roadmap.schedule.rules import Rule


def as_json(order: PrintedOrder, suggestions: Suggestions | None = None) -> dict[str, Any]:
    """{"order": …, "measures": […]}; each measure carries its suggestions where they are given.

    Of the suggestions only `short_title` stands beside the printed cells too; a doubt about a row says its `line`.
    """
    measures = [_measure(measure) for measure in order.measures]
    shown: dict[str, Any] = {"order": _order(order), "measures": measures}
    if suggestions is not None:
        for row, suggested in zip(measures, suggestions.measures, strict=True):
            row |= {"short_title": suggested.short_title.value, "suggestions": plain(suggested)}
        shown["suggestions"] = {"parties": plain(suggestions.parties), "questions": plain(suggestions.questions)}
    return shown


def all_doubts(order: PrintedOrder) -> tuple[Doubt, ...]:
    """Everything that a person must decide, the head's first, then in document order."""
    of_measures = (doubt for measure in order.measures for doubt in measure.needs_review)
    return (*order.head.needs_review, *order.needs_review, *of_measures)


def plain(value: Any) -> Any:
    """Dates as ISO text, rules in their normal form, dataclasses and models as objects, tuples as lists."""
    if isinstance(value, Rule):
        return value.as_json()
    if isinstance(value, BaseModel):
        return value.model_dump(mode="json")
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, Mapping):
        return {key: plain(item) for key, item in value.items()}
    if isinstance(value, (tuple, list)):
        return [plain(item) for item in value]
    if isinstance(value, Enum):
        return value.value
    return value.isoformat() if isinstance(value, date) else value


def _order(order: PrintedOrder) -> dict[str, Any]:
    head = plain(order.head)
    doubts = [*head.pop("needs_review"), *plain(order.needs_review)]
    return {
        "source": order.source,
        **head,
        "columns": dict(order.columns),
        "asides": list(order.asides),
        "needs_review": doubts,
    }


def _measure(measure: PrintedMeasure) -> dict[str, Any]:
    shown = {field.name: plain(getattr(measure, field.name)) for field in fields(measure)}
    lines = dict(zip(measure.places, measure.lines, strict=True))
    shown["needs_review"] = [{"line": lines.get(doubt.place), **plain(doubt)} for doubt in measure.needs_review]
    return shown
