"""A school's page: who it is, whether it is listed and why, its results beside the region, what it has still to do."""

from collections.abc import Iterator
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document as read_docx

from models.assessment.small_cells import is_small
from models.errors import NotFound
from tasks.database import reading
from tasks.passport.material import Material, material
from tasks.passport.values import MOST_PROCEDURES
from tasks.passport.writing import chosen_schools, passports
from tests.stories.town import ROADMAP, YEAR, Town
from tests.tasks.drafting.printed import printed

AUGUST = date(2024, 8, 5)


def told(town: Town, day: date = AUGUST) -> Material:
    with reading(town.home) as session:
        return material(session, town.home, ROADMAP, YEAR, day)


@pytest.fixture(scope="module")
def august(founded: Path, right_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two schools are in the target group; the year's results are analysed."""
    root = tmp_path_factory.mktemp("august") / "home"
    with Town.copied(founded, root) as town:
        town.approves(town.schools()[:2], date(2024, 2, 1))
        town.closes("T08", date(2024, 4, 30))
        town.loads(right_file)
        town.lives(AUGUST)
    return root


@pytest.fixture
def analysed(august: Path, tmp_path: Path) -> Iterator[Town]:
    """A copy of the town in August; the environment points at it too."""
    with Town.copied(august, tmp_path / "home") as copy:
        yield copy


def test_the_page_says_what_is_on_record(analysed: Town) -> None:
    """Паспорт говорит то же, что справки: список и правило, числа, регион рядом, мероприятия школы."""
    of = told(analysed)
    listed = sorted(of.listed)
    assert listed, "the town has schools with low results"
    (page,) = passports(of, listed[:1])
    said = printed(page)
    rules = [rule for rule, holds in (("R1", of.listed[listed[0]].r1), ("R2", of.listed[listed[0]].r2)) if holds]
    assert f"По результатам 2024 года входит в список школ с низкими результатами (правило {', '.join(rules)})." in said
    assert of.schools["name"][listed[0]] in said
    assert f"Обучающихся: {of.schools['pupils'][listed[0]]}" in said
    assert "Процедура | — | 2023 | 2024 | Регион, 2024 | Динамика" in said, "two years of three"
    assert "Динамика по процедурам: ещё не рассчитана." in said
    assert f"Затруднения вызвали {of.elements['hard'][listed[0]]}" in said
    assert len(read_docx(BytesIO(page.content)).inline_shapes) == 1
    assert "{" not in said


def test_a_school_of_the_group_sees_its_late_measures(analysed: Town) -> None:
    """Школа видит свои открытые и просроченные мероприятия; чужих в её паспорте нет."""
    inside, outside = analysed.schools()[1], analysed.schools()[5]
    first, second = (printed(one) for one in passports(told(analysed), [inside, outside]))
    assert "В целевой группе 2024 года с 01.02.2024: приказ № 17 от 01.02.2024." in first
    assert "Анкетирование и рисковый профиль школы (п. 3) | 30.04.2024 | Просрочено" in first
    assert "Исполнено 0 из " in first
    assert "В целевую группу 2024 года не включена." in second
    assert "Мероприятий школы в этом цикле нет." in second
    assert "Анкетирование" not in second


def test_no_page_tells_of_a_few_pupils(analysed: Town) -> None:
    """Малые числа скрыты во всех паспортах сразу: вычесть школы из региона не поможет."""
    of = told(analysed)
    shown = of.cells[~of.cells["is_hidden"]]
    assert len(shown)
    assert not is_small(shown["n"], shown["n_low"]).any()
    hidden = of.cells[of.cells["is_hidden"]].groupby(["year", "procedure"]).size()
    assert hidden.ge(2).all(), "one alone would be worked out from the region"
    school = str(of.cells.loc[of.cells["is_hidden"] & of.cells["school"].ne(""), "school"].iloc[0])
    (page,) = passports(of, [school])
    assert printed(page).count("скрыто, ") == of.results_of(school)["is_hidden"].sum() <= MOST_PROCEDURES * 2


def test_equal_material_makes_equal_pages(analysed: Town) -> None:
    """Один и тот же день, те же данные — те же байты."""
    school = analysed.schools()[0]
    first, second = (next(passports(told(analysed), [school])) for _time in range(2))
    assert first == second
    assert first.file_name == f"Паспорт школы {school} 05.08.2024.docx"


def test_before_anything_is_computed_the_page_says_so(town: Town) -> None:
    """Ничего не рассчитано — паспорт не пустой и не придумывает: говорит, чего ещё нет."""
    (page,) = passports(told(town, date(2024, 2, 1)), town.schools()[:1])
    said = printed(page)
    assert "Список школ с низкими результатами ещё не рассчитан." in said
    assert "Рассчитанных результатов нет." in said
    assert not read_docx(BytesIO(page.content)).inline_shapes


def test_schools_are_chosen_by_login_by_municipality_or_all(town: Town) -> None:
    """Школы выбирают по логину, муниципалитету или все; о чужих сказано сразу обо всех."""
    of = told(town, date(2024, 2, 1))
    place = str(of.schools["municipality"].iloc[0])
    assert chosen_schools(of, [], "") == town.schools()
    assert chosen_schools(of, [town.schools()[3]], "") == [town.schools()[3]]
    assert set(chosen_schools(of, [], place)) == set(of.schools.index[of.schools["municipality"].eq(place)])
    with pytest.raises(NotFound, match="edu1, edu2"):
        chosen_schools(of, ["edu2", town.schools()[0], "edu1"], "")
    with pytest.raises(NotFound, match=place):
        chosen_schools(of, [], "Нигде")
