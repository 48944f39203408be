"""What each row of a table is: small tables, one habit of orders each, and what is read from them."""

import pytest

from models.errors import FileRefused
from models.order.definition import PrintedMeasure, PrintedOrder
from models.order.reading import read_order
from tasks.reading.orders.text import read_text

HEADER = "№ п/п|Мероприятие|Срок|Ответственный|Результат"
ROWS = ("1|Создание группы|март|УО|Приказ", "2|Совещание|май|УО|Протокол")


def order_of(*rows: str, header: str = HEADER) -> PrintedOrder:
    """A table written with pipes for tabs; an empty string is the end of a page."""
    return read_order(read_text("\n".join((header, *rows)).replace("|", "\t"), "order.txt"), "2024")


def told(order: PrintedOrder, *names: str) -> list[tuple[str, ...]]:
    return [tuple(getattr(measure, name) for name in names) for measure in order.measures]


def doubts(order: PrintedOrder) -> list[str]:
    of_measures = [doubt for measure in order.measures for doubt in measure.needs_review]
    return [doubt.part for doubt in (*order.needs_review, *of_measures)]


@pytest.mark.parametrize(
    ("first", "second", "sections"),
    [
        (("1|Организация|||",), ("2|Кадры|||",), ["1 Организация", "2 Кадры"]),
        (("I.|Организация|||",), ("II.|Кадры|||",), ["I. Организация", "II. Кадры"]),
        (("|Организация|||",), ("|Кадры|||",), ["Организация", "Кадры"]),
        (("Организация||||",), ("Кадры",), ["Организация", "Кадры"]),
        (("Организация",), ("КАДРЫ", "", "|КАДРЫ|||"), ["Организация", "КАДРЫ"]),
    ],
)
@pytest.mark.parametrize("numbers", [("1.1", "2.1"), ("1", "1")])
def test_sections_in_all_their_shapes(
    first: tuple[str, ...], second: tuple[str, ...], sections: list[str], numbers: tuple[str, str]
) -> None:
    one, two = (f"{number}|{title}|март|УО|План" for number, title in zip(numbers, ("Семинар", "Курсы"), strict=True))
    order = order_of(*first, one, *second, two)
    assert told(order, "number", "title", "section") == [
        (numbers[0], "Семинар", sections[0]),
        (numbers[1], "Курсы", sections[1]),
    ]
    assert doubts(order) == []


def test_numbered_sections_over_measures_without_numbers() -> None:
    order = order_of("1.|Организация|||", "|Семинар|март|УО|План", "2.|Кадры|||", "|Курсы|май|УО|План")
    assert told(order, "number", "title", "section", "parent") == [
        ("", "Семинар", "1. Организация", ""),
        ("", "Курсы", "2. Кадры", ""),
    ]


def test_a_column_of_directions_names_the_sections() -> None:
    header = "№|Направление|Мероприятие|Срок|Ответственный"
    order = order_of("1|Кадры|Курсы|май|ИРО", "2||Стажировки|июнь|ИРО", "3|Дети|Олимпиады|март|УО", header=header)
    assert told(order, "section") == [("Кадры",), ("Кадры",), ("Дети",)]


def test_a_heading_gives_its_cells_to_sub_items_that_have_none() -> None:
    order = order_of(
        "6.|Меры поддержки:|Апрель|УО|Карты", "|Круглый стол|||", "|Собеседования|||", "7.|Итоги|май|УО|Отчёт"
    )
    assert told(order, "number", "title", "parent", "inherits", "schedule") == [
        ("", "Круглый стол", "6.", "6.", ""),
        ("", "Собеседования", "6.", "6.", ""),
        ("7.", "Итоги", "", "", "май"),
    ]
    assert order.measures[0].inherited == {"schedule": "Апрель", "responsible": "УО", "result": "Карты"}
    assert order.measures[0].heading == "Меры поддержки:"
    assert order.measures[0].rule.as_json()["start"] == "2024-04-01"


