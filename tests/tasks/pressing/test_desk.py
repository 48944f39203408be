"""A press does what its button says, once, for whoever may; everybody else is told why not, and nothing changes."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from typing import Any

import pytest
from sqlmodel import select

from models.people.buttons import Deed
from models.records import Deliverable, JournalEntry, Press, Snooze
from models.steps.status import Move
from tasks.database import reading
from tasks.pressing.serving import Desk
from tasks.settings import Settings
from tests.factories import FIRST, MARCH, SECOND, THIRD, hand_in, journal, paper, ref, the_step
from tests.slack_stand_in import Fault, SlackStandIn
from tests.tasks.pressing.conftest import ANNA, MOUO, NOW, OLEG, PAUL, STRANGER, a_form, a_press, status_of, subject

PROFILE = {"document": "Рисковый профиль", "link": "https://disk.example.org/1"}
SURVEYS = {"document": "Анкеты", "number": "12", "dated": "2024-02-10"}


class Acknowledged(list[dict[str, Any]]):
    """What Slack was told at once."""

    def __call__(self, shown: dict[str, Any]) -> None:
        self.append(shown)


@pytest.fixture
def told() -> Acknowledged:
    return Acknowledged()


def form_of(desk: Desk, slack: SlackStandIn, user: str = OLEG, at: str = "1", **said: Any) -> dict[str, Any]:
    desk.take(a_press(Deed.HAND_IN, slack, user, at=at, **said), Acknowledged())
    return slack.views[f"trigger-{at}"]


def snoozes(home: Settings) -> list[Snooze]:
    with reading(home) as session:
        return list(session.exec(select(Snooze)))


def test_why_it_stands_is_answered_to_who_asked_only(desk: Desk, slack: SlackStandIn, told: Acknowledged) -> None:
    desk.take(a_press(Deed.WHY, slack), told)
    assert told == [{}]
    (whisper,) = slack.whispers
    assert whisper["response_type"] == "ephemeral"
    assert whisper["text"] == (
        "B2 «Анкетирование» (п. 2).\n• B2 «Анкетирование» (п. 2), Школа № 1: не сдано, срок 30.04.2024."
        " Может: ОО, с 15.03.2024.\n• Из-за этого ждут: C3, D4, F6."
    )


def test_it_is_acknowledged_before_it_is_answered(desk: Desk, slack: SlackStandIn) -> None:
    whispers: list[int] = []
    desk.take(a_press(Deed.WHY, slack), lambda _shown: whispers.append(len(slack.whispers)))
    assert whispers == [0]


def test_a_document_is_handed_in_through_the_form(desk: Desk, slack: SlackStandIn, told: Acknowledged) -> None:
    view = form_of(desk, slack)
    assert desk.take(a_form(view, **SURVEYS), told)
    assert told[-1]["response_action"] == "update"
    assert "Осталось сдать: Рисковый профиль" in told[-1]["view"]["blocks"][0]["text"]["text"]
    desk.take(a_form(form_of(desk, slack, at="2"), of="V2", **PROFILE), told)
    assert "Сдано, ждёт приёмки" in told[-1]["view"]["blocks"][0]["text"]["text"]
    last = journal(desk.settings)[-1]
    assert (last.actor, last.via, last.to_status) == (f"school {FIRST}", f"slack:{OLEG}", "submitted")
    with reading(desk.settings) as session:
        papers = {(one.title, one.link, one.number) for one in session.exec(select(Deliverable))}
    assert papers >= {("Анкеты", "", "12"), ("Рисковый профиль", "https://disk.example.org/1", "")}


@pytest.mark.parametrize(
    ("said", "wrong"),
    [
        ({"document": "Анкеты"}, "Нечего сдавать: укажите файл, ссылку или № и дату документа."),
        ({"document": "Анкеты", "number": "12"}, "Нечего сдавать"),
        ({"document": "Анкеты", "link": "disk.example.org"}, "не ссылка: она начинается с https://"),
        ({"document": "Анкеты", "number": "1", "dated": "2025-01-01"}, "ещё не подписан"),
    ],
)
def test_what_cannot_be_handed_in_is_told_in_the_form_and_can_be_mended(
    desk: Desk, slack: SlackStandIn, told: Acknowledged, said: dict[str, str], wrong: str
) -> None:
    view = form_of(desk, slack)
    desk.take(a_form(view, **said), told)
    assert told[-1]["response_action"] == "errors"
    assert wrong in told[-1]["errors"]["link"]
    desk.take(a_form(view, **SURVEYS), told)
    assert told[-1]["response_action"] == "update"


def test_a_form_opened_before_somebody_else_acted_changes_nothing(
    desk: Desk, slack: SlackStandIn, told: Acknowledged
) -> None:
    view = form_of(desk, slack)
    hand_in(desk.settings, ref("B2", FIRST), paper("7", "Анкеты"), as_of=MARCH)
    desk.take(a_form(view, **SURVEYS), told)
    assert "пока вы смотрели, шаг изменился" in told[-1]["errors"]["link"]


def test_two_people_who_hand_in_at_once_do_it_once(desk: Desk, slack: SlackStandIn) -> None:
    forms = [
        a_form(form_of(desk, slack, user, at=at), user, of=at, **SURVEYS) for user, at in ((OLEG, "1"), (PAUL, "2"))
    ]

    def shown(form: dict[str, Any]) -> str:
        told = Acknowledged()
        desk.take(form, told)
        return str(told[0]["response_action"])

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(shown, forms)) == ["errors", "update"]
    assert [one.move for one in journal(desk.settings) if one.unit == FIRST].count(Move.DELIVER) == 1


def test_the_same_form_delivered_again_hands_nothing_in(desk: Desk, slack: SlackStandIn, told: Acknowledged) -> None:
    form = a_form(form_of(desk, slack), **SURVEYS)
    assert desk.take(form, told)
    before = journal(desk.settings)
    assert not desk.take(form, told)
    assert told[-1] == {}
    assert journal(desk.settings) == before


@pytest.mark.parametrize("deed", list(Deed))
def test_the_same_press_delivered_again_does_nothing(
    desk: Desk, slack: SlackStandIn, told: Acknowledged, deed: Deed
) -> None:
    press = a_press(deed, slack)
    with ThreadPoolExecutor(4) as pool:
        taken = list(pool.map(lambda _nth: desk.take(press, told), range(4)))
    assert sorted(taken) == [False, False, False, True]
    assert len(slack.whispers) + len(slack.views) == 1


def test_a_reminder_is_put_off_for_who_asked_and_the_deadline_stays(desk: Desk, slack: SlackStandIn) -> None:
    desk.take(a_press(Deed.SNOOZE, slack, days="3"), Acknowledged())
    (snooze,) = snoozes(desk.settings)
    assert (snooze.step_id, snooze.until) == (the_step(desk.settings, "B2", FIRST).id, date(2024, 3, 20))
    assert slack.whispers[0]["text"] == "B2 «Анкетирование» (п. 2). Напомню 20.03.2024. Срок не сдвинулся: 30.04.2024."
    desk.take(a_press(Deed.SNOOZE, slack, days="1", at="2"), Acknowledged())
    assert [one.until for one in snoozes(desk.settings)] == [date(2024, 3, 18)]


def test_a_delay_that_we_never_offered_is_the_shortest_one(desk: Desk, slack: SlackStandIn) -> None:
    desk.take(a_press(Deed.SNOOZE, slack, days="1000"), Acknowledged())
    assert [one.until for one in snoozes(desk.settings)] == [date(2024, 3, 18)]


@pytest.mark.parametrize("deed", list(Deed))
@pytest.mark.parametrize(
    ("user", "scope"),
    [(STRANGER, FIRST), (OLEG, THIRD), (OLEG, SECOND), (ANNA, FIRST)],
    ids=["a stranger", "of another school", "not yet in office", "a coordinator for whom somebody holds it"],
)
def test_who_holds_no_role_there_is_refused_and_nothing_changes(
    desk: Desk, slack: SlackStandIn, deed: Deed, user: str, scope: str
) -> None:
    before = journal(desk.settings)
    desk.take(a_press(deed, slack, user, subject(scope=scope)), Acknowledged())
    assert "это может только «ОО», а эта роль сегодня не за вами" in slack.whispers[0]["text"]
    assert (journal(desk.settings), snoozes(desk.settings), slack.views) == (before, [], {})


def test_a_form_sent_by_another_than_the_holder_is_refused(desk: Desk, slack: SlackStandIn, told: Acknowledged) -> None:
    form = a_form(form_of(desk, slack), STRANGER, **SURVEYS)
    desk.take(form, told)
    assert "не за вами" in told[-1]["errors"]["link"]
    assert status_of(desk.settings) == "planned"


def test_a_form_for_a_step_of_another_school_is_refused(desk: Desk, slack: SlackStandIn, told: Acknowledged) -> None:
    view = form_of(desk, slack)
    theirs = the_step(desk.settings, "B2", THIRD)
    view["private_metadata"] = view["private_metadata"].replace(
        f'"{the_step(desk.settings, "B2", FIRST).id}:', f'"{theirs.id}:'
    )
    desk.take(a_form(view, **SURVEYS), told)
    assert "не за вами" in told[-1]["errors"]["link"]
    assert status_of(desk.settings, unit=THIRD) == "planned"


def test_a_coordinator_in_place_of_nobody_may_ask_and_put_off_but_not_hand_in(desk: Desk, slack: SlackStandIn) -> None:
    nobodys = subject(scope=THIRD)
    for nth, deed in enumerate((Deed.WHY, Deed.SNOOZE, Deed.HAND_IN)):
        desk.take(a_press(deed, slack, ANNA, nobodys, at=str(nth)), Acknowledged())
    said = [one["text"] for one in slack.whispers]
    assert "Школа № 3: роль никому не назначена" in said[0]
    assert "Напомню" in said[1]
    assert "не за вами" in said[2]
    assert slack.views == {}


def test_a_municipality_is_told_of_its_own_schools(desk: Desk, slack: SlackStandIn) -> None:
    of = subject("D4", "municipality", "Кирсанов")
    desk.take(a_press(Deed.WHY, slack, MOUO, of), Acknowledged())
    assert "Школа № 1: не сдано" in slack.whispers[0]["text"]
    assert "Школа № 3: роль никому не назначена" in slack.whispers[0]["text"]
    assert "Школа № 2" not in slack.whispers[0]["text"]


def test_what_cannot_be_handed_in_yet_opens_no_form_and_says_what_is_awaited(desk: Desk, slack: SlackStandIn) -> None:
    desk.take(a_press(Deed.HAND_IN, slack, MOUO, subject("D4", "municipality", "Кирсанов")), Acknowledged())
    assert slack.views == {}
    assert "B2 «Анкетирование»" in slack.whispers[0]["text"]


def test_a_form_that_does_not_open_is_told(desk: Desk, slack: SlackStandIn) -> None:
    slack.fail("views.open", Fault.SERVER_ERROR)
    desk.take(a_press(Deed.HAND_IN, slack), Acknowledged())
    assert slack.whispers[0]["text"] == "Форма не открылась: нажмите «Сдать» ещё раз."


@pytest.mark.parametrize(
    "spoil",
    [
        lambda press: press | {"type": "shortcut"},
        lambda press: press | {"actions": []},
        lambda press: press | {"actions": [press["actions"][0] | {"block_id": "of another app"}]},
        lambda press: press | {"actions": [press["actions"][0] | {"action_id": "vekha_burn"}]},
        lambda press: {},
    ],
)
def test_what_is_none_of_ours_is_acknowledged_and_left_alone(
    desk: Desk, slack: SlackStandIn, told: Acknowledged, spoil: Callable[[dict[str, Any]], dict[str, Any]]
) -> None:
    desk.take(spoil(a_press(Deed.WHY, slack)), told)
    assert (told, slack.whispers) == ([{}], [])


def test_presses_are_remembered_a_week(desk: Desk, slack: SlackStandIn) -> None:
    desk.take(a_press(Deed.WHY, slack, at="1"), Acknowledged())
    later = Desk(desk.settings, desk.web, now=lambda: NOW.replace(day=25))
    later.take(a_press(Deed.WHY, slack, at="2"), Acknowledged())
    with reading(desk.settings) as session:
        assert [one.at.day for one in session.exec(select(Press))] == [25]


def test_no_person_stands_in_the_journal_by_name(desk: Desk, slack: SlackStandIn, told: Acknowledged) -> None:
    desk.take(a_form(form_of(desk, slack), **SURVEYS), told)
    with reading(desk.settings) as session:
        entries = session.exec(select(JournalEntry).where(JournalEntry.unit == FIRST)).all()
    assert not [one for one in entries if "Олег" in one.actor + one.via + one.reason]
