"""Level: strong among its own kind is no sign; a selective school is not asked; few pupils say nothing."""

import pandas as pd

from models.assessment.objectivity.level import overstated_mean, spotless
from tests.models.assessment.objectivity.regions import data_of, material, names, of, ordinary, register, works

STRANGE = "edu680001"


def test_a_mean_far_above_what_schools_differ_by_stands_out_and_the_middle_does_not() -> None:
    scores = ordinary() | {STRANGE: [20] * 12}
    found = overstated_mean(material(data_of(works(scores))))
    strange = of(found, STRANGE)
    assert strange["p"] < 0.001
    assert (strange["value"], strange["n"]) == (20.0, 12)
    assert of(found, "edu680002")["p"] > 0.1
    assert (found["why"] == "").all()


def test_far_below_is_no_overstatement() -> None:
    assert of(overstated_mean(material(data_of(works(ordinary() | {STRANGE: [0] * 12})))), STRANGE)["p"] > 0.9


def test_selective_and_unknown_kinds_are_not_compared_and_do_not_move_the_others() -> None:
    scores = ordinary() | {STRANGE: [20] * 12, "edu680002": [20] * 12}
    kinds = {STRANGE: "Лицей", "edu680002": "Школа с углублённым изучением математики", "edu680003": " "}
    data = data_of(works(scores), schools=register(names(24), **kinds))
    found = overstated_mean(material(data))
    assert [of(found, school)["why"] for school in names(4)] == ["selective", "selective", "kind_unknown", ""]
    assert of(found, STRANGE)["n"] == 12
    without = {school: list_of for school, list_of in scores.items() if school not in kinds}
    alone = overstated_mean(material(data_of(works(without))))
    pd.testing.assert_series_equal(
        found.loc[found["why"].eq(""), "p"].reset_index(drop=True), alone["p"], check_names=False
    )


def test_without_a_register_nobodys_level_is_known() -> None:
    data = data_of(works(ordinary()), schools=register(["edu689999"]))
    assert set(overstated_mean(material(data))["why"]) == {"kind_unknown"}


def test_few_participants_and_few_schools_are_said() -> None:
    found = overstated_mean(material(data_of(works(ordinary() | {STRANGE: [20] * 9}))))
    assert of(found, STRANGE)["why"] == "few_participants"
    assert set(overstated_mean(material(data_of(works(ordinary(19)))))["why"]) == {"few_schools"}


def test_spotless_marks_stand_out_only_whole_and_with_twenty_pupils() -> None:
    usual = {school: 2 * list_of for school, list_of in ordinary().items()}
    spotless_one = [11] * 12 + [15] * 12
    found = spotless(material(data_of(works(usual | {STRANGE: spotless_one, "edu680002": [*spotless_one[1:], 6]}))))
    assert of(found, STRANGE)["p"] < 0.01
    assert of(found, STRANGE)["value"] == 100
    assert of(found, "edu680002")["p"] == 1.0  # one «2»
    few = spotless(material(data_of(works(usual | {STRANGE: [15] * 19}))))
    assert of(few, STRANGE)["why"] == "few_participants"


def test_a_tenth_of_threes_and_no_more_is_still_spotless() -> None:
    usual = {school: 2 * list_of for school, list_of in ordinary().items()}
    one_in_ten, more = [7] * 2 + [15] * 18, [7] * 3 + [15] * 18
    found = spotless(material(data_of(works(usual | {STRANGE: one_in_ten, "edu680002": more}))))
    assert of(found, STRANGE)["p"] < 0.05
    assert of(found, "edu680002")["p"] == 1.0