@pytest.mark.parametrize("bullet", ["– ", "- ", "• ", "а) ", "1) "])
def test_sub_items_with_bullets_keep_them_in_their_title(bullet: str) -> None:
    order = order_of("1.|Мероприятия для учителей:", f"|{bullet}семинары|март|УО|Приказ", "2.|Выезды|июнь|ИМЦ|Справка")
    assert told(order, "title", "parent") == [(f"{bullet}семинары", "1."), ("Выезды", "")]


def test_numbers_of_three_levels_name_their_position() -> None:
    order = order_of(
        "1.1.|Аналитика|||", "1.1.1.|Анализ|март|УО|План", "1.2.|Сбор данных|май|УО|План", "1.2.1|Опрос|май|УО|План"
    )
    assert told(order, "number", "parent") == [("1.1.1.", "1.1."), ("1.2.", ""), ("1.2.1", "1.2.")]


def test_a_row_without_a_number_between_its_neighbours_lost_it() -> None:
    order = order_of(*ROWS, "|Выезд в школы|июнь|ИМЦ|Справка", "4|Съезд|июнь|УО|План")
    assert told(order, "number", "parent")[2] == ("", "")
    assert doubts(order) == ["number"]


def test_a_heading_over_numbered_sub_items_is_no_section() -> None:
    order = order_of("1.|Организовать:|||", "1.1.|семинары|март|УО|План", "2.|Подвести итоги|май|УО|Отчёт")
    assert told(order, "number", "parent", "section") == [("1.1.", "1.", ""), ("2.", "", "")]


@pytest.mark.parametrize("section", ["II. Учителя||||", "УЧИТЕЛЯМ ШКОЛ||||", "<b>Учителя</b>||||"])
def test_a_numbered_heading_below_a_section_of_another_kind_is_no_section(section: str) -> None:
    order = order_of(section, "4.|Работа объединений|||", "4.1.|Заседание|март|УО|План", "5.|Конкурс|май|УО|План")
    assert told(order, "number", "parent", "section") == [
        ("4.1.", "4.", section.rstrip("|")),
        ("5.", "", section.rstrip("|")),
    ]
    assert order.measures[0].heading == "Работа объединений"


def test_a_heading_without_sub_items_is_a_measure() -> None:
    order = order_of("1.|Провести семинары:|||", "2.|Курсы|май|УО|План", "3.|Смотр работ:|||")
    assert told(order, "number", "title")[0] == ("1.", "Провести семинары:")
    assert told(order, "number")[-1] == ("3.",)


def test_a_title_that_a_page_cut_short_is_no_heading() -> None:
    order = order_of(
        ROWS[0], "2.|Проведение семинара для|||", "", "|учителей школ|май|ИМЦ|План", "3|Съезд|июнь|УО|План"
    )
    assert told(order, "number", "title", "schedule", "parent")[1] == (
        "2.",
        "Проведение семинара для учителей школ",
        "май",
        "",
    )
    assert doubts(order) == []


@pytest.mark.parametrize("row", ["математики и физики||школы|", "|математики и физики||школы|"])
def test_the_rest_of_a_row_that_slid_to_the_left_is_put_back(row: str) -> None:
    order = order_of("1|Курсы учителей языка,|март|УО,|Приказ", "", row, ROWS[1])
    assert told(order, "title", "responsible")[0] == ("Курсы учителей языка, математики и физики", "УО, школы")


def test_a_term_that_ends_with_a_dash_goes_on_below_the_page() -> None:
    order = order_of("1|Площадки на базе|декабрь –|УО|План", "", "|МБОУ «Лицей»|январь||", ROWS[1])
    assert told(order, "number", "title", "schedule") == [
        ("1", "Площадки на базе МБОУ «Лицей»", "декабрь – январь"),
        ("2", "Совещание", "май"),
    ]


def test_a_line_in_lower_case_below_a_row_ends_its_last_cell_and_is_no_section() -> None:
    order = order_of(
        "1|Разработка|март|УО|Проект", "положения", "Кадры", ROWS[1], "", "записка", "3|Съезд|июнь|УО|План"
    )
    assert told(order, "result", "section") == [
        ("Проект положения", ""),
        ("Протокол записка", "Кадры"),
        ("План", "Кадры"),
    ]
    assert [measure.lines for measure in order.measures[:2]] == [(2, 3), (5, 7)]
    assert doubts(order) == ["row", "row"]


