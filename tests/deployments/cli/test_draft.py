"""`vekha draft` writes what was prepared, over nothing that is there; `vekha submit --draft` hands it in."""

from pathlib import Path

import pytest

from models.steps.status import Status
from tasks.settings import Settings
from tests.deployments.cli.conftest import Vekha
from tests.factories import FIRST, SECOND, done, opened, ref, six_with, the_step

ON = ("--as-of", "2024-10-05")


@pytest.fixture
def vekha(home: Settings) -> Vekha:
    """The command, in a home where the first school has done what its report waits for."""
    opened(home, FIRST, SECOND, roadmap=six_with("D4", draft="curator_report"))
    done(home, ref("A1"))
    done(home, ref("B2", FIRST))
    return Vekha()


def test_every_school_has_its_file(vekha: Vekha, tmp_path: Path) -> None:
    said = vekha("draft", "D4", "--to", tmp_path / "черновики", *ON)
    names = [f"Отчёт куратора {school} 01.09.2024–30.09.2024.docx" for school in (FIRST, SECOND)]
    assert said.said.splitlines() == [str(tmp_path / "черновики" / name) for name in names]
    assert sorted(path.name for path in (tmp_path / "черновики").iterdir()) == names


def test_a_file_that_somebody_may_have_mended_is_not_written_over(vekha: Vekha, tmp_path: Path) -> None:
    there = tmp_path / "черновики"
    vekha("draft", "D4", "--school", SECOND, "--to", there, *ON)
    (mended,) = there.iterdir()
    mended.write_text("исправлено")
    refused = vekha("draft", "D4", "--to", there, *ON)
    assert (refused.code, mended.name in refused.complaint) == (1, True)
    assert [path.read_text() for path in there.iterdir()] == ["исправлено"]


def test_a_program_reads_which_files_there_are(vekha: Vekha, tmp_path: Path) -> None:
    (told,) = vekha("draft", "D4", "--school", FIRST, "--to", tmp_path, "--json", *ON).json
    assert (told["unit"], told["lacks"], len(told["files"])) == (FIRST, [], 1)


def test_a_draft_is_handed_in_with_its_number(vekha: Vekha, home: Settings) -> None:
    said = vekha("submit", "D4", "--school", FIRST, "--draft", "--number", "7", "--dated", "2024-10-04", *ON)
    assert said.said == f"D4 {FIRST}: Сдано, ждёт приёмки: Координатор.\n"
    assert the_step(home, "D4", FIRST).status is Status.SUBMITTED


def test_a_file_of_ones_own_is_no_draft(vekha: Vekha, tmp_path: Path) -> None:
    (tmp_path / "отчёт.docx").write_text("отчёт")
    said = vekha("submit", "D4", "--school", FIRST, "--draft", "--file", tmp_path / "отчёт.docx", *ON)
    assert "свой файл сдайте без --draft" in said.complaint
