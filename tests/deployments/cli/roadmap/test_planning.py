"""`vekha roadmap path`, `rollover`, `diff`: answers for people and for programs, refusals with the remedy."""

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


# ── path ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_path_names_its_links_and_their_slack(vekha: Vekha) -> None:
    said = vekha("roadmap", "path", SIX).said
    assert "Критический путь: звеньев 3" in said
    assert "План поддержки (п. 3)" in said
    assert "считается один рабочий день" in said


def test_a_program_gets_every_occurrence_with_its_slack(vekha: Vekha) -> None:
    told = vekha("roadmap", "path", SIX, "--json").json
    assert [one["measure"] for one in told["critical_path"]["chain"]] == ["A1", "B2", "C3"]
    by_key = {(one["measure"], one["occurrence"]): one for one in told["occurrences"]}
    first = by_key["A1", "2024-01-01/2024-02-29"]
    # January 2024 begins on the 9th; 29, 30 April and 1 May are days off, 27 April is a working Saturday.
    assert (first["earliest_finish"], first["latest_finish"]) == ("2024-01-09", "2024-02-29")
    assert by_key["B2", "2024-03-01/2024-04-30"]["latest_finish"] == "2024-04-27"
    assert told["late_edges"] == []
    assert "slips" not in told


def test_deadlines_that_move_to_working_days_leave_the_time_till_then(vekha: Vekha, tmp_path: Path) -> None:
    latest = {}
    for asked in ("false", "true"):
        path = tmp_path / "six.yaml"
        march = TEXT.replace("Январь-февраль 2024", "Март 2024").replace("Март-апрель 2024", "Июнь 2024")
        path.write_text(f"{march}\ncalendar:\n  workdays: {asked}\n", "utf8")
        told = vekha("roadmap", "path", path, "--json").json["occurrences"]
        latest[asked] = {one["measure"]: (one["due_on"], one["latest_finish"]) for one in told}
    # 31 March and 30 June 2024 are Sundays.
    assert latest["false"]["A1"] == ("2024-03-31", "2024-03-29")
    assert latest["true"]["A1"] == ("2024-04-01", "2024-04-01")


def test_the_shipped_roadmap_tells_whose_last_day_is_too_late(vekha: Vekha) -> None:
    said = vekha("roadmap", "path", "kirsanov-2024").said
    assert "Кто сдаёт в свой последний день, срывает чужой срок:" in said
    assert "→ T04: срок 30.04.2024, а нужно к 25.04.2024" in said
    told = vekha("roadmap", "path", "kirsanov-2024", "--json").json
    assert {"prerequisite": "T03", "prerequisite_due": "2024-04-30", "measure": "T04", "due_on": "2024-04-30"} in told[
        "late_edges"
    ]


def test_a_delay_tells_who_slips(vekha: Vekha) -> None:
    said = vekha("roadmap", "path", SIX, "--slip", "B2=30").said
    assert "Сдвинется сроков: 2, из них сорвётся: 2." in said
    told = vekha("roadmap", "path", SIX, "--slip", "B2:2024-03=30", "--json").json
    assert [(one["measure"], one["missed_by"] > 0) for one in told["slips"]] == [("B2", True), ("C3", True)]
    assert vekha("roadmap", "path", SIX, "--slip", "A1=0").said == "Ничего не сдвинется.\n"


@pytest.mark.parametrize(
    ("slip", "complaint"),
    [
        ("B2", "напишите так: T03=10"),
        ("B2=много", "напишите так: T03=10"),
        ("B7=3", "Мероприятия B7 в дорожной карте нет"),
        ("E5=3", "нет такого срока"),
        ("B2:2025=3", "нет такого срока"),
    ],
)
def test_a_delay_of_nothing_is_refused(vekha: Vekha, slip: str, complaint: str) -> None:
    assert complaint in vekha("roadmap", "path", SIX, "--slip", slip).complaint


def test_a_plan_without_dates_has_no_path(vekha: Vekha, tmp_path: Path) -> None:
    head, measures = TEXT.split("measures:\n")
    last = measures[measures.index("  - code: F6") :].replace("prerequisites: [D4]", "prerequisites: []")
    path = tmp_path / "undated.yaml"
    path.write_text(f"{head}measures:\n{last}", "utf8")
    assert "критического пути тоже нет" in vekha("roadmap", "path", path).said


# ── diff ────────────────────────────────────────────────────────────────────────────────────────────────────────────


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


# ── rollover ────────────────────────────────────────────────────────────────────────────────────────────────────────


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
