"""The benchmark of answers to people measures what it says: every hand-in is recorded, each line has its target."""

from pathlib import Path

from benchmarks.people import MEASURE, PEOPLE, bulk, hand_ins, measured, why, year_of
from models.steps.status import Status
from tasks.database import reading
from tasks.record.book import find_cycle, steps_of
from tasks.settings import Settings


def submitted(home: Settings) -> int:

    with reading(home) as session:
        steps = steps_of(session, find_cycle(session, "kirsanov-2024", 2024), MEASURE)
        return sum(step.status is Status.SUBMITTED for step in steps)


def test_everybody_hands_in_for_every_school_once(tmp_path: Path) -> None:
    year = year_of(tmp_path, PEOPLE)
    assert len(hand_ins(year)) == PEOPLE
    assert submitted(year.home) == PEOPLE
    assert why(year, MEASURE) > 0


def test_a_table_hands_in_for_every_school(tmp_path: Path) -> None:
    year = year_of(tmp_path, 7)
    assert bulk(year, tmp_path) > 0
    assert submitted(year.home) == 7


def test_there_is_a_line_for_each_promise() -> None:
    found = list(measured(PEOPLE, 1))
    assert [one.name.partition(":")[0] for one in found] == ["hand_in_p99", "bulk_submit_400", "why_400"]
    assert all(one.ours_s > 0 and one.peak_mib > 0 and "<=" in one.target for one in found)
