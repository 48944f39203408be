"""Two versions of a roadmap side by side."""

from pathlib import Path

import pytest

from tests.deployments.cli.conftest import Vekha
from tests.factories import SIX

TEXT = SIX.read_text("utf8")


@pytest.fixture
def next_version(tmp_path: Path) -> Path:
    """The six measures, C3 a month later."""
    path = tmp_path / "six.yaml"
    path.write_text(TEXT.replace("schedule: Май 2024", "schedule: Июнь 2024"), "utf8")
    return path


def test_two_files_are_compared_part_by_part(vekha: Vekha, next_version: Path) -> None:
    assert vekha("roadmap", "diff", SIX, next_version).said == (
        "Сроки: 1\n  п. 3 (C3) «План поддержки»: было «Май 2024» — до 31.05.2024; стало «Июнь 2024» — до 30.06.2024.\n"
    )
    (change,) = vekha("roadmap", "diff", SIX, next_version, "--json").json
    assert (change["part"], change["code"]) == ("schedule", "C3")
    assert vekha("roadmap", "diff", SIX, SIX).said == "Ничего не изменилось.\n"


def test_a_file_is_compared_with_what_the_cycle_runs_by(vekha: Vekha, next_version: Path) -> None:
    assert "стало «Июнь 2024»" in vekha("roadmap", "diff", next_version, "--recorded").said
    assert vekha("roadmap", "diff", SIX, "--recorded").said == "Ничего не изменилось.\n"


def test_recorded_versions_are_named_by_the_beginning_of_their_hash(vekha: Vekha, next_version: Path) -> None:
    moved = vekha("roadmap", "adopt", next_version, "--reason", "приказ № 9", "--yes", "--json").json
    before, after = moved["before"][:10], moved["after"][:10]
    assert "стало «Июнь 2024»" in vekha("roadmap", "diff", before, after, "--recorded").said
    assert "стало «Июнь 2024»" in vekha("roadmap", "diff", before, next_version, "--recorded").said


def test_a_version_that_is_not_recorded_is_refused_with_those_that_are(vekha: Vekha) -> None:
    complaint = vekha("roadmap", "diff", "0123456789", SIX, "--recorded").complaint
    assert "Записанной редакции «0123456789» нет" in complaint
    assert "— six, " in complaint


def test_one_name_alone_is_not_compared_with_itself(vekha: Vekha) -> None:
    assert "С чем сравнить?" in vekha("roadmap", "diff", SIX).complaint
