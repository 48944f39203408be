"""Cells cut into roles with and without separators; one role under several names; what only a person can tell."""

import pytest

from models.order.definition import Head
from models.order.suggesting.cells import roles_in
from models.order.suggesting.parties import parties_of
from models.order.suggesting.suggest import suggest
from models.roadmap.order import Scope
from tests.models.order.suggesting.orders import order


@pytest.mark.parametrize(
    ("cell", "titles"),
    [
        ("Министерство, ТОИПКРО; ОО", ["Министерство", "ТОИПКРО", "ОО"]),
        ("Министерство и ТОИПКРО", ["Министерство", "ТОИПКРО"]),
        ("Комитет образования и науки, школы", ["Комитет образования и науки", "школы"]),
        ("Отдел образования МАОУ «ООШ п. Приморье»", ["Отдел образования", "МАОУ «ООШ п. Приморье»"]),
        ("УО Руководители ОУ", ["УО", "Руководители ОУ"]),
        ("Опорные площадки МАОУ ДПО ИПК", ["Опорные площадки МАОУ ДПО ИПК"]),
        ("МБУ «Центр развития, качества и оценки», ОО", ["МБУ «Центр развития, качества и оценки»", "ОО"]),
        ("Центр экспертизы Министерства образования", ["Центр экспертизы Министерства образования"]),
        (
            "Муниципальный координатор ⟨лицо 1⟩ ведущий специалист ⟨лицо 2⟩",
            ["Муниципальный координатор", "ведущий специалист"],
        ),
        ("Руководители ОО ⟨лицо 1⟩, ⟨лицо 2⟩, ⟨лицо 3⟩", ["Руководители ОО"]),
        ("Министерство (⟨лицо 1⟩), ОО", ["Министерство", "ОО"]),
        ("Жигаловская СОШ №1 (⟨лицо 1⟩) Тутурская школа (⟨лицо 2⟩)", ["Жигаловская СОШ №1", "Тутурская школа"]),
        ("МБУ «Центр, ОО", ["МБУ «Центр", "ОО"]),
        ("", []),
    ],
)
def test_a_cell_is_cut_where_a_role_ends(cell: str, titles: list[str]) -> None:
    assert [role.title for role in roles_in(cell)] == titles


def test_a_cell_without_capitals_is_cut_by_the_roles_of_other_cells() -> None:
    assert [role.title for role in roles_in("ОУ родители", {"оу", "родители"})] == ["ОУ", "родители"]


def test_one_role_under_several_names_is_one_party_and_says_so() -> None:
    cells = ["Управление образования администрации района", "УО", "Руководители ОУ", "ОУ"]
    found = parties_of(cells, Head())
    assert [codes[0] for codes in found.of_cells] == ["municipal_authority"] * 2 + ["school"] * 2
    assert "«Управление образования администрации района», «УО»" in found.parties[0].reason


def test_an_abbreviation_is_the_role_that_its_letters_spell() -> None:
    found = parties_of(["Центр оценки качества", "ЦОК"], Head())
    assert found.of_cells[0] == found.of_cells[1]


def test_a_municipal_authority_is_one_in_its_own_order_and_many_in_a_ministrys() -> None:
    alone, among = parties_of(["МОУО"], Head()), parties_of(["Министерство", "МОУО"], Head())
    assert alone.parties[0].value.scope is Scope.ROADMAP
    assert among.parties[1].value.scope is Scope.MUNICIPALITY


def test_a_coordinator_is_there_even_where_the_table_names_none() -> None:
    named, missing = parties_of(["ОО"], Head(coordinator="начальник отдела")), parties_of(["ОО"], Head())
    assert (named.parties[-1].value.code, named.parties[-1].value.name) == ("coordinator", "Начальник отдела")
    assert missing.parties[-1].is_guess


def test_the_only_school_that_an_order_names_is_its_school() -> None:
    found = parties_of(["Отдел образования", "МАОУ «ООШ п. Приморье»"], Head())
    assert found.of_cells[1] == ("school",)


def test_titles_that_spell_alike_in_latin_letters_keep_codes_of_their_own() -> None:
    found = parties_of(["Клуб «А»", "Клуб А"], Head())
    assert len({party.value.code for party in found.parties}) == 3


def test_one_person_in_two_roles_is_asked_about_and_not_decided() -> None:
    questions = suggest(order("zhigalovo-2023")).questions
    asked = [question.value for question in questions]
    assert any("Муниципальный координатор / муниципальный куратор" in value for value in asked)
    assert any(value == "ведущий специалист УО / ведущий специалист" for value in asked)
    assert all(len(question.readings) == 2 for question in questions)
