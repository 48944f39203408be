"""Next year's draft: what is written, what is told."""

from pathlib import Path

from tests.deployments.cli.conftest import Vekha
from tests.factories import SIX

TEXT = SIX.read_text("utf8")


def test_a_draft_is_written_and_what_it_means_is_told(vekha: Vekha, tmp_path: Path) -> None:
    draft = tmp_path / "six-2026.yaml"
    said = vekha("roadmap", "rollover", SIX, "--to", "2026", "-o", draft).said
    assert "schedule: Сентябрь 2026" in draft.read_text("utf8")
    for told in (
        "период: было «2024-2025»; стало «2026».",
        "Решить: 1",
        "Не закрыто в 2024 году: 7",
        "Снято в 2024 году: 0",
        "Роли, которые никому не назначены: Министерство, МОУО, ОО, Координатор.",
        f"Черновик записан: {draft}",
    ):
        assert told in said


def test_without_a_file_the_draft_itself_is_the_answer(vekha: Vekha) -> None:
    answer = vekha("roadmap", "rollover", SIX, "--to", "2026")
    assert answer.said.startswith(TEXT.split("\n")[0])
    assert "РЕШИТЬ" in answer.said
    assert "Решить: 1" in answer.complaint


def test_a_program_gets_the_draft_and_everything_told(vekha: Vekha) -> None:
    told = vekha("roadmap", "rollover", SIX, "--to", "2026", "--json").json
    assert (told["name"], told["period"], told["path"]) == ("six", "2026", None)
    assert told["yaml"].count("2026") > 4
    assert [one["value"] for one in told["remarks"]] == ["6"]
    assert {one["measure"] for one in told["leftover"]["open"]} == {"A1", "B2", "C3", "D4", "F6"}
    assert told["unbound"] == ["Министерство", "МОУО", "ОО", "Координатор"]


def test_a_persons_file_is_never_overwritten(vekha: Vekha, tmp_path: Path) -> None:
    mine = tmp_path / "mine.yaml"
    mine.write_text("моё", "utf8")
    assert "уже есть" in vekha("roadmap", "rollover", SIX, "--to", "2026", "-o", mine).complaint
    assert mine.read_text("utf8") == "моё"
    assert (
        "не удалось" in vekha("roadmap", "rollover", SIX, "--to", "2026", "-o", tmp_path / "нет" / "x.yaml").complaint
    )


def test_a_plan_does_not_roll_back(vekha: Vekha) -> None:
    assert "только вперёд" in vekha("roadmap", "rollover", SIX, "--to", "2023").complaint
