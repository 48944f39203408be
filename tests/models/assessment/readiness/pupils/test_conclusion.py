"""Pupils to help: named through a crosswalk only, by bands, and not where their school says as much."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.assessment.fingerprint import result_sha
from models.assessment.layout import empty
from models.assessment.readiness.pupils.answers import TABLE
from models.assessment.readiness.pupils.conclusion import ANALYSIS, compute
from tests.models.assessment.readiness.pupils.region import ASKED, data, found


def test_pupils_are_named_by_band_at_schools_with_a_crosswalk_only() -> None:
    result = found()
    assert result.restricted
    assert [*result.table] == [*TABLE]
    assert len(result.table) > 0
    assert result.table["band"].between(1, 3).all()
    assert set(result.table["school"]) <= set(data()["crosswalk"]["school"])
    assert set(result.table["works"]) <= {"8 класс, 2024", "10 класс, 2024"}


def test_counts_are_of_pupils_and_not_of_rows() -> None:
    result = found()
    assert result.facts["pupils"] == result.table["pupil"].nunique()
    assert result.facts["schools"] == result.table["school"].nunique()
    assert int(result.facts["pupils"]) < int(result.facts["participants"])
    assert result.facts["year"] == 2025


@pytest.mark.parametrize("kind", ["hidden", "noise"])
def test_where_a_pupils_work_tells_no_more_than_the_school_nobody_is_named(kind: str) -> None:
    result = found(kind)
    assert result.table.empty
    assert set(result.details["subjects"]["why"]) <= {"not_better", "few_below", "few_linked"}
    assert result.facts["answered"] == 0
    assert str(result.facts["left_out"]).count(";") == 4


def test_without_a_crosswalk_nobody_is_named_and_it_says_so() -> None:
    result = compute({**data(), "crosswalk": empty("crosswalk")}, ASKED)
    assert result.table.empty
    assert set(result.details["subjects"]["why"]) == {"few_years"}
    assert (result.facts["participants"], result.facts["linked"]) == (0, 0)


def test_a_school_that_takes_its_crosswalk_back_is_gone_from_the_list() -> None:
    crosswalk = data()["crosswalk"]
    school = found().table["school"].iloc[0]
    result = compute({**data(), "crosswalk": crosswalk[crosswalk["school"].ne(school)]}, ASKED)
    assert school not in set(result.table["school"])


def test_what_came_of_few_is_not_told() -> None:
    rows = found().details["calibration"]
    assert rows.loc[rows["pupils"].lt(10), "observed"].isna().all()
    assert rows.loc[rows["pupils"].ge(10), "observed"].notna().all()


def test_selected_cells_give_the_same_list_as_all_of_them() -> None:
    assert result_sha(compute(ANALYSIS.select(data(), ASKED), ASKED)) == result_sha(found())


@settings(max_examples=3, deadline=None)
@given(seed=st.integers(0, 99), cut=st.floats(0, 1))
def test_neither_row_order_nor_file_splits_change_the_list(seed: int, cut: float) -> None:
    mixed = {kind: table.sample(frac=1, random_state=seed) for kind, table in data().items()}
    places = {kind: int(cut * len(table)) for kind, table in mixed.items()}
    split = {kind: pd.concat([table.iloc[places[kind] :], table.iloc[: places[kind]]]) for kind, table in mixed.items()}
    assert result_sha(compute(split, ASKED)) == result_sha(found())
