"""What people read of hard elements: beside the region and the country only where a report tells of them."""

from typing import Any

import pandas as pd

from models.assessment.analysis import Result
from tasks.documents.analyses.registry import PAPERS

NOBODY = pd.DataFrame()


def answer(country: float | None) -> Result:
    element: dict[str, Any] = {
        "grade": 5, "subject": "математика", "element": "1.1 Дроби", "level": "Б", "tasks": "1", "n": 100,
        "share": 41.2, "minimum": 57.0, "small_n": False, "region_share": None, "country_share": country,
    }  # fmt: skip
    table = pd.DataFrame([element]).astype({"region_share": "Float64", "country_share": "Float64"})
    return Result(table, {}, {"elements": table})


def headers(of: Result) -> list[str]:
    return [column.header for column in PAPERS["hard_elements"].listing(of, NOBODY).sheets[0].columns]


def test_the_country_stands_beside_the_region_where_it_is_told() -> None:
    assert "Россия" in headers(answer(45.0))
    assert "Регион, по отчёту" not in headers(answer(45.0))
    (told,) = PAPERS["hard_elements"].letter(answer(45.0), NOBODY)["elements"]
    assert told["share"] == "41,2\u00a0% (Россия — 45,0\u00a0%)"


def test_where_no_report_is_loaded_nothing_stands_there() -> None:
    assert "Россия" not in headers(answer(None))
    (told,) = PAPERS["hard_elements"].letter(answer(None), NOBODY)["elements"]
    assert told["share"] == "41,2\u00a0%"
