"""The справка on the effect: no more than the interval allows, schools as counts, nothing where nothing can be said."""

from functools import cache
from io import BytesIO

from openpyxl import load_workbook

from models.assessment.analysis import Result
from models.assessment.layout import empty
from tasks.documents.rendering import markdown, render
from tests.models.assessment.effect.factories import YEARS, asked, region
from tests.tasks.documents.test_rendering import HEAD, letter_text

SCHOOLS = empty("schools")


@cache
def found(moved: int = 15) -> Result:
    result = asked(region(supported=8, moved=moved))
    return Result(result.table, {**result.facts, "unjudged": ""}, result.details)


def silent() -> Result:
    result = asked(region(years=YEARS[1:]), years=YEARS[1:])
    return Result(result.table, {**result.facts, "unjudged": ""}, result.details)


def text_of(result: Result) -> str:
    return letter_text(render("effect_of_support", result, HEAD, SCHOOLS)[0].content)


def rows_of(result: Result, name: str) -> list[tuple[object, ...]]:
    sheet = load_workbook(BytesIO(render("effect_of_support", result, HEAD, SCHOOLS)[1].content))[name]
    return [row for row in sheet.iter_rows(values_only=True) if isinstance(row[0], int)]


def test_the_letter_says_the_effect_with_its_interval_and_of_how_many_schools() -> None:
    text = text_of(found())
    assert "Изменение у поддержанных школ лучше, чем у остальных" in text
    assert "95-процентный интервал от +" in text
    assert "В перечне 8; вошли в сравнение 8, с ними сравнивались 20." in text
    assert "{" not in text


def test_leaving_the_list_is_said_to_prove_nothing() -> None:
    assert "вышли бы — " in text_of(found())
    assert "Выход школы из перечня — не доказательство эффекта" in text_of(found())


def test_where_nothing_can_be_concluded_the_reason_stands_in_place_of_a_number() -> None:
    text = text_of(silent())
    assert "Данные не позволяют утверждать" in text
    assert "загрузите более ранний год" in text
    assert "лучше, чем у остальных" not in text
    (change, edge) = rows_of(silent(), "Вывод")
    assert (change[4], change[7]) == (edge[4], edge[7]) == ("нет данных", "вывода нет")


def test_the_letter_and_the_run_name_no_school() -> None:
    assert "s000" not in text_of(found())
    assert "s000" not in markdown("effect_of_support", found(), HEAD)


def test_the_workbook_says_every_schools_part_and_no_schools_result() -> None:
    assert len(rows_of(found(), "Школы")) == 28
    headers = {cell for row in _heads(found()) for cell in row}
    assert not {"Доля ниже минимума", "Ниже минимума", "Изменение"} & headers
    assert {row[4] for row in rows_of(found(), "Перечень")} <= {"вышла", "осталась", "вошла"}


def _heads(result: Result) -> list[tuple[object, ...]]:
    book = load_workbook(BytesIO(render("effect_of_support", result, HEAD, SCHOOLS)[1].content))
    return [row for sheet in book.worksheets for row in sheet.iter_rows(values_only=True)]
