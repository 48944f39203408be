"""Who accepts, as a roadmap's file says it: nobody, one party, several in turn, some of several."""

import json

import pytest

from models.errors import RoadmapError
from models.roadmap.acceptance import Signatures, Stage
from models.roadmap.definition import Roadmap
from models.roadmap.parsing import parse
from tests.models.roadmap.small import SMALL, spoiled

STAGES = """acceptance:
      - school
      - {party: ministry, days: 5}
      - {signatures: {of: [ministry, coordinator, school], at_least: 2}, days: 10}"""


def said(acceptance: str) -> Roadmap:
    return parse(spoiled(("acceptance: null", acceptance)), "small.yaml")


def refused(acceptance: str) -> list[str]:
    with pytest.raises(RoadmapError) as error:
        said(acceptance)
    return [f"{problem.place}: {problem.value} — {problem.remedy}" for problem in error.value.problems]


def test_stages_are_read_in_turn() -> None:
    (measure,) = [one for one in said(STAGES).measures if isinstance(one.acceptance, tuple)]
    assert measure.stages == (
        Stage(party="school"),
        Stage(party="ministry", days=5),
        Stage(signatures=Signatures(of=("ministry", "coordinator", "school"), at_least=2), days=10),
    )
    assert measure.acceptors == ("school", "ministry", "coordinator")


def test_one_stage_is_written_without_a_list() -> None:
    roadmap = said("acceptance: {signatures: {of: [ministry, school], at_least: 2}}")
    assert "2 из: ministry, school" in [str(stage) for one in roadmap.measures for stage in one.stages]


def test_what_is_recorded_of_an_acceptance_is_read_back_as_it_was() -> None:
    roadmap = said(STAGES)
    assert Roadmap.model_validate_json(roadmap.model_dump_json()) == roadmap


@pytest.mark.parametrize("written", ["null", "coordinator"])
def test_a_plan_with_one_acceptor_or_none_is_recorded_as_before_there_were_stages(written: str) -> None:
    text = said(f"acceptance: {written}").model_dump_json()
    assert [one["acceptance"] for one in json.loads(text)["measures"]] == [
        None if written == "null" else written, "coordinator", "coordinator",
    ]  # fmt: skip


MISTAKES = {
    "an unknown party of a stage": ("acceptance: [{party: minstry}]", "«ministry»"),
    "an unknown bare party": ("acceptance: [scool]", "«school»"),
    "an unknown signer": ("acceptance: [{signatures: {of: [minstry, school], at_least: 1}}]", "«ministry»"),
    "neither": ("acceptance: [{days: 5}]", "одно из двух"),
    "both": ("acceptance: [{party: school, signatures: {of: [ministry, school], at_least: 1}}]", "одно из двух"),
    "nobody": ("acceptance: []", "ступеней нет"),
    "more than there are": ("acceptance: [{signatures: {of: [ministry, school], at_least: 3}}]", "не меньше 3"),
    "the same twice": ("acceptance: [{signatures: {of: [school, school], at_least: 2}}]", "не меньше 2"),
    "no days": ("acceptance: [{party: school, days: 0}]", "> 0"),
    "an unknown key": ("acceptance: [{party: school, day: 5}]", "«days»"),
}


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_is_named_with_its_remedy(mistake: str) -> None:
    written, remedy = MISTAKES[mistake]
    told = refused(written)
    assert any(remedy in line for line in told), told
    assert len(told) == 1, told


def test_the_plan_without_stages_is_the_one_that_it_was() -> None:
    assert [one.acceptance for one in parse(SMALL, "small.yaml").measures] == [None, "coordinator", "coordinator"]
