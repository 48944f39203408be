"""The answer on dynamics holds what the same results say of support, no more and no less; with the list it is stale."""

import pandas as pd

from models.assessment.analysis import Context
from models.assessment.dynamics.conclusion import ANALYSIS, OF_SUPPORT
from models.assessment.effect.conclusion import ANALYSIS as EFFECT
from models.assessment.fingerprint import fingerprint
from models.assessment.layout import Frames
from models.assessment.parameters import EffectParameters, Parameters
from models.assessment.scope import narrowed
from tests.models.assessment.effect.factories import YEARS, group
from tests.models.assessment.factories import frames, work

CLASSES = [(f"edu6800{place:02d}", 8 if place < 3 else 2) for place in range(23)]
DATA = {
    **frames(vpr=[work(20, low, year=year, school=name) for name, low in CLASSES for year in YEARS]),
    "group": group([name for name, low in CLASSES if low == 8]),
}
QUESTION = Context(YEARS, Parameters(effect=EffectParameters(least_supported=3)))


def of_support(facts: dict[str, object]) -> dict[str, object]:
    return {name.removeprefix(OF_SUPPORT): value for name, value in facts.items() if name.startswith(OF_SUPPORT)}


def print_of(data: Frames) -> str:
    return fingerprint(ANALYSIS, ANALYSIS.select(data, QUESTION), QUESTION, "T15")


def test_support_is_what_the_analysis_of_its_effect_says() -> None:
    found = of_support(dict(ANALYSIS.compute(DATA, QUESTION).facts))
    alone = dict(EFFECT.compute(DATA, QUESTION).facts)
    del alone["unjudged"]
    assert found == alone
    assert (found["change_conclusion"], found["supported"], found["compared"]) == ("compatible_with_zero", 3, 20)


def test_where_nobody_is_listed_the_answer_says_why_there_is_none() -> None:
    found = of_support(dict(ANALYSIS.compute({**DATA, "group": group([])}, QUESTION).facts))
    assert (found["change_conclusion"], found["change_why"], found["change_effect"]) == (
        "not_available",
        "no_group",
        "",
    )


def test_another_list_and_another_threshold_are_another_answer() -> None:
    assert print_of({**DATA, "group": DATA["group"].iloc[1:]}) != print_of(DATA)
    stricter = Context(YEARS, Parameters(effect=EffectParameters(least_supported=4)))
    assert fingerprint(ANALYSIS, ANALYSIS.select(DATA, stricter), stricter, "T15") != print_of(DATA)


def test_a_copy_says_of_support_what_holds_for_all_schools_of_the_list() -> None:
    whole = ANALYSIS.compute(DATA, QUESTION)
    copy = narrowed(whole, pd.Series({name: "Кирсанов" for name, _low in CLASSES[:2]}))["Кирсанов"]
    assert copy.facts["schools"] == 2
    assert of_support(dict(copy.facts)) == of_support(dict(whole.facts))
