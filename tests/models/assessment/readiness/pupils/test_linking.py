"""Whose work and whose exam meet, on a handful of pupils."""

import pandas as pd
import pytest

from models.assessment.parameters import Parameters
from models.assessment.readiness.model import ABOUT
from models.assessment.readiness.pupils.linking import Met, exams_of, linked, pupils
from tests.models.assessment.factories import rows

MATHS = ("ОГЭ", "математика")
SCHOOLS = pd.DataFrame({"year": [2024], "school": ["edu680101"], **{name: [0.5] for name in ABOUT}}).astype(
    {"year": "Int64", "school": "string"}
)
POINTS = {"а": 4, "б": 8, "в": 12}
WROTE = rows(
    "vpr",
    *({"pupil": name, "primary": points} for name, points in POINTS.items()),
    {"pupil": "г", "primary": 8, "grade": 7},
    grade=8,
)
SAT = rows("gia", {"pupil": "А", "mark": 2}, {"pupil": "Б", "mark": 4}, {"pupil": "В", "mark": 4}, year=2024)


def told(*pairs: tuple[str, str]) -> pd.DataFrame:
    return rows("crosswalk", *({"pupil": pupil, "examinee": examinee} for pupil, examinee in pairs))


def wrote() -> pd.DataFrame:
    return pupils(WROTE, SCHOOLS, *MATHS, Parameters())


def met(*pairs: tuple[str, str]) -> dict[str, bool]:
    found = linked(wrote(), told(*pairs), exams_of(SAT, *MATHS, Parameters()))
    return dict(zip(found["pupil"], found["below"], strict=True))


def test_the_last_work_before_the_exam_tells_in_its_own_deviations() -> None:
    found = wrote().set_index("pupil")["own"]
    assert found.to_dict() == pytest.approx({"а": -(1.5**0.5), "б": 0, "в": 1.5**0.5})


def test_only_a_crosswalk_leads_from_a_work_to_an_exam() -> None:
    assert met() == {}
    assert met(("а", "А"), ("б", "Б")) == {"а": True, "б": False}


def test_a_code_or_a_person_that_is_nowhere_meets_nothing() -> None:
    assert met(("а", "Я"), ("я", "А"), ("г", "В")) == {}


def test_whom_two_codes_of_a_year_claim_is_nobodys() -> None:
    assert met(("а", "А"), ("б", "А"), ("в", "В")) == {"в": False}


def test_an_exam_of_another_year_is_not_theirs() -> None:
    later = SAT.assign(year=2025).astype({"year": "Int64"})
    assert linked(wrote(), told(("а", "А")), exams_of(later, *MATHS, Parameters())).empty


def test_who_is_coming_is_of_the_schools_that_have_told() -> None:
    known = Met(wrote(), wrote().head(0), SCHOOLS)
    assert len(known.coming(2024, pd.Series(["edu680101"]))) == 3
    assert known.coming(2024, pd.Series(["edu680102"])).empty
    assert known.coming(2025, pd.Series(["edu680101"])).empty
