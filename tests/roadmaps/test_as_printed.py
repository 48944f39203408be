"""The shipped roadmaps say what their orders say: compared with labels that people made from the orders' texts."""

from collections import Counter
from functools import lru_cache

import pytest
import yaml

from models.roadmap.definition import Kind, Measure, Phase, Roadmap, Unit
from tasks.reading.roadmap import read_roadmap, shipped_names
from tests.roadmaps.labels import (
    EVERY_LABEL,
    LABELS,
    SHIPPED,
    Label,
    compared,
    named_people,
    prerequisites,
    written,
)

ACTIONS = {
    "kirsanov-2024": 47,
    "novokuznetsk-2022": 26,
    "svetlogorsk-2022": 15,
    "zhigalovo-2023": 30,
    "rakitnoe-2021": 30,
}
EDGES = {
    "kirsanov-2024": 59,
    "novokuznetsk-2022": 14,
    "svetlogorsk-2022": 14,
    "zhigalovo-2023": 10,
    "rakitnoe-2021": 12,
}
ZONES = {
    "kirsanov-2024": "Europe/Moscow",
    "novokuznetsk-2022": "Asia/Novokuznetsk",
    "svetlogorsk-2022": "Europe/Kaliningrad",
    "zhigalovo-2023": "Asia/Irkutsk",
    "rakitnoe-2021": "Europe/Moscow",
}
# Professional development that is methodical support belongs to mentoring: seminars, lessons attended, advice, practice
# shared. Courses, diagnostics, webinars of others and contests belong to the support plan.
METHODICAL_SUPPORT = {
    *("T21.1", "T21.2", "T21.3", "T22.1", "T22.2", "T22.3", "T22.4", "T22.5", "T33"),
    *("N-B2", "N-B4"),
    *("S3.2", "S3.3"),
    *("Z-B1", "Z-B2", "Z-B3", "Z-B4", "Z-B6", "Z-B7", "Z-B8", "Z-B10"),
    *("R-I.15", "R-IV.3"),
}
# Where we wait otherwise than the labels, and why; each is told in the measure's note.
OTHERWISE = {
    # «ежегодно» of 2.3 and 2.5 ends on 31 December: the report of 31 May would wait for seven months.
    "S2.8": {"S2.1", "S2.2", "~S2.3", "S2.4", "~S2.5", "S2.6", "S2.7"},
}

every_roadmap = pytest.mark.parametrize("name", SHIPPED)
every_label = pytest.mark.parametrize(("name", "label"), EVERY_LABEL, ids=[label["id"] for _name, label in EVERY_LABEL])


@lru_cache
def shipped(name: str) -> Roadmap:
    return read_roadmap(name)


def labelled(name: str, label: Label) -> Measure:
    return shipped(name).by_code[label["id"]]


def test_five_roadmaps_are_shipped() -> None:
    assert shipped_names() == sorted(SHIPPED)
    assert sum(ACTIONS.values()) == len(EVERY_LABEL) == 148


@every_roadmap
def test_every_action_of_the_order_is_there_in_its_order(name: str) -> None:
    assert list(shipped(name).by_code) == [label["id"] for label in LABELS[name]]
    assert len(shipped(name).measures) == ACTIONS[name]
    assert len(list(shipped(name).edges())) == EDGES[name]
    assert shipped(name).time_zone == ZONES[name]


@every_label
def test_the_cells_are_as_printed(name: str, label: Label) -> None:
    measure = labelled(name, label)
    assert compared(measure.text) == compared(label["text"])
    assert compared(measure.section) == compared(label["section"])
    assert compared(measure.schedule) == compared(label["schedule_raw"])
    assert compared(measure.result) == compared(label["result"])
    assert list(measure.lines) == label["lines"]
    if not measure.inherits:
        assert compared(shipped(name).responsible_of(measure)) == compared(label["responsible"])


@every_label
def test_the_number_is_the_orders_own(name: str, label: Label) -> None:
    measure = labelled(name, label)
    printed = measure.item if measure.number is None else measure.number
    if label["number_as_printed"] or measure.number is not None:
        assert printed.rstrip(".") == label["number_as_printed"].rstrip(".")
    assert (measure.sub_item is not None) == (label["parent"] is not None)


