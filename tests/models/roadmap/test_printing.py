"""A roadmap goes back on paper as its order printed it: rows, numbers, empty cells, the header's own words."""

import pytest

from models.roadmap.definition import Roadmap
from models.roadmap.printing import Row, for_people, heading, table, without_markup
from tasks.reading.roadmap import read_roadmap
from tests.factories import six, six_with


@pytest.fixture(scope="module")
def kirsanov() -> Roadmap:
    return read_roadmap("kirsanov-2024")


def rows_of(roadmap: Roadmap) -> list[Row]:
    return [row for section in table(roadmap).sections for row in section.rows]


def under(roadmap: Roadmap, number: str) -> list[Row]:
    """The row of that number and the unnumbered ones under it."""
    rows = rows_of(roadmap)
    first = next(place for place, row in enumerate(rows) if row.number == number)
    rest = [place for place, row in enumerate(rows) if place > first and row.number]
    return rows[first : rest[0] if rest else None]


def test_every_measure_has_a_row_and_a_heading_has_one_of_its_own(kirsanov: Roadmap) -> None:
    rows = rows_of(kirsanov)
    assert [row.code for row in rows if row.code] == list(kirsanov.by_code)
    assert [row.title for row in rows if not row.code] == ["Реализация мероприятий проекта «Эффективный урок»:"]


def test_the_first_sub_item_shares_its_row_with_the_position_and_the_others_have_no_number(kirsanov: Roadmap) -> None:
    first, *others = under(kirsanov, "10.")
    assert first.title.startswith("Использование результатов анализа ВПР, ОГЭ и ЕГЭ: Формирование списка")
    assert [row.number for row in others] == ["", "", "", ""]


def test_sub_items_under_a_heading_row_have_no_number_at_all(kirsanov: Roadmap) -> None:
    first, *others = under(kirsanov, "22.")
    assert (first.code, first.schedule, first.responsible, first.result) == ("", "", "", "")
    assert [row.code for row in others] == ["T22.1", "T22.2", "T22.3", "T22.4", "T22.5"]


def test_inherited_cells_stay_empty(kirsanov: Roadmap) -> None:
    _first, *heirs = under(kirsanov, "6.")
    assert [(row.schedule, row.responsible, row.result) for row in heirs] == [("", "", ""), ("", "", "")]


def test_an_heir_that_names_parties_of_its_own_prints_them() -> None:
    heir = six_with("B2", inherits="A1", schedule="", parties=("school",))
    assert rows_of(heir)[1].responsible == "ОО"


def test_officials_stay_masked_and_a_mask_is_one_word(kirsanov: Roadmap) -> None:
    (row,) = (row for row in rows_of(kirsanov) if row.code == "T14")
    assert row.responsible == "Министерство (⟨лицо\u00a01⟩), ОО"


def test_sections_come_as_printed(kirsanov: Roadmap) -> None:
    assert [len(section.rows) for section in table(kirsanov).sections] == [9, 13, 3, 12, 3, 8]
    assert table(kirsanov).sections[-1].title == "Мероприятия, реализуемые на постоянной основе"


@pytest.mark.parametrize("name", ["kirsanov-2024", "zhigalovo-2023"])
def test_columns_bear_the_orders_own_words(name: str) -> None:
    roadmap = read_roadmap(name)
    assert table(roadmap).columns == roadmap.order.columns


def test_an_order_without_results_has_four_columns() -> None:
    assert list(table(six()).columns.values()) == ["№ п/п", "Мероприятие", "Сроки", "Ответственные"]
    assert list(table(six_with("A1", result="Справка")).columns)[-1] == "result"


def test_further_columns_come_last_where_the_order_does_not_say_their_place() -> None:
    roadmap = six_with("B2", extras={"Примечание": "<p>в пределах сметы</p>"})
    assert list(table(roadmap).columns.values()) == [
        "№ п/п", "Мероприятие", "Сроки", "Ответственные", "Примечание",
    ]  # fmt: skip
    assert [row.cell("Примечание") for row in rows_of(roadmap)[:3]] == ["", "в пределах сметы", ""]


def test_further_columns_stand_where_the_order_has_them() -> None:
    columns = {"number": "№", "Примечание": "Примечание", "title": "Мероприятие"}
    roadmap = six_with("B2", extras={"Примечание": "в пределах сметы"})
    printed = roadmap.model_copy(update={"order": roadmap.order.model_copy(update={"columns": columns})})
    assert list(table(printed).columns.values())[:4] == ["№", "Примечание", "Мероприятие", "Сроки"]


def test_a_number_is_what_the_order_prints_or_nothing() -> None:
    assert [rows_of(six_with("A1", number=printed))[0].number for printed in (None, "1", "")] == ["1.", "1", ""]


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        ("<p>Постоянно</p> <p>Октябрь-январь 2024, 2025</p>", "Постоянно\nОктябрь-январь 2024, 2025"),
        ("не менее $\\frac{3}{4}$ педагогов", "не менее 3/4 педагогов"),
        ('<ul style="list-style-type: none"><li>первое<li>второе', "первое\nвторое"),
        ("<i>«Эффективный урок»</i>‖", "«Эффективный урок»"),
        ("a < b и c > d", "a < b и c > d"),
        ("  две   строки \n\n рядом ", "две строки\nрядом"),
    ],
)
def test_cells_are_cleaned_of_markup_and_of_nothing_else(cell: str, said: str) -> None:
    assert for_people(cell) == said


def test_the_head_says_what_it_is_an_annex_to_and_the_years_apart_from_the_title(kirsanov: Roadmap) -> None:
    head = heading(kirsanov)
    assert head.approval[:2] == ("Приложение", "к приказу от 25.01.2024 № 13")
    assert head.title == (
        "План мероприятий («дорожная карта»)",
        "Повышение качества образования в школах с низкими результатами",
        "на 2024–2025 годы",
    )


def test_a_school_year_in_the_title_is_not_said_twice() -> None:
    changes = {"title": "План поддержки школ на 2026/2027 учебный год", "period": "2026/2027"}
    assert heading(six().model_copy(update=changes)).title == ("План поддержки школ", "на 2026/2027 учебный год")


def test_a_title_that_says_that_it_is_a_plan_is_not_told_so_twice() -> None:
    titled = six().model_copy(update={"title": "Дорожная карта по поддержке школ на 2024–2025 годы"})
    assert heading(titled).title == ("Дорожная карта по поддержке школ", "на 2024–2025 годы")


@pytest.mark.parametrize(
    ("kind", "said"),
    [("Постановление", "к постановлению от"), ("распоряжение", "к распоряжению от"), ("решение", "к документу от")],
)
def test_an_annex_belongs_to_an_order_of_its_kind(kind: str, said: str) -> None:
    order = six().order.model_copy(update={"kind": kind})
    assert heading(six().model_copy(update={"order": order})).approval[1].startswith(said)


@pytest.mark.parametrize(
    ("period", "said"),
    [
        ("2024", "на 2024 год"),
        ("2023/2024", "на 2023/2024 учебный год"),
        ("2022-09/2024-05", "на период сентябрь 2022 – май 2024 года"),
    ],
)
def test_the_period_is_said_in_words(period: str, said: str) -> None:
    assert heading(six().model_copy(update={"period": period})).title[-1] == said


def test_a_cell_is_shown_without_the_documents_markup() -> None:
    assert without_markup("<p>Постоянно</p> <p>Октябрь-январь 2024, 2025</p>") == "Постоянно; Октябрь-январь 2024, 2025"
    assert without_markup("Август 2024, 2025") == "Август 2024, 2025"
