"""Support plans as papers say what the record says, and what is lacking before they can be handed in."""

from datetime import date

from models.roadmap.definition import Roadmap, Unit
from models.support.plan import Change
from tasks.database import writing
from tasks.drafting.contract import Draft
from tasks.drafting.handing_in import drafts_of, hand_in_draft
from tasks.people.deliverables import Evidence
from tasks.settings import Settings
from tasks.support.deciding import agree, change
from tests.factories import ANNA, FIRST, JANUARY, MARCH, SECOND, done, held, opened, ref, six_with
from tests.models.support.small import SMALL, small
from tests.tasks.drafting.printed import printed
from tests.tasks.support.made import agreed, approved, basis, changes, proposed, sent

BOTH = basis((FIRST, "RF01", "high", 0.8), (SECOND, "RF02", "middle", 0.4))


def asking(draft: str) -> Roadmap:
    """B2 is done in schools and handed in with that draft."""
    return six_with("B2", draft=draft, unit=Unit.SCHOOL, deliverables=("План",))


def begun(home: Settings, asked: str | Roadmap) -> None:
    """Two schools with proposed plans; the region has a small catalogue of its own."""
    (home.root / "catalogue").mkdir()
    (home.root / "catalogue" / "small.yaml").write_text(SMALL, "utf8")
    opened(home, FIRST, SECOND, roadmap=asking(asked) if isinstance(asked, str) else asked)
    proposed(home, BOTH)


def drafts(home: Settings, as_of: date = MARCH) -> dict[str, Draft]:
    return {draft.step.unit: draft for draft in drafts_of(home, ref("B2"), as_of)}


def text(draft: Draft) -> str:
    (paper,) = draft.documents.values()
    return printed(paper)


def test_the_programme_says_each_measure_with_its_indicator_deadline_and_evidence(any_home: Settings) -> None:
    begun(any_home, "support_programme")
    changes(any_home, FIRST, Change(baselines={"K01.1": 40.5}))
    said = text(drafts(any_home)[FIRST])
    assert "ПРОЕКТ ПРОГРАММЫ" in said
    assert "помощи школе: Школа № 1 (Кирсанов)" in said
    assert "Оснащение | высокая" in said
    assert "Оснащение | Ревизия | Доля кабинетов | 40,5 % | 50,5 % | 16.03.2024 | ОО | Перечень" in said
    assert "Оснащение | Заявка | Доля позиций | — | — | " in said
    assert "Курсы" not in said, "nothing of the other school"


def test_a_plan_that_is_not_agreed_is_not_handed_in_as_the_schools(any_home: Settings) -> None:
    begun(any_home, "school_plan")
    sent(any_home, FIRST)
    assert drafts(any_home)[FIRST].lacks == ["план школы — отправлен школе: его надо согласовать (vekha plan agree)"]
    agreed(any_home, FIRST)
    found = drafts(any_home)
    assert "ДОРОЖНАЯ КАРТА" in text(found[FIRST])
    assert found[SECOND].lacks == ["план школы — черновик: его надо согласовать (vekha plan agree)"]


def test_a_corrected_plan_says_what_changed_since_the_approved_one(home: Settings) -> None:
    begun(home, "corrected_plan")
    sent(home)
    agreed(home)
    lacks = "план школы ещё не утверждён, корректировать нечего (vekha plan approve)"
    assert drafts(home)[FIRST].lacks == [lacks]
    approved(home)
    changes(home, FIRST, Change(add=("K02.2",), drop=("K01.2",)), as_of=MARCH)
    with writing(home) as session:
        agree(session, held(session), [FIRST], as_of=MARCH, author=ANNA)
    said = text(drafts(home)[FIRST])
    assert "Что изменено против утверждённой редакции 4" in said
    assert "добавлена | Кадровый план | — |" in said
    assert "исключена | Заявка | — |" in said


def test_in_the_next_year_a_plan_is_corrected_against_what_the_year_before_approved(home: Settings) -> None:
    every_september = six_with("D4", draft="corrected_plan")
    begun(home, every_september)
    sent(home)
    agreed(home)
    approved(home)
    opened(home, FIRST, roadmap=every_september, year=2025, as_of=date(2025, 1, 15))
    september = date(2025, 9, 15)

    def its_draft() -> Draft:
        (found,) = drafts_of(home, ref("D4", FIRST, year=2025), september)
        return found

    assert its_draft().lacks == [
        "утверждённый план не менялся: скорректируйте его (vekha plan correct или vekha plan change)"
    ]
    with writing(home) as session:
        cycle = held(session, 2025)
        said = Change(add=("K02.2",))
        change(session, cycle, FIRST, small(), said, "новые результаты", as_of=september, author=ANNA)
        agree(session, cycle, [FIRST], as_of=september, author=ANNA)
    said_there = text(its_draft())
    assert "План в редакции 6 от 15.09.2025 — согласован" in said_there
    assert "Что изменено против утверждённой редакции 4" in said_there
    assert "добавлена | Кадровый план | — |" in said_there


def test_a_school_without_a_plan_is_told_how_to_get_one(home: Settings) -> None:
    opened(home, FIRST, roadmap=asking("support_programme"))
    assert drafts(home)[FIRST].lacks == ["плана школы нет: предложите его (vekha plan propose)"]


def test_the_draft_is_handed_in_as_it_is(home: Settings) -> None:
    begun(home, "support_programme")
    done(home, ref("A1"))
    said = Evidence(number="7", dated_on=JANUARY)
    assert hand_in_draft(home, ref("B2", FIRST), said, as_of=MARCH, author=ANNA).status == "submitted"
