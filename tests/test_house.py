"""The house: imports go one way, and no room is entered from above."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
FORBIDDEN = {
    "models": {"prefect", "slack_sdk", "tasks", "flows", "deployments"},
    "tasks": {"flows", "deployments"},
    "flows": {"pandas", "sqlmodel", "sqlalchemy", "slack_sdk", "deployments"},
}


def imported(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf8"))):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module


@pytest.mark.parametrize("room", FORBIDDEN)
def test_a_room_imports_nothing_from_above_it(room: str) -> None:
    files = list((ROOT / room).rglob("*.py"))
    assert files, f"{room} is empty: this test would check nothing"
    for path in files:
        assert not FORBIDDEN[room] & {name.split(".")[0] for name in imported(path)}, path


@pytest.mark.parametrize("room", ["record", "cycle", "people", "pressing"])
def test_who_writes_the_record_imports_neither_prefect_nor_pandas(room: str) -> None:
    files = [*(ROOT / "tasks" / room).glob("*.py"), ROOT / "tasks" / "database.py"]
    assert len(files) > 3, "an empty room would check nothing"
    for path in files:
        assert not {name.split(".")[0] for name in imported(path)} & {"prefect", "pandas"}, path


def test_what_people_decide_of_who_helps_whom_imports_neither() -> None:
    for name in ("pairs", "meetings", "helping", "quiet", "closing"):
        path = ROOT / "tasks" / "mentoring" / f"{name}.py"
        assert not {one.split(".")[0] for one in imported(path)} & {"prefect", "pandas"}, path


def test_rules_read_no_clock() -> None:
    for path in (ROOT / "models").rglob("*.py"):
        text = path.read_text(encoding="utf8")
        assert "date.today(" not in text, path
        assert "datetime.now(" not in text, path


def test_every_module_opens_by_saying_what_belongs_in_it() -> None:
    for room in ("models", "tasks", "flows", "deployments", "migrations", "benchmarks"):
        for path in (ROOT / room).rglob("*.py"):
            if "versions" not in path.parts:
                assert ast.get_docstring(ast.parse(path.read_text(encoding="utf8"))), path
