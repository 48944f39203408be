"""`vekha curators` and `vekha partners`: proposed with reasons, pinned, forbidden, approved by an order, shown."""

import subprocess
import sys
from pathlib import Path

import pytest

from tasks.settings import Settings
from tests.deployments.cli.conftest import Vekha
from tests.factories import FIRST, SECOND, THIRD
from tests.tasks.mentoring.test_helping import begun
from tests.tasks.survey.field import load

ON = ("--as-of", "2024-02-20")
ORDER = ("--order", "17", "--dated", "2024-02-10", *ON)


@pytest.fixture
def asked(home: Settings, tmp_path: Path) -> Vekha:
    """Two schools, two curators, one school that would help one other."""
    begun(home, tmp_path)
    load(home, tmp_path, "partners.csv", f"Логин;Сколько школ примет\n{THIRD};1\n")
    return Vekha()


def test_a_proposal_writes_nothing_and_an_order_appoints(asked: Vekha) -> None:
    assert "школ 2" in asked("curators", "propose", *ON).said
    assert asked("curators", "show", *ON, "--json").json == {"appointed": [], "without": [FIRST, SECOND]}
    assert asked("curators", "approve", *ORDER).said == "Назначено: 2; всего школ с помощью: 2; без неё: 0.\n"
    assert asked("curators", "approve", *ORDER, "--json").json == {"new": 0, "helped": 2, "left": 0}
    assert "№ 17 от 10.02.2024" in asked("curators", "show", *ON).said


def test_whoever_is_left_is_named_with_the_reason(asked: Vekha) -> None:
    said = asked("partners", "propose", *ON).said
    assert "помочь некому — все места заняты: школ 2, мест 1" in said
    asked("partners", "approve", *ORDER)
    assert len(asked("partners", "show", *ON, "--json").json["without"]) == 1


def test_people_pin_and_forbid(asked: Vekha) -> None:
    assert asked("partners", "pin", SECOND, THIRD, *ON, "--reason", "рядом").code == 0
    assert [row["school"] for row in asked("partners", "propose", *ON, "--json").json["pairs"]] == [SECOND]
    assert asked("partners", "forbid", FIRST, THIRD, *ON, "--reason", "далеко").code == 0
    refused = asked("partners", "forbid", FIRST, THIRD, *ON)
    assert refused.complaint == "Назовите причину: --reason."
    asked("partners", "forbid", SECOND, THIRD, *ON, "--reason", "отказались")
    left = asked("partners", "propose", *ON).said
    assert left.count("возможные пары запрещены") == 2


def test_deeds_load_neither_pandas_nor_prefect() -> None:
    program = "import sys, deployments.cli.helping; sys.exit(any(one in sys.modules for one in ('pandas', 'prefect')))"
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
