"""Наставник увольняется посреди года: осиротевшие учителя получают другого, остальные пары никто не трогает."""

from pathlib import Path
from typing import Any

from tasks.settings import Settings
from tests.deployments.cli.conftest import Vekha
from tests.factories import FIRST, SECOND, THIRD
from tests.tasks.mentoring.school_year import T1, T2, T3, year_with_needs

SPRING, AUTUMN, LATER = (("--as-of", day) for day in ("2024-02-15", "2024-10-15", "2024-11-01"))


def standing(vekha: Vekha, on: tuple[str, str]) -> dict[str, Any]:
    return {one["teacher"]: one for one in vekha("mentors", "show", *on, "--json").json}


def test_a_mentor_leaves_in_mid_year(home: Settings, tmp_path: Path) -> None:
    """У наставника школы № 2 двое учителей, один с ним уже встречался. Мест у другого наставника хватает на одного."""
    vekha = Vekha()
    year_with_needs(home, tmp_path, T1, T2, T3)
    for need, school in ((T1, SECOND), (T2, SECOND), (T3, THIRD)):
        vekha("mentors", "pin", *need, school, "У-1", "--reason", "так просили школы", *SPRING)
    vekha("mentors", "approve", "--order", "17", "--dated", "2024-02-10", *SPRING)
    vekha("mentors", "met", *T1, "--topic", "Дроби", "--on", "2024-03-20", *AUTUMN)
    before = standing(vekha, AUTUMN)
    assert before[T1.teacher]["meetings"] == 1

    said = vekha("mentors", "leave", SECOND, "У-1", "--reason", "уволился", *AUTUMN).said
    assert T1.teacher in said
    assert T2.teacher in said
    assert standing(vekha, AUTUMN) == {T3.teacher: before[T3.teacher]}

    proposed = vekha("mentors", "propose", *LATER, "--json").json
    assert [row["teacher"] for row in proposed["pairs"] if row["is_standing"]] == [T3.teacher]
    assert [row["reason"] for row in proposed["unserved"]] == ["all_taken"]
    assert {row["remark"] for row in proposed["remarks"]} == {"no_such_mentor"}

    vekha("mentors", "approve", "--order", "31", "--dated", "2024-10-30", *LATER)
    after = standing(vekha, LATER)
    assert after[T3.teacher] == before[T3.teacher]
    (replaced,) = after.keys() - {T3.teacher}
    assert (after[replaced]["mentor_school"], after[replaced]["order_number"]) == (THIRD, "31")
    assert after[replaced]["meetings"] == 0
    assert after[replaced]["school"] == FIRST
