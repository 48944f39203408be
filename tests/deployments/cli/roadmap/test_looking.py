"""`vekha roadmap` answers people: what is wrong, all at once; what is there; how it hangs together."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from deployments.cli.roadmap import app
from tests.models.roadmap.small import SMALL, spoiled


def vekha_roadmap(*arguments: str) -> Result:
    return CliRunner().invoke(app, arguments, env={"COLUMNS": "160"})


@pytest.fixture
def wrong_file(tmp_path: Path) -> str:
    path = tmp_path / "wrong.yaml"
    path.write_text(spoiled(("kind: RPS", "kind: RPZ"), ("measure: B2", "measure: B3")), "utf8")
    return str(path)


def test_check_accepts_the_shipped_roadmap() -> None:
    answer = vekha_roadmap("check", "kirsanov-2024")
    assert answer.exit_code == 0
    assert "мероприятий — 47, связей — 59" in answer.stdout


def test_check_refuses_a_wrong_file_with_every_mistake(wrong_file: str) -> None:
    answer = vekha_roadmap("check", wrong_file)
    assert answer.exit_code == 1
    assert "«RPZ»" in str(answer.exception)
    assert "«B3»" in str(answer.exception)
    assert answer.stdout == ""


def test_check_answers_machines_too(wrong_file: str) -> None:
    answer = vekha_roadmap("check", wrong_file, "--json")
    assert answer.exit_code == 1
    told = json.loads(answer.stdout)
    assert told["accepted"] is False
    assert [problem["value"] for problem in told["problems"]] == ["RPZ", "B3"]


def test_check_tells_what_is_worth_knowing() -> None:
    told = json.loads(vekha_roadmap("check", "kirsanov-2024", "--json").stdout)
    assert told["accepted"] is True
    assert any(remark["place"] == "T05, п. 5" for remark in told["warnings"])


def test_show_speaks_in_the_orders_numbers() -> None:
    answer = vekha_roadmap("show", "kirsanov-2024")
    assert answer.exit_code == 0
    assert "п. 10, второй подпункт" in answer.stdout
    assert "<p>" not in answer.stdout


def test_show_groups_by_the_orders_sections_on_request() -> None:
    answer = vekha_roadmap("show", "kirsanov-2024", "--by", "section")
    assert "Организация работы с обучающимися" in answer.stdout


def test_show_gives_machines_every_measure_with_its_occurrences() -> None:
    told = json.loads(vekha_roadmap("show", "kirsanov-2024", "--json").stdout)
    assert len(told["measures"]) == 47
    first = told["measures"][0]
    assert first["occurrences"] == [{"key": "2024-01-01/2024-02-29", "opens_on": "2024-01-01", "due_on": "2024-02-29"}]


def test_a_target_is_shown_as_one_and_the_choice_is_told_when_no_roadmap_is_named() -> None:
    assert "показатель" in vekha_roadmap("show", "rakitnoe-2021").stdout
    answer = vekha_roadmap("show")
    assert answer.exit_code == 1
    assert "Назовите дорожную карту: kirsanov-2024, novokuznetsk-2022" in str(answer.exception)


def test_graph_is_mermaid(tmp_path: Path) -> None:
    (tmp_path / "small.yaml").write_text(SMALL, "utf8")
    answer = vekha_roadmap("graph", str(tmp_path / "small.yaml"), "--phase", "support_plan")
    assert answer.stdout.startswith("flowchart LR\n")
    assert "B2 --> C3" in answer.stdout


def test_an_unknown_roadmap_ends_with_1_and_the_nearest_name() -> None:
    answer = vekha_roadmap("graph", "kirsanov")
    assert answer.exit_code == 1
    assert "kirsanov-2024" in str(answer.exception)


def test_nothing_heavy_is_imported() -> None:
    code = "import sys, deployments.cli.roadmap; sys.exit(any(m in sys.modules for m in ('pandas', 'prefect')))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
