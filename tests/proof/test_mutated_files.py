"""Hundreds of spoilt files: each is refused at a place, or says what the whole one said; never anything else.

A file that is cut, or whose cell nobody needs, may be read with fewer rows or with a cell missing; a number that is
read is always one that the whole file has. Not tried, since nobody could know: a file that ends in the middle of its
very last number, one right number in place of another, a row of scores that slips into cells left empty for it.
"""

from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from models.errors import FileRefused
from tasks.reading.contract import Loaded
from tasks.reading.recognising import read
from tests.proof.mutations import BASES, NAMES, Grid, as_csv, as_workbook, grid, heading, mutations
from tests.tasks.reading.files import KEYS, REGISTER

pytestmark = pytest.mark.proof

# What a person may write at will: another word there is another word, not a wrong number.
FREE = {"name", "municipality", "kind", "branches", "element", "skill", "requirement", "teacher", "variant", "branch"}


def said(path: Path) -> Loaded | None:
    """What a file says; None when it is refused, as a refusal must be: at a place, with a remedy, naming nobody."""
    refusal = None
    try:
        return read(path, REGISTER, KEYS)
    except FileRefused as refused:
        refusal = refused
    assert refusal.problems
    assert all(problem.place.startswith(path.name) and problem.remedy for problem in refusal.problems)
    assert not [name for name in NAMES if name in str(refusal)], str(refusal)
    return None


def rows_of(frame: pd.DataFrame) -> list[tuple[object, ...]]:
    # Another document in a protocol is another person.
    free = FREE | {"pupil"} if "exam" in frame else FREE
    kept = frame[[name for name in frame if name not in free]]
    return sorted(
        (tuple(None if pd.isna(cell) else cell for cell in row) for row in kept.itertuples(index=False)), key=str
    )


def agrees(found: Loaded, whole: Loaded, *, partly: bool) -> bool:
    """Whether a spoilt file says what the whole one says: all of it, or partly, with nothing that differs."""
    if found.kind != whole.kind or set(found.frames) != set(whole.frames):
        return False
    pairs = [(rows_of(found.frames[name]), rows_of(whole.frames[name])) for name in whole.frames]
    if not partly:
        return all(these == those for these, those in pairs)
    return all(any(_says(row, other) for other in those) for these, those in pairs for row in these)


def _says(row: tuple[object, ...], whole: tuple[object, ...]) -> bool:
    return all(cell is None or cell == other for cell, other in zip(row, whole, strict=True))


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Loaded]:
    """What every base says, whole."""
    folder = tmp_path_factory.mktemp("whole")
    return {name: read(as_csv(folder / "f.csv", grid(text)), REGISTER, KEYS) for name, text in BASES.items()}


def test_there_are_hundreds_of_them_over_every_kind(whole: dict[str, Loaded]) -> None:
    assert sum(1 for base in BASES for _mutation in mutations(base)) > 200
    assert {loaded.kind for loaded in whole.values()} >= {
        "vpr",
        "vpr_groups",
        "ege",
        "oge",
        "schools",
        "scales",
        "bias",
    }


@pytest.mark.parametrize("base", BASES)
def test_a_spoilt_file_is_refused_or_says_the_same(base: str, whole: dict[str, Loaded], tmp_path: Path) -> None:
    accepted = 0
    for number, mutation in enumerate(mutations(base)):
        found = said(as_csv(tmp_path / f"{number}.csv", mutation.rows, ("utf-8", "cp1251")[number % 2]))
        if found is not None:
            accepted += 1
            assert agrees(found, whole[base], partly=mutation.partly), mutation.name
    assert accepted, "everything was refused: nothing was compared"


@pytest.mark.parametrize("base", BASES)
def test_so_it_is_in_workbooks(base: str, whole: dict[str, Loaded], tmp_path: Path) -> None:
    rows = grid(BASES[base])
    many = said(as_workbook(tmp_path / "many.xlsx", rows, sheets=200))
    assert many is not None
    assert agrees(many, whole[base], partly=False)
    for name, spoilt in formulas(rows):
        assert said(as_workbook(tmp_path / "formula.xlsx", spoilt)) is None, name
    bytes_of = as_workbook(tmp_path / "f.xlsx", rows).read_bytes()
    for share in (0.1, 0.5, 0.9, 0.99):
        (tmp_path / "cut.xlsx").write_bytes(bytes_of[: int(share * len(bytes_of))])
        assert said(tmp_path / "cut.xlsx") is None


def formulas(rows: Grid) -> Iterator[tuple[str, Grid]]:
    """A formula that was never computed, in the first and in the last row of figures."""
    at = heading(rows)
    for row in (at + 1, len(rows) - 1):
        changed = [list(each) for each in rows]
        changed[row][-1] = "=SUM(A1:B2)"
        yield f"row {row}", changed


def figures(rows: Grid) -> list[tuple[int, int]]:
    """Where a number stands alone below the heading; a table of conditions has words only."""
    return [
        (row, place)
        for row in range(heading(rows) + 1, len(rows))
        for place, cell in enumerate(rows[row])
        if cell.replace(",", "").isdigit()
    ]


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_whatever_replaces_a_figure_it_is_refused_or_changes_nothing(
    data: st.DataObject, whole: dict[str, Loaded], tmp_path: Path
) -> None:
    base = data.draw(st.sampled_from(sorted(name for name in BASES if figures(grid(BASES[name])))))
    rows = grid(BASES[base])
    row, place = data.draw(st.sampled_from(figures(rows)))
    junk = st.text(st.characters(exclude_categories=["Cs", "Nd"], exclude_characters="\r\n\0"), min_size=1, max_size=12)
    rows[row][place] = data.draw(st.one_of(junk, junk.map(lambda text: text + rows[row][place] + text)))
    found = said(as_csv(tmp_path / "f.csv", rows))
    assert found is None or agrees(found, whole[base], partly=True)


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    raw=st.one_of(st.binary(max_size=3000), st.text(max_size=1500).map(str.encode)),
    name=st.sampled_from(["f.csv", "f.xlsx", "f.xls"]),
)
def test_bytes_that_are_no_table_are_refused(raw: bytes, name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(raw)
    assert said(tmp_path / name) is None
