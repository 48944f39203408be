"""Five real orders, 148 actions labelled by hand: every cell of every one is read as labelled, and nothing else is."""

import json
import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from models.order.definition import PrintedMeasure, PrintedOrder
from tasks.reading.orders.opening import open_order

ORDERS = Path(__file__).parents[2] / "data" / "orders"
NAMES = ("kirsanov-2024", "novokuznetsk-2022", "svetlogorsk-2022", "zhigalovo-2023", "rakitnoe-2021")
CELLS = {
    "number": "number_as_printed",
    "title": "text",
    "schedule": "schedule_raw",
    "responsible": "responsible",
    "result": "result",
    "section": "section",
}
# How many places of each order a person must look at, and why: a new doubt on a plain row is a false alarm.
DOUBTS = {
    "kirsanov-2024": ["number"],  # «№ _____» in the annex
    "novokuznetsk-2022": [],
    "svetlogorsk-2022": ["number", "row"],  # № 534 beside № 522; the row printed twice
    "zhigalovo-2023": ["responsible", "schedule"],  # parallel lists; a term of its own in the rest of a row
    "rakitnoe-2021": ["schedule", "schedule", "schedule"],  # «До 2024 года» twice, «4 квартал каждого учебного года»
}


@cache
def order_of(name: str) -> PrintedOrder:
    return open_order(ORDERS / f"{name}.txt")


@cache
def labels_of(name: str) -> list[dict[str, Any]]:
    labels = json.loads((ORDERS / "measures.json").read_text("utf8"))
    return [label for label in labels if label["seed"] == NAMES.index(name)]


def folded(text: str) -> str:
    """As the labels compare: without tags and «‖», fractions as a/b, spaces collapsed, no final stop, lower case."""
    text = re.sub(r"\$\\frac\{(\w+)\}\{(\w+)\}\$", r"\1/\2", re.sub(r"<[^<>]*>", " ", text).replace("‖", " "))
    return " ".join(text.split()).removesuffix(".").rstrip().lower()


def differing(measure: PrintedMeasure, label: dict[str, Any]) -> list[str]:
    """Each cell that differs, said so that one sees what was read and what was printed."""
    position = label["parent"]
    printed = {cell: label[key] for cell, key in CELLS.items()} | {"parent": str(int(position[1:])) if position else ""}
    told = [
        f"{label['id']} {cell}:\n  read    {getattr(measure, cell)}\n  printed {text}"
        for cell, text in printed.items()
        if folded(getattr(measure, cell)) != folded(text)
    ]
    if list(measure.lines) != label["lines"]:
        told.append(f"{label['id']} lines: read {measure.lines}, printed {label['lines']}")
    return told


@pytest.mark.parametrize("name", NAMES)
def test_every_cell_of_every_action_is_read_as_labelled(name: str) -> None:
    measures, labels = order_of(name).measures, labels_of(name)
    assert [measure.lines[0] for measure in measures] == [label["lines"][0] for label in labels]
    told = [line for pair in zip(measures, labels, strict=True) for line in differing(*pair)]
    assert not told, "\n".join(told)


def test_all_148_actions_are_compared() -> None:
    assert sum(len(labels_of(name)) for name in NAMES) == 148


@pytest.mark.parametrize("name", NAMES)
def test_only_what_is_doubtful_is_doubted(name: str) -> None:
    order = order_of(name)
    doubts = [*order.head.needs_review, *order.needs_review]
    doubts += [doubt for measure in order.measures for doubt in measure.needs_review]
    assert sorted(doubt.part for doubt in doubts) == sorted(DOUBTS[name]), doubts
    assert all(doubt.place and doubt.reason for doubt in doubts)


@pytest.mark.parametrize("name", NAMES)
def test_every_schedule_is_understood(name: str) -> None:
    kinds = {measure.rule.kind for measure in order_of(name).measures}
    assert not kinds & {"error", "unspecified"}


def test_an_empty_cell_stays_empty_and_says_what_it_inherits() -> None:
    second = next(measure for measure in order_of("kirsanov-2024").measures if measure.lines == (54,))
    assert (second.schedule, second.responsible, second.result) == ("", "", "")
    assert second.inherits == "6."
    assert second.inherited["schedule"] == "Апрель-май 2024"
    assert second.rule.as_json() == {"kind": "window", "start": "2024-04-01", "end": "2024-05-31"}


def test_a_heading_row_is_no_action_but_is_kept_with_its_first_sub_item() -> None:
    first, second = (m for m in order_of("kirsanov-2024").measures if m.lines in ((86,), (87,)))
    assert first.heading == "Реализация мероприятий проекта <i>«Эффективный урок»:</i>"
    assert (first.parent, second.parent, second.heading) == ("22.", "22.", "")


def test_broken_words_are_mended_beside_the_printed_cell() -> None:
    mended = {m.lines[0]: m.mended for m in order_of("kirsanov-2024").measures}
    assert mended[69]["result"].startswith(
        "Рекомендации по проектированию индивидуальных траекторий профессионального роста"
    )
    assert mended[69]["schedule"] == "Октябрь-ноябрь 2024"
    assert mended[74]["result"] == "Скорректированные планы деятельности"
    assert mended[89]["schedule"] == "По отдельному графику"
    assert mended[98]["schedule"] == "По запросам образовательных организаций"
    assert mended[81]["schedule"] == "Постоянно; Октябрь-январь 2024, 2025"
    assert {line for line, cells in mended.items() if cells} == {69, 74, 81, 89, 91, 98, 99, 103}


def test_goals_and_tasks_are_kept_apart_from_measures() -> None:
    asides = order_of("zhigalovo-2023").asides
    assert len(asides) == 7
    assert [aside for aside in asides if aside == "Задачи:"] == ["Задачи:", "Задачи:"]
