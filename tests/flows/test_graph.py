"""The run graph in Prefect is the roadmap's DAG: the same boxes, the same arrows, both ways, for every phase."""

from datetime import date
from uuid import UUID

import pytest

from flows.phases import PHASES
from models.roadmap.definition import Phase
from models.roadmap.graph import mermaid
from tests.flows.prefect_api import Graph, artifacts, ended, graph_of, run_of
from tests.flows.stories import KIRSANOV, YEAR, Home, boxes, kirsanov

DAY = date(2024, 3, 15)


@pytest.fixture(scope="module")
def dry(server: str, shared_home: Home) -> dict[Phase, UUID]:
    """A dry run of every phase."""
    shared_home.opened(simulated=True)
    return {phase: run_of(ended(flow, KIRSANOV, YEAR, DAY.isoformat(), dry_run=True)) for phase, flow in PHASES.items()}


@pytest.fixture(scope="module")
def graphs(server: str, dry: dict[Phase, UUID]) -> dict[Phase, Graph]:
    """The graph of every phase, as Prefect's API has it."""
    return {phase: graph_of(server, run, len(boxes(phase))) for phase, run in dry.items()}


@pytest.mark.parametrize("phase", Phase)
def test_a_phase_shows_its_measures_and_what_they_wait_for(phase: Phase, graphs: dict[Phase, Graph]) -> None:
    assert set(graphs[phase].boxes) == set(boxes(phase).values())


@pytest.mark.parametrize("phase", Phase)
def test_the_arrows_are_the_prerequisites_of_the_yaml_and_no_more(phase: Phase, graphs: dict[Phase, Graph]) -> None:
    named = boxes(phase)
    written = {(named[b], named[a]) for b, a, _soft in kirsanov().edges() if kirsanov().by_code[a].phase is phase}
    assert graphs[phase].arrows == written


def test_all_phases_together_are_one_task_run_a_measure(graphs: dict[Phase, Graph]) -> None:
    shown = [name for graph in graphs.values() for name in graph.boxes if not name.startswith("↗")]
    assert len(shown) == 47
    assert sorted(shown) == sorted(f"{one.code} {one.title}" for one in kirsanov().measures)


def test_all_arrows_together_are_the_roadmaps_edges(graphs: dict[Phase, Graph]) -> None:
    arrows = [arrow for graph in graphs.values() for arrow in graph.arrows]
    assert len(arrows) == len(list(kirsanov().edges())) == 59


@pytest.mark.parametrize("phase", Phase)
def test_what_another_phase_does_is_shown_and_never_red(phase: Phase, graphs: dict[Phase, Graph]) -> None:
    shown = [box for name, box in graphs[phase].boxes.items() if name.startswith("↗")]
    assert all(box.kind == "COMPLETED" for box in shown)
    assert all(box.message for box in shown)


def test_a_phase_publishes_its_graph_for_reading(server: str, dry: dict[Phase, UUID]) -> None:
    text = artifacts(server, dry[Phase.ANALYSIS])["markdown"]
    assert text.startswith("# Анализ, 15.03.2024")
    arrows = [line for line in mermaid(kirsanov(), phase=Phase.ANALYSIS).splitlines() if "->" in line]
    assert arrows
    assert all(line in text for line in arrows)
