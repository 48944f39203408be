"""The list of mentors and the plan of a school's work with them say what is loaded and approved, in codes."""

from pathlib import Path

import pytest

from tasks.drafting.contract import Draft
from tasks.drafting.handing_in import drafts_of
from tasks.settings import Settings
from tests.factories import FIRST, JANUARY, MAY, SECOND, opened, ref, six_with
from tests.tasks.drafting.printed import printed
from tests.tasks.mentoring.school_year import M1, T1, T2, appoint, lists_loaded


def text(draft: Draft) -> str:
    (paper,) = draft.documents.values()
    return printed(paper)


def test_a_schools_plan_names_its_pairs_by_codes_and_leaves_months_to_people(
    any_home: Settings, tmp_path: Path
) -> None:
    opened(any_home, FIRST, SECOND, roadmap=six_with("D4", draft="mentor_plan"))
    lists_loaded(any_home, tmp_path)
    appoint(any_home, (T1, M1), (T2, M1))
    first, second = drafts_of(any_home, ref("D4"), MAY)
    said = text(first)
    assert "1 | У-1 | математика | У-1 | МБОУ «СОШ № 2» | № 17 от 10.02.2024" in said
    assert "2 | У-2 | математика" in said
    assert said.count(" 2025 |  |  | ") + said.count(" 2024 |  |  | ") == 9
    assert second.lacks == ["учителям школы не назначены наставники: vekha mentors approve"]


def test_the_list_of_mentors_counts_people_once_and_places_once(home: Settings, tmp_path: Path) -> None:
    opened(home, roadmap=six_with("C3", draft="mentor_pool"))
    lists_loaded(home, tmp_path)
    (draft,) = drafts_of(home, ref("C3"), JANUARY)
    said = text(draft)
    assert "Наставников: 2, школ: 2, учителей они возьмут: 4." in said
    assert "1 | математика | У-1 | МБОУ «СОШ № 2» | Лесной район | ООО | 2" in said


@pytest.mark.parametrize("name", ["mentor_pool", "mentor_plan"])
def test_without_data_it_is_said_what_is_lacking(home: Settings, name: str) -> None:
    opened(home, FIRST, roadmap=six_with("D4", draft=name))
    (draft,) = drafts_of(home, ref("D4", FIRST), MAY)
    assert len(draft.lacks) == 1
    assert "vekha " in draft.lacks[0]
