"""What is learnt from cohorts, and asked about those to come."""

import numpy as np
import pandas as pd
import pytest

from models.assessment.parameters import Parameters
from models.assessment.readiness.model import learnt, units

ASKED = Parameters()
MATHS = "ОГЭ, математика"


def cohort(school: str, year: int, pupils: int, *, grade: int = 8, level: float = 0.0) -> dict[str, object]:
    return {
        "procedure": MATHS,
        "year": year,
        "school": school,
        "n": pupils,
        "grade": grade,
        "level": level,
        "works": "",
    }


def sat(school: str, year: int, n: int, n_low: int) -> dict[str, object]:
    about = {"procedure": MATHS, "year": year, "school": school}
    return about | {"n": n, "n_low": n_low, "is_low": 100 * n_low >= 30 * n}


def table(*rows: dict[str, object]) -> pd.DataFrame:
    kinds = {"n": "Int64", "n_low": "Int64", "year": "Int64", "school": "string", "procedure": "string"}
    made = pd.DataFrame(list(rows))
    return made.astype({name: kind for name, kind in kinds.items() if name in made})


COHORTS = table(*(cohort(f"s{place}", year, 20) for place in range(4) for year in (2023, 2024, 2025)))
RESULTS = table(*(sat(f"s{place}", year, 10, place) for place in range(4) for year in (2023, 2024)))


def test_an_exam_that_was_not_held_is_na_and_not_nobody() -> None:
    coming = units(COHORTS, RESULTS, MATHS).query("year == 2025")
    assert coming[["n", "n_low", "is_low"]].isna().all(axis=None)


def test_what_a_school_was_is_known_from_the_years_before_only() -> None:
    found = units(COHORTS, RESULTS, MATHS).set_index(["year", "school"])["past"]
    assert (found[2023] == 0).all()
    assert found[2024, "s3"] > 0 > found[2024, "s0"]
    assert found[2025, "s3"] > found[2024, "s3"]


def test_the_works_level_weighs_less_the_better_a_school_is_known() -> None:
    cohorts = COHORTS.assign(level=1.0)
    found = units(cohorts, RESULTS, MATHS).set_index(["year", "school"])["level_known"]
    assert (found[2023] == 0).all()
    assert 0 < found[2024, "s0"] < found[2025, "s0"] < 1


def test_another_exam_is_not_there() -> None:
    assert units(COHORTS, RESULTS, "ЕГЭ, русский язык").empty


def test_as_many_sit_the_exam_as_sat_it_before_for_a_pupil_of_the_work() -> None:
    rows = units(COHORTS, RESULTS, MATHS)
    model = learnt(rows[rows["n"].notna()], ASKED)
    assert list(model.expected(rows.query("year == 2025"))) == [10, 10, 10, 10]


def test_sitters_are_counted_apart_by_the_grade_of_the_work() -> None:
    old = [cohort(f"s{place}", 2023, 40) for place in range(4)]
    new = [cohort(f"s{place}", 2024, 20, grade=10) for place in range(4)]
    rows = units(table(*old, *new), RESULTS, MATHS)
    assert list(learnt(rows, ASKED).sitters.round(3)) == [0.25, 0.5]


def test_the_base_rate_knows_nothing_of_a_school_but_its_size() -> None:
    rows = units(COHORTS.assign(level=np.linspace(-1, 1, len(COHORTS))), RESULTS, MATHS)
    base = learnt(rows[rows["n"].notna()], ASKED).base_rate(rows.query("year == 2025"))
    assert len(set(base.share)) == len(set(base.low)) == 1
    assert base.share[0] == pytest.approx(12 / 80, abs=0.03)
