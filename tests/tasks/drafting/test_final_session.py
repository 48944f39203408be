"""The final session's papers say what the record and the loaded results say, and nothing that they do not allow."""

from datetime import UTC, date, datetime

import pandas as pd
import pytest
from sqlmodel import Session

from models.roadmap.definition import Indicator, Roadmap
from tasks.data.datasets import Source, store
from tasks.database import writing
from tasks.drafting.contract import Draft
from tasks.drafting.handing_in import drafts_of
from tasks.reading.contract import Loaded
from tasks.settings import Settings
from tests.factories import FIRST, JANUARY, SECOND, done, opened, ref, six_with
from tests.models.assessment.factories import exam
from tests.tasks.drafting.printed import printed

JUNE, SEPTEMBER, OCTOBER = date(2024, 6, 10), date(2024, 9, 20), date(2024, 10, 5)
CLOSED = Indicator(text="100% школ прошли анкетирование", counted="школы", at_least=1.0, by="schools_that_closed")
SEEN = Indicator(text="100% руководителей посетили уроки", counted="руководители", at_least=1.0)


def roadmap(code: str, draft: str) -> Roadmap:
    """The six measures: B2 and A1 have an indicator, one measure a draft."""
    measures = {
        "B2": {"indicators": (CLOSED,)},
        "A1": {"indicators": (SEEN,)},
    }
    measures.setdefault(code, {})["draft"] = draft  # type: ignore[assignment]
    found = six_with(code, draft=draft)
    changed = tuple(one.model_copy(update=measures.get(one.code, {})) for one in found.measures)
    return Roadmap(**{name: getattr(found, name) for name in Roadmap.model_fields} | {"measures": changed})


def played(home: Settings, code: str, draft: str) -> Settings:
    """Two schools; the first has closed B2 late, the second not at all."""
    opened(home, FIRST, SECOND, roadmap=roadmap(code, draft))
    done(home, ref("A1"))
    done(home, ref("B2", FIRST), as_of=JUNE)
    return home


def load_exams(home: Settings) -> None:
    """Three years of an exam: the first school has left the low results, the second has not, others never had them."""
    with writing(home) as session:
        for year in (2022, 2023, 2024):
            low = {FIRST: 20 if year < 2024 else 2, SECOND: 20, **{f"edu6810{place:02d}": 2 for place in range(25)}}
            parts = [exam(40, many, year=year, held_on=f"{year}-06-01", school=school) for school, many in low.items()]
            _store(session, home, year, pd.concat(parts, ignore_index=True))


def _store(session: Session, home: Settings, year: int, gia: pd.DataFrame) -> None:
    loaded = Loaded(kind="oge", slot=f"{year}/математика", year=year, rows=len(gia), frames={"gia": gia})
    store(session, loaded, Source(f"{year}.csv", f"{year}", "cli:analyst", datetime.now(UTC)), home)


def drafts(home: Settings, code: str, unit: str = "", as_of: date = OCTOBER) -> list[Draft]:
    return drafts_of(home, ref(code, unit), as_of)


def text(draft: Draft) -> str:
    assert not draft.lacks, draft.lacks
    (paper,) = draft.documents.values()
    return printed(paper)


def test_the_report_tells_how_measures_were_kept_to_and_each_indicator(any_home: Settings) -> None:
    said = text(drafts(played(any_home, "C3", "session_report"), "C3", as_of=JUNE)[0])
    assert "Исполнено шагов: 1, из них позже срока: 0." in said, "by 31 May, the last day of the period"
    assert "Анкетирование (п. 2) | 0 | 0 | 2 | 0 | 0" in said
    assert "1 из 2 (50 %) | не достигнут" in said
    assert "Достигнуто: 0, не достигнуто: 1, нет данных: 1." in said
    assert "Анкетирование (п. 2) | ОО | 30.04.2024 | 1" in said, "what is open, of how many schools"


