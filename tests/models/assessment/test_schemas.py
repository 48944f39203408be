"""Schemas of the typed frames: a reader's slip is caught where frames are handed over, and nowhere by accident."""

import subprocess
import sys

import pandas as pd
import pandera.errors
import pytest

from models.assessment.layout import LAYOUT, empty, typed
from models.assessment.schemas import SCHEMAS, conforming
from tests.models.assessment.factories import rows, work

KEY = "0" * 24


def vpr(**cells: object) -> pd.DataFrame:
    return rows("vpr", {"pupil": KEY, "mark": 3, "primary": 5} | cells)


def test_every_frame_has_a_schema_and_an_empty_one_keeps_it() -> None:
    assert set(SCHEMAS) == set(LAYOUT)
    for name in LAYOUT:
        conforming(name, empty(name))


@pytest.mark.parametrize(
    "slip",
    [
        {"mark": 6},
        {"mark": 1},
        {"primary": -1},
        {"grade": 12},
        {"year": 24},
        {"pupil": "Неверлюбов"},
        {"school": "sch680101"},
        {"school": None},
        {"class_name": None},
        {"journal_mark": 0},
    ],
)
def test_a_slip_of_ours_is_caught(slip: dict[str, object]) -> None:
    assert len(conforming("vpr", vpr())) == 1
    with pytest.raises(pandera.errors.SchemaErrors):
        conforming("vpr", vpr(**slip))


def test_a_key_occurs_once_and_columns_are_the_layouts() -> None:
    with pytest.raises(pandera.errors.SchemaErrors):
        conforming("vpr", pd.concat([vpr(), vpr()], ignore_index=True))
    with pytest.raises(pandera.errors.SchemaErrors):
        conforming("vpr", vpr().assign(full_name="Неверлюбов"))
    with pytest.raises(pandera.errors.SchemaErrors):
        conforming("vpr", vpr().astype({"mark": "float64"}))


def test_who_was_absent_has_neither_score_nor_mark() -> None:
    conforming("vpr", vpr(mark=None, primary=None))
    assert len(typed("vpr", work(3, 1))) == 3


@pytest.mark.parametrize("command", [["status"], ["load", "--help"], ["submit", "--help"]])
def test_commands_that_answer_people_do_without_pandera(command: list[str]) -> None:
    told = (
        "import sys; from deployments.cli.main import main\n"
        "try:\n    main()\nfinally:\n    print('pandera' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", told, *command], capture_output=True, text=True, check=False)
    assert done.stdout.splitlines()[-1] == "False"
