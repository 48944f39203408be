"""Frames at rest: by content, typed, and the later file believed where two speak of the same."""

from datetime import UTC, date, datetime

import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlmodel import select

from models.assessment.layout import LAYOUT, typed
from models.records import Dataset, School
from tasks.data.datasets import (
    Source,
    content_hash,
    current,
    frames,
    holding,
    load_frame,
    register_of,
    save_frame,
    store,
)
from tasks.database import reading, writing
from tasks.reading.contract import Loaded
from tasks.settings import Settings

AT = datetime(2024, 6, 1, tzinfo=UTC)


def schools(*rows: tuple[str, str, str]) -> pd.DataFrame:
    made = pd.DataFrame(rows, columns=["school", "code", "name"])
    return typed("schools", made.assign(municipality="Примерск", inn="", kind="СОШ", branches=""))


def marks(year: int, *rows: tuple[str, str, int]) -> pd.DataFrame:
    made = pd.DataFrame(rows, columns=["school", "pupil", "mark"])
    return typed("vpr", made.assign(year=year, grade=5, subject="математика"))


def kept(settings: Settings, loaded: Loaded, sha: str) -> tuple[Dataset, list[int]]:
    with writing(settings) as session:
        return store(session, loaded, Source("f", sha, "test", AT), settings)


def vpr(slot: str, frame: pd.DataFrame) -> Loaded:
    return Loaded("vpr", slot, int(frame["year"][0]), len(frame), {"vpr": frame})


def test_a_frame_comes_back_as_it_was(home: Settings) -> None:
    frame = marks(2024, ("edu680101", "a", 2), ("edu680101", "b", 5))
    name = save_frame(home, frame)
    assert save_frame(home, frame) == name
    assert [path.name for path in home.frames.iterdir()] == [f"{name}.parquet"]
    pd.testing.assert_frame_equal(load_frame(home, name), frame)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.sampled_from("abc"), st.one_of(st.none(), st.integers(2, 5))), min_size=1, max_size=6))
def test_contents_have_one_hash_if_and_only_if_they_are_equal(rows: list[tuple[str, int | None]]) -> None:
    def frame(of: list[tuple[str, int | None]]) -> pd.DataFrame:
        return typed("vpr", pd.DataFrame(of, columns=["pupil", "mark"]))

    assert content_hash(frame(rows)) == content_hash(frame(list(rows)))
    changed = [*rows[:-1], (rows[-1][0], 2 if rows[-1][1] is None else None)]
    assert content_hash(frame(rows)) != content_hash(frame(changed))


def test_schools_are_upserted(any_home: Settings) -> None:
    kept(
        any_home,
        Loaded("schools", "", None, 2, {"schools": schools(("edu1", "111001", "А"), ("edu2", "111002", "Б"))}),
        "1",
    )
    kept(any_home, Loaded("schools", "", None, 1, {"schools": schools(("edu2", "111003", "В"))}), "2")
    with reading(any_home) as session:
        found = {school.login: (school.code, school.name) for school in session.exec(select(School)).all()}
        register = register_of(session)
    assert found == {"edu1": ("111001", "А"), "edu2": ("111003", "В")}
    assert register.by_code == {"111001": "edu1", "111003": "edu2"}


def test_a_later_file_of_the_slot_supersedes_and_the_same_file_does_not(any_home: Settings) -> None:
    first, _none = kept(any_home, vpr("s", marks(2024, ("edu1", "a", 2))), "1")
    again, nothing = kept(any_home, vpr("s", marks(2024, ("edu1", "a", 2))), "1")
    second, superseded = kept(any_home, vpr("s", marks(2024, ("edu1", "a", 3))), "2")
    assert (again.id, nothing, superseded) == (first.id, [], [first.id])
    with reading(any_home) as session:
        assert [dataset.id for dataset in current(session, "vpr")] == [second.id]
        assert frames(any_home, current(session, "vpr"), ["vpr"])["vpr"]["mark"].tolist() == [3]


def test_a_file_that_returns_after_a_correction_is_current_again(any_home: Settings) -> None:
    for sha in ("1", "2", "1"):
        kept(any_home, vpr("s", marks(2024, ("edu1", "a", int(sha) + 1))), sha)
    with reading(any_home) as session:
        assert frames(any_home, current(session, "vpr"), ["vpr"])["vpr"]["mark"].tolist() == [2]


def test_where_two_files_speak_of_a_school_the_later_is_believed(home: Settings) -> None:
    kept(home, vpr("region", marks(2024, ("edu1", "a", 2), ("edu1", "gone", 2), ("edu2", "b", 4))), "1")
    kept(home, vpr("edu1", marks(2024, ("edu1", "a", 5))), "2")
    with reading(home) as session:
        found = frames(home, current(session, "vpr"), ["vpr"])["vpr"]
    assert found[["pupil", "mark"]].to_numpy().tolist() == [["b", 4], ["a", 5]]


def test_datasets_and_frames_are_chosen_by_year(home: Settings) -> None:
    kept(home, vpr("2023", marks(2023, ("edu1", "a", 2))), "1")
    kept(home, vpr("2024", marks(2024, ("edu1", "a", 3))), "2")
    both = pd.concat([marks(2023, ("edu9", "a", 4)), marks(2024, ("edu9", "a", 5))])
    kept(home, Loaded("vpr", "both", None, 2, {"vpr": both}), "3")
    with reading(home) as session:
        chosen = holding(session, ["vpr"], [2024])
    assert [dataset.slot for dataset in chosen] == ["2024", "both"]
    assert sorted(frames(home, chosen, ["vpr"], [2024])["vpr"]["mark"]) == [3, 5]


def test_without_datasets_the_frames_are_empty_and_typed(home: Settings) -> None:
    found = frames(home, [])
    assert {name: frame.dtypes.astype(str).to_dict() for name, frame in found.items()} == LAYOUT
    assert not any(len(frame) for frame in found.values())


def test_personal_data_have_a_purpose_a_ground_and_an_end(home: Settings) -> None:
    dataset, _none = kept(home, vpr("s", marks(2024, ("edu1", "a", 2))), "1")
    register, _none = kept(home, Loaded("schools", "", None, 1, {"schools": schools(("edu1", "111001", "А"))}), "2")
    assert dataset.purpose
    assert "273-ФЗ" in dataset.legal_ground
    assert dataset.delete_after == date(2026, 8, 31)
    assert register.delete_after is None