def test_without_results_the_report_says_why_and_gives_no_number(any_home: Settings) -> None:
    said = text(drafts(played(any_home, "C3", "session_report"), "C3")[0])
    assert "О динамике сказать нельзя: результаты ВПР, ОГЭ и ЕГЭ не загружены." in said
    assert "Улучшение" not in said


def test_with_results_the_report_names_who_would_leave_and_that_it_proves_nothing(any_home: Settings) -> None:
    load_exams(played(any_home, "C3", "session_report"))
    said = text(drafts(any_home, "C3")[0])
    assert "Улучшение — " in said
    assert "Данные не позволяют утверждать" in said
    assert "Выход школы из перечня — не доказательство эффекта" in said
    assert "вышла бы (низких процедур мало для перечня: 0 из 1)" in said
    assert "осталась бы (низкие процедуры: 1 из 1)" in said


def test_results_of_years_to_come_are_not_looked_at(any_home: Settings) -> None:
    load_exams(played(any_home, "C3", "session_report"))
    with writing(any_home) as session:
        _store(session, any_home, 2026, exam(40, 40, year=2026, held_on="2026-06-01", school=FIRST))
    assert "вышла бы (низких процедур мало" in text(drafts(any_home, "C3")[0])


def test_the_decision_charges_with_what_is_open_and_leaves_who_and_when_to_people(any_home: Settings) -> None:
    said = text(drafts(played(any_home, "C3", "session_decision"), "C3")[0])
    assert "ПРОТОКОЛ (ПРОЕКТ РЕШЕНИЯ)" in said
    assert "2 | Завершить незакрытое (1 шаг, раздел 5); что не нужно — снять с указанием причины. |  | " in said
    assert "По недостигнутым показателям" in said
    assert "По показателям без данных" in said
    assert "Незакрытое перенести в план следующего года" in said
    assert "О результатах сказать нельзя" in said


def test_the_schools_plan_begins_with_what_is_open_and_tells_of_no_other_school(any_home: Settings) -> None:
    load_exams(played(any_home, "D4", "consolidation_plan"))
    first, second = (text(one) for one in drafts(any_home, "D4"))
    assert "Анкетирование (п. 2) | ОО | 30.04.2024 | 10.06.2024 | позже срока на 41 дн." in first
    assert "Завершить: Анкетирование (п. 2)" in second
    assert "Завершить:" not in first
    assert "процедур лучше — 1, хуже — 0" in first
    assert "вышла бы (низких процедур мало для перечня" in first
    assert "Школа № 2" not in first
    assert "Выход школы из перечня — не доказательство эффекта" in first


def test_a_schools_report_has_plan_and_fact_and_room_for_its_self_analysis(any_home: Settings) -> None:
    first, second = (text(one) for one in drafts(played(any_home, "D4", "school_report"), "D4"))
    assert "Исполнено: 1, из них позже срока: 1." in first
    assert "Просрочено: 1." in second
    assert "Внутришкольный контроль: самоанализ" in first


def test_projects_hold_every_school_of_the_list(any_home: Settings) -> None:
    said = text(drafts(played(any_home, "C3", "next_year_projects"), "C3")[0])
    assert "Школа № 1\n" in said
    assert "Завершить: Анкетирование (п. 2)." in said
    assert "Завершить: незакрытого нет." in said


@pytest.mark.parametrize("draft", ["session_report", "session_decision", "next_year_projects"])
def test_a_session_without_dates_has_no_period(any_home: Settings, draft: str) -> None:
    (found,) = drafts(played(any_home, "F6", draft), "F6")
    assert "vekha dates" in found.lacks[0]
    assert not found.documents


def test_without_an_approved_list_there_is_nobody_to_plan_for(any_home: Settings) -> None:
    opened(any_home, roadmap=roadmap("C3", "next_year_projects"), as_of=JANUARY)
    assert "vekha group approve" in drafts(any_home, "C3")[0].lacks[0]


def test_the_same_record_makes_the_same_bytes(any_home: Settings) -> None:
    load_exams(played(any_home, "C3", "session_report"))
    assert drafts(any_home, "C3")[0].documents == drafts(any_home, "C3")[0].documents
