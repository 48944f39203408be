"""`vekha schedule`: one «срок» or a list of them, in words or in the normal form."""

import json
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from deployments.cli.schedule import schedule
from models.errors import VekhaError

app = typer.Typer()
app.command()(schedule)


def said(*arguments: str) -> str:
    result = CliRunner().invoke(app, list(arguments), catch_exceptions=False)
    assert result.exit_code == 0
    return result.output.strip()


def test_one_expression_is_answered_with_the_normal_form() -> None:
    answer = said("До 31 мая ежегодно", "--period", "2022-2024", "--json")
    assert json.loads(answer) == {"kind": "recurring", "every": "year", "deadline": "05-31"}


def test_without_json_the_rule_is_said_in_words() -> None:
    assert said("До 31 мая ежегодно", "--period", "2022-2024") == "каждый год до 31 мая"


def test_a_list_is_answered_line_by_line_in_its_order(tmp_path: Path) -> None:
    listed = tmp_path / "list.tsv"
    listed.write_text("Апрель-\\nмай 2024\t2024-2025\n\t2023\nскоро\t2023\n", encoding="utf8")
    kinds = [json.loads(line)["kind"] for line in said("--file", str(listed), "--json").splitlines()]
    assert kinds == ["window", "unspecified", "error"]


def test_every_wrong_line_of_a_list_is_named_at_once(tmp_path: Path) -> None:
    listed = tmp_path / "list.tsv"
    listed.write_text("май 2024\nмай\t2023\nмай\tпотом\n", encoding="utf8")
    with pytest.raises(VekhaError) as refused:
        said("--file", str(listed))
    assert "строка 1" in str(refused.value)
    assert "строка 3" in str(refused.value)
    assert "строка 2" not in str(refused.value)


def test_a_period_is_asked_for() -> None:
    with pytest.raises(VekhaError, match="--period"):
        said("май")
