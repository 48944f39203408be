"""The critical path on the command line: links, slack, what slips."""

from pathlib import Path

import pytest

from tests.deployments.cli.conftest import Vekha
from tests.factories import SIX

TEXT = SIX.read_text("utf8")


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
