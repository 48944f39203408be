"""What was shared of works and of content elements comes back as it was kept; a purged year's goes with the year."""

import pandas as pd

from models.assessment.sharing import Telling, ToldOfWorks, shared, told_of_works
from models.assessment.told_of_elements import REGION, nothing_told, remembered, told_of_elements
from tasks.data.releases import forget, keep_told, told_before
from tasks.database import reading, writing
from tasks.settings import Settings

PLACES = pd.Series({"a": "г. Примерск", "b": "г. Примерск", "c": "Луговской район", "d": "Луговской район"})


def told(year: int, earlier: ToldOfWorks | None = None, **low: int) -> ToldOfWorks:
    """Forty participants of one exam in each school, so many of them below the minimum."""
    rows = [{"school": s, "year": year, "procedure": "ОГЭ, физика", "n": 40, "n_low": n} for s, n in low.items()]
    return told_of_works(pd.DataFrame(rows), PLACES, earlier)


def kept(home: Settings, *works: ToldOfWorks) -> ToldOfWorks:
    for one in works:
        with writing(home) as session:
            keep_told(session, home, "low_results", Telling(one))
    with reading(home) as session:
        return told_before(session, home, "low_results").works


def same(these: ToldOfWorks, those: ToldOfWorks) -> bool:
    """Whether the same is shown of the same cells."""
    assert {work: one.cells for work, one in these.items()} == {work: one.cells for work, one in those.items()}
    for level, rows in shared(these).items():
        pd.testing.assert_frame_equal(rows, shared(those)[level], check_dtype=False)
    return True


def test_what_was_kept_comes_back_with_what_is_hidden_in_it(any_home: Settings) -> None:
    first = told(2024, a=2, b=20, c=15, d=20)
    assert same(kept(any_home, first), first)
    with reading(any_home) as session:
        assert told_before(session, any_home, "dynamics").works == {}, "another analysis has told nothing yet"


def test_a_later_work_stands_beside_and_a_correction_in_place_of_the_earlier(home: Settings) -> None:
    first, other = told(2024, a=20, b=20, c=15, d=20), told(2023, a=9, b=9, c=9, d=9)
    corrected = told(2024, kept(home, first, other), a=21, b=20, c=15, d=20)
    assert same(kept(home, corrected), {**other, **corrected})


def test_a_correction_read_back_from_the_disk_is_withheld_as_in_memory(home: Settings) -> None:
    first = told(2024, a=20, b=20, c=15, d=20)
    assert same(told(2024, kept(home, first), a=21, b=20, c=15, d=20), told(2024, first, a=21, b=20, c=15, d=20))


def test_a_purged_year_goes_and_the_others_stay(any_home: Settings) -> None:
    first, other = told(2024, a=20, b=20, c=15, d=20), told(2023, a=9, b=9, c=9, d=9)
    kept(any_home, first, other)
    with writing(any_home) as session:
        forget(session, any_home, "schools", 2024)
        forget(session, any_home, "vpr", 2024)
    assert same(kept(any_home), other)
    with writing(any_home) as session:
        forget(session, any_home, "oge", 2023)
    assert kept(any_home) == {}


def elements(year: int, earlier: pd.DataFrame, **n: int) -> pd.DataFrame:
    """What is told of one element worth a point, half of which was earned: so many participants in each place."""
    named = {"year": year, "grade": 5, "subject": "математика", "element": "1. Дроби", "level": "Б"}
    made = pd.DataFrame([{**named, "place": place, "n": of} for place, of in {**n, REGION: sum(n.values())}.items()])
    return told_of_elements(made.assign(points=made["n"] // 2, maximum=made["n"]), earlier)


def kept_elements(home: Settings, *told: pd.DataFrame) -> pd.DataFrame:
    for one in told:
        with writing(home) as session:
            keep_told(session, home, "hard_elements", Telling(elements=one))
    with reading(home) as session:
        return told_before(session, home, "hard_elements").elements


def test_of_elements_all_that_was_told_comes_back(any_home: Settings) -> None:
    first = elements(2024, nothing_told(), А=8, Б=30, В=40)
    then = elements(2024, kept_elements(any_home, first), А=8, Б=30, В=42)
    assert then["is_hidden"].sum() == 4, "the two that were hidden, the two more pupils of «В», and the region"
    both = remembered(remembered(nothing_told(), first), then)
    pd.testing.assert_frame_equal(kept_elements(any_home, then), both)
    pd.testing.assert_frame_equal(kept_elements(any_home, then), both)


def test_elements_of_a_purged_year_go_and_those_of_others_and_works_stay(any_home: Settings) -> None:
    work, other = told(2023, a=20, b=20, c=15, d=20), elements(2023, nothing_told(), А=40, Б=50)
    kept(any_home, work)
    kept_elements(any_home, elements(2024, nothing_told(), А=40, Б=50), other)
    with writing(any_home) as session:
        forget(session, any_home, "schools", 2024)
        forget(session, any_home, "vpr", 2024)
    assert set(kept_elements(any_home)["year"]) == {2023}
    assert same(kept(any_home), work)
    with writing(any_home) as session:
        forget(session, any_home, "vpr", 2023)
    assert kept_elements(any_home).empty
    assert elements(2024, kept_elements(any_home), А=42, Б=50)["is_hidden"].sum() == 0
