"""The sentences on schools with low results say numbers as Russian does, and the workbook sums up municipalities."""

from io import BytesIO

import pytest
from openpyxl import load_workbook

from models.assessment.registry import ANALYSES
from models.assessment.sharing import as_shared, places_of, told_by
from tasks.documents.analyses.registry import PAPERS
from tasks.documents.rendering import render
from tests.models.assessment.factories import context, exam, frames, rows
from tests.tasks.documents.test_rendering import HEAD, found


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (0, "0 школ"),
        (1, "1 школа"),
        (2, "2 школы"),
        (5, "5 школ"),
        (11, "11 школ"),
        (21, "21 школа"),
        (112, "112 школ"),
    ],
)
def test_schools_are_counted_in_the_right_case(number: int, said: str) -> None:
    facts = {**found("low_results").facts, "low": number, "schools": 300}
    sentence = PAPERS["low_results"].sentences(facts)[0]
    assert sentence.replace("\u00a0", " ") == f"Низкие результаты: {said} из 300 с результатами."


def test_totals_of_municipalities_count_every_school_and_give_no_hidden_one_away() -> None:
    places = {"a": "г. Примерск", "b": "г. Примерск", "c": "г. Примерск", "d": "Луговской район"}
    low = {"a": 20, "b": 15, "c": 2, "d": 10}
    schools = rows("schools", *({"school": school, "municipality": place} for school, place in places.items()))
    gia = [exam(40, low[school], school=school) for school in places]
    result = ANALYSES["low_results"].compute({**frames(gia=gia), "schools": schools}, context(2023))
    shown = as_shared(result, told_by(result, places_of(schools)))
    sheet = load_workbook(BytesIO(render("low_results", shown, HEAD, schools)[1].content))["По муниципалитетам"]
    totals = {row[1]: row[4:6] for row in sheet.iter_rows(values_only=True) if isinstance(row[0], int)}
    assert totals == {"г. Примерск": (120, 37), "Луговской район": (40, 10)}
    hidden = shown.details["procedures"].set_index("school")["is_hidden"]
    assert hidden.to_dict() == {"a": True, "b": False, "c": True, "d": False}
