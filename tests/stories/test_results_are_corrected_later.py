"""Running again: nothing happens when nothing changed; when results change, what rested on them does and no more."""

from datetime import date
from pathlib import Path

import pytest

from models.people.notices import NoticeKind
from models.steps.gate import State
from tasks.examine import Redo
from tests.stories.town import Town

SEPTEMBER, OCTOBER = date(2024, 9, 10), date(2024, 10, 21)
LISTS = ("T09", "T10.1", "T10.2", "T10.3", "T10.4", "T10.5")


@pytest.fixture
def september(town: Town, right_file: Path) -> Town:
    """The results of 2024 are in and counted; two schools work by the roadmap."""
    town.loads(right_file)
    town.approves(town.schools()[:2], date(2024, 8, 1))
    town.closes("T08", date(2024, 8, 1))
    town.lives(SEPTEMBER)
    return town


def test_a_rerun_changes_nothing(september: Town) -> None:
    """Тот же день ещё раз, и даже с пересчётом всего: ни записи в журнале, ни оповещения, ни файла."""
    before = (september.record(), september.files())
    assert september.lives(SEPTEMBER) == 0
    assert september.lives(SEPTEMBER, Redo.ALL) == 0
    assert (september.record(), september.files()) == before


def test_corrected_results_make_stale_what_rested_on_them(september: Town, later_file: Path) -> None:
    """Уточнили ВПР: анализ пересчитан сам, сессия школы (п. 11) устарела, школе сказали; сдала заново — свежо."""
    school, other = september.schools()[:2]
    september.closes("T11", SEPTEMBER, school)
    september.closes("T22.1", SEPTEMBER)
    before = {code: september.steps(code)[0].result for code in LISTS}

    september.loads(later_file)
    assert september.state("T09", OCTOBER) is State.STALE
    september.lives(OCTOBER)

    assert september.steps("T09")[0].result != before["T09"]
    assert september.state("T09", OCTOBER) is State.DONE
    assert states_of(september, "T11") == {school: "done", other: "open"}
    assert "T09" in september.sentence("T11", date(2024, 9, 30))
    (told,) = september.notices(NoticeKind.STALE)
    assert told.measure == "T11"
    assert september.state("T22.1", OCTOBER) is State.DONE, "what did not rest on the results stays"

    september.closes("T11", OCTOBER, school)
    september.lives(OCTOBER)
    assert "Устарело" not in september.sentence("T11", OCTOBER)
    assert len(september.notices(NoticeKind.STALE)) == 1
    assert september.journal_holds()


def states_of(town: Town, code: str) -> dict[str, str]:
    """The stored status of each school's step."""
    return {step.unit: step.status.value for step in town.steps(code)}
