"""Read by what is wanted, frames at rest give the very rows that the rules choose of them in memory."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from models.assessment.fingerprint import fingerprint, result_sha
from models.assessment.layout import Frames, empty, typed
from models.assessment.registry import ANALYSES
from models.assessment.wanted import Beside, Unless, Wanted, rows_wanted
from tasks.data.datasets import ANSWERS_FOR
from tasks.data.scanning import as_pandas, rows_at_rest, scan
from tests.models.assessment.factories import (
    changes_of,
    context,
    exam,
    frames,
    marks_of,
    points_of,
    rows,
    scores_of,
    work,
)

BASE = duckdb.connect()


def at_rest(folder: Path, name: str, parts: Sequence[pd.DataFrame]) -> list[Path]:
    files = [folder / f"{name}-{place}.parquet" for place in range(len(parts))]
    for file, part in zip(files, parts, strict=True):
        part.to_parquet(file, index=False)
    return files


def in_parquet(files: Sequence[Path]) -> duckdb.DuckDBPyRelation:
    return BASE.read_parquet([str(file) for file in files])


def in_order(table: pd.DataFrame) -> pd.DataFrame:
    return table.sort_values(list(table.columns), na_position="first").reset_index(drop=True)


pupils = st.fixed_dictionaries(
    {
        "year": st.sampled_from([2022, 2023]),
        "grade": st.sampled_from([5, 6, None]),
        "subject": st.sampled_from(["математика", "физика", None]),
        "pupil": st.sampled_from(["a", "b", None]),
        "mark": st.sampled_from([2, 3, None]),
    }
)
points = st.fixed_dictionaries(
    {
        "year": st.sampled_from([2022, 2023]),
        "grade": st.sampled_from([5, 6, None]),
        "subject": st.sampled_from(["математика", "физика", None]),
        "pupil": st.sampled_from(["a", "b", None]),
        "task": st.sampled_from(["a", "c", None]),
        "score": st.sampled_from([0, 1, None]),
    }
)
ABSENT = Unless("vpr", ("year", "grade", "subject", "pupil"), "mark")
MARK = Beside("vpr", ("year", "grade", "subject", "pupil"), "mark")
ASKED = [
    Wanted(("grade", "pupil", "score")),
    Wanted(("year", "score"), {"year": (2023,), "subject": ("математика",)}, present=("score",)),
    Wanted(("year", "subject", "score"), {"year": (2023,)}, unless=ABSENT),
    Wanted(("subject", "score"), {"grade": (5,)}, unless=ABSENT, counted=True),
    Wanted(("year", "subject"), {"grade": (5,)}, unless=ABSENT, summed=("score",)),
    Wanted(("subject", "mark"), beside=MARK, counted=True),
    Wanted(("pupil", "mark"), {"year": (2023,)}, beside=MARK, summed=("score",)),
    Wanted(
        ("year", "pupil", "score"), {"year": (2023,)}, unless=Unless("vpr", ("year", "pupil"), "mark", is_said=True)
    ),
    Wanted(("score",), unless=Unless("vpr", ("year", "task"), "mark", is_said=True, theirs=("year", "pupil"))),
]


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    marks=st.lists(pupils, min_size=1, max_size=6),
    scores=st.lists(points, min_size=1, max_size=8),
    wanted=st.sampled_from(ASKED),
    cut=st.integers(0, 8),
)
def test_rows_at_rest_are_the_rows_wanted(
    marks: list[dict[str, Any]], scores: list[dict[str, Any]], wanted: Wanted, cut: int, tmp_path: Path
) -> None:
    memory = {"vpr": typed("vpr", pd.DataFrame(marks)), "vpr_tasks": typed("vpr_tasks", pd.DataFrame(scores))}
    halves = [memory["vpr_tasks"].iloc[:cut], memory["vpr_tasks"].iloc[cut:]]
    scans = {
        "vpr": in_parquet(at_rest(tmp_path, "vpr", [memory["vpr"]])),
        "vpr_tasks": in_parquet(at_rest(tmp_path, "vpr_tasks", halves)),
    }
    found = in_order(rows_at_rest(scans, "vpr_tasks", wanted))
    expected = in_order(rows_wanted(memory, "vpr_tasks", wanted))
    pd.testing.assert_frame_equal(found, expected, check_dtype=True)


def with_journal(vpr: pd.DataFrame) -> pd.DataFrame:
    """The works with a «3» of everybody in the journal."""
    return vpr.assign(journal_mark=vpr["mark"].mask(vpr["mark"].notna(), 3))


POINTS = rows("vpr_tasks", *({"task": "1", "pupil": f"p{i}", "score": i % 3, "max_score": 2} for i in range(9)))
REGION = frames(
    vpr=[
        work(10, 4),
        work(10, 4, subject="русский язык"),
        work(9, 3, grade=6, school="edu680102"),
        work(10, 4, year=2022),
        rows("vpr", {"pupil": "p1"}),
    ],
    vpr_tasks=POINTS,
    vpr_marks=[
        marks_of(work(10, 4)),
        marks_of(work(10, 4, school="edu680103")),
        marks_of(work(9, 1, year=2022, grade=6)),
    ],
    vpr_journal=[
        changes_of(with_journal(work(10, 4))),
        changes_of(with_journal(work(10, 4, school="edu680103"))),
        changes_of(with_journal(work(9, 1, year=2022, grade=4))),
    ],
    vpr_primary=[scores_of(work(10, 4)), scores_of(work(10, 4, school="edu680103"))],
    scales=rows("scales", {"grade": 4, "year": 2022}, {}, from_3=7, from_4=11, from_5=15, highest=20),
    vpr_completion=[points_of(POINTS), points_of(POINTS.assign(school="edu680103"))],
    gia=[exam(10, 4, class_name="9А"), exam(10, 4, year=2022, held_on="2022-06-01", class_name="9А")],
    assignments=rows("assignments", {"subject": "математика"}, {"subject": "физика", "branch": ""}),
    tasks=rows("tasks", {"task": "1", "element": "1.1", "skill": "считать"}),
)


def in_parts(folder: Path, kind: str) -> list[Path]:
    """The region's frame by school and year, as municipalities and years load it."""
    table = REGION[kind]
    keys = [name for name in ("year", "school") if name in table]
    return at_rest(folder, kind, [part for _key, part in table.groupby(keys)] or [empty(kind)])


