"""A roadmap is found by its name or by its file; otherwise the nearest name is told."""

from pathlib import Path

import pytest

from models.errors import NotFound, RoadmapError
from tasks.reading.roadmap import read_roadmap, shipped_names
from tests.models.roadmap.small import SMALL, spoiled


def test_shipped_roadmaps_are_found_by_name() -> None:
    assert "kirsanov-2024" in shipped_names()
    assert [read_roadmap(name).name for name in shipped_names()] == shipped_names()


def test_a_file_is_read_from_where_it_is(tmp_path: Path) -> None:
    (tmp_path / "mine.yaml").write_text(SMALL, "utf8")
    assert read_roadmap(str(tmp_path / "mine.yaml")).name == "small"


def test_a_mistake_is_placed_in_the_file_as_it_was_named(tmp_path: Path) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text(spoiled(("kind: RPS", "kind: X")), "utf8")
    with pytest.raises(RoadmapError) as refusal:
        read_roadmap(str(path))
    assert refusal.value.problems[0].place.startswith(f"{path}, строка ")


def test_an_unknown_name_is_told_the_nearest() -> None:
    with pytest.raises(NotFound, match="Возможно, имелось в виду «kirsanov-2024»"):
        read_roadmap("kirsanow")


def test_a_missing_file_is_said_to_be_missing(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="Нет файла"):
        read_roadmap(str(tmp_path / "none.yaml"))


def test_what_is_no_text_is_refused_with_a_remedy(tmp_path: Path) -> None:
    (tmp_path / "old.yaml").write_bytes("name: карта".encode("cp1251"))
    with pytest.raises(NotFound, match="UTF-8"):
        read_roadmap(str(tmp_path / "old.yaml"))
