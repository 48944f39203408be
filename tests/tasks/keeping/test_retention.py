"""Until when data are kept."""

from datetime import UTC, date, datetime

import pytest

from models.records import Dataset
from models.roadmap.needs import DataNeed
from tasks.database import reading
from tasks.keeping.retention import is_overdue, kept_until, retention_end
from tasks.settings import Settings
from tests.factories import opened, six_with

AT = datetime(2024, 6, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    ("ends", "until"),
    [
        (date(2025, 12, 31), date(2026, 8, 31)),
        (date(2025, 8, 31), date(2025, 8, 31)),
        (date(2025, 9, 1), date(2026, 8, 31)),
    ],
)
def test_data_are_kept_to_the_end_of_the_school_year_in_which_the_roadmap_ends(ends: date, until: date) -> None:
    assert retention_end(ends) == until


def test_the_roadmaps_that_read_a_kind_say_how_long_it_is_kept(home: Settings) -> None:
    longer = home.model_copy(update={"keep_years": {"vpr": 2}})
    with reading(home) as session:
        assert kept_until(session, home, "vpr", AT) == date(2026, 8, 31), "no roadmap yet: the coming year's end"
    opened(home, roadmap=six_with("A1", data=(DataNeed(kind="vpr", years=(2024,)),)))
    with reading(home) as session:
        assert kept_until(session, home, "vpr", AT) == date(2026, 8, 31), "the six measures end with 2025"
        assert kept_until(session, longer, "vpr", AT) == date(2028, 8, 31)
        assert kept_until(session, longer, "ege", AT) == date(2026, 8, 31), "its own years only"
        late = datetime(2030, 1, 10, tzinfo=UTC)
        assert kept_until(session, home, "vpr", late) == date(2030, 8, 31), "never a day that has passed"


@pytest.mark.parametrize(("today", "so"), [(date(2026, 8, 31), False), (date(2026, 9, 1), True)])
def test_the_last_day_is_still_in_time(today: date, so: bool) -> None:
    data = Dataset(
        kind="vpr", slot="s", source_name="f", sha256="a", rows=1, frames="{}", loaded_at=AT, loaded_by="x",
        purpose="", legal_ground="", delete_after=date(2026, 8, 31),
    )  # fmt: skip
    assert is_overdue(data, today) is so
    data.delete_after = None
    assert not is_overdue(data, today)
