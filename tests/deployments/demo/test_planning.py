"""The cast corrects plans in the second year of a roadmap: those of the first go on, and nobody does anything twice."""

from datetime import date

from deployments.demo.planning import correct_plans
from models.steps.status import Status
from models.support.plan import Stage
from tasks.database import reading
from tasks.people.step_ref import StepRef
from tasks.record.book import find_cycle
from tasks.settings import Settings
from tasks.support.versions import Plan, histories
from tests.factories import FIRST, SECOND, THIRD, opened, statuses
from tests.models.support.small import SMALL
from tests.tasks.support.made import all_approved, basis, codes

SEPTEMBER = date(2025, 9, 15)


def corrected(home: Settings) -> dict[str, list[Plan]]:
    """The later year's plans after the cast has corrected them."""
    correct_plans(home, StepRef("six", 2025, "T16"), SEPTEMBER)
    with reading(home) as session:
        return histories(session, find_cycle(session, "six", 2025), [FIRST, SECOND, THIRD])


def test_in_the_second_year_plans_go_on_corrected_and_what_is_new_is_a_step(any_home: Settings) -> None:
    (any_home.root / "catalogue").mkdir()
    (any_home.root / "catalogue" / "small.yaml").write_text(SMALL, "utf8")
    opened(any_home, FIRST, SECOND)
    all_approved(any_home, basis((FIRST, "RF01", "high", 0.8), (SECOND, "RF02", "middle", 0.4), limit=1))
    opened(any_home, FIRST, THIRD, year=2025, as_of=date(2025, 1, 15))
    found = corrected(any_home)
    assert list(found) == [FIRST], "one has left the list, and of the new one nothing is known to make a plan from"
    base, *_between, last = found[FIRST]
    assert (base.row.version, codes(base)) == (4, ["K01.1"])
    assert (last.row.version, last.row.stage, codes(last)) == (7, Stage.APPROVED, ["K01.1", "K01.2"])
    assert last.items[0].baseline == 40
    made = {key: status for key, status in statuses(any_home, 2025).items() if key[1] == "plan-2025"}
    assert made == {("K01.2", "plan-2025", FIRST): Status.PLANNED}
    assert [one.row.version for one in corrected(any_home)[FIRST]] == [4, 5, 6, 7], "asked again, the cast does nothing"
