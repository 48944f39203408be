"""`vekha roadmap export` and `gantt`: a roadmap back on paper, in a word and within the time that people wait."""

from pathlib import Path

import pytest

from tasks.settings import Settings
from tests.deployments.cli.conftest import Vekha
from tests.factories import SIX, done, ref
from tests.tasks.documents.plan.plans import in_word, rows_in_sheet, rows_in_word


def test_a_plan_is_written_without_a_database(vekha: Vekha, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VEKHA_HOME", str(tmp_path / "nothing-here"))
    answer = vekha("roadmap", "export", "kirsanov-2024", "--to", tmp_path / "план.docx")
    assert answer.said.strip() == f"Записано: {tmp_path / 'план.docx'}, мероприятий: 47."
    assert len(rows_in_word((tmp_path / "план.docx").read_bytes())) == 1 + 6 + 47 + 1


def test_with_status_it_says_how_the_open_cycles_stand(vekha: Vekha, home: Settings, tmp_path: Path) -> None:
    done(home, ref("A1"))
    vekha("roadmap", "export", SIX, "--to", tmp_path / "план.docx", "--with-status", "--as-of", "2024-03-01")
    rows = rows_in_word((tmp_path / "план.docx").read_bytes())
    assert rows[2][-1].startswith("Исполнено 15.02.2024")
    assert rows[3][-1] == "Исполняется\nисполнено в 0 из 2\u00a0школ\nсрок 30.04.2024"


def test_a_running_roadmap_is_known_by_its_name(vekha: Vekha, tmp_path: Path) -> None:
    answer = vekha("roadmap", "export", "six", "--to", tmp_path / "план.xlsx", "--with-status", "--json")
    assert answer.json["measures"] == 6
    assert any("Отметка об исполнении" in row for row in rows_in_sheet((tmp_path / "план.xlsx").read_bytes()))


def test_a_year_whose_cycle_is_not_open_is_named(vekha: Vekha, tmp_path: Path) -> None:
    answer = vekha("roadmap", "export", "six", "--to", tmp_path / "п.docx", "--with-status", "--cycle", "2025")
    assert answer.code == 1
    assert "2025" in answer.complaint
    assert not (tmp_path / "п.docx").exists()


@pytest.mark.parametrize(("command", "option"), [("export", "--to"), ("gantt", "-o")])
def test_a_name_without_a_known_ending_is_refused(vekha: Vekha, tmp_path: Path, command: str, option: str) -> None:
    answer = vekha("roadmap", command, "six", option, tmp_path / "план.pdf")
    assert answer.code == 1
    assert ".docx или .xlsx" in answer.complaint or ".svg или .png" in answer.complaint


def test_a_folder_that_is_not_there_and_a_file_that_cannot_be_written_are_named(vekha: Vekha, tmp_path: Path) -> None:
    assert "такой папки нет" in vekha("roadmap", "export", SIX, "--to", tmp_path / "нет" / "план.docx").complaint
    (tmp_path / "папка.docx").mkdir()
    assert "записать не удалось" in vekha("roadmap", "export", SIX, "--to", tmp_path / "папка.docx").complaint


def test_a_picture_of_a_running_roadmap_is_coloured_by_its_states(vekha: Vekha, home: Settings, tmp_path: Path) -> None:
    done(home, ref("A1"))
    vekha("roadmap", "gantt", "six", "-o", tmp_path / "план.svg", "--as-of", "2024-03-01")
    assert "#3a9a5b" in (tmp_path / "план.svg").read_text("utf8")


def test_a_picture_of_a_roadmap_that_never_ran_is_the_plain_plan(vekha: Vekha, tmp_path: Path) -> None:
    answer = vekha("roadmap", "gantt", "svetlogorsk-2022", "-o", tmp_path / "план.svg")
    assert answer.code == 0
    assert "#3a9a5b" not in (tmp_path / "план.svg").read_text("utf8")


def test_the_signature_is_the_authoritys(vekha: Vekha, tmp_path: Path) -> None:
    vekha("roadmap", "export", "zhigalovo-2023", "--to", tmp_path / "план.docx")
    said = [paragraph.text for paragraph in in_word((tmp_path / "план.docx").read_bytes()).paragraphs]
    assert said[-4].startswith("Управление образования")
