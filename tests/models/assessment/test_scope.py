"""A part of the schools told from the whole: the counts are theirs, and every part together is the whole."""

from typing import Any

import pandas as pd
import pytest

from models.assessment.analysis import Result
from models.assessment.registry import ANALYSES
from models.assessment.scope import narrowed
from tests.models.assessment.factories import context, exam, frames, rows, work

SUBJECTS = ("математика", "русский язык", "история", "биология", "физика")
PLACES = pd.Series({"edu680101": "г. Примерск", "edu680102": "г. Примерск", "edu680103": "Луговской район"})
ASKED = context(2022, 2023)
ADDITIVE = [name for name in ANALYSES if name not in ("hard_elements", "effect_of_support")]


def region(*schools: str) -> dict[str, Any]:
    """Schools of which the first is low everywhere, the others nowhere; two of them have an exam."""
    low = {"edu680101": 6, "edu680102": 0, "edu680103": 1}
    vpr = [work(12, low[s], subject=of, year=y, school=s) for s in schools for of in SUBJECTS for y in (2022, 2023)]
    gia = [exam(20, 2 * low[s], school=s, year=y) for s in schools[:2] for y in (2022, 2023)]
    taught = [{"school": s, "subject": of, "branch": "с. Дальнее"} for s in schools for of in SUBJECTS]
    register = [{"school": s, "municipality": PLACES[s]} for s in schools]
    return {
        **frames(vpr=vpr, gia=gia),
        "assignments": rows("assignments", *taught),
        "schools": rows("schools", *register),
    }


def found(name: str, *schools: str) -> Result:
    return ANALYSES[name].compute(region(*schools), ASKED)


@pytest.mark.parametrize("name", ADDITIVE)
def test_the_counts_of_all_parts_together_are_those_of_the_whole(name: str) -> None:
    whole = found(name, *PLACES.index)
    parts = narrowed(whole, PLACES)
    assert whole.by_school is not None
    for fact in whole.by_school.columns.drop("school"):
        assert sum(int(part.facts[fact]) for part in parts.values()) == whole.facts[fact], fact
    assert sum(len(part.table) for part in parts.values()) == len(whole.table)


@pytest.mark.parametrize("name", sorted(set(ADDITIVE) - {"dynamics", "objectivity", "gia_readiness"}))
def test_a_part_says_what_its_own_schools_alone_would_say(name: str) -> None:
    part = narrowed(found(name, *PLACES.index), PLACES)["г. Примерск"]
    alone = found(name, "edu680101", "edu680102")
    assert dict(part.facts) == dict(alone.facts)
    pd.testing.assert_frame_equal(part.table, alone.table)
    for detail, table in alone.details.items():
        pd.testing.assert_frame_equal(part.details[detail], table.reset_index(drop=True))


def test_a_place_without_results_has_counts_of_nought_and_schools_of_no_place_are_nobodys() -> None:
    places = pd.Series({"edu680101": "г. Примерск", "edu680199": "Степной район"})
    parts = narrowed(found("low_results", *PLACES.index), places)
    assert {name: (part.facts["schools"], part.facts["low"]) for name, part in parts.items()} == {
        "г. Примерск": (1, 1),
        "Степной район": (0, 0),
    }
    assert parts["Степной район"].table.empty


def test_a_target_of_the_region_is_nobody_elses() -> None:
    asked = context(2022, 2023, low_schools_at_most=6)
    whole = ANALYSES["low_results"].compute(region(*PLACES.index), asked)
    assert whole.facts["target_percent"] == 6
    assert narrowed(whole, PLACES)["г. Примерск"].facts["target_percent"] == ""


def test_a_rule_for_all_schools_together_is_not_narrowed() -> None:
    with pytest.raises(ValueError, match="all schools together"):
        narrowed(found("hard_elements", *PLACES.index), PLACES)
