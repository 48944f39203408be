"""Frames at rest are read when somebody looks at them, whole or in part, without the schools that are left out."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from models.assessment.wanted import Wanted
from models.records import Dataset
from tasks.data.datasets import frame_path, save_frame
from tasks.data.remembering import AtRest
from tasks.settings import Settings
from tests.models.assessment.factories import frames, work

TWO_SCHOOLS = frames(vpr=[work(5, 1), work(3, 2, school="edu680102")])["vpr"]


def loaded(settings: Settings) -> list[Dataset]:
    told = json.dumps({"vpr": save_frame(settings, TWO_SCHOOLS)})
    at = datetime(2024, 9, 1, tzinfo=UTC)
    return [
        Dataset(
            id=1,
            kind="vpr",
            slot="2023",
            year=2023,
            source_name="vpr.xlsx",
            sha256="0" * 64,
            rows=len(TWO_SCHOOLS),
            frames=told,
            loaded_at=at,
            loaded_by="Петрова",
            purpose="",
            legal_ground="",
        )
    ]


def test_the_schools_left_out_are_left_out_of_the_whole_and_of_a_part(tmp_path: Path) -> None:
    settings = Settings(home=tmp_path)
    files, without = loaded(settings), frozenset({"edu680102"})
    part = {"vpr": Wanted(("school",), counted=True)}
    assert len(AtRest(settings, files)["vpr"]) == 8
    assert set(AtRest(settings, files, without=without)["vpr"]["school"]) == {"edu680101"}
    counted = AtRest(settings, files, wants=part, without=without)["vpr"]
    assert counted.to_dict("records") == [{"school": "edu680101", "times": 5}]


def test_what_was_just_read_is_not_read_again_and_nothing_else_is_read(tmp_path: Path) -> None:
    settings = Settings(home=tmp_path)
    files = loaded(settings)
    at_rest = AtRest(settings, files, kinds=("vpr", "gia"))
    before = at_rest["vpr"]
    frame_path(settings, json.loads(files[0].frames)["vpr"]).unlink()
    assert AtRest(settings, files)["vpr"] is before
    assert at_rest["gia"].empty
    assert "schools" not in at_rest
    with pytest.raises(KeyError):
        at_rest["schools"]


def test_in_which_order_the_files_are_named_makes_no_difference(tmp_path: Path) -> None:
    settings = Settings(home=tmp_path)
    (first,) = loaded(settings)
    told = json.dumps({"vpr": save_frame(settings, frames(vpr=[work(4, 1, school="edu680103")])["vpr"])})
    later = first.model_copy(update={"id": 2, "slot": "2024", "frames": told})
    assert AtRest(settings, [first, later])["vpr"] is AtRest(settings, [later, first])["vpr"]
