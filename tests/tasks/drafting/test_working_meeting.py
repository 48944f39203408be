"""The minutes of a meeting say what the school did in its period and what comes, and leave the rest to people."""

from datetime import date
from pathlib import Path

import pytest

from models.mentoring.helpers import Helped
from models.records import HelperKind
from tasks.drafting.contract import Draft
from tasks.drafting.handing_in import drafts_of
from tasks.settings import Settings
from tests.factories import FIRST, SECOND, done, opened, ref, six_with
from tests.tasks.drafting.printed import printed
from tests.tasks.mentoring.test_helping import CURATORS, appoint
from tests.tasks.survey.field import load

SEPTEMBER, OCTOBER = date(2024, 9, 20), date(2024, 10, 5)


@pytest.fixture
def met(any_home: Settings) -> Settings:
    """Two schools; the first has handed in B2 late, in September, the second not at all."""
    opened(any_home, FIRST, SECOND, roadmap=six_with("D4", draft="working_meeting"))
    done(any_home, ref("A1"))
    done(any_home, ref("B2", FIRST), as_of=SEPTEMBER)
    return any_home


def minutes(home: Settings, unit: str) -> Draft:
    (draft,) = drafts_of(home, ref("D4", unit), OCTOBER)
    return draft


def text(draft: Draft) -> str:
    (paper,) = draft.documents.values()
    return printed(paper)


def test_what_the_school_did_is_before_the_meeting_and_nothing_of_another(met: Settings) -> None:
    first, second = (text(minutes(met, school)) for school in (FIRST, SECOND))
    assert "командой школы: Школа № 1 (Кирсанов)" in first
    assert "Период: 01.09.2024 – 30.09.2024." in first
    assert "Анкетирование (п. 2) | 30.04.2024 | 20.09.2024 | позже срока на 143 дн." in first
    assert "6. Просрочено\nНичего." in first
    assert "За период закрытых мероприятий нет." in second
    assert "Анкетирование (п. 2) | 30.04.2024 | ОО | " in second
    assert "позже срока" not in second
    assert "Школа № 1" not in second


def test_its_own_file_is_named_by_school_and_period(met: Settings) -> None:
    (paper,) = minutes(met, FIRST).documents.values()
    assert paper.file_name == f"Протокол рабочей встречи {FIRST} 01.09.2024–30.09.2024.docx"


def test_the_schools_curator_is_named_by_code_once_appointed(home: Settings, tmp_path: Path) -> None:
    opened(home, FIRST, SECOND, roadmap=six_with("D4", draft="working_meeting"))
    assert "Куратор школы: —." in text(minutes(home, FIRST))
    load(home, tmp_path, "curators.csv", CURATORS)
    appoint(home, HelperKind.CURATOR, Helped(FIRST, "К-1", "RF06"))
    assert "Куратор школы: К-1." in text(minutes(home, FIRST))
    assert "Куратор школы: —." in text(minutes(home, SECOND))


def test_a_step_without_dates_has_no_period_to_speak_of(home: Settings) -> None:
    roadmap = six_with("B2", draft="working_meeting", schedule="по отдельному графику")
    opened(home, FIRST, roadmap=roadmap)
    (draft,) = drafts_of(home, ref("B2", FIRST), OCTOBER)
    assert draft.lacks == ["нет дат отчётного периода: задайте их командой vekha dates"]
