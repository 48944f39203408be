"""Working days counted on the fingers: the days off of 2024 and 2025 as the government's decrees print them."""

from collections.abc import Iterator
from datetime import date, timedelta

# Постановления Правительства РФ от 10.08.2023 № 1314 и от 04.10.2024 № 1335.
OFF = {
    2024: "01.01 02.01 03.01 04.01 05.01 08.01 23.02 08.03 29.04 30.04 01.05 09.05 10.05 12.06 04.11 30.12 31.12",
    2025: "01.01 02.01 03.01 06.01 07.01 08.01 01.05 02.05 08.05 09.05 12.06 13.06 03.11 04.11 31.12",
}
WORKING_SATURDAYS = {2024: "27.04 02.11 28.12", 2025: "01.11"}
RUNGS = (-14, -7, -1, 0, 1, 3, 7)


def _named(listed: dict[int, str]) -> Iterator[date]:
    for year, days in listed.items():
        for said in days.split():
            day, month = map(int, said.split("."))
            yield date(year, month, day)


DAYS_OFF, MADE_UP_FOR = set(_named(OFF)), set(_named(WORKING_SATURDAYS))


def is_working(day: date) -> bool:
    """Whether people are at work."""
    return day in MADE_UP_FOR or (day.weekday() < 5 and day not in DAYS_OFF)


def rung_day(due: date, rung: int) -> date:
    """The day on which a rung of the ladder comes."""
    day, left = due, abs(rung)
    while left:
        day += timedelta(1 if rung > 0 else -1)
        left -= is_working(day)
    return day


def latest_rung(due: date, day: date) -> int | None:
    """The last rung that has come by that day."""
    come = [rung for rung in RUNGS if rung_day(due, rung) <= day]
    return come[-1] if come else None
