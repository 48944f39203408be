"""The shipped roadmap says what the order says: compared with labels that people made from the order's text."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from models.roadmap.definition import Kind, Measure, Phase, Roadmap, Unit
from tasks.reading.roadmap import read_roadmap

LABELS: list[dict[str, Any]] = json.loads(
    (Path(__file__).parent.parent / "data" / "kirsanov-2024.measures.json").read_text("utf8")
)
METHODICAL_SUPPORT = {"21", "22", "33"}
IN_SCHOOLS = ["T03", "T05", "T06.2", "T06.3", "T11", "T16", "T18", "T22.2", "T24.2", "T26", "T27", "T29", "T30"]


@pytest.fixture(scope="module")
def roadmap() -> Roadmap:
    return read_roadmap("kirsanov-2024")


def test_every_action_of_the_order_is_there_in_its_order(roadmap: Roadmap) -> None:
    assert list(roadmap.by_code) == [label["id"] for label in LABELS]
    assert len(roadmap.measures) == 47


@pytest.mark.parametrize("label", LABELS, ids=lambda label: str(label["id"]))
def test_the_cells_are_as_printed(roadmap: Roadmap, label: dict[str, Any]) -> None:
    measure = roadmap.by_code[label["id"]]
    assert measure.text == label["text"]
    assert measure.section == label["section"]
    assert measure.schedule == label["schedule_raw"]
    assert measure.result == label["result"]
    assert list(measure.lines) == label["lines"]
    if not measure.inherits:
        assert roadmap.responsible_of(measure) == label["responsible"]


@pytest.mark.parametrize("label", LABELS, ids=lambda label: str(label["id"]))
def test_the_place_is_the_orders_own_number(roadmap: Roadmap, label: dict[str, Any]) -> None:
    measure = roadmap.by_code[label["id"]]
    assert measure.code == f"T{int(measure.item):02d}" + (f".{measure.sub_item}" if measure.sub_item else "")
    assert (measure.sub_item is not None) == (label["parent"] is not None)
    if label["number_as_printed"]:
        assert measure.item == label["number_as_printed"].rstrip(".")


def test_empty_cells_stay_empty_and_are_inherited_from_the_first_sub_item(roadmap: Roadmap) -> None:
    first = roadmap.by_code["T06.1"]
    assert [measure.code for measure in roadmap.measures if measure.inherits] == ["T06.2", "T06.3"]
    for heir in (roadmap.by_code["T06.2"], roadmap.by_code["T06.3"]):
        assert (heir.schedule, heir.result) == ("", "")
        assert roadmap.schedule_of(heir) == first.schedule == "Апрель-май 2024"
        assert roadmap.result_of(heir) == first.result
        assert heir.parties == first.parties
        assert heir.deliverables == first.deliverables


def test_59_prerequisites_of_which_35_cross_phases(roadmap: Roadmap) -> None:
    edges = list(roadmap.edges())
    phase = {measure.code: measure.phase for measure in roadmap.measures}
    assert len(edges) == 59
    assert sum(phase[needed] is not phase[dependant] for needed, dependant, _soft in edges) == 35


@pytest.mark.parametrize("label", LABELS, ids=lambda label: str(label["id"]))
def test_prerequisites_are_those_of_the_labels(roadmap: Roadmap, label: dict[str, Any]) -> None:
    written = {("~" if needed.soft else "") + needed.measure for needed in roadmap.by_code[label["id"]].prerequisites}
    assert written == set(_labelled_prerequisites(label["prerequisites_inferred"]))


def _labelled_prerequisites(text: str) -> list[str]:
    text = text.replace("T10.1–T10.5", "T10.1; T10.2; T10.3; T10.4; T10.5")
    parts = [re.sub(r"\(.*\)", "", part.strip()) for part in text.split(";")]
    return [part for part in parts if part != "—" and not part.startswith(("D:", "E:"))]


def test_a_share_of_schools_is_spelled_out_where_the_roadmap_waits_for_schools() -> None:
    written = (Path(__file__).parent.parent.parent / "roadmaps" / "kirsanov-2024.yaml").read_text("utf8")
    shared = re.findall(r"\{measure: (T[\d.]+), share: 1\.0", written)
    assert set(shared) == {"T03", "T05", "T06.3", "T11", "T24.2", "T29", "T30"}


def test_kinds_are_the_labels_and_phases_follow_the_default_map(roadmap: Roadmap) -> None:
    for label in LABELS:
        measure = roadmap.by_code[label["id"]]
        assert measure.kind == label["phase_inferred"]
        assert measure.phase is _default_phase(measure)


def _default_phase(measure: Measure) -> Phase:
    if measure.kind is Kind.PROFESSIONAL_DEVELOPMENT:
        return Phase.MENTORING if measure.item in METHODICAL_SUPPORT else Phase.SUPPORT_PLAN
    return {
        Kind.ANALYSIS: Phase.ANALYSIS,
        Kind.RISK_SURVEY: Phase.RISK_SURVEY,
        Kind.PLAN: Phase.SUPPORT_PLAN,
        Kind.MENTORING: Phase.MENTORING,
        Kind.FINAL: Phase.FINAL_SESSION,
        Kind.MONITORING: Phase.MONITORING,
        Kind.PUPILS: Phase.SUPPORT_PLAN,
        Kind.ORGANISATION: Phase.RISK_SURVEY if measure.item == "2" else Phase.MONITORING,
    }[measure.kind]


def test_schools_do_what_is_done_in_schools(roadmap: Roadmap) -> None:
    assert [measure.code for measure in roadmap.measures if measure.unit is Unit.SCHOOL] == IN_SCHOOLS


def test_automated_measures_need_no_acceptance_all_others_the_coordinators(roadmap: Roadmap) -> None:
    for measure in roadmap.measures:
        assert measure.acceptance == (None if measure.action else "coordinator")
        assert bool(measure.action) == bool(measure.data)


def test_the_may_report_rests_on_the_years_before_it(roadmap: Roadmap) -> None:
    assert {needed.kind: needed.years_for(2025) for needed in roadmap.by_code["T15"].data} == {
        "vpr": (2022, 2023, 2024),
        "oge": (2022, 2023, 2024),
        "ege": (2022, 2023, 2024),
    }


def test_a_composite_result_is_handed_in_piece_by_piece(roadmap: Roadmap) -> None:
    assert len(roadmap.by_code["T04"].deliverables) == 3
    assert all(measure.deliverables for measure in roadmap.measures)


def test_no_person_is_named(roadmap: Roadmap) -> None:
    written = (Path(__file__).parent.parent.parent / "roadmaps" / "kirsanov-2024.yaml").read_text("utf8")
    assert not re.search(r"\b[А-Я]\. ?[А-Я]\. ?[А-Я][а-я]+|[А-Я][а-я]+ [А-Я]\. ?[А-Я]\.", written)
    assert roadmap.responsible_of(roadmap.by_code["T14"]) == "Министерство (⟨лицо 1⟩), ОО"


def test_the_definition_survives_json(roadmap: Roadmap) -> None:
    assert Roadmap.model_validate_json(roadmap.model_dump_json()) == roadmap