def test_a_term_alone_in_the_first_column_is_a_section_unless_a_page_ended_before_it() -> None:
    header = "Сроки|Мероприятия|Ответственные"
    order = order_of("Январь||", "до 15.01|Отчёты|УО", "Февраль||", "05.02|Совет|УО", "", "12 марта||", header=header)
    assert told(order, "schedule", "section") == [("до 15.01", "Январь"), ("05.02 12 марта", "Февраль")]


def test_a_section_in_bold_may_slide_to_any_column() -> None:
    order = order_of("|<b>Кадры</b>|||", ROWS[0], "||<b>Дети</b>||", ROWS[1])
    assert told(order, "responsible", "section") == [("УО", "<b>Кадры</b>"), ("УО", "<b>Дети</b>")]


def test_a_number_beside_the_rest_of_a_row_is_told() -> None:
    order = order_of(ROWS[0], "2|||школы|", "3|Съезд|июнь|УО|План")
    assert (told(order, "number"), doubts(order)) == ([("1",), ("3",)], ["number"])


def test_a_text_in_the_place_of_a_number_is_not_lost() -> None:
    order = order_of(*ROWS, "Открытие площадки||июнь|УО|План")
    assert told(order, "number", "title", "schedule")[2] == ("", "Открытие площадки", "июнь")


def test_a_name_in_quotes_after_a_colon_heads_nothing_above_a_section() -> None:
    order = order_of("3|Участие в семинаре: «Урок: опыт»|март|УО|Отчёт", "|РАБОТА С ДЕТЬМИ|||", "4|Съезд|июнь|УО|План")
    assert told(order, "parent", "section") == [("", ""), ("", "РАБОТА С ДЕТЬМИ")]


def test_a_title_numbered_below_its_direction_keeps_the_more_exact_number() -> None:
    header = "№ п/п|Направления|Мероприятия|Сроки|Исполнители"
    order = order_of("1.|Кадры|1.1. Курсы|май|ИРО", "||1.2. Стажировки|июнь|ИРО", header=header)
    assert told(order, "number", "title", "section", "parent") == [
        ("1.1.", "Курсы", "Кадры", ""),
        ("1.2.", "Стажировки", "Кадры", ""),
    ]


def test_a_colon_inside_quotes_heads_nothing() -> None:
    order = order_of("1|Семинар «Урок: методика»|март|УО|План", "|Мастер-класс|май|УО|План", "3|Съезд|июнь|УО|План")
    assert told(order, "parent") == [("",), ("",), ("",)]
    assert doubts(order) == ["number"]


def test_the_rest_of_a_row_below_a_page_break_is_joined() -> None:
    order = order_of("1|Создание рабочей|март|Управление,|Приказ о", "", "|группы школ||школы|составе", ROWS[1])
    assert told(order, "title", "responsible", "result")[0] == (
        "Создание рабочей группы школ",
        "Управление, школы",
        "Приказ о составе",
    )
    assert order.measures[0].lines == (2, 4)
    assert doubts(order) == []


def test_a_row_printed_twice_is_read_once_and_told() -> None:
    order = order_of(*ROWS, ROWS[1], "3|Форум|июнь|УО|План")
    assert told(order, "number") == [("1",), ("2",), ("3",)]
    assert doubts(order) == ["row"]


def test_a_row_that_slid_to_the_left_is_put_back() -> None:
    order = order_of(
        ROWS[0], "2. Совещание директоров школ|май 2024|Управление образования|Протокол|", "3|Форум|июнь|УО|План"
    )
    assert told(order, "number", "title", "schedule", "responsible", "result")[1] == (
        "2.",
        "Совещание директоров школ",
        "май 2024",
        "Управление образования",
        "Протокол",
    )


def test_goals_totals_and_numbers_of_columns_are_no_measures() -> None:
    order = order_of("1|2|3|4|5", "Цель: рост||||", "Задачи:||||", "1. Учить;||||", *ROWS, "Итого: 2||||")
    assert told(order, "number") == [("1",), ("2",)]
    assert order.asides == ("Цель: рост", "Задачи:", "1. Учить;", "Итого: 2")


