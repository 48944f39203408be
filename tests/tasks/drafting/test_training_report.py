"""The report on training says of every school how its plan stands and when, and leaves the numbers to people."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from models.roadmap.definition import Roadmap
from tasks.drafting.contract import Draft
from tasks.drafting.handing_in import drafts_of
from tasks.settings import Settings
from tests.factories import FIRST, MARCH, SECOND, THIRD, accept, done, hand_in, opened, paper, ref, six_with, waive
from tests.tasks.drafting.printed import printed
from tests.tasks.mentoring.test_helping import SCHOOLS
from tests.tasks.survey.field import load

APRIL, MAY = date(2024, 4, 2), date(2024, 5, 20)


def planned(**of_report: Any) -> Roadmap:
    """Schools are asked for plans of training (B2), the ministry for the report on them (C3)."""
    of = six_with("C3", draft="training_report", **of_report)
    plan = of.by_code["B2"].model_copy(update={"draft": "training_plan"})
    measures = tuple(plan if one.code == "B2" else one for one in of.measures)
    return Roadmap(**{name: getattr(of, name) for name in Roadmap.model_fields} | {"measures": measures})


@pytest.fixture
def asked(any_home: Settings, tmp_path: Path) -> Settings:
    """Three schools; their plans may be handed in."""
    opened(any_home, FIRST, SECOND, THIRD, roadmap=planned())
    load(any_home, tmp_path, "schools.csv", SCHOOLS)
    done(any_home, ref("A1"))
    return any_home


def drafted(home: Settings, as_of: date = MAY) -> Draft:
    (draft,) = drafts_of(home, ref("C3"), as_of)
    return draft


def text(home: Settings, as_of: date = MAY) -> str:
    (paper,) = drafted(home, as_of).documents.values()
    return printed(paper)


def plan_of(home: Settings, school: str, as_of: date) -> None:
    papers = [paper(title=title) for title in ("Анкеты", "Рисковый профиль")]
    hand_in(home, ref("B2", school), *papers, as_of=as_of)


def test_every_school_has_a_line_with_how_its_plan_stands_and_when(asked: Settings) -> None:
    plan_of(asked, FIRST, MARCH)
    accept(asked, ref("B2", FIRST), as_of=APRIL)
    plan_of(asked, SECOND, APRIL)
    said = text(asked)
    assert "за 01.05.2024 – 31.05.2024" in said
    assert "1 | МБОУ «СОШ № 1» | сдан 15.03.2024, принят 02.04.2024 | 12 |  | \n" in said
    assert "2 | МБОУ «СОШ № 2» | сдан 02.04.2024, ждёт приёмки | 12 |  | \n" in said
    assert "3 | МБОУ «СОШ № 3» | не сдан, срок был 30.04.2024 | 12 |  | " in said


def test_the_prose_counts_what_stands_and_names_who_has_none(asked: Settings) -> None:
    plan_of(asked, FIRST, MARCH)
    accept(asked, ref("B2", FIRST), as_of=APRIL)
    plan_of(asked, SECOND, APRIL)
    said = text(asked)
    assert "Анкетирование (п. 2): школ 3, приняты планы 1, из них за период 0; сданы и ждут приёмки 1, " in said
    assert "не сданы 1, сняты 0." in said
    assert "Плана нет: МБОУ «СОШ № 3»." in said
    assert "Сколько педагогов заявлено и сколько прошло обучение, в записи нет" in said


def test_what_was_accepted_within_the_period_is_told_apart(asked: Settings) -> None:
    plan_of(asked, FIRST, MARCH)
    accept(asked, ref("B2", FIRST), as_of=date(2024, 5, 6))
    assert "приняты планы 1, из них за период 1;" in text(asked)


def test_a_dropped_plan_is_not_awaited_and_one_not_yet_due_is(asked: Settings) -> None:
    waive(asked, ref("B2", FIRST), "школа на ремонте")
    said = text(asked, APRIL)
    assert "1 | МБОУ «СОШ № 1» | снят: школа на ремонте | 12 |  | \n" in said
    assert "2 | МБОУ «СОШ № 2» | не сдан, срок 30.04.2024 | 12 |  | \n" in said
    assert "не сданы 2, сняты 1." in said
    assert "Плана нет: МБОУ «СОШ № 2», МБОУ «СОШ № 3»." in said


def test_a_roadmap_that_asks_for_no_plans_has_nothing_to_report(home: Settings) -> None:
    opened(home, FIRST, roadmap=six_with("C3", draft="training_report"))
    assert drafted(home).lacks == ["планов повышения квалификации эта дорожная карта не просит"]


def test_without_schools_and_dates_both_are_lacking(home: Settings) -> None:
    opened(home, roadmap=planned(schedule="по отдельному графику"))
    assert drafted(home).lacks == [
        "список школ года ещё не утверждён: vekha group approve",
        "нет дат отчётного периода: задайте их командой vekha dates",
    ]


def test_the_same_record_makes_the_same_bytes(asked: Settings) -> None:
    assert drafted(asked).documents == drafted(asked).documents
