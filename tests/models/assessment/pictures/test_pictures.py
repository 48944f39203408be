"""What charts show: whose rows, in which order, what stands in a gap, and how many schools go on a page."""

import pandas as pd

from models.assessment.dynamics.comparability import CHANGED_WORK, NO_RESULTS
from models.assessment.pictures.cells import REGION, cells
from models.assessment.pictures.heat import heat, pages
from models.assessment.pictures.shares import beside_region, of_whole
from models.assessment.pictures.years import over_years
from models.assessment.sharing import told_of_works
from tests.models.assessment.pictures.results import WORK, comparability, results, untold

EXAM = "ОГЭ, русский язык"


def region() -> pd.DataFrame:
    """Three schools in a work of two years, one of them in an exam too."""
    work = results(
        ("a", 2023, 50, 10), ("b", 2023, 40, 20), ("c", 2023, 60, 12), ("b", 2024, 40, 10), ("c", 2024, 60, 30)
    )
    exams = [("a", 2024, 50, 25), ("b", 2024, 50, 5), ("c", 2024, 50, 10)]
    return untold(pd.concat([work, results(*exams, procedure=EXAM, subject="русский язык")]))


def test_a_school_stands_beside_the_region_in_the_procedures_it_had() -> None:
    rows = beside_region(region(), 2024, ["a", "b"])
    assert list(zip(rows["school"], rows["procedure"], strict=True)) == [("a", EXAM), ("b", WORK), ("b", EXAM)]
    assert list(rows["share"]) == [50.0, 25.0, 10.0]
    assert [round(value, 1) for value in rows["region_share"]] == [26.7, 40.0, 26.7]


def test_every_year_of_a_procedure_is_there_and_a_missing_one_says_so() -> None:
    rows = over_years(region(), comparability((2023, "")), ["a"])
    by_year = {(row["procedure"], row["year"]): row for row in rows.to_dict("records")}
    assert set(by_year) == {(WORK, 2023), (WORK, 2024), (EXAM, 2023), (EXAM, 2024)}
    assert by_year[WORK, 2023]["share"] == 20.0
    assert by_year[WORK, 2024]["reason"] == by_year[EXAM, 2023]["reason"] == NO_RESULTS
    assert pd.isna(by_year[WORK, 2024]["n"]), "missing is not nought"
    assert by_year[WORK, 2024]["region_share"] == 40.0


def test_a_year_with_another_work_says_why_it_is_not_compared() -> None:
    rows = over_years(region(), comparability((2023, CHANGED_WORK)), ["b"])
    (row,) = rows[rows["procedure"].eq(WORK) & rows["year"].eq(2023)].to_dict("records")
    assert (row["reason"], row["share"]) == (CHANGED_WORK, 50.0)


def test_the_region_is_a_row_like_another() -> None:
    rows = over_years(region(), comparability(), [REGION])
    assert list(rows[rows["procedure"].eq(WORK)]["share"]) == [28.0, 40.0]
    assert rows["region_share"].isna().all(), "but it stands beside nothing"
    alone = of_whole(region())
    assert list(zip(alone["procedure"], alone["year"], strict=True)) == [(WORK, 2023), (WORK, 2024), (EXAM, 2024)]
    assert list(alone["share"])[:2] == [28.0, 40.0]
    assert alone["region_share"].isna().all()


def test_a_municipality_stands_beside_the_region_in_every_year() -> None:
    work = results(("a", 2023, 50, 10), ("b", 2023, 50, 20), ("a", 2024, 50, 15), ("b", 2024, 50, 25))
    table = cells(work, told_of_works(work, pd.Series({"a": "Луг", "b": "Бор"})))
    rows = of_whole(table, "Луг")
    assert list(zip(rows["year"], rows["share"], rows["region_share"], strict=True)) == [
        (2023, 20.0, 30.0),
        (2024, 30.0, 40.0),
    ]


def test_the_heat_map_keeps_the_order_of_schools_and_ends_with_the_region() -> None:
    rows = heat(region(), 2024, ["c", "a"])
    assert list(dict.fromkeys(rows["school"])) == ["c", "a", REGION]
    assert list(rows[rows["school"].eq("c")]["procedure"]) == [WORK, EXAM], "by subject"
    assert rows[rows["school"].eq("a")]["procedure"].tolist() == [EXAM], "what was not held has no cell"


def register(**schools: int) -> pd.DataFrame:
    return pd.DataFrame(
        [{"school": f"{name}{number:03}", "municipality": name} for name, n in schools.items() for number in range(n)]
    )


def test_four_hundred_schools_go_on_pages_by_municipality() -> None:
    schools = register(big=70, small=12, tiny=3, town=315)
    found = list(pages(schools, 30))
    assert sorted(one for page in found for one in page.schools) == sorted(schools["school"])
    assert all(len(page.schools) <= 30 for page in found)
    assert [(page.municipalities, len(page.schools)) for page in found][:4] == [
        (("big",), 30),
        (("big",), 30),
        (("big", "small", "tiny"), 25),
        (("town",), 30),
    ]


def test_a_school_named_twice_in_the_register_stands_once() -> None:
    assert [page.schools for page in pages(pd.concat([register(one=2)] * 2), 30)] == [("one000", "one001")]
