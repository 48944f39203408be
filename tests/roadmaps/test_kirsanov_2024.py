"""What is Kirsanov's own: inherited cells, the graph across phases, what schools do. The rest is test_as_printed.py."""

import pytest

from models.roadmap.definition import Roadmap, Unit
from tasks.reading.roadmap import read_roadmap

IN_SCHOOLS = ["T03", "T05", "T06.2", "T06.3", "T11", "T16", "T18", "T22.2", "T24.2", "T26", "T27", "T29", "T30"]


@pytest.fixture(scope="module")
def roadmap() -> Roadmap:
    return read_roadmap("kirsanov-2024")


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


def test_schools_do_what_is_done_in_schools(roadmap: Roadmap) -> None:
    assert [measure.code for measure in roadmap.measures if measure.unit is Unit.SCHOOL] == IN_SCHOOLS


def test_the_may_report_rests_on_the_years_before_it(roadmap: Roadmap) -> None:
    assert {needed.kind: needed.years_for(2025) for needed in roadmap.by_code["T15"].data} == {
        "vpr": (2022, 2023, 2024),
        "oge": (2022, 2023, 2024),
        "ege": (2022, 2023, 2024),
    }


def test_a_composite_result_is_handed_in_piece_by_piece(roadmap: Roadmap) -> None:
    assert len(roadmap.by_code["T04"].deliverables) == 3
    assert all(measure.deliverables for measure in roadmap.measures)
