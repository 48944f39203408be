"""`vekha survey`: forms go out, who is behind is told, the curator verifies, the school chooses, the map is written."""

from pathlib import Path

import pytest

from tasks.settings import Settings
from tests.deployments.cli.conftest import Vekha
from tests.factories import FIRST, SECOND
from tests.tasks.survey.field import ENOUGH, HEAD, REGISTER, answers, load

ON = ("--as-of", "2024-04-10")


@pytest.fixture
def surveyed(vekha: Vekha, home: Settings, tmp_path: Path) -> Vekha:
    """The first school has answered enough, of the second three teachers."""
    load(home, tmp_path, "schools.csv", REGISTER)
    few = answers(home, SECOND, {"director": 1, "teacher": 3})
    load(home, tmp_path, "a.csv", HEAD + answers(home, FIRST, ENOUGH, answer=1) + few)
    return vekha


def test_forms_are_written_once(surveyed: Vekha, tmp_path: Path) -> None:
    to = ("survey", "forms", "--to", str(tmp_path / "forms"), "--school", FIRST, *ON)
    said = surveyed(*to)
    assert said.said.startswith("Форм: 4, школ: 1. Опросник и формула составлены для Вехи")
    assert len(list((tmp_path / "forms").iterdir())) == 4
    again = surveyed(*to)
    assert again.code == 1
    assert "её могли заполнять: назовите другую папку" in again.complaint


def test_who_is_behind_is_told_by_school_and_group(surveyed: Vekha) -> None:
    rows = surveyed("survey", "status", "--behind", *ON, "--json").json
    assert [(row["school"], row["group"], row["answered"], row["wanted"]) for row in rows] == [
        (SECOND, "teacher", 3, 6),
        (SECOND, "pupil", 0, 10),
        (SECOND, "parent", 0, 6),
    ]
    assert "не хватает" in surveyed("survey", "status", *ON).said
    assert "Никого не ждём" in surveyed("survey", "status", "--behind", "--school", FIRST, *ON).said


def test_a_profile_is_verified_corrected_and_chosen_of(surveyed: Vekha) -> None:
    assert surveyed("survey", "verify", FIRST, *ON).code == 1
    assert "только с причиной" in surveyed("survey", "verify", FIRST, "--set", "RF03=низкая", *ON).complaint
    assert "не понять" in surveyed("survey", "verify", FIRST, "--set", "RF03", *ON).complaint
    corrected = ("--confirm", "--set", "rf03=низкая", "--reason", "уроки посещены")
    said = surveyed("survey", "verify", FIRST, *corrected, *ON)
    assert said.said == "Записано факторов: 11, из них исправлено: 1.\n"
    chosen = surveyed("survey", "choose", FIRST, "RF06", "RF11", *ON)
    assert chosen.said == f"Школа {FIRST} работает с факторами: RF06, RF11.\n"
    rows = {one["factor"]: one for one in surveyed("survey", "profile", *ON, "--json").json if one["school"] == FIRST}
    assert (rows["RF03"]["significance"], rows["RF11"]["significance"]) == ("low", "high")
    assert all(one["is_verified"] for one in rows.values())
    assert "федеральная формула" in surveyed("survey", "profile", "--school", FIRST, *ON).said.replace("\n", " ")


def test_the_heat_map_is_shown_and_written(surveyed: Vekha, tmp_path: Path) -> None:
    shown = surveyed("survey", "profile", *ON).said
    assert "| Школа | RF01 |" in shown
    # Three teachers are withheld: what only they and the director were asked has no score.
    assert "| Школа № 2 | — |" in shown
    files = surveyed("survey", "profile", "--to", str(tmp_path / "map"), *ON, "--json").json["files"]
    assert [Path(one).suffix for one in files] == [".xlsx", ".md"]
    assert all(Path(one).stat().st_size for one in files)


def test_a_questionnaire_is_checked(vekha: Vekha, tmp_path: Path) -> None:
    path = tmp_path / "own.yaml"
    path.write_text("name: own\nyear: 2024\nvopros: 1\n", "utf8")
    refused = vekha("survey", "check", str(path))
    assert refused.code == 1
    assert "строка 3, vopros" in refused.complaint
