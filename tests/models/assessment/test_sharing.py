"""What is withheld is withheld everywhere at once: no copy tells what another hides."""

import pandas as pd
import pytest

from models.assessment.registry import ANALYSES
from models.assessment.sharing import as_shared, few_of, places_of, shared, told_by, told_of_works
from tests.models.assessment.factories import context, exam, frames, rows

PLACES = pd.Series({"a": "г. Примерск", "b": "г. Примерск", "c": "Луговской район", "d": "Луговской район"})


def results(**low: int) -> pd.DataFrame:
    """Forty participants of one work in each school, so many of them below the minimum."""
    return pd.DataFrame(
        [{"school": s, "year": 2024, "procedure": "ОГЭ, математика", "n": 40, "n_low": n} for s, n in low.items()]
    )


def hidden(found: pd.DataFrame, name: str) -> list[str]:
    return sorted(found.loc[found["is_hidden"].astype(bool), name])


def test_a_small_cell_takes_another_with_it_where_the_municipality_would_tell() -> None:
    found = shared(told_of_works(results(a=2, b=20, c=15, d=20), PLACES))
    assert hidden(found[("school",)], "school") == ["a", "b"]
    assert hidden(found[("municipality",)], "municipality") == []
    assert found[()]["part"].tolist() == [57]


def test_a_correction_does_not_tell_of_the_pupil_it_moved() -> None:
    before = told_of_works(results(a=20, b=20, c=15, d=20), PLACES)
    after = shared(told_of_works(results(a=21, b=20, c=15, d=20), PLACES, before))
    assert "a" in hidden(after[("school",)], "school")
    assert bool(after[("municipality",)].set_index("municipality").loc["г. Примерск", "is_hidden"])


def test_what_was_told_of_the_same_cells_is_told_again_whatever_the_order_of_schools() -> None:
    first = told_of_works(results(a=20, b=20, c=15, d=20), PLACES)
    second = told_of_works(results(a=21, b=20, c=15, d=20), PLACES, first)
    again = told_of_works(results(a=21, b=20, c=15, d=20).iloc[::-1], PLACES, second)
    assert again[2024, "ОГЭ, математика"] is second[2024, "ОГЭ, математика"]
    assert hidden(shared(first)[("school",)], "school") == [], "only the correction is withheld"


def test_where_there_are_no_results_nothing_is_shared() -> None:
    assert all(
        rows.empty for rows in shared(told_of_works(results().reindex(columns=[*results(a=1)]), PLACES)).values()
    )


@pytest.mark.parametrize("name", ["low_results", "dynamics", "school_lists"])
def test_every_count_of_an_answer_says_whether_it_is_withheld(name: str) -> None:
    schools = rows("schools", {"school": "a"}, {"school": "b"})
    gia = [exam(40, low, school=s, year=y) for s, low in (("a", 14), ("b", 2)) for y in (2023, 2024)]
    data = {**frames(gia=gia), "schools": schools}
    computed = ANALYSES[name].compute(data, context(2023, 2024))
    answer = as_shared(computed, told_by(computed, places_of(schools)))
    counted = [table for table in answer.details.values() if {"school", "procedure", "n_low"} <= set(table.columns)]
    assert counted
    assert all(table["is_hidden"].all() for table in counted if len(table)), "«b» is small, and «a» would tell it"
    if name == "dynamics":
        assert answer.table[["is_hidden_before", "is_hidden_after"]].to_numpy().all()


def test_numbers_of_places_are_withheld_in_pairs_beside_their_total() -> None:
    counts = pd.DataFrame({"place": ["x", "y", "z"], "participants": [300, 200, 500], "pupils": [3, 20, 50]})
    assert few_of(counts, "participants", "pupils") == {"x", "y"}
