"""`vekha roadmap adopt`: each step's fate first, an answer asked for, and nothing written without one."""

from pathlib import Path

import pytest

from models.steps.status import Move, Status
from tasks.settings import Settings
from tests.deployments.cli.conftest import Vekha
from tests.factories import SIX, journal, the_step

WHY = ("--reason", "приказ № 9")
TEXT = SIX.read_text("utf8")


@pytest.fixture
def next_version(tmp_path: Path) -> Path:
    """The six measures, C3 a month later."""
    path = tmp_path / "six.yaml"
    path.write_text(TEXT.replace("schedule: Май 2024", "schedule: Июнь 2024"), "utf8")
    return path


def test_what_becomes_of_the_steps_is_said_and_then_done(vekha: Vekha, home: Settings, next_version: Path) -> None:
    said = vekha("roadmap", "adopt", next_version, *WHY, "--yes").said
    assert "C3 «План поддержки»: срок 31.05.2024 станет 30.06.2024." in said
    assert "Шагов: сменит срок — 1, останется как есть — 6." in said
    assert said.endswith("Цикл 2024 переведён. Прежняя редакция осталась в записи.\n")
    assert str(the_step(home, "C3").due_on) == "2024-06-30"
    assert journal(home)[-1].move is Move.REPLAN
    assert vekha("journal", "verify").code == 0


def test_a_dry_run_writes_nothing(vekha: Vekha, home: Settings, next_version: Path) -> None:
    before = len(journal(home))
    said = vekha("roadmap", "adopt", next_version, *WHY, "--dry-run").said
    assert "станет 30.06.2024" in said
    assert said.endswith("Ничего не записано.\n")
    assert (len(journal(home)), str(the_step(home, "C3").due_on)) == (before, "2024-05-31")


def test_nothing_is_written_where_nobody_can_answer(vekha: Vekha, home: Settings, next_version: Path) -> None:
    assert "добавьте --yes" in vekha("roadmap", "adopt", next_version, *WHY).complaint
    assert str(the_step(home, "C3").due_on) == "2024-05-31"


def test_the_version_that_runs_already_is_said_to(vekha: Vekha, next_version: Path) -> None:
    assert "менять нечего" in vekha("roadmap", "adopt", SIX, *WHY, "--yes").said
    vekha("roadmap", "adopt", next_version, *WHY, "--yes")
    assert "менять нечего" in vekha("roadmap", "adopt", next_version, *WHY, "--yes").said


def test_a_program_is_told_every_step(vekha: Vekha, home: Settings, next_version: Path) -> None:
    told = vekha("roadmap", "adopt", next_version, *WHY, "--dry-run", "--json").json
    assert (told["roadmap"], told["cycle"], told["is_needed"], told["is_written"]) == ("six", 2024, True, False)
    assert told["counts"] == {
        "new": 0, "back": 0, "moved": 1, "waived": 0, "renamed": 0, "kept": 6, "closed": 0,
    }  # fmt: skip
    (moved,) = (one for one in told["steps"] if one["fate"] == "moved")
    assert (moved["measure"], moved["due_before"], moved["due_after"]) == ("C3", "2024-05-31", "2024-06-30")
    assert vekha("roadmap", "adopt", next_version, *WHY, "--yes", "--json").json["is_written"] is True
    assert the_step(home, "C3").status is Status.PLANNED


def test_a_code_that_changed_must_be_said(vekha: Vekha, tmp_path: Path) -> None:
    path = tmp_path / "recoded.yaml"
    path.write_text(TEXT.replace("code: F6", "code: F7"), "utf8")
    assert "--rename F6=F7" in vekha("roadmap", "adopt", path, *WHY, "--yes").complaint
    assert (
        "F6 → F7 «Итоговая сессия»: сменит код"
        in vekha("roadmap", "adopt", path, *WHY, "--rename", "F6=F7", "--yes").said
    )
    assert "СТАРЫЙ=НОВЫЙ" in vekha("roadmap", "adopt", path, *WHY, "--rename", "F6").complaint


def test_steps_of_a_measure_that_is_gone_are_still_shown(vekha: Vekha, tmp_path: Path) -> None:
    path = tmp_path / "shorter.yaml"
    path.write_text(TEXT[: TEXT.index("  - code: F6")], "utf8")
    vekha("submit", "A1", "--number", "12", "--as-of", "2024-02-15")
    vekha("roadmap", "adopt", path, *WHY, "--yes")
    told = vekha("status", "--json").json
    (gone,) = (one for one in told["steps"] if one["code"] == "F6")
    assert (gone["title"], gone["state"]) == ("Итоговая сессия", "Waived")
    assert gone["reason"] == "Снято: мероприятие исключено (приказ № 9)"
    plans = {one["code"]: one["plan"] for one in told["steps"]}
    assert plans["F6"] != plans["A1"] == plans["C3"]


def test_deadlines_that_only_another_calendar_moves_are_announced_and_wait_for_it(
    vekha: Vekha, home: Settings, tmp_path: Path
) -> None:
    path = tmp_path / "six.yaml"
    path.write_text(TEXT + "\ncalendar:\n  workdays: true\n  days_off:\n    2024-05-31: День школы\n", "utf8")
    foretold = vekha("roadmap", "adopt", path, *WHY, "--dry-run", "--json").json
    said = vekha("roadmap", "adopt", path, *WHY, "--yes").said
    assert f"сдвинет ещё сроков — {foretold['for_calendar']}" in said
    assert "vekha calendar apply" in said
    assert str(the_step(home, "C3").due_on) == "2024-05-31"
    vekha("calendar", "apply")
    assert str(the_step(home, "C3").due_on) == "2024-06-03"
    assert sum(entry.move is Move.DATE for entry in journal(home)) == foretold["for_calendar"]


def test_a_version_with_the_same_calendar_says_nothing_of_calendars(vekha: Vekha, next_version: Path) -> None:
    assert "vekha calendar" not in vekha("roadmap", "adopt", next_version, *WHY, "--dry-run").said
