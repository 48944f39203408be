"""The benchmark of matching measures what it says: every size once, on a region where not all can be served."""

from benchmarks.mentors import invented, table
from models.mentoring.matching import match


def test_the_invented_region_has_teachers_with_and_without_a_mentor() -> None:
    found = match(invented(300, 120))
    assert len(found.pairs) + len(found.unserved) == 300
    assert set(found.unserved["reason"]) == {"all_taken"}
    assert (found.unserved["rivals"] > found.unserved["places"]).all()


def test_there_is_a_line_for_each_size() -> None:
    lines = list(table(((100, 40), (60, 30))))
    assert [line.split(" | ")[:2] for line in lines[2:]] == [["| 100", "40"], ["| 60", "30"]]
