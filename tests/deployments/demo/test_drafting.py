"""What Vekha has prepared is what the cast hands in; what lacks something is left to people."""

from datetime import date

from sqlmodel import select

from deployments.demo.cast import Cast
from deployments.demo.drafting import HANDED_IN, drafted_papers
from deployments.demo.script import Script
from models.drafts import DRAFTS
from models.records import Deliverable
from models.steps.status import Status
from tasks.database import reading
from tasks.running.examine import examine
from tasks.running.wish import Wish
from tasks.settings import Settings
from tests.factories import FIRST, SECOND, done, opened, ref, six_with, the_step

SEPTEMBER = date(2024, 9, 30)


def test_only_drafts_that_there_are_are_handed_in() -> None:
    assert HANDED_IN <= DRAFTS


def test_each_open_step_gets_its_own_paper_and_a_closed_one_none(any_home: Settings) -> None:
    roadmap = six_with("D4", draft="consolidation_plan")
    opened(any_home, FIRST, SECOND, roadmap=roadmap)
    done(any_home, ref("A1"))
    done(any_home, ref("B2", FIRST))
    done(any_home, ref("D4", FIRST), as_of=SEPTEMBER)
    steps = [the_step(any_home, "D4", unit) for unit in (FIRST, SECOND)]
    found = drafted_papers(any_home, roadmap, 2024, steps, SEPTEMBER)
    assert list(found) == [steps[1].id]
    (paper,) = found[steps[1].id or 0]
    assert paper.document is not None
    assert SECOND in paper.document.file_name


def test_the_cast_hands_in_the_draft_itself(any_home: Settings) -> None:
    opened(any_home, FIRST, roadmap=six_with("D4", draft="consolidation_plan"))
    done(any_home, ref("A1"))
    done(any_home, ref("B2", FIRST))
    examine(any_home, "D4", Wish("six", 2024, SEPTEMBER))
    assert Cast(any_home, "six", Script(registers=date(2024, 1, 9))).act(2024, SEPTEMBER) >= 1
    step = the_step(any_home, "D4", FIRST)
    assert step.status is Status.DONE
    with reading(any_home) as session:
        (kept,) = session.exec(select(Deliverable).where(Deliverable.step_id == step.id)).all()
    assert kept.file_name.endswith(f"{FIRST}.docx")
    assert kept.number == "D4-0001/24"
