"""What a person means by a day."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from models.errors import VekhaError
from tasks.clock import day_meant, read_day


@pytest.mark.parametrize("said", ["2024-08-31", "31.08.2024", " 31.08.2024 "])
def test_a_day_is_written_either_way(said: str) -> None:
    assert read_day(said) == day_meant(said, "Europe/Moscow") == date(2024, 8, 31)


@pytest.mark.parametrize("said", ["31/08/2024", "2024-02-30", "вчера", "31.08", ""])
def test_what_is_not_a_day_is_refused_with_an_example(said: str) -> None:
    with pytest.raises(VekhaError, match="не дата: напишите 2024-08-31"):
        read_day(said)


@pytest.mark.parametrize("said", ["today", "Сегодня", " ", ""])
def test_today_is_the_day_in_the_roadmaps_time_zone(said: str) -> None:
    before = datetime.now(UTC)
    meant = {zone: day_meant(said, zone) for zone in ("Pacific/Kiritimati", "Pacific/Pago_Pago")}
    after = datetime.now(UTC)
    for zone, day in meant.items():
        assert before.astimezone(ZoneInfo(zone)).date() <= day <= after.astimezone(ZoneInfo(zone)).date()
    # Twenty-five hours lie between the two: it is never the same day in both.
    assert meant["Pacific/Kiritimati"] - meant["Pacific/Pago_Pago"] >= timedelta(days=1)
