"""A rule in words, as a person would say it."""

import pytest

from models.roadmap.schedule.description import describe
from models.roadmap.schedule.period import Period
from models.roadmap.schedule.reading import read
from tests.models.roadmap.schedule.schedules_of_orders import TABLE


@pytest.mark.parametrize(
    ("expression", "period", "sentence"),
    [
        ("До 31 мая ежегодно", "2022-2024", "каждый год до 31 мая"),
        ("Ежегодно декабрь", "2024-2025", "каждый год с 1 декабря по 31 декабря"),
        ("Ежегодно январь-февраль", "2024-2025", "каждый год с 1 января по конец февраля"),
        ("до марта ежегодно", "2024-2025", "каждый год до конца февраля"),
        ("1 раз в 3 месяца", "2024-2025", "раз в 3 месяца"),
        ("ежегодно с 2021 года", "2021-2024", "каждый год начиная с 1 января 2021 года"),
        ("не реже двух раз в год", "2023", "не реже: каждый год, 2 раза"),
        ("по вторникам и четвергам", "2023", "каждую неделю по вторникам и четвергам"),
        ("второй вторник месяца", "2023", "каждый месяц во 2-й вторник"),
        ("последняя пятница месяца", "2023", "каждый месяц в последнюю пятницу"),
        ("последний рабочий день месяца", "2023", "каждый месяц в последний рабочий день"),
        ("до 5 числа каждого месяца", "2023", "каждый месяц до 5-го числа"),
        ("Август 2024", "2024-2025", "с 1 августа 2024 года по 31 августа 2024 года"),
        ("15 мая 2024", "2024-2025", "15 мая 2024 года"),
        ("С 2021 года", "2021-2024", "с 1 января 2021 года"),
        ("до 01.04.2023 года", "2023", "до 1 апреля 2023 года включительно"),
        ("Постоянно", "2023", "постоянно"),
        ("", "2023", "срок не указан"),
        ("не позднее чем за 5 дней до семинара", "2023", "не позднее чем за 5 дней до события: семинара"),
        ("через 21 день после семинара", "2023", "через 21 день после события: семинара"),
        ("после семинара", "2023", "не раньше события: семинара"),
        ("Ноябрь 2024, далее ежемесячно", "2024-2025", "с 1 ноября 2024 года по 30 ноября 2024 года; каждый месяц"),
    ],
)
def test_a_rule_is_said_in_plain_russian(expression: str, period: str, sentence: str) -> None:
    assert describe(read(expression, Period.parse(period))) == sentence


def test_a_doubt_is_said_with_its_reason() -> None:
    said = describe(read("до 2024 года", Period.parse("2021-2024")))
    assert said.startswith("до 31 декабря 2024 года включительно (нужно подтвердить:")


def test_what_was_not_understood_is_said_with_its_reason() -> None:
    assert describe(read("31 апреля 2024", Period.parse("2024"))) == "срок не понят: дня 31.04 нет в календаре"


@pytest.mark.parametrize(("expression", "period", "_meaning"), TABLE)
def test_every_expression_of_the_orders_has_words(expression: str, period: str, _meaning: object) -> None:
    assert describe(read(expression, Period.parse(period)))
