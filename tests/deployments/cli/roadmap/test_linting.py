"""`vekha roadmap lint` looks at an order's file or a roadmap, and its exit code says whether it may be signed."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from deployments.cli.roadmap import app
from models.errors import VekhaError
from tests.models.lint.drawing import row, rows, text_of
from tests.models.roadmap.small import SMALL, spoiled

FIELDS = ["rule", "severity", "place", "text", "what", "remedy"]


def lint(*words: object) -> Result:
    ran = CliRunner().invoke(app, ["lint", *map(str, words)], env={"COLUMNS": "160"})
    if isinstance(ran.exception, Exception) and not isinstance(ran.exception, VekhaError):
        raise ran.exception
    return ran


@pytest.fixture
def order(tmp_path: Path) -> Path:
    path = tmp_path / "приказ.txt"
    path.write_text(text_of(rows(row("9 января 2024"), row("постоянно", number="2."))), "utf8")
    return path


@pytest.fixture
def roadmap(tmp_path: Path) -> Path:
    path = tmp_path / "small.yaml"
    path.write_text(SMALL, "utf8")
    return path


def test_an_orders_file_is_told_by_severity_with_places_and_remedies(order: Path) -> None:
    answer = lint(order)
    assert answer.exit_code == 1
    errors, notes = answer.stdout.index("Ошибки"), answer.stdout.index("К сведению")
    assert errors < answer.stdout.index("строка 11, столбец «Сроки» [past-at-signing]") < notes
    assert "«постоянно» — последнего дня нет" in answer.stdout[notes:]
    assert "→ " in answer.stdout


def test_machines_get_a_list(order: Path) -> None:
    told = json.loads(lint(order, "--json").stdout)
    assert [list(finding) for finding in told] == [FIELDS] * len(told)
    assert told[0]["rule"] == "past-at-signing"
    assert told[0]["text"] == "9 января 2024"


def test_without_an_error_all_is_well(tmp_path: Path) -> None:
    path = tmp_path / "приказ.txt"
    path.write_text(text_of(), "utf8")
    answer = lint(path)
    assert answer.exit_code == 0
    assert answer.stdout.strip() == "Замечаний нет."


def test_how_many_deadlines_are_too_many_is_for_the_reader_to_say(tmp_path: Path) -> None:
    path = tmp_path / "приказ.txt"
    path.write_text(text_of(rows(row(), row(number="2."))), "utf8")
    assert "busy-month" not in lint(path).stdout
    assert "[busy-month]" in lint(path, "--limit", 1).stdout


def test_a_shipped_roadmap_is_looked_at_by_its_name() -> None:
    told = json.loads(lint("kirsanov-2024", "--json").stdout)
    assert {"place": "roadmaps/kirsanov-2024.yaml", "text": "взаимонализа"} in [
        {"place": finding["place"].split(",")[0], "text": finding["text"]} for finding in told
    ]


def test_a_refused_roadmap_is_looked_at_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "wrong.yaml"
    path.write_text(spoiled(("kind: RPS", "kind: RPZ")), "utf8")
    answer = lint(path, "--json")
    assert answer.exit_code == 1
    assert ("file-refused", "RPZ") in [(finding["rule"], finding["text"]) for finding in json.loads(answer.stdout)]


def test_roles_without_people_are_told_once_there_is_a_contacts_file(
    roadmap: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VEKHA_CONTACTS", str(tmp_path / "contacts.yaml"))
    assert "role-unbound" not in lint(roadmap).stdout
    contacts = "ministry:\n  - people: [{name: Иванова, email: ivanova@example.org}]\n"
    (tmp_path / "contacts.yaml").write_text(contacts, "utf8")
    told = json.loads(lint(roadmap, "--json").stdout)
    assert [finding["text"] for finding in told if finding["rule"] == "role-unbound"] == ["ОО", "Координатор"]


def test_an_order_that_cannot_be_read_is_refused(tmp_path: Path) -> None:
    (tmp_path / "приказ.pdf").write_bytes(b"%PDF-1.7 ...")
    for name in ("нет.txt", "приказ.pdf"):
        answer = lint(tmp_path / name)
        assert isinstance(answer.exception, VekhaError)
        assert name in str(answer.exception)
