"""What bad data do: a file that cannot be read leaves no trace, marks that lie stop the measures that rest on them."""

from datetime import date
from pathlib import Path

import pytest

from models.errors import FileRefused
from models.people.notices import NoticeKind
from models.steps.state import State
from tasks.sample.generation import Kind, Region
from tests.stories.town import Town

AUGUST = date(2024, 8, 1)


def test_a_wrong_file_is_refused_whole(town: Town, region: Region) -> None:
    """Файл с ошибками не загружен: названы все ошибки, у каждой место и совет; половины не осталось."""
    mistakes = region.of(Kind.MISTAKES)[0]
    before = (town.record(), town.files(), [one.id for one in town.datasets()])

    with pytest.raises(FileRefused) as refused:
        town.loads(mistakes)

    assert mistakes.name in refused.value.headline
    assert len(refused.value.problems) >= 4
    assert all(problem.place and problem.remedy for problem in refused.value.problems)
    assert (town.record(), town.files(), [one.id for one in town.datasets()]) == before


def test_a_blocked_gate_opens_when_the_data_are_mended(town: Town, right_file: Path) -> None:
    """Отметки одной школы не следуют из баллов: анализ (п. 9) остановлен; пришёл исправленный файл — посчитано всё."""
    town.closes("T08", date(2024, 4, 30))
    town.lives(AUGUST)
    assert town.state("T09", AUGUST) is State.DATA_CHECK_FAILED
    assert town.state("T10.2", AUGUST) is State.WAITING
    (told,) = town.notices(NoticeKind.BLOCKED_BY_DATA, "T09")

    town.lives(date(2024, 8, 2))
    assert town.notices(NoticeKind.BLOCKED_BY_DATA, "T09") == [told], "the same findings are told once"

    report = town.loads(right_file)
    assert len(report.superseded) == 1
    town.lives(date(2024, 8, 5))
    for code in ("T09", "T10.1", "T10.2", "T10.3", "T10.4", "T10.5"):
        assert town.state(code, date(2024, 8, 5)) is State.DONE, code
    assert town.journal_holds()
