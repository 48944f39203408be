"""A school's support plan: from its factors to steps that are handed in, and what new results change."""

from datetime import date

import pandas as pd

from models.people.notices import NoticeKind
from models.steps.state import State
from models.steps.status import Status
from models.support.choosing import Capacity
from models.support.plan import Change, Deed
from tasks.database import writing
from tasks.reading.catalogue import CATALOGUES
from tasks.record.writer import locked_cycle
from tasks.support.deciding import agree, approve, change, send
from tasks.support.proposing import Basis, propose
from tests.models.support.small import factors
from tests.stories.town import COORDINATOR, LEADER, ROADMAP, YEAR, Town

SPRING, SUMMER, AUTUMN = date(2024, 4, 20), date(2024, 6, 10), date(2024, 9, 16)
(CATALOGUE,) = CATALOGUES.shipped()


def proposes(town: Town, said: pd.DataFrame, day: date, deed: Deed = Deed.PROPOSE) -> dict[str, list[str]]:
    """What Vekha proposes to each school."""
    basis = Basis(CATALOGUE, said, Capacity(CATALOGUE.measures_per_school), pd.Series(dtype=int))
    with writing(town.home) as session:
        held = locked_cycle(session, ROADMAP, YEAR)
        found = propose(session, held, basis, (), deed, as_of=day, author=COORDINATOR)
    return {plan.school: [item.code for item in plan.items] for plan in found.plans}


def approves(town: Town, day: date) -> tuple[str, ...]:
    """Every plan at people's hands is agreed and approved; the measures that are new in the roadmap."""
    with writing(town.home) as session:
        held = locked_cycle(session, ROADMAP, YEAR)
        agree(session, held, (), "протокол собеседования", as_of=day, author=LEADER)
        done = approve(session, held, CATALOGUE, (), "41", day, as_of=day, author=COORDINATOR)
    return done.entered.measures


def test_a_school_gets_its_plan(town: Town) -> None:
    """Веха предложила меры, школа поспорила, приказ утвердил, меры исполняют; осенью план поправили по результатам."""
    first, second = town.schools()[:2]
    town.approves([first, second], date(2024, 2, 1))
    town.lives(SPRING)
    spring = factors((first, "RF03", "high", 0.8), (first, "RF06", "middle", 0.5), (second, "RF03", "middle", 0.4))
    plans = proposes(town, spring, SPRING)
    assert {"K03.1", "K03.2", "K03.3", "K06.1"} <= {*plans[first]}
    assert "K03.3" not in plans[second], "a measure for high factors is not for a middle one"

    with writing(town.home) as session:
        held = locked_cycle(session, ROADMAP, YEAR)
        send(session, held, (), as_of=SPRING, author=COORDINATOR)
        said = Change(drop=("K06.1",), baselines={"K03.2": 20})
        change(session, held, first, CATALOGUE, said, "нет кому вести", as_of=SPRING, author=LEADER)
    assert "K03.1" in approves(town, SPRING)
    town.lives(SPRING)

    assert town.state("K03.1", SPRING) is State.OPEN
    assert sorted(step.unit for step in town.steps("K03.1")) == [first, second]
    assert {told.party for told in town.notices(NoticeKind.OPENED, "K03.1")} == {"toipkro"}
    assert town.state("K03.2", SPRING) is State.WAITING
    assert not [step for step in town.steps("K06.1") if step.unit == first]

    for school in (first, second):
        town.closes("K03.1", SUMMER, school)
    town.lives(SUMMER)
    assert (town.state("K03.1", SUMMER), town.state("K03.2", SUMMER)) == (State.DONE, State.OPEN)
    before = town.record()
    town.lives(SUMMER)
    assert town.record() == before, "a rerun changes nothing"

    autumn = factors((first, "RF03", "middle", 0.5), (second, "RF03", "middle", 0.4), (second, "RF10", "high", 0.9))
    plans = proposes(town, autumn, AUTUMN, Deed.CORRECT)
    assert "K03.3" not in plans[first]
    assert approves(town, AUTUMN) == ("K10.1", "K10.2", "K10.3")
    by_school = {step.unit: step for step in town.steps("K03.3")}
    assert by_school[first].status is Status.WAIVED
    assert [step.status for step in town.steps("K03.1")] == [Status.DONE, Status.DONE], "done stays done"
    town.lives(AUTUMN)
    assert town.state("K10.1", AUTUMN) is State.OPEN
    assert town.journal_holds()
