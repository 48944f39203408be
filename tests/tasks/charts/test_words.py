"""School names on charts: short, Russian, told apart; the legal form stays in the lists."""

import pandas as pd
import pytest

from tasks.charts.words import school_names, short_name, without_subject


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("МБОУ «СОШ № 5»", "СОШ № 5"),
        ("МАОУ «Лицей № 1»", "Лицей № 1"),
        ("Муниципальное бюджетное общеобразовательное учреждение «Средняя общеобразовательная школа № 7»", "СОШ № 7"),
        ("муниципальное казённое общеобразовательное учреждение основная общеобразовательная школа с. Дальнее",
         "ООШ с. Дальнее"),
        ("МБОУ «Гимназия имени А. С. Пушкина»", "Гимназия им. А. С. Пушкина"),
        ("Школа № 3", "Школа № 3"),
        ("МБОУ", "МБОУ"),
    ],
)  # fmt: skip
def test_a_legal_name_becomes_the_one_that_people_say(name: str, short: str) -> None:
    assert short_name(name) == short


def test_namesakes_are_told_apart_and_strangers_go_by_login() -> None:
    schools = pd.DataFrame(
        [("a", "МБОУ «СОШ № 1»", "Кирсанов"), ("b", "МКОУ «СОШ № 1»", "Уварово"), ("c", "МБОУ «СОШ № 2»", "Уварово")],
        columns=["school", "name", "municipality"],
    )
    assert school_names(schools, ["a", "b", "c", "edu1"]) == {
        "a": "СОШ № 1, Кирсанов",
        "b": "СОШ № 1, Уварово",
        "c": "СОШ № 2",
        "edu1": "edu1",
    }


def test_a_procedure_under_its_subject_does_not_say_it_again() -> None:
    assert without_subject("ВПР, 5 класс, математика", "математика") == "ВПР, 5 класс"
    assert without_subject("ЕГЭ, математика базовая", "математика базовая") == "ЕГЭ"
