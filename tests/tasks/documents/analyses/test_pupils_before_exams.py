"""Papers on pupils before exams: for help only; rows in the restricted workbook, counts everywhere else."""

import re
from functools import cache
from io import BytesIO

import pandas as pd
import pytest
from openpyxl import load_workbook

from models.assessment.layout import typed
from tasks.documents.rendering import Document, markdown, render
from tests.models.assessment.readiness.pupils.region import data, found
from tests.tasks.documents.test_rendering import HEAD, letter_text

KEY = re.compile(r"20\d\d-\d+/20\d\d")


def schools() -> pd.DataFrame:
    logins = sorted(set(data()["vpr"]["school"]))
    return typed("schools", pd.DataFrame({"school": logins, "name": logins, "municipality": "г. Примерск"}))


@cache
def papers(kind: str) -> tuple[Document, Document]:
    return render("pupils_before_exams", found(kind), HEAD, schools())


def book_text(kind: str) -> str:
    book = load_workbook(BytesIO(papers(kind)[1].content))
    return "\n".join(str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row)


@pytest.mark.parametrize("kind", ["told", "noise"])
def test_both_papers_say_what_the_list_is_for(kind: str) -> None:
    shown = markdown("pupils_before_exams", found(kind), HEAD)
    for text in (letter_text(papers(kind)[0].content), book_text(kind), shown):
        assert "не для отметки и не для отчисления" in text


def test_rows_are_in_the_restricted_workbook_only() -> None:
    assert KEY.search(book_text("told"))
    assert "Содержит сведения ограниченного доступа" in book_text("told")
    assert not KEY.search(letter_text(papers("told")[0].content))
    assert not KEY.search(markdown("pupils_before_exams", found(), HEAD))


def test_the_letter_counts_by_municipality_and_tells_each_exam() -> None:
    text = letter_text(papers("told")[0].content)
    assert "г.\u00a0Примерск" in text
    assert "работа обучающегося говорит не больше, чем результаты школы" in letter_text(papers("noise")[0].content)
    assert "Таких обучающихся нет." in letter_text(papers("noise")[0].content)


def test_a_count_that_tells_of_few_is_withheld_in_a_copy() -> None:
    few = found()
    copy = type(few)(few.table, {**few.facts, "withheld": 1}, few.details, True, few.by_school)
    text = letter_text(render("pupils_before_exams", copy, HEAD, schools())[0].content)
    assert "по этому числу можно узнать о немногих" in text
    assert str(few.facts["pupils"]) not in text.split("4. По муниципалитетам")[1].split("5. Предложения")[0]
