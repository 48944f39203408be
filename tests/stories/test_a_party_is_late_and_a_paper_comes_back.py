"""The life of a paper: asked for, late, handed in, returned, mended, accepted."""

from datetime import date

from sqlmodel import select

from models.people.notices import NoticeKind
from models.records import Deliverable
from models.steps.state import State
from tasks.database import reading
from tests.stories.town import Town


def test_a_late_party_is_reminded_by_the_ladder(town: Town) -> None:
    """Установочную сессию (п. 2) не провели в феврале: министерству напоминают ступень за ступенью, пока не сдаст."""
    town.lives(date(2024, 2, 1))
    assert town.state("T02", date(2024, 2, 1)) is State.OPEN
    assert len(town.notices(NoticeKind.OPENED, "T02")) == 1

    town.lives(date(2024, 2, 26))
    assert [one.rung for one in town.notices(NoticeKind.REMINDER, "T02")] == [-7], "пропущенную ступень не догоняют"
    assert not town.notices(NoticeKind.OVERDUE, "T02")

    for day in (date(2024, 3, 1), date(2024, 3, 1), date(2024, 3, 2), date(2024, 4, 15)):
        town.lives(day)
        assert town.state("T02", day) is State.OVERDUE
    told, again = town.notices(NoticeKind.OVERDUE, "T02")
    assert (told.party, told.rung, again.rung) == ("ministry", 1, 7)
    assert "29.02.2024" in told.text
    assert [one.party for one in town.notices(NoticeKind.ESCALATION, "T02")] == ["coordinator"]

    town.closes("T02", date(2024, 4, 15))
    assert town.state("T02", date(2024, 4, 16)) is State.DONE
    town.lives(date(2024, 4, 16))
    assert len(town.notices(NoticeKind.OVERDUE, "T02")) == 2


def test_a_returned_deliverable_goes_round_again(town: Town) -> None:
    """Решение сессии вернули: ведущий узнал почему, сдал заново, и лишь тогда открылось анкетирование школ (п. 3)."""
    day = date(2024, 3, 4)
    school = town.schools()[0]
    town.approves([school], date(2024, 2, 1))
    town.lives(day)
    assert town.state("T03", day) is State.WAITING
    assert "T02" in town.sentence("T03", day)

    town.hands_in("T02", day)
    town.gives_back("T02", "нет подписей участников", day)
    assert town.state("T02", day) is State.OVERDUE
    assert "нет подписей участников" in town.sentence("T02", day)
    (told,) = town.notices(NoticeKind.RETURNED, "T02")
    assert told.party == "ministry"
    assert "нет подписей участников" in told.text

    town.lives(day)
    assert town.state("T03", day) is State.WAITING, "a returned paper opens nothing"

    town.closes("T02", date(2024, 3, 6))
    town.lives(date(2024, 3, 6))
    assert town.state("T02", date(2024, 3, 6)) is State.DONE
    assert town.state("T03", date(2024, 3, 6)) is State.OPEN
    assert [(paper.number, paper.superseded) for paper in papers(town, "T02")] == [
        ("T02/0403", True),
        ("T02/0603", False),
    ]
    assert town.journal_holds()


def papers(town: Town, code: str) -> list[Deliverable]:
    """Everything that was handed in for the measure, returned papers too."""
    (step,) = town.steps(code)
    with reading(town.home) as session:
        return list(session.exec(select(Deliverable).where(Deliverable.step_id == step.id)))
