"""Orders of other regions, each laid out in its own way, come out as a careful reader would write them down."""

from collections.abc import Callable
from pathlib import Path

import pytest

from models.order.definition import PrintedOrder
from tasks.reading.orders.opening import open_order
from tests.models.order.test_five_orders import ORDERS
from tests.tasks.reading.orders.regions import EXCEL, WORD, Read

TEXTS = {
    "tundra.txt": [
        ("1", "Создание муниципальной команды", "до 01.10.2023", "Управление образования", "Приказ", 1, ""),
        (
            "2",
            "Разработка программ перехода школ в эффективный режим работы",
            "октябрь",
            "Управление образования, школы",
            "Программы",
            1,
            "",
        ),
        ("3", "Собеседования со школами", "по отдельному графику", "ММС", "Протоколы", 1, ""),
        ("а)", "выбор наставников", "сентябрь", "", "Приказы", 2, "1"),
        ("б)", "открытые уроки", "в течение года", "", "Разработки", 2, "1"),
        ("2", "Аттестация учителей", "1 раз в полугодие", "Школы", "Анализ", 2, ""),
    ],
    "steppe.md": [
        ("1", "Рабочая группа | штаб", "февраль 2025", "УО", "приказ", 1, ""),
        ("а)", "анкетирования родителей", "март 2025, 2026", "школы", "справка", 1, "2"),
        ("б)", "собеседований с директорами\nи их заместителями", "апрель 2025", "УО, ИМЦ", "протокол", 1, "2"),
        ("3", "Семинары для учителей", "ежемесячно", "ИМЦ", "программа", 2, ""),
        ("4", "Недели предметов", "По плану школ", "школы", "", 2, ""),
    ],
    "river.txt": [
        ("", "Изучение рисковых профилей школ", "Сентябрь 2024", "ГМЦ", "", 1, ""),
        ("", "Диагностика учителей", "ежегодно, до 1 октября", "ГМЦ, школы", "", 1, ""),
        ("", "Консультации для директоров", "постоянно", "Комитет", "", 1, ""),
        ("", "Обмен опытом со школами-лидерами", "Ноябрь 2024", "Школы", "", 2, ""),
    ],
    "taiga.txt": [
        ("а)", "по русскому языку", "15-20 сентября", "Школы", "Справка", 1, "1"),
        ("б)", "по математике", "22-26 сентября", "Школы", "Справка", 1, "1"),
        ("2", "Собеседование с директорами", "октябрь", "Комитет", "Протокол", 1, ""),
        ("3", "Горизонтальное обучение", "постоянно", "Школы", "", 2, ""),
        ("4", "Выезд мобильных групп", "ежеквартально", "Комитет, МЦ", "Справки", 2, ""),
    ],
    "valley.txt": [
        ("", "Сбор отчётов за полугодие", "до 15.01", "Школы", "Отчёт", 1, ""),
        ("", "Муниципальный этап конкурса", "20-25 января", "Методист", "Протокол", 1, ""),
        ("", "Совещание директоров", "05.02.2025", "Начальник отдела", "Протокол", 2, ""),
        ("", "Проверка журналов", "последняя неделя", "Методист", "Справка", 2, ""),
        ("", "Мониторинг успеваемости", "ежемесячно", "Школы", "Таблица", 3, ""),
    ],
    "forest.txt": [
        (
            "1.1",
            "Сбор информации о контингенте обучаю- щихся школ",
            "Март 2025",
            "Управление образо- вания",
            "База данных",
            1,
            "",
        ),
        (
            "1.2",
            "Определение уровня проф ессиональных затруднений педаго- гов",
            "Апрель-май 2025, 2026",
            "МКУ «Центр развития образования»",
            "Аналитическая справ- ка",
            1,
            "",
        ),
        (
            "1.3",
            "Выявление школ, нуждающихся в методической помощи, и закрепление за ними кураторов",
            "Май 2025",
            "МКУ «Центр развития образования»",
            "Перечень школ, приказ",
            1,
            "",
        ),
        (
            "2.1",
            "Повышение квалификации учителей по программам, направленным на:  - развитие функциональной грамотности; "
            "- работу с детьми ОВЗ",
            "По графику ИРО",
            "МКУ «Центр развития образования»",
            "Удостоверения",
            2,
            "",
        ),
        (
            "2.2",
            "Муниципальный конкурс «Методическая копилка»",
            "Ноябрь 2025 г.",
            "МКУ «Центр развития образования», школы",
            "Приказ об итогах",
            2,
            "",
        ),
        ("2.3", "Педагогический марафон", "Август 2025, 2026", "Управление образования", "Программа марафона", 2, ""),
        ("3.1", "Отчёт о реализации «дорожной карты»", "До 25 декабря ежегодно", "Школы", "Отчёт", 3, ""),
    ],
}
SECTIONS = {
    "tundra.txt": ("Раздел 1. Управление", "Раздел 2. Педагоги"),
    "steppe.md": ("I. Организация", "II. Методическая помощь"),
    "river.txt": ("АНАЛИЗ И ДИАГНОСТИКА", "РАБОТА С КАДРАМИ"),
    "taiga.txt": ("I. ДИАГНОСТИКА", "II. ПОДДЕРЖКА"),
    "valley.txt": ("Январь", "Февраль", "В течение года"),
    "forest.txt": ("1. Информационно-аналитическая деятельность", "2. Работа с педагогическими кадрами", "3. Контроль"),
}


