"""After the play the rules are asked that no measure asks; with no results there is nobody to ask about."""

import pytest

from deployments.demo.encore import may_be_held_against_truth, unasked
from models.assessment.registry import ANALYSES
from tasks.reading.roadmap import read_roadmap
from tasks.settings import Settings


def test_every_rule_is_asked_by_a_measure_or_after_the_play(any_home: Settings) -> None:
    roadmap = read_roadmap("kirsanov-2024")
    answers = unasked(any_home, roadmap, [2022, 2023, 2024, 2025])
    assert not set(answers) & {measure.action for measure in roadmap.measures}
    assert set(answers) | {measure.action for measure in roadmap.measures} >= set(ANALYSES)
    effect = answers.pop("effect_of_support")
    assert all(answer.table.empty for answer in answers.values()), "nothing is loaded"
    assert set(effect.table["conclusion"]) == {"not_available"}


def test_without_results_nothing_is_asked(any_home: Settings) -> None:
    assert unasked(any_home, read_roadmap("svetlogorsk-2022"), []) == {}


@pytest.mark.parametrize(("name", "is_whole"), [("kirsanov-2024", True), ("zhigalovo-2023", False)])
def test_the_truth_counts_only_where_everything_planted_arrived(name: str, is_whole: bool) -> None:
    assert may_be_held_against_truth(read_roadmap(name)) is is_whole