@every_roadmap
def test_no_two_measures_have_the_same_place(name: str) -> None:
    assert [place for place, many in Counter(one.place for one in shipped(name).measures).items() if many > 1] == []


@every_label
def test_prerequisites_are_those_of_the_labels(name: str, label: Label) -> None:
    measure = labelled(name, label)
    waits = {("~" if needed.soft else "") + needed.measure for needed in measure.prerequisites}
    assert waits == OTHERWISE.get(measure.code, prerequisites(label))
    assert (measure.code not in OTHERWISE) or measure.note


@every_roadmap
def test_a_share_of_schools_is_spelled_out_where_the_roadmap_waits_for_schools(name: str) -> None:
    roadmap = shipped(name)
    for row in yaml.safe_load(written(name))["measures"]:
        for needed in row.get("prerequisites", ()):
            code = needed if isinstance(needed, str) else needed["measure"]
            waits_for_schools = row["unit"] == "roadmap" and roadmap.by_code[code].unit is Unit.SCHOOL
            assert (isinstance(needed, dict) and "share" in needed) == waits_for_schools, row["code"]


@every_label
def test_kinds_are_the_labels_and_phases_follow_the_default_map(name: str, label: Label) -> None:
    measure = labelled(name, label)
    assert measure.kind == label["phase_inferred"]
    assert measure.phase is _default_phase(shipped(name), measure)


def _default_phase(roadmap: Roadmap, measure: Measure) -> Phase:
    if measure.kind is Kind.PROFESSIONAL_DEVELOPMENT:
        return Phase.MENTORING if measure.code in METHODICAL_SUPPORT else Phase.SUPPORT_PLAN
    if measure.kind is Kind.ORGANISATION:
        waiting = [one for one in roadmap.measures if measure.code in {needed.measure for needed in one.prerequisites}]
        return waiting[0].phase if waiting else Phase.MONITORING
    return {
        Kind.ANALYSIS: Phase.ANALYSIS,
        Kind.RISK_SURVEY: Phase.RISK_SURVEY,
        Kind.PLAN: Phase.SUPPORT_PLAN,
        Kind.MENTORING: Phase.MENTORING,
        Kind.FINAL: Phase.FINAL_SESSION,
        Kind.MONITORING: Phase.MONITORING,
        Kind.PUPILS: Phase.SUPPORT_PLAN,
    }[measure.kind]


@every_roadmap
def test_every_measure_ends_with_a_document_that_somebody_else_accepts(name: str) -> None:
    for measure in shipped(name).measures:
        assert bool(measure.deliverables) != measure.is_target, measure.code
        if measure.action:
            assert measure.acceptance is None
            assert measure.data
        else:
            assert measure.acceptance not in (None, measure.leading_party), measure.code


@every_roadmap
def test_documents_that_the_order_does_not_name_are_said_to_be_ours(name: str) -> None:
    if name != "kirsanov-2024":
        for measure in shipped(name).measures:
            assert (
                measure.is_target
                or measure.note.startswith(("Документ назван нами", "Документы названы нами"))
                or (measure.result and any(part in measure.result for part in measure.deliverables))
            ), measure.code


@every_roadmap
def test_a_persons_reading_says_why(name: str) -> None:
    read = {measure.code for measure in shipped(name).measures if measure.read_as}
    assert read == {"zhigalovo-2023": {"Z-B1", "Z-B3"}, "rakitnoe-2021": {"R-III.1", "R-III.2", "R-III.3"}}.get(
        name, set()
    )
    assert all(measure.note for measure in shipped(name).measures if measure.read_as)


@every_roadmap
def test_no_person_is_named(name: str) -> None:
    assert named_people(written(name)) == []
    masked = [label["id"] for label in LABELS[name] if named_people(label["responsible"])]
    assert [one.code for one in shipped(name).measures if "⟨лицо" in one.responsible] == masked


@every_roadmap
def test_the_definition_survives_json(name: str) -> None:
    assert Roadmap.model_validate_json(shipped(name).model_dump_json()) == shipped(name)
