"""The region's summary of a period says what the record and the curators' reports say, by municipality and school."""

from datetime import date

import pytest

from models.errors import NotFound
from models.steps.rollup import Risk, RollUp
from tasks.database import reading
from tasks.documents.head import Document
from tasks.record.book import find_cycle, read_book
from tasks.reports.monitoring import dashboard, monitoring_of, summary
from tasks.settings import Settings
from tests.factories import FIRST, SECOND, done, hand_in, opened, ref, six_with
from tests.tasks.drafting.printed import printed

SEPTEMBER, OCTOBER = date(2024, 9, 20), date(2024, 10, 5)


@pytest.fixture
def played(any_home: Settings) -> Settings:
    """Two schools; the first has done B2 late and its curator has reported, the second has done nothing."""
    opened(any_home, FIRST, SECOND, roadmap=six_with("D4", draft="curator_report"))
    done(any_home, ref("A1"))
    done(any_home, ref("B2", FIRST), as_of=SEPTEMBER)
    hand_in(any_home, ref("D4", FIRST), as_of=SEPTEMBER)
    return any_home


def asked(home: Settings, as_of: date = OCTOBER, window: str = "") -> tuple[RollUp, Document, str]:
    with reading(home) as session:
        cycle = find_cycle(session, "six", 2024)
        book = read_book(session, cycle)
        found = monitoring_of(session, cycle, book, as_of, window)
        return found, summary(session, book, found), dashboard(session, found)


def test_the_period_is_the_last_one_whose_report_was_due(played: Settings) -> None:
    found, _paper, _shown = asked(played)
    assert (found.start, found.end) == (date(2024, 9, 1), date(2024, 9, 30))
    assert [(one.school, one.is_reported, one.risks) for one in found.schools] == [
        (FIRST, True, (Risk.MOSTLY_LATE,)),
        (SECOND, False, (Risk.NO_REPORT, Risk.OVERDUE)),
    ]


def test_the_paper_counts_and_names(played: Settings) -> None:
    said = printed(asked(played)[1])
    assert "Отчётов кураторов должно быть 2, сдано 1, из них принято 0." in said
    assert "Отчётов нет: Школа № 2." in said
    assert "Кирсанов | 1 | 1 из 1 | 1 | 1 | 0 | 0" in said
    assert "2 | Школа № 2 | нет | 0 | 0 | 1 | нет отчёта куратора; есть просроченное" in said
    assert "Анкетирование (п. 2) | ОО | 1" in said


def test_the_table_of_the_prefect_interface_shows_whom_to_look_at(played: Settings) -> None:
    shown = asked(played)[2]
    assert "| Мичуринск | 1 | 0 из 1 | 0 | 0 | 1 |" in shown
    assert shown.index("Школа № 2 | нет") < shown.index("Школа № 1 | сдан, ждёт приёмки")


def test_a_period_that_is_not_there_is_said(played: Settings) -> None:
    with pytest.raises(NotFound, match="Отчётного периода «2023» в цикле 2024 нет"):
        asked(played, window="2023")


def test_an_order_that_asks_for_no_reports_has_nothing_to_sum_up(home: Settings) -> None:
    opened(home, FIRST)
    with pytest.raises(NotFound, match="сводить нечего"):
        asked(home)
