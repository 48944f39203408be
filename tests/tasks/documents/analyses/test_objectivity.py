"""The справка on possible markers: it accuses nobody, says what was seen, and its workbook has every row behind it."""

from functools import cache
from io import BytesIO

import pytest
from openpyxl import load_workbook

from models.assessment.analysis import Result
from models.assessment.objectivity.conclusion import compute
from models.assessment.objectivity.evidence import ASPECTS
from tasks.documents.analyses.objectivity.words import about, why_silent
from tasks.documents.rendering import markdown, render
from tests.models.assessment.factories import context
from tests.models.assessment.objectivity.regions import data_of, names, works
from tests.models.assessment.objectivity.test_boundaries import EVEN, heaped
from tests.tasks.documents.test_rendering import HEAD, letter_text

STRANGE = "edu680001"
# A boundary is certain where somebody stands below it, and both years look the same.
VPR = [works(dict.fromkeys(names(24), EVEN) | {STRANGE: heaped(2)}, year=year) for year in (2023, 2024)]
DATA = data_of(VPR)
SCHOOLS = DATA["schools"].assign(name="МБОУ «СОШ № 1» & <филиал>", municipality="г. Примерск").astype("string")


@cache
def found() -> Result:
    return compute(DATA, context(2023, 2024))


def test_the_school_and_what_was_seen_in_it_are_named_without_an_accusation() -> None:
    text = letter_text(render("objectivity", found(), HEAD, SCHOOLS)[0].content)
    assert "требуют результаты ВПР 2024 года в 1\u00a0школе из 24" in text
    assert "NO2, ВПР, все работы: 100,0\u00a0% при ожидаемых" in text
    assert "В прежние годы тоже: NO2" in text
    assert "МБОУ «СОШ №\u00a01» & <филиал>" in text
    assert "возможные признаки, которые требуют дополнительного анализа" in text
    assert "{" not in text


def test_no_document_speaks_of_a_violation() -> None:
    book = load_workbook(BytesIO(the_annex()))
    cells = [str(cell.value) for sheet in book.worksheets for row in sheet.iter_rows() for cell in row]
    said = [
        letter_text(render("objectivity", found(), HEAD, SCHOOLS)[0].content),
        *cells,
        markdown("objectivity", found(), HEAD),
    ]
    assert not [text for text in said if "наруш" in text.lower() or "фальсиф" in text.lower()]


def the_annex() -> bytes:
    return render("objectivity", found(), HEAD, SCHOOLS)[1].content


def rows_of(name: str) -> list[tuple[object, ...]]:
    """The numbered rows of a sheet."""
    sheet = load_workbook(BytesIO(the_annex()))[name]
    return [row for row in sheet.iter_rows(values_only=True) if isinstance(row[0], int)]


def test_the_workbook_lists_schools_works_grounds_and_why_markers_are_silent() -> None:
    assert [row[3] for row in rows_of("Требуют анализа")] == [STRANGE]
    assert len(rows_of("Работы")) == 24
    assert {row[5] for row in rows_of("Основания")} == {"NO2"}
    silent = {(row[1], row[2]) for row in rows_of("Не рассчитано")}
    assert ("NO5", why_silent("no_exams")) in silent
    assert ("NO4", why_silent("no_tasks")) in silent


def test_equal_results_make_equal_workbooks() -> None:
    assert the_annex() == the_annex()


def test_schools_are_told_to_everybody_as_counts_only() -> None:
    text = markdown("objectivity", found(), HEAD)
    assert "1\u00a0школе из 24" in text
    assert STRANGE not in text


@pytest.mark.parametrize("marker", ASPECTS)
def test_every_marker_says_what_it_looks_at(marker: str) -> None:
    assert about(marker)
