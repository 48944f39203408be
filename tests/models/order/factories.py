"""Orders made for a test: complete by default, so that a test states only what matters."""

from datetime import date
from typing import Any

from models.order.definition import Head, PrintedMeasure, PrintedOrder
from models.roadmap.schedule.period import Period
from models.roadmap.schedule.reading import read

PERIOD = "2024-2025"


def a_measure(title: str = "Анализ результатов ВПР", **cells: Any) -> PrintedMeasure:
    given: dict[str, Any] = {
        "number": "1.",
        "title": title,
        "schedule": "Август 2024",
        "responsible": "Министерство, ОО",
        "result": "Справка",
        "section": "Анализ",
        "lines": (7,),
        "places": ("строка 7",),
    } | cells
    return PrintedMeasure(rule=read(given["schedule"], Period.parse(PERIOD)), **given)


def an_order(*measures: PrintedMeasure, **changes: Any) -> PrintedOrder:
    head = Head(
        authority="Управление образования",
        kind="приказ",
        number="13",
        signed_on=date(2024, 1, 25),
        title="Об утверждении дорожной карты по поддержке школ с низкими результатами",
        period=PERIOD,
    )
    given: dict[str, Any] = {"source": "order.txt", "head": head, "measures": measures or (a_measure(),)}
    return PrintedOrder(**(given | changes))
