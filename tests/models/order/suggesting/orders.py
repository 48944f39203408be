"""The five real orders as their hand-made labels print them, and what the labels say we should read into them."""

import json
import re
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from models.order.definition import Head, PrintedMeasure, PrintedOrder
from models.roadmap.schedule.period import Period
from models.roadmap.schedule.reading import read

FOLDER = Path(__file__).parents[3] / "data" / "orders"
PERIODS = {
    "kirsanov-2024": "2024-2025",
    "novokuznetsk-2022": "2022",
    "svetlogorsk-2022": "2022-2024",
    "zhigalovo-2023": "2023",
    "rakitnoe-2021": "2021-2024",
}
AUTHORITIES = {
    "kirsanov-2024": "Администрация города Кирсанова отдел образования",
    "novokuznetsk-2022": "Администрация города Новокузнецка Комитет образования и науки",
    "svetlogorsk-2022": "Калининградская область Администрация «Светлогорский городской округ»",
    "zhigalovo-2023": "Управление образования администрации муниципального образования «Жигаловский район»",
    "rakitnoe-2021": "Управление образования администрации Ракитянского района",
}


@cache
def labels() -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads((FOLDER / "measures.json").read_text(encoding="utf8"))
    return found


def labels_of(name: str) -> list[dict[str, Any]]:
    return [label for label in labels() if label["order"] == name]


@cache
def order(name: str) -> PrintedOrder:
    body = tuple(line for line in (FOLDER / f"{name}.txt").read_text(encoding="utf8").splitlines() if "\t" not in line)
    head = Head(
        authority=AUTHORITIES[name],
        number="1",
        signed_on=date(int(name[-4:]), 1, 25),
        title="Об утверждении дорожной карты школ с низкими образовательными результатами",
        period=PERIODS[name],
    )
    return PrintedOrder(f"{name}.txt", head, tuple(map(measure, labels_of(name))), body=body)


def measure(label: dict[str, Any]) -> PrintedMeasure:
    parent = re.sub(r"^T0?", "", label["parent"]) if label["parent"] else ""
    is_heir = bool(parent) and not label["schedule_raw"]
    rule = read(
        _head_of(label)["schedule_raw"] if is_heir else label["schedule_raw"], Period.parse(PERIODS[label["order"]])
    )
    return PrintedMeasure(
        number=label["number_as_printed"],
        title=label["text"],
        schedule=label["schedule_raw"],
        responsible=label["responsible"],
        result=label["result"],
        section=label["section"],
        parent=parent,
        lines=tuple(label["lines"]),
        places=tuple(f"строка {line}" for line in label["lines"]),
        rule=rule,
        inherits=parent if is_heir else "",
    )


def _head_of(label: dict[str, Any]) -> dict[str, Any]:
    """The first sub-item of the label's own position."""
    return next(other for other in labels_of(label["order"]) if other["parent"] == label["parent"])


def edges_of(name: str) -> dict[tuple[str, str], bool]:
    """The labels' own (prerequisite, dependant) → is soft."""
    ids = [label["id"] for label in labels_of(name)]
    found = {}
    for label in labels_of(name):
        for part in re.split(r"[;,]\s*", label["prerequisites_inferred"]):
            for needed in _ids(part.lstrip("~"), ids):
                found[needed, label["id"]] = part.startswith("~")
    return found


def _ids(part: str, ids: list[str]) -> list[str]:
    part = re.sub(r"\(.*\)", "", part).strip()
    first, _dash, last = part.partition("–")
    if first not in ids:
        return []
    return ids[ids.index(first) : ids.index(last) + 1] if last in ids else [first]
