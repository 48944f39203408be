"""A roadmap's own school year, and where each of its days begins."""

import re
from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
import yaml

from models.roadmap.calendar import Calendar
from models.roadmap.definition import Roadmap
from models.roadmap.plan import occurrences
from models.roadmap.schedule.occurrences import WAITING_FOR_DATES, Span, spans
from models.roadmap.schedule.period import Period
from models.roadmap.schedule.reading import read
from tests.factories import six_with

DOCUMENT = Path(__file__).parents[4] / "docs" / "calendar.md"
PRINTED = yaml.safe_load(re.findall(r"```yaml\n(.*?)```", DOCUMENT.read_text("utf8"), re.S)[0])
OWN = Calendar.model_validate(PRINTED["calendar"])


def meaning(expression: str, period: str = "2025/2026") -> dict[str, object]:
    return read(expression, Period.parse(period, OWN.terms)).as_json()


def test_quarters_are_those_of_the_roadmap() -> None:
    assert meaning("I четверть") == {"kind": "window", "start": "2025-09-01", "end": "2025-10-26"}
    assert meaning("3 четверть") == {"kind": "window", "start": "2026-01-09", "end": "2026-03-22"}


def test_a_school_year_may_begin_and_end_on_other_days() -> None:
    terms = OWN.terms.model_copy(
        update={
            "school_year": Calendar.model_validate({"terms": {"school_year": ["09-02", "06-10"]}}).terms.school_year
        }
    )
    period = Period.parse("2025/2026", terms)
    assert (period.start, period.end) == (date(2025, 9, 2), date(2026, 6, 10))
    said = read("2025/2026 учебный год", period).as_json()
    assert said == {"kind": "window", "start": "2025-09-02", "end": "2026-06-10"}


def test_holidays_have_days_only_where_the_roadmap_names_them() -> None:
    rule = read("в дни осенних каникул", Period.parse("2025/2026"))
    assert spans(rule, Period.parse("2025/2026")) == (WAITING_FOR_DATES,)
    own = Period.parse("2025/2026", OWN.terms)
    assert spans(rule, own) == (Span(date(2025, 10, 27), date(2025, 11, 4)),)
    assert spans(read("в период весенних каникул", own), own) == (WAITING_FOR_DATES,)


def test_the_roadmap_s_plan_follows_its_own_school_year() -> None:
    changed = six_with("A1", schedule="1 четверть 2024/2025 учебного года")
    roadmap = Roadmap(**{name: getattr(changed, name) for name in Roadmap.model_fields} | {"calendar": OWN})
    [first] = [one for one in occurrences(roadmap) if one.measure == "A1"]
    assert (first.opens_on, first.due_on) == (date(2024, 9, 1), date(2024, 10, 26))


def test_the_record_keeps_the_section_whole() -> None:
    changed = six_with("A1")
    roadmap = Roadmap(**{name: getattr(changed, name) for name in Roadmap.model_fields} | {"calendar": OWN})
    assert Roadmap.model_validate_json(roadmap.model_dump_json()).calendar == OWN


# At 19:00 UTC on 31 August it is still August in the west and already September in the east.
@pytest.mark.parametrize(
    ("zone", "day"),
    [
        ("Europe/Kaliningrad", date(2024, 8, 31)),
        ("Europe/Moscow", date(2024, 8, 31)),
        ("Asia/Novokuznetsk", date(2024, 9, 1)),
        ("Asia/Irkutsk", date(2024, 9, 1)),
    ],
)
def test_a_day_begins_in_the_roadmap_s_time_zone(zone: str, day: date) -> None:
    assert datetime(2024, 8, 31, 19, tzinfo=UTC).astimezone(ZoneInfo(zone)).date() == day
