"""`vekha roadmap import`: JSON with its keys, a draft never written over, errors that say what to do."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from deployments.cli.roadmap.importing import app
from models.errors import FileRefused, VekhaError
from tests.models.order.test_five_orders import NAMES, ORDERS

KEYS = {
    *("number", "title", "schedule", "responsible", "result", "section", "parent", "lines", "rule", "needs_review"),
    *("mended", "inherits", "suggestions", "short_title"),
}


def run(*arguments: str) -> str:
    result = CliRunner().invoke(app, list(arguments))
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result.output


@pytest.mark.parametrize("name", NAMES)
def test_json_gives_the_order_and_its_measures_in_document_order(name: str) -> None:
    answer = json.loads(run(str(ORDERS / f"{name}.txt"), "--json"))
    assert answer["order"]["number"]
    assert all(measure.keys() >= KEYS for measure in answer["measures"])
    lines = [measure["lines"] for measure in answer["measures"]]
    assert lines == sorted(lines)


def test_a_measures_doubt_says_its_line_its_reason_and_the_readings() -> None:
    answer = json.loads(run(str(ORDERS / "rakitnoe-2021.txt"), "--json"))
    doubts = [doubt for measure in answer["measures"] for doubt in measure["needs_review"]]
    assert [doubt["line"] for doubt in doubts] == [93, 94, 97]
    assert all(doubt["reason"] and len(doubt["readings"]) == 2 for doubt in doubts)
    assert answer["measures"][0]["short_title"] == answer["measures"][0]["suggestions"]["short_title"]["value"]


def test_the_summary_names_the_head_the_sections_and_what_a_person_must_decide() -> None:
    said = run(str(ORDERS / "svetlogorsk-2022.txt"))
    for words in ("№ 522", "2022-2024", "Методическое сопровождение ОУ", "Решить должен человек", "строка 68"):
        assert words in said


def test_a_draft_is_written_once_and_over_an_old_one_only_by_force(tmp_path: Path) -> None:
    out = tmp_path / "plan.yaml"
    order = str(ORDERS / "novokuznetsk-2022.txt")
    run(order, "-o", str(out))
    written = out.read_text("utf8")
    assert "name: plan" in written
    out.write_text("finished by hand", encoding="utf8")
    with pytest.raises(VekhaError, match="--force"):
        run(order, "-o", str(out))
    assert out.read_text("utf8") == "finished by hand"
    run(order, "-o", str(out), "--force")
    assert out.read_text("utf8") == written


def test_nothing_is_written_when_the_order_is_refused(tmp_path: Path) -> None:
    order = tmp_path / "order.txt"
    order.write_text("нет таблицы", encoding="utf8")
    with pytest.raises(FileRefused):
        run(str(order), "-o", str(tmp_path / "plan.yaml"))
    assert not (tmp_path / "plan.yaml").exists()


def test_a_period_that_cannot_be_read_is_refused() -> None:
    with pytest.raises(VekhaError, match="не читается"):
        run(str(ORDERS / "rakitnoe-2021.txt"), "--period", "весной")
