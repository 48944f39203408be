"""`vekha plan`: proposed by Vekha with the reasons, changed and agreed by people, approved by an order."""

from datetime import date
from pathlib import Path

import pytest

from tasks.reading.tables import open_table
from tasks.settings import Settings
from tests.deployments.cli.conftest import Vekha
from tests.factories import FIRST, SECOND, SIX, opened, the_step
from tests.models.support.small import SMALL

ON = ("--as-of", "2024-02-15")
ORDER = ("--number", "41", "--dated", "2024-02-14", *ON)


@pytest.fixture
def table(home: Settings, tmp_path: Path) -> Path:
    """Two schools' factors; the region has a small catalogue of its own."""
    (home.root / "catalogue").mkdir()
    (home.root / "catalogue" / "small.yaml").write_text(SMALL, "utf8")
    path = tmp_path / "факторы.csv"
    rows = (
        f"Логин;Фактор;Значимость;Балл\n{FIRST};RF01;высокая;0,8\n{SECOND};RF02;средняя;0,4\n{SECOND};RF01;низкая;0,1\n"
    )
    path.write_text(rows, "utf8")
    return path


def test_a_plan_goes_from_the_proposal_to_steps(vekha: Vekha, table: Path, home: Settings) -> None:
    said = vekha("plan", "propose", "--factors", table, *ON).said
    assert "Предложено планов: 2" in said
    assert "нужна для K01.2" in said
    assert "Институт" in said
    assert vekha("plan", "send", *ON).said == "Отправлено планов: 2.\n"
    changed = vekha(
        "plan", "change", FIRST, "--add", "K02.2", "--baseline", "K01.1=40,5", "--reason", "беседа", *ON
    ).said
    assert "40,5 → 50,5" in changed
    assert "добавлена людьми" in changed
    assert vekha("plan", "agree", *ON).said == "Согласовано планов: 2.\n"
    approved = vekha("plan", "approve", *ORDER).said
    assert approved == "Утверждено планов: 2. Шагов: новых 5, сменили срок 0, сняты 0, вернулись 0.\n"
    assert vekha("plan", "approve", *ORDER).said.startswith("Утверждено планов: 0. Шагов: новых 0,")
    assert the_step(home, "K02.2", FIRST).occurrence == "plan-2024"
    assert "K02.2" in vekha("status", *ON).said


def test_a_plan_is_corrected_in_the_next_year(vekha: Vekha, table: Path, home: Settings) -> None:
    vekha("plan", "propose", "--factors", table, *ON)
    vekha("plan", "send", *ON)
    vekha("plan", "agree", *ON)
    vekha("plan", "approve", *ORDER)
    opened(home, FIRST, year=2025, as_of=date(2025, 1, 15), simulated=True)
    later = ("--cycle", "2025", "--as-of", "2025-09-15")
    assert f"{FIRST}: редакция 4, утверждён" in vekha("plan", "show", "--school", FIRST, *later).said
    vekha("plan", "change", FIRST, "--add", "K02.2", "--reason", "беседа", *later)
    vekha("plan", "agree", *later)
    said = vekha("plan", "approve", "--number", "52", "--dated", "2025-09-15", *later).said
    assert said == (
        "Утверждено планов: 1. Шагов: новых 1, сменили срок 0, сняты 0, вернулись 0. "
        "По мерам, за которые отвечают шаги прошлых лет, новых нет: 2.\n"
    )
    told = vekha("plan", "show", "--school", FIRST, "--history", *later).said.splitlines()
    assert [line.split(" — ")[0] for line in told if line.startswith("Редакция")] == [
        f"Редакция {version}" for version in (4, 5, 6, 7)
    ]


def test_the_history_says_what_each_version_changed(vekha: Vekha, table: Path) -> None:
    vekha("plan", "propose", "--factors", table, *ON)
    vekha("plan", "change", FIRST, "--drop", "K01.2", "--due", "K01.1=2024-05-31", "--reason", "беседа", *ON)
    told = vekha("plan", "show", "--school", FIRST, "--history", *ON).said.splitlines()
    assert told[0].startswith("Редакция 1 — черновик, 15.02.2024")
    assert told[1:3] == ["  + K01.1 Ревизия", "  + K01.2 Заявка"]
    assert told[3].endswith(": беседа")
    assert told[4:] == ["  − K01.2 Заявка", "  K01.1: срок 16.03.2024 → 31.05.2024"]


