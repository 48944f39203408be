"""Nobody's name or passport is anywhere under VEKHA_HOME after protocols were loaded, refused and computed with."""

import logging
from datetime import date
from pathlib import Path

import pytest

from models.errors import FileRefused
from tasks.cycle.years import open_cycle
from tasks.data.loading import load_file
from tasks.database import engine, writing
from tasks.reading.roadmap import read_roadmap
from tasks.running.examine import examine
from tasks.running.wish import Wish
from tests.proof.conftest import LoadedRegion
from tests.proof.personal import people_of, traced
from tests.proof.story import SOMEBODY

APART = ("evidence", "sample")


def test_the_search_finds_people_where_they_are(region: LoadedRegion) -> None:
    people = people_of(region.inputs)
    assert len(people.surnames) > 30
    assert len(people.passports) > 300
    for room in ("gia", "crosswalk"):
        found = traced(people, region.inputs / "2024" / room, ())
        assert len(found) == len(list((region.inputs / "2024" / room).iterdir())) > 0
    series, number = next(iter(people.passports))
    assert people.traces(f"паспорт {series} № {number}".encode()) == {f"{series} {number}"}


def test_no_byte_of_a_home_tells_of_a_person(
    region: LoadedRegion, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    people, home = people_of(region.inputs), region.settings
    caplog.set_level(logging.DEBUG)
    refusal = _refused(region, tmp_path) + _refused_crosswalk(region, tmp_path)
    with writing(home) as session:
        open_cycle(session, read_roadmap("kirsanov-2024"), 2024, as_of=date(2024, 1, 1), author=SOMEBODY)
    computed = [examine(home, code, Wish("kirsanov-2024", 2024, date(2024, 8, 31))) for code in ("T09", "T10.4")]
    engine(home.database).dispose()
    assert traced(people, home.root, APART) == {}
    said = "\n".join([refusal, caplog.text, *(str(one) for one in computed)])
    assert people.traces(said.encode()) == set()


def _refused(region: LoadedRegion, folder: Path) -> str:
    """What is said of a protocol in which a person's class is not a class."""
    (right, *_rest) = sorted((region.inputs / "2024" / "gia").glob("ОГЭ*"))
    wrong = folder / right.name
    wrong.write_bytes(right.read_bytes().replace(b";9", ";Ы".encode("cp1251")))
    with pytest.raises(FileRefused) as refused:
        load_file(wrong, actor="cli:test", settings=region.settings)
    return str(refused.value)


def _refused_crosswalk(region: LoadedRegion, folder: Path) -> str:
    """What is said of a crosswalk whose rows have lost their codes, so that names stand in their places."""
    (right, *_rest) = sorted((region.inputs / "2024" / "crosswalk").iterdir())
    heading, *rows = right.read_text("utf-8-sig").splitlines()
    slipped = [";".join([*row.split(";")[:2], *row.split(";")[3:]]) for row in rows[::2]]
    wrong = folder / right.name
    wrong.write_text("\n".join([heading, *slipped, *rows[1::2]]), encoding="utf8")
    with pytest.raises(FileRefused) as refused:
        load_file(wrong, actor="cli:test", settings=region.settings)
    return str(refused.value)
