"""What a table's columns hold, however their header is worded."""

import pytest

from models.errors import FileRefused
from models.order.cells import Document, Line, Row
from models.order.reading import read_order
from tests.models.order.test_sorting import doubts, order_of, told

ROWS = ("1|Создание рабочей группы школ|март|УО|Приказ", "2|Совещание директоров школ|май|УО|Протокол")


@pytest.mark.parametrize(
    "word",
    [
        *("Тема", "Рассматриваемые вопросы", "Деятельность", "Краткое содержание", "Комплекс мер"),
        *("Управленческие решения", "Планируемые действия", "Что делаем"),
    ],
)
def test_plain_words_name_the_measures(word: str) -> None:
    order = order_of(*ROWS, header=f"№|{word}|Когда|Отв. исполнитель|Чем завершается")
    assert told(order, "number", "title", "schedule", "responsible", "result")[1] == tuple(ROWS[1].split("|"))
    assert doubts(order) == []


@pytest.mark.parametrize("word", ["Чем подтвердим", "Чем закончится", "Чем подтверждается исполнение"])
def test_what_a_measure_ends_with_names_the_result(word: str) -> None:
    assert told(order_of(*ROWS, header=f"№|Мероприятия|Сроки|Кто|{word}"), "result")[0] == ("Приказ",)


def test_what_confirmed_it_is_no_result_that_is_expected() -> None:
    assert told(order_of(*ROWS, header="№|Мероприятия|Сроки|Кто|Чем подтверждено"), "result")[0] == ("",)


@pytest.mark.parametrize(
    "header",
    [
        "№|Наименование товара|Срок поставки|Ответственный|Сумма",
        "№ урока|Тема урока|Дата|Домашнее задание|Ответственный",
        "№|Наименование учебника|Срок закупки|Ответственный|Класс",
    ],
)
def test_a_list_of_goods_or_lessons_is_no_plan(header: str) -> None:
    with pytest.raises(FileRefused, match="другого рода"):
        order_of(*ROWS, header=header)


def test_where_no_word_names_the_measures_the_longest_texts_are_and_it_is_told() -> None:
    order = order_of(*ROWS, header="№|Наполнение|Срок|Ответственный|Знак")
    assert told(order, "title") == [("Создание рабочей группы школ",), ("Совещание директоров школ",)]
    assert doubts(order) == ["title"]


def test_a_measure_that_opens_with_a_headers_word_is_no_header() -> None:
    order = order_of(*ROWS, "3|Тематические семинары по срокам плана|июнь|Исполнители|Результаты", ROWS[0])
    assert len(order.measures) == 4


@pytest.mark.parametrize(
    "row",
    [
        "Работы по подготовке к ГИА|апрель 2024|Организаторы|Показатели",
        "Мероприятия для родителей|до 1 мая|Исполнители школ|Документы",
        "Содержание уроков: анализ|1 квартал|Ответственные в школах|Итоги",
    ],
)
@pytest.mark.parametrize("break_before", [(), ("",)])
def test_a_row_with_a_term_is_a_measure_though_its_cells_open_with_headers_words(
    row: str, break_before: tuple[str, ...]
) -> None:
    header = "Мероприятие|Срок|Ответственный|Результат"
    order = order_of("Создание группы|март|УО|Приказ", *break_before, row, "Съезд|июнь|УО|План", header=header)
    assert told(order, "title", "schedule", "responsible", "result")[1] == tuple(row.split("|"))
    assert len(order.measures) == 3


def test_a_column_of_numbers_needs_no_word() -> None:
    order = order_of(*ROWS, header="|Мероприятия|Сроки|Исполнители|Показатели")
    assert told(order, "number") == [("1",), ("2",)]


@pytest.mark.parametrize("cell", ["до 15.03.2024<br>Начальник отдела", "Начальник отдела‖до 15.03.2024"])
def test_a_column_of_two_things_is_divided_at_its_lines(cell: str) -> None:
    order = order_of(f"1|Создание группы|{cell}|Приказ", header="№|Мероприятие|Срок, ответственный|Результат")
    assert told(order, "schedule", "responsible", "result") == [("до 15.03.2024", "Начальник отдела", "Приказ")]
    assert doubts(order) == []


def test_a_column_of_two_things_that_cannot_be_divided_is_told_once() -> None:
    rows = ("1|Создание группы|до 15.03.2024|Приказ", "2|Совещание|до 20.05.2024|Протокол")
    order = order_of(*rows, header="№|Мероприятие|Срок, ответственный|Результат")
    assert told(order, "schedule")[1] == ("до 20.05.2024",)
    assert doubts(order) == ["schedule"]


def test_two_columns_under_one_header_cell_tell_who_is_responsible() -> None:
    head = Row(("Мероприятие", "Срок", "Ответственные", "", "Итог"), 1, "строка 1", covered=frozenset({3}))
    levels = Row(("Мероприятие", "Срок", "район", "школа", "Итог"), 2, "строка 2", held=frozenset({0, 1, 4}))
    row = Row(("Совещание", "май", "УО", "Директора", "Протокол"), 3, "строка 3")
    order = read_order(Document("plan.docx", (Line("План", 0, "абзац 1"), head, levels, row)), "2024")
    assert told(order, "responsible", "result") == [("УО; Директора", "Протокол")]


def test_ticked_columns_are_told_once() -> None:
    rows = ("1|Семинары для учителей|+||+|УО", "2|Совещание|+|||УО")
    order = order_of(*rows, header="№|Мероприятие|сентябрь|октябрь|ноябрь|Ответственный")
    assert told(order, "schedule") == [("сентябрь, ноябрь",), ("сентябрь",)]
    assert doubts(order) == ["schedule"]


def test_sheets_name_their_sections() -> None:
    def sheet(name: str, table: int, title: str) -> tuple[Line | Row, ...]:
        header = Row(("Мероприятие", "Срок", "Исполнитель"), 2, "строка 2", table)
        return (
            Line(name, 0, f"лист «{name}»"),
            Row(("Дорожная карта", "", ""), 1, "строка 1", table),
            header,
            Row((title, "май", "УО"), 3, "строка 3", table),
        )

    blocks = (*sheet("Работа со школами", 0, "Совещание"), *sheet("Контроль", 1, "Отчёт"))
    assert told(read_order(Document("plan.xlsx", blocks), "2024"), "title", "section") == [
        ("Совещание", "Работа со школами"),
        ("Отчёт", "Контроль"),
    ]


def test_a_further_column_keeps_its_place() -> None:
    order = order_of("1|Создание группы|март|из бюджета|УО|Приказ", header="№|Мероприятие|Срок|Примечание|Кто|Итог")
    assert list(order.columns) == ["number", "title", "schedule", "Примечание", "responsible", "result"]


@pytest.mark.parametrize(
    ("first", "second", "together"),
    [
        ("Сроки начало", "Сроки окончание", "Сроки (начало, окончание)"),
        ("Дата начала", "Дата окончания", "Дата (начала, окончания)"),
        ("Начало", "Окончание", "Начало, Окончание"),
    ],
)
def test_a_schedule_of_two_columns_is_headed_by_the_words_of_both(first: str, second: str, together: str) -> None:
    order = order_of("1|Создание группы|март|апрель|УО|Приказ", header=f"№|Мероприятие|{first}|{second}|Кто|Итог")
    assert (order.columns["schedule"], order.measures[0].schedule) == (together, "март – апрель")
    again = order_of("1|Создание группы|март – апрель|УО|Приказ", header=f"№|Мероприятие|{together}|Кто|Итог")
    assert (again.columns, again.measures[0].rule) == (order.columns, order.measures[0].rule)
