"""`vekha mentors`: Vekha proposes and says why not; people pin, approve, meet; a mentor leaves."""

import subprocess
import sys
from pathlib import Path

import pytest

from tasks.settings import Settings
from tests.deployments.cli.conftest import Vekha
from tests.factories import FIRST, SECOND, THIRD
from tests.tasks.mentoring.school_year import T1, T2, T3, year_with_needs

ON = ("--as-of", "2024-02-15")
ORDER = ("--order", "17", "--dated", "2024-02-10", *ON)
PIN = (*T1, THIRD, "У-1", *ON)


@pytest.fixture
def asked(home: Settings, tmp_path: Path) -> Vekha:
    """Five teachers in need of two mentors with two places each."""
    year_with_needs(home, tmp_path, T1, T2, T3, T1._replace(teacher="У-4"), T1._replace(teacher="У-5"))
    return Vekha()


def shown(vekha: Vekha, *words: str, on: str = "2024-02-15") -> list[tuple[str, str]]:
    return [
        (one["teacher"], one["mentor_school"]) for one in vekha("mentors", "show", "--as-of", on, "--json", *words).json
    ]


def test_a_proposal_says_who_is_left_and_why_and_writes_nothing(asked: Vekha) -> None:
    said = asked("mentors", "propose", *ON).said
    assert "пар 4" in said
    assert "Без наставника: 1" in said
    assert "все места заняты: учителей 5, мест 4" in said
    assert shown(asked) == []


def test_what_is_pinned_is_proposed_and_approved(asked: Vekha) -> None:
    assert asked("mentors", "pin", *PIN, "--reason", "знакомы").code == 0
    told = asked("mentors", "propose", *ON, "--json").json
    assert [row["mentor_school"] for row in told["pairs"] if row["is_pinned"]] == [THIRD]
    said = asked("mentors", "approve", *ORDER)
    assert said.said == "Назначено новых пар: 4; всего пар: 4; без наставника: 1.\n"
    assert ("У-1", THIRD) in shown(asked)
    assert asked("mentors", "approve", *ORDER, "--json").json == {"new": 0, "pairs": 4, "left": 1}


def test_nothing_is_pinned_without_a_reason(asked: Vekha) -> None:
    refused = asked("mentors", "pin", *PIN)
    assert (refused.code, refused.complaint) == (1, "Назовите причину: --reason.")


def test_a_forbidden_pair_ends(asked: Vekha) -> None:
    asked("mentors", "pin", *PIN, "--reason", "знакомы")
    asked("mentors", "approve", *ORDER)
    assert asked("mentors", "forbid", *PIN, "--reason", "ссора").code == 0
    assert "У-1" not in dict(shown(asked))


def test_pairs_that_have_not_met_are_quiet(asked: Vekha) -> None:
    asked("mentors", "approve", *ORDER)
    teacher = shown(asked)[0][0]
    met = asked(
        "mentors",
        "met",
        FIRST,
        teacher,
        "Математика",
        "--topic",
        "Дроби",
        "--on",
        "2024-03-20",
        "--as-of",
        "2024-03-21",
    )
    assert met.said == "Встреча 20.03.2024 записана.\n"
    quiet = dict(shown(asked, "--quiet", "6", on="2024-04-10"))
    assert len(quiet) == 3
    assert teacher not in quiet
    assert "20.03.2024" in asked("mentors", "show", "--as-of", "2024-04-10").said


def test_who_leaves_is_named_with_the_teachers_left(asked: Vekha) -> None:
    asked("mentors", "approve", *ORDER)
    theirs = [teacher for teacher, school in shown(asked) if school == SECOND]
    said = asked("mentors", "leave", SECOND, "У-1", "--reason", "уволился", *ON).said
    assert all(f"{FIRST} {teacher}, математика" in said for teacher in theirs)
    assert {school for _teacher, school in shown(asked)} == {THIRD}
    assert asked("mentors", "propose", *ON, "--json").json["moves"] == 0


def test_deeds_load_neither_pandas_nor_prefect() -> None:
    program = "import sys, deployments.cli.mentors; sys.exit(any(one in sys.modules for one in ('pandas', 'prefect')))"
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0


def test_a_journal_is_written_for_each_school(asked: Vekha, tmp_path: Path) -> None:
    asked("mentors", "approve", *ORDER)
    told = asked("mentors", "journal", "--to", tmp_path / "журналы", "--as-of", "2024-04-10", "--json").json
    assert (
        [path.name for path in (tmp_path / "журналы").iterdir()]
        == told["files"]
        == [f"Журнал встреч {FIRST} 2024-04-10.docx"]
    )