def as_read(order: PrintedOrder) -> list[Read]:
    return [Read(m.number, m.title, m.schedule, m.responsible, m.result, m.section, m.parent) for m in order.measures]


@pytest.mark.parametrize("write", [*WORD, *EXCEL])
def test_orders_of_word_and_excel(tmp_path: Path, write: Callable[[Path], list[Read]]) -> None:
    path = tmp_path / f"order{'.docx' if write in WORD else '.xlsx'}"
    expected = write(path)
    assert as_read(open_order(path)) == expected


@pytest.mark.parametrize("name", TEXTS)
def test_orders_in_text_and_markdown(name: str) -> None:
    expected = [
        Read(number, title, schedule, responsible, result, SECTIONS[name][section - 1], parent)
        for number, title, schedule, responsible, result, section, parent in TEXTS[name]
    ]
    assert as_read(open_order(ORDERS / "invented" / name)) == expected


def test_sub_items_inherit_who_is_responsible_for_their_heading() -> None:
    measures = open_order(ORDERS / "invented" / "tundra.txt").measures
    first = next(measure for measure in measures if measure.number == "а)")
    assert (first.inherits, first.inherited, first.heading) == (
        "1",
        {"responsible": "ММС"},
        "Школа молодого учителя:",
    )


def test_cells_of_columns_without_a_name_of_ours_are_kept() -> None:
    second = open_order(ORDERS / "invented" / "tundra.txt").measures[1]
    assert second.extras == {"Финансирование": "в рамках сметы бюджета", "Примечание": "с учётом рисков"}


def test_ticked_quarters_and_hidden_parts_are_told(tmp_path: Path) -> None:
    path = tmp_path / "ticked.xlsx"
    EXCEL[0](path)
    order = open_order(path)
    assert [doubt.part for doubt in order.needs_review] == ["sheet", "row", "schedule"]
    assert "от первого отмеченного столбца до последнего" in order.needs_review[2].readings
    assert order.measures[0].rule.as_json() == {"kind": "window", "start": "2024-04-01", "end": "2024-06-30"}
    assert order.measures[1].schedule == "III квартал, IV квартал"


def test_heads_of_word_files(tmp_path: Path) -> None:
    path = tmp_path / "order.docx"
    WORD[0](path)
    head = open_order(path).head
    assert (head.authority, head.kind, head.number) == ("Министерство просвещения Заозёрской области", "приказ", "45-п")
    assert (head.coordinator, head.period) == ("начальник отдела общего образования", "2024")
    assert [asked.schedule for asked in head.assignments] == ["до 01.03.2024"]
    assert head.needs_review == ()
