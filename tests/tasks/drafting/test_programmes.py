"""What a school's programme goes through: the council's minutes, the programme by risks, the expert's opinion."""

from pathlib import Path

from models.roadmap.definition import Roadmap, Unit
from tasks.settings import Settings
from tests.factories import FIRST, SECOND, opened, six_with
from tests.tasks.drafting.test_risk_profile import drafts
from tests.tasks.drafting.test_support_plan import begun, text
from tests.tasks.drafting.test_support_plan import drafts as of_plans
from tests.tasks.survey.field import HEAD, answers, load, surveyed


def test_the_programme_by_risks_is_the_plan_under_the_schools_own_name(home: Settings) -> None:
    begun(home, "antirisk_programme")
    found = of_plans(home)[FIRST]
    assert [paper.file_name for paper in found.documents.values()] == [
        f"Антирисковая программа {FIRST}, редакция 1.docx"
    ]
    said = text(found)
    assert "ПРОЕКТ АНТИРИСКОВОЙ ПРОГРАММЫ\nпо факторам риска школы: Школа № 1 (Кирсанов)" in said
    assert "Оснащение | высокая | снизить значимость" in said


def test_an_expert_has_each_factor_with_its_measures_and_room_for_an_opinion(home: Settings) -> None:
    begun(home, "peer_review")
    said = text(of_plans(home)[FIRST])
    assert "Рассмотрена программа школы, редакция 1 от " in said
    assert "Оснащение | высокая | Ревизия (Доля кабинетов, до 16.03.2024); Заявка (Доля позиций, до " in said
    assert "Кадры" not in said, "nothing of the other school"


def test_without_a_programme_there_is_nothing_to_give_an_opinion_on(home: Settings) -> None:
    opened(home, FIRST, roadmap=asking("peer_review"))
    assert of_plans(home)[FIRST].lacks == ["программы школы нет: предложите её план (vekha plan propose)"]


def test_the_council_has_the_factors_and_the_number_of_teachers_before_it(home: Settings, tmp_path: Path) -> None:
    surveyed(home, tmp_path, draft="council_minutes")
    load(home, tmp_path, "a.csv", HEAD + answers(home, FIRST, {"team": 1}, answer=5))
    (draft,) = drafts(home, FIRST)
    assert not draft.lacks
    said = text(draft)
    assert "педагогического совета: Школа № 1 (Кирсанов)" in said
    assert "Педагогов в школе: 12; присутствовали: ______." in said
    assert "Низкий уровень дисциплины в классе | средняя |  | " in said
    (other,) = drafts(home, SECOND)
    assert other.lacks == ["рискового профиля школы нет: загрузите анкеты (vekha load)"]


def asking(draft: str) -> Roadmap:
    return six_with("B2", draft=draft, unit=Unit.SCHOOL, deliverables=("Заключение",))
