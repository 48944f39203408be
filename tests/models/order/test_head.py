"""What an order's head says: authority, kind, date, number, titles, period, coordinator, deadlines in the body."""

from datetime import date

import pytest

from models.order.cells import Line
from models.order.dates import date_in, number_in, period_in
from models.order.head import head_of
from tests.models.order.test_five_orders import NAMES, order_of

HEADS = {
    "kirsanov-2024": ("Администрация города Кирсанова, отдел образования", "приказ", "13", (2024, 1, 25), "2024-2025"),
    "novokuznetsk-2022": (
        "АДМИНИСТРАЦИЯ ГОРОДА НОВОКУЗНЕЦКА, КОМИТЕТ ОБРАЗОВАНИЯ И НАУКИ",
        "приказ",
        "3775",
        (2021, 12, 30),
        "2022",
    ),
    "svetlogorsk-2022": (
        "Администрация муниципального образования «Светлогорский городской округ»",
        "распоряжение",
        "522",
        (2022, 6, 3),
        "2022-2024",
    ),
    "zhigalovo-2023": (
        "Управление образование администрации муниципального образования «Жигаловский район»",
        "приказ",
        "114-од",
        (2023, 3, 30),
        "2023",
    ),
    "rakitnoe-2021": (
        "УПРАВЛЕНИЕ ОБРАЗОВАНИЯ АДМИНИСТРАЦИИ РАКИТЯНСКОГО РАЙОНА",
        "приказ",
        "209-11-241",
        (2021, 3, 5),
        "2021-2024",
    ),
}


@pytest.mark.parametrize("name", NAMES)
def test_the_requisites_of_five_orders(name: str) -> None:
    head = order_of(name).head
    authority, kind, number, signed_on, period = HEADS[name]
    assert (head.authority, head.kind, head.number) == (authority, kind, number)
    assert (head.signed_on, head.period) == (date(*signed_on), period)
    assert head.title.startswith(("Об утверждении", "Об исполнении"))


def test_a_coordinator_is_a_post_in_the_nominative_without_a_name() -> None:
    assert (
        order_of("kirsanov-2024").head.coordinator == "заместитель начальника отдела образования администрации города"
    )
    assert order_of("svetlogorsk-2022").head.coordinator == (
        "заместитель начальника отдела образования администрации муниципального образования "
        "«Светлогорский городской округ»"
    )
    assert order_of("rakitnoe-2021").head.coordinator == ""


def test_deadlines_in_the_body_are_kept_with_their_lines() -> None:
    found = [(asked.line, asked.schedule, asked.rule.kind) for asked in order_of("svetlogorsk-2022").head.assignments]
    assert found == [
        (26, "до 30.06.2022 далее - ежегодно", "mixed"),
        (30, "до 15.06.2022 г.", "deadline"),
        (31, "до 10.06.2022 г.", "deadline"),
    ]


def test_an_annex_with_another_number_is_a_doubt() -> None:
    head = order_of("svetlogorsk-2022").head
    assert head.annexes == ((date(2022, 6, 3), "534"),)
    assert head.needs_review[0].readings == ("№ 522", "№ 534")


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("От « 03 » 06 2022 года", date(2022, 6, 3)),
        ("« 05 » марта 2021 года", date(2021, 3, 5)),
        ("от 30.03.2023 г", date(2023, 3, 30)),
        ("12 мая 2024 г. № 3", date(2024, 5, 12)),
        ("от 31.02.2024", None),
    ],
)
def test_dates_as_heads_write_them(text: str, day: date | None) -> None:
    assert date_in(text) == day


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("№ 114- од", "114-од"),
        ("№ 209-11-241", "209-11-241"),
        ("приказ №21/1", "21/1"),
        ("№ _____", "_____"),
        ("", ""),
        ("№ п/п ФИО", ""),
        ("№ п/п Должность от 12.05.2024 № 7-од", "7-од"),
    ],
)
def test_numbers_as_heads_write_them(text: str, number: str) -> None:
    assert number_in(text) == number


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("на 2022 – 2024 годы", "2022-2024"),
        ("на 2024-2025 г.г.", "2024-2025"),
        ("на 2023 год", "2023"),
        ("на 2024, 2025 и 2026 годы", "2024-2026"),
        ("на 2024/2025 учебный год", "2024/2025"),
        ("на 2024-2025 учебный год", "2024/2025"),
        ("на 2022-2025 учебные годы", "2022-09/2025-05"),
        ("на период с сентября 2022 года по май 2024 года", "2022-09/2024-05"),
        ("на II полугодие 2024 года", "2024-07/2024-12"),
        ("с низкими результатами в 2023 году", ""),
    ],
)
def test_periods_as_titles_name_them(text: str, period: str) -> None:
    assert period_in(text) == period


def test_a_given_period_holds_whatever_the_order_says() -> None:
    lines = [Line("План мероприятий на 2023 год", 1, "строка 1")]
    assert head_of(lines).period == "2023"
    assert head_of(lines, "2024").period == "2024"


def test_kind_authority_date_and_number_may_stand_in_one_line() -> None:
    line = "Приказ управления образования Полянского района от 20.08.2025 № 150"
    head = head_of([Line(line, 1, "строка 1"), Line("План мероприятий на 2025 год", 2, "строка 2")])
    assert (head.kind, head.authority) == ("приказ", "управления образования Полянского района")
    assert (head.number, str(head.signed_on)) == ("150", "2025-08-20")