@pytest.mark.parametrize("word", ["Задача", "Цель"])
def test_numbered_tasks_right_above_measures_are_sections(word: str) -> None:
    first, second = f"{word} 1. Учить учителей", f"{word} 2. Учить детей"
    order = order_of("Цель: рост||||", f"{first}||||", ROWS[0], f"{second}||||", "2|Форум|июнь|УО|План")
    assert told(order, "section") == [(first,), (second,)]
    assert order.asides == ("Цель: рост",)


def test_numbered_tasks_that_follow_each_other_are_only_a_list() -> None:
    order = order_of("Задача 1. Учить учителей||||", "Задача 2. Учить детей||||", *ROWS)
    assert told(order, "section") == [("",), ("",)]
    assert len(order.asides) == 2


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (("Направление 1: управление", "Цель: порядок"), ("Направление 2: учителя", "Цель: рост")),
        (("Мероприятия на 2024 год",), ("Мероприятия на 2025 год",)),
        (("Задача 1. Учить учителей",), ("Задача 2. Учить детей",)),
    ],
)
def test_the_section_above_the_first_of_several_headers_is_read(
    first: tuple[str, ...], second: tuple[str, ...]
) -> None:
    lines = ("План на 2024 год", *first, HEADER, *ROWS, "", *second, HEADER, "3|Съезд|июнь|УО|План")
    order = order_of(*lines[1:], header=lines[0])
    assert told(order, "section") == [(first[0],), (first[0],), (second[0],)]


def test_a_plans_own_title_above_its_goal_is_no_section() -> None:
    order = order_of("Цель: рост", HEADER, ROWS[0], "II. Кадры||||", ROWS[1], header="1. Общий план работы")
    assert told(order, "section") == [("",), ("II. Кадры",)]


@pytest.mark.parametrize("sign", ["-//-", '— " —', "То же", "там же"])
def test_a_sign_of_repetition_stays_and_offers_the_cell_above(sign: str) -> None:
    order = order_of(ROWS[0], f"2|Совещание|{sign}|{sign}|-", f"3|Съезд|{sign}|УО|План")
    assert told(order, "schedule", "responsible", "result")[1] == (sign, sign, "-")
    assert [(doubt.part, doubt.readings) for doubt in order.measures[1].needs_review] == [
        ("schedule", ("март",)),
        ("responsible", ("УО",)),
    ]
    assert order.measures[2].needs_review[0].readings == ("март",)


def test_tables_of_another_kind_below_are_not_read_as_measures() -> None:
    staff = ("№|ФИО|Должность", "1|Иванов И.И.|директор", "2|Петров П.П.|методист")
    assert len(order_of(*ROWS, "", "Приложение 2", "Состав рабочей группы", *staff).measures) == 2
    without_header = order_of(*ROWS, "", "Состав рабочей группы", *staff[1:])
    assert len(without_header.measures) == 2
    assert doubts(without_header) == ["table"]


def test_lists_of_people_below_are_passed_and_other_tables_are_told() -> None:
    people = order_of(*ROWS, "", "Лист ознакомления", "№|ФИО|Дата|Подпись", "1|Орлова О.О.|16.01.2024|")
    assert (len(people.measures), doubts(people)) == (2, [])
    events = order_of(*ROWS, "", "Вехи", "№|Контрольная точка|Дедлайн", "1|Сбор планов|16.01.2024")
    assert doubts(events) == ["table"]
    assert "другого рода" in events.needs_review[0].reason


ANOTHER = ("1|Выезд в школу № 5|апрель", "2|Выезд в школу № 6|май")


def test_a_shorter_plan_below_is_not_read_and_it_is_told_where() -> None:
    order = order_of(*ROWS, "", "Приложение 2", "График выездов", "№|Мероприятие|Срок", *ANOTHER)
    assert len(order.measures) == len(order_of(*ROWS).measures)
    (told_of,) = order.needs_review
    assert (told_of.part, told_of.value) == ("table", "№ Мероприятие Срок")
    assert "другой шапкой: она не прочитана" in told_of.reason
    assert told_of.place == f"строка {len(ROWS) + 5}"


