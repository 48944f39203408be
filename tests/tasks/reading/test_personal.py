"""Columns of people are emptied before anybody reads them; words that only begin alike are not."""

import numpy as np
import pytest

from tasks.reading.personal import without_people
from tasks.reading.tables import Sheet, Table


def emptied(heading: str) -> list[str]:
    texts = np.array([["Отчёт", "за год"], ["Код", heading], ["1", "Неверлюбов"], ["2", "Сидорова"]], dtype=object)
    (sheet,) = without_people(Table("f.csv", (Sheet("", texts),))).sheets
    assert sheet.texts[:, 0].tolist() == ["Отчёт", "Код", "1", "2"]
    assert sheet.texts[0, 1] == "за год"
    return [text for text in sheet.texts[1:, 1] if text]


@pytest.mark.parametrize(
    "heading",
    ["ФИО", "Ф.И.О. участника", "Фамилия, имя, отчество", "Имя", "full_name", "Серия и номер паспорта", "СНИЛС",
     "Дата рождения", "Телефон", "E-mail", "SurnameCell"],
)  # fmt: skip
def test_a_column_of_people_is_emptied_from_its_heading_down(heading: str) -> None:
    assert emptied(heading) == []


@pytest.mark.parametrize(
    "heading", ["Имя существительное", "Номер", "Серия опытов", "Документы эпохи", "Имя прилагательное"]
)
def test_what_only_begins_alike_stays(heading: str) -> None:
    assert emptied(heading) == [heading, "Неверлюбов", "Сидорова"]