@pytest.mark.parametrize("name", ANALYSES)
def test_a_rule_answers_alike_on_the_whole_and_on_what_it_wants_of_the_parts(name: str, tmp_path: Path) -> None:
    analysis, asked = ANALYSES[name], context(2022, 2023)
    scans = {kind: scan(BASE, in_parts(tmp_path, kind), ANSWERS_FOR[kind]) for kind in analysis.reads}
    wants = analysis.wants(asked)
    parts: Frames = {kind: rows_at_rest(scans, kind, wanted) for kind, wanted in wants.items()}
    rest = {kind: REGION[kind] for kind in analysis.reads if kind not in wants and kind not in told(name)}
    read = {**rest, **parts}
    assert result_sha(analysis.compute(read, asked)) == result_sha(analysis.compute(REGION, asked))
    prints = [fingerprint(analysis, analysis.select(data, asked), asked, "") for data in (read, REGION)]
    assert prints[0] == prints[1]


def told(name: str) -> set[str]:
    """The kinds that decide in the scan only; where a rule looks at them itself too, it wants them or reads them."""
    wants = ANALYSES[name].wants(context(2022, 2023))
    return {kind for wanted in wants.values() for kind in wanted.told_by}


@pytest.mark.parametrize("name", ANALYSES)
def test_a_rule_selects_for_itself(name: str) -> None:
    analysis, asked = ANALYSES[name], context(2022, 2023)
    selected = analysis.select(REGION, asked)
    assert result_sha(analysis.compute(selected, asked)) == result_sha(analysis.compute(REGION, asked))


answers = st.lists(
    st.tuples(st.sampled_from([2023, 2024]), st.sampled_from(["a", "b", None]), st.integers(0, 3)),
    min_size=1,
    max_size=4,
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(parts=st.lists(answers, min_size=1, max_size=4))
def test_of_files_that_speak_of_the_same_the_later_one_is_believed(
    parts: list[list[tuple[int, str | None, int]]], tmp_path: Path
) -> None:
    made = [pd.DataFrame(part, columns=["year", "school", "mark"]) for part in parts]
    files = at_rest(tmp_path, "part", [part.astype({"year": "Int64", "school": "string"}) for part in made])
    found = as_pandas(scan(BASE, files, ["year", "school"]))
    last = {(year, school): place for place, part in enumerate(parts) for year, school, _mark in part}
    expected = [row for place, part in enumerate(parts) for row in part if last[row[:2]] == place]
    rows_found = found.astype(object).where(found.notna(), None).itertuples(index=False, name=None)
    assert sorted(rows_found, key=repr) == sorted(expected, key=repr)