def test_schools_without_a_plan_are_named(vekha: Vekha, table: Path) -> None:
    vekha("plan", "propose", "--factors", table, "--school", FIRST, *ON)
    assert f"Плана ещё нет: {SECOND}." in vekha("plan", "show", *ON).said
    shown = vekha("plan", "show", *ON, "--json").json
    assert [(one["school"], one["stage"]) for one in shown["plans"]] == [(FIRST, "draft")]
    assert shown["without"] == [SECOND]


def test_fewer_places_are_said_and_so_is_what_they_cost(vekha: Vekha, table: Path) -> None:
    told = vekha("plan", "propose", "--factors", table, "--places", "K02.1=1", *ON, "--json").json
    assert [(one["code"], one["reason"]) for one in told["left_out"]] == [("K02.1", "places")]
    refused = vekha("plan", "propose", "--factors", table, "--places", "K2.1=1", *ON)
    assert refused.complaint == "Меры K2.1 в каталоге нет. Возможно, имелось в виду «K02.1»."


def test_a_wrong_table_of_factors_is_told_whole(vekha: Vekha, table: Path) -> None:
    table.write_text("Логин;Фактор;Значимость;Балл\nшкола;RF77;сильная;5\n" + f"{FIRST};RF01;высокая;0,5\n" * 2, "utf8")
    refused = vekha("plan", "propose", "--factors", table, *ON)
    assert refused.code == 1
    assert len(refused.complaint.splitlines()) == 6
    assert "факторы.csv, строка 2, столбец «Значимость»: «сильная»" in refused.complaint
    assert "фактор этой школы уже назван выше" in refused.complaint


def test_a_catalogue_can_be_checked_before_it_is_used(vekha: Vekha, tmp_path: Path) -> None:
    file = tmp_path / "ours.yaml"
    file.write_text(SMALL, "utf8")
    assert vekha("plan", "check", file).said == "Каталог «small» верен: мер 4, факторов 2.\n"
    file.write_text(SMALL.replace("needs: [K01.1]", "needs: [K09.1]"), "utf8")
    assert "такой меры нет" in vekha("plan", "check", file).complaint


@pytest.mark.parametrize("wrong", ["K01.1", "K01.1=много", "K01.1=-5", "=5"])
def test_an_indicator_is_a_number_for_a_measure(vekha: Vekha, table: Path, wrong: str) -> None:
    vekha("plan", "propose", "--factors", table, *ON)
    refused = vekha("plan", "change", FIRST, "--baseline", wrong, "--reason", "беседа", *ON)
    assert refused.code == 1
    assert "--baseline" in refused.complaint


def test_the_plan_with_its_execution_shows_the_measures_of_schools_too(
    vekha: Vekha, table: Path, tmp_path: Path
) -> None:
    for words in (("propose", "--factors", table), ("send",), ("agree",), ("approve", *ORDER[:4])):
        vekha("plan", *words, *ON)
    for file in ("план.docx", "план.xlsx", "план.svg"):
        command = ("gantt", "six", "-o") if file.endswith("svg") else ("export", "six", "--with-status", "--to")
        assert vekha("roadmap", *command, tmp_path / file, *ON).code == 0
        assert (tmp_path / file).stat().st_size > 0
    sheet = open_table(tmp_path / "план.xlsx").sheets[0]
    assert "Меры поддержки по планам школ" in sheet.texts
    assert any("Составить перечень" in cell for row in sheet.texts for cell in row)


def test_another_version_is_compared_with_the_measures_of_plans_kept(vekha: Vekha, table: Path) -> None:
    for words in (("propose", "--factors", table), ("send",), ("agree",), ("approve", *ORDER[:4])):
        vekha("plan", *words, *ON)
    assert vekha("roadmap", "diff", SIX, "--recorded").said == "Ничего не изменилось.\n"


def test_a_school_with_neither_a_profile_nor_results_gets_no_plan_and_is_named(vekha: Vekha, table: Path) -> None:
    said = vekha("plan", "propose", *ON).said
    assert f"Плана нет, факторы не названы (нет результатов или профиля): {FIRST}, {SECOND}." in said
    assert "Предложено планов: 0." in said
    assert vekha("plan", "show", *ON, "--json").json == {"plans": [], "without": [FIRST, SECOND]}
