"""Ours, Polars' and DuckDB's: the answers that are measured against each other are one answer."""

from typing import Any

import pandas as pd
import pytest

from benchmarks import by_duckdb, by_polars, ours
from benchmarks.generated import Generated, Scale, generate, generated
from benchmarks.registers import YEARS
from tasks.data.datasets import frames

DETAILED = frozenset((grade, subject) for grade in (5, 6) for subject in ("русский язык", "математика"))
COUNTS = ["school", "year", "procedure", "n", "n_low"]
LISTED = ["school", "r1", "r2"]
TASKS = ["year", "grade", "subject", "task", "n", "points", "maximum"]


@pytest.fixture(scope="module")
def country(tmp_path_factory: pytest.TempPathFactory) -> Generated:
    return generate(tmp_path_factory.mktemp("country"), Scale(24, 3, 12, DETAILED))


def rows(table: Any, columns: list[str]) -> list[tuple[Any, ...]]:
    """The table's rows as plain values, sorted; whichever library made it."""
    frame = table if isinstance(table, pd.DataFrame) else table.to_pandas()
    return sorted(frame[columns].astype(object).itertuples(index=False, name=None))


def test_procedures_and_lists_are_the_same(country: Generated) -> None:
    asked = (country.files("vpr"), country.files("gia"), YEARS)
    answers = [ours.procedures(country), by_polars.procedures(*asked), by_duckdb.procedures(*asked)]
    counts, listed = (
        [rows(answer[place], names) for answer in answers] for place, names in enumerate((COUNTS, LISTED))
    )
    assert len(counts[0]) > 300
    assert counts[0] == counts[1] == counts[2]
    assert 0 < len(listed[0]) < 24
    assert listed[0] == listed[1] == listed[2]


def test_task_completion_is_the_same(country: Generated) -> None:
    asked = (country.files("vpr"), country.files("vpr_tasks"), YEARS[-1])
    answers = [ours.tasks(country), by_polars.tasks(*asked), by_duckdb.tasks(*asked)]
    counts = [rows(answer, TASKS) for answer in answers]
    assert len(counts[0]) == 70
    assert counts[0] == counts[1] == counts[2]


def test_what_was_generated_is_found_again_and_has_what_makes_counting_hard(country: Generated) -> None:
    again = generated(country.settings.root)
    assert (again.rows, again.files("gia")) == (country.rows, country.files("gia"))
    found = frames(country.settings, country.datasets, ["vpr", "gia"])
    assert found["vpr"]["mark"].isna().any()
    assert found["gia"]["state"].eq(1).any()
    assert found["gia"].duplicated(["year", "exam", "subject", "pupil"]).any()
    assert {frame: len(found[frame]) for frame in found} == {name: country.rows[name] for name in found}
