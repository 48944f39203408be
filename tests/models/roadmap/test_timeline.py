"""What stands in each lane of the picture: the order's own days, in the shape that its schedule has."""

from datetime import date

import pytest

from models.roadmap.change.succession import carried
from models.roadmap.definition import Roadmap
from models.roadmap.plan import occurrences
from models.roadmap.schedule.rules import Days
from models.roadmap.timeline import Lane, Link, Shape, Timeline, timeline
from tasks.reading.roadmap import read_roadmap, shipped_names
from tests.factories import six_with


def drawn(roadmap: Roadmap) -> Timeline:
    return timeline(roadmap, occurrences(roadmap))


def lane_of(roadmap: Roadmap, code: str) -> Lane:
    return next(lane for section in drawn(roadmap).sections for lane in section.lanes if lane.measure == code)


def shaped(schedule: str, period: str = "2024-2025") -> list[tuple[Shape, date, date]]:
    """The first measure's marks when its schedule says this."""
    roadmap = six_with("A1", schedule=schedule).model_copy(update={"period": period})
    return [(mark.shape, mark.start, mark.end) for mark in lane_of(roadmap, "A1").marks]


@pytest.fixture(scope="module")
def kirsanov() -> Roadmap:
    return read_roadmap("kirsanov-2024")


def test_a_window_is_a_bar_and_a_deadline_a_diamond_on_its_day() -> None:
    assert shaped("Март-апрель 2024") == [(Shape.WINDOW, date(2024, 3, 1), date(2024, 4, 30))]
    assert [(shape, end) for shape, _start, end in shaped("До 30 мая 2025")] == [(Shape.DEADLINE, date(2025, 5, 30))]


def test_what_returns_on_days_due_repeats_and_what_returns_in_months_is_a_bar_each_year() -> None:
    assert {shape for shape, _start, _end in shaped("ежеквартально")} == {Shape.REPEATED}
    assert shaped("Ежегодно декабрь") == [
        (Shape.WINDOW, date(year, 12, 1), date(year, 12, 31)) for year in (2024, 2025)
    ]


def test_what_goes_on_all_the_time_is_soft_and_reported_by_quarters() -> None:
    marks = shaped("Постоянно", "2024")
    assert [end.month for _shape, _start, end in marks] == [3, 6, 9, 12]
    assert {shape for shape, _start, _end in marks} == {Shape.CONTINUOUS}


def test_each_part_of_a_mixed_schedule_has_its_own_shape(kirsanov: Roadmap) -> None:
    first, *rest = lane_of(kirsanov, "T22.2").marks
    assert (first.shape, first.start, first.end) == (Shape.WINDOW, date(2024, 10, 1), date(2024, 12, 31))
    assert {mark.shape for mark in rest} == {Shape.CONTINUOUS}


def test_a_lane_without_days_says_why() -> None:
    assert lane_of(six_with("A1", is_target=True, schedule="2024-2025"), "A1").marks == ()
    assert lane_of(six_with("A1", is_target=True, schedule="2024-2025"), "A1").note == "целевой показатель"
    assert lane_of(six_with("A1"), "E5").note == "по запросам"
    assert lane_of(six_with("A1"), "F6").note == "по отдельному графику"


def test_days_that_people_gave_since_are_drawn() -> None:
    plan = occurrences(six_with("A1"))
    given = {("F6", "dates"): Days(date(2024, 10, 7), date(2024, 10, 11))}
    lanes = [lane for section in timeline(six_with("A1"), plan, given).sections for lane in section.lanes]
    (mark,) = next(lane for lane in lanes if lane.measure == "F6").marks
    assert (mark.start, mark.end, lanes[-1].note) == (date(2024, 10, 7), date(2024, 10, 11), "")


def test_a_window_stands_where_the_order_has_it_though_its_prerequisite_ends_later(kirsanov: Roadmap) -> None:
    (mark,) = lane_of(kirsanov, "T05").marks
    assert (mark.start, mark.end) == (date(2024, 4, 1), date(2024, 4, 30))


@pytest.mark.parametrize("before", ["Сентябрь 2024", "До 30 июня 2024", "Октябрь-ноябрь 2024"])
@pytest.mark.parametrize("after", ["Октябрь 2024", "До 31 октября 2024", "Август-октябрь 2024"])
def test_a_plan_that_keeps_the_keys_of_the_one_before_is_drawn_by_its_own_days(before: str, after: str) -> None:
    old, new = (six_with("A1", schedule=cell) for cell in (before, after))
    carried_on = carried(occurrences(new), {2024: occurrences(old)}, {})
    lanes = [lane for section in timeline(new, carried_on).sections for lane in section.lanes]
    (mark,) = next(lane for lane in lanes if lane.measure == "A1").marks
    assert [(mark.shape, mark.start, mark.end)] == shaped(after)
    assert mark.occurrence == next(one.key for one in occurrences(old) if one.measure == "A1")


def test_numbers_are_the_orders_own(kirsanov: Roadmap) -> None:
    assert [lane_of(kirsanov, code).number for code in ("T07", "T10.2", "T22.1")] == ["7", "10.2", "22.1"]
    lanes = [lane.number for section in drawn(read_roadmap("rakitnoe-2021")).sections for lane in section.lanes]
    assert lanes == ["1", *[""] * 29]


@pytest.mark.parametrize("name", shipped_names())
def test_every_dependency_between_dated_measures_is_drawn_once(name: str) -> None:
    roadmap = read_roadmap(name)
    links = drawn(roadmap).links
    dated = {occurrence.measure for occurrence in occurrences(roadmap) if occurrence.due_on}
    edges = {(before, after, soft) for before, after, soft in roadmap.edges() if {before, after} <= dated}
    assert sorted((link.before, link.after, link.is_soft) for link in links) == sorted(edges)


def test_a_link_ends_at_the_first_mark_that_waits(kirsanov: Roadmap) -> None:
    link: Link = next(link for link in drawn(kirsanov).links if (link.before, link.after) == ("T08", "T09"))
    assert link.done_by == date(2024, 4, 30)
    assert link.waiting.start == date(2024, 8, 1)