def test_an_annex_that_reads_as_more_of_the_plan_is_told() -> None:
    order = order_of(*ROWS, "", "Приложение 2", HEADER, "1|Выезд в школу № 5|апрель|УО|Отчёт")
    assert told(order, "title")[-1] == ("Выезд в школу № 5",)
    (told_of,) = order.needs_review
    assert "прочитаны как продолжение плана" in told_of.reason


def test_the_plan_that_goes_on_under_its_own_header_is_nobodys_question() -> None:
    assert doubts(order_of(*ROWS, "", "Раздел 2", HEADER, "3|Съезд|июнь|УО|План")) == []


def test_a_signature_below_the_table_is_no_row() -> None:
    assert told(order_of(*ROWS, "", "Глава района|П.П. Северный"), "responsible")[-1] == ("УО",)


@pytest.mark.parametrize(
    "rows",
    [
        ("", "Начальник отдела|||И.И. Сидорова"),
        ("", "|Начальник отдела||И.И. Сидорова|"),
        ("|Заместитель главы|||Сидорова И.И.",),
        ("", "И.о. директора|подпись||И.И. Сидорова", "", "Юрист|П.П. Козлов"),
    ],
)
def test_a_signature_as_wide_as_the_table_is_no_row(rows: tuple[str, ...]) -> None:
    order = order_of(*ROWS, *rows)
    assert told(order, "title", "responsible", "result")[1:] == [("Совещание", "УО", "Протокол")]
    assert doubts(order) == []


def test_a_person_named_inside_the_table_is_no_signature() -> None:
    order = order_of(*ROWS, "3|Директор года: конкурс||И.И. Сидорова|Приказ", "4|Съезд|июнь|УО|План")
    assert told(order, "number")[2:] == [("3",), ("4",)]


@pytest.mark.parametrize(
    "header",
    ["ФИО|Должность|Дата|Подпись", "Школа|Дата отчёта|Ответственный|Форма", "Школа|Директор|Адрес|Телефон|ФИО"],
)
def test_a_table_with_a_header_of_another_kind_is_no_piece_of_the_plan(header: str) -> None:
    people = "Иванова И.И.|юрист|25.08.2024|отчёт"
    order = order_of(
        *ROWS, "", "Лист согласования", header, people, people, "", "Раздел 2", HEADER, "3|Съезд|июнь|УО|План"
    )
    assert told(order, "number", "section") == [("1", ""), ("2", ""), ("3", "Раздел 2")]


def test_rows_without_numbers_and_a_header_below_a_numbered_plan_are_told_and_not_read() -> None:
    order = order_of(*ROWS, "", "Ознакомлены", "Иванова И.И.|юрист|май|УО|да", "Козлов П.П.|методист|май|УО|да")
    assert (len(order.measures), doubts(order)) == (2, ["table"])


def test_a_measure_without_a_term_is_doubted_and_not_lost() -> None:
    order = order_of("1|Создание группы||УО|Приказ", "2|Форум|||", "3|Съезд|июнь|УО|План")
    assert told(order, "number") == [("1",), ("2",), ("3",)]
    assert doubts(order) == ["schedule", "schedule"]


def test_a_table_without_measures_is_refused() -> None:
    with pytest.raises(FileRefused, match="ни в одной нет шапки"):
        order_of("1|Иванов И.И.|директор", header="№|ФИО|Должность")


def measure(order: PrintedOrder) -> PrintedMeasure:
    return order.measures[0]


@pytest.mark.parametrize(
    ("printed", "read"),
    [
        ("<p>Анализ</p>", "Анализ"),
        ("не менее $\\frac{3}{4}$ школ", "не менее 3/4 школ"),
        ("Скорректированны е планы", "Скорректированные планы"),
        ("руководителям и заместителям", None),
        ("МАОУ «ООШ п. Приморье»", None),
        ("пункты д) и е) положения", None),
    ],
)
def test_only_what_is_certainly_broken_is_mended(printed: str, read: str | None) -> None:
    assert measure(order_of(f"1|{printed}|март|УО|Приказ", ROWS[1])).mended.get("title") == read
