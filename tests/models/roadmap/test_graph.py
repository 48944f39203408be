"""The drawn graph is the roadmap: every measure, every edge, frames by phase, colours by state."""

import re

from models.roadmap.definition import Phase
from models.roadmap.graph import COLOURS, mermaid
from models.roadmap.parsing import parse
from tasks.reading.roadmap import read_roadmap
from tests.models.roadmap.small import SMALL, spoiled

ROADMAP = parse(SMALL, "small.yaml")


def test_the_whole_graph_is_drawn() -> None:
    assert mermaid(ROADMAP).splitlines() == [
        "flowchart LR",
        '  subgraph analysis["Анализ"]',
        '    A1["A1 Анализ результатов"]',
        "  end",
        '  subgraph risk_survey["Анкетирование"]',
        '    B2["B2 Анкетирование"]',
        "  end",
        '  subgraph support_plan["План поддержки"]',
        '    C3["C3 План"]',
        "  end",
        "  A1 --> B2",
        "  B2 --> C3",
        "  A1 -.-> C3",
    ]


def test_a_phase_shows_what_it_waits_for_elsewhere() -> None:
    assert mermaid(ROADMAP, phase=Phase.RISK_SURVEY).splitlines() == [
        "flowchart LR",
        '  subgraph risk_survey["Анкетирование"]',
        '    B2["B2 Анкетирование"]',
        "  end",
        '  A1["↗ A1 Анализ результатов"]',
        "  A1 --> B2",
    ]


def test_states_colour_measures_and_only_those_that_have_one() -> None:
    lines = mermaid(ROADMAP, {"A1": "Done", "C3": "Done", "B2": "Overdue"}).splitlines()
    assert "  class A1,C3 Done" in lines
    assert "  class B2 Overdue" in lines
    assert sum("classDef" in line for line in lines) == 2


def test_every_state_has_a_colour() -> None:
    shown = {"Done", "Open", "Waiting", "Blocked", "Overdue", "Submitted", "Waived", "Stale", "DataCheckFailed"}
    assert set(COLOURS) == shown


def test_a_phase_draws_no_colours_of_measures_it_does_not_show() -> None:
    assert "C3" not in mermaid(ROADMAP, {"C3": "Done"}, Phase.ANALYSIS)


def test_signs_that_end_a_label_are_escaped() -> None:
    tricky = parse(spoiled(("title: План", "title: 'Он сказал \"да\"; [и] ушёл'")), "small.yaml")
    (label,) = re.findall(r'C3\["(C3 .*)"\]', mermaid(tricky))
    assert label == "C3 Он сказал #34;да#34;#59; #91;и#93; ушёл"


def test_codes_with_dots_become_ids_without() -> None:
    drawn = mermaid(read_roadmap("kirsanov-2024"))
    assert '    T10_2["T10.2 Перечень филиалов с низкими результатами"]' in drawn
    assert len(re.findall(r"^  \w+ --> \w+$", drawn, re.MULTILINE)) == 36
    assert len(re.findall(r"^  \w+ -\.-> \w+$", drawn, re.MULTILINE)) == 23
