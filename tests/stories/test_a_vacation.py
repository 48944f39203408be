"""Заместитель директора уходит в отпуск: сообщения приходят тому, кто замещает, он и сдаёт; потом всё возвращается."""

from datetime import date

import pytest
from slack_sdk import WebClient

from tasks.channels.outbox import send_unsent
from tasks.channels.slack import SlackChannel
from tasks.running.examine import examine
from tasks.running.wish import Wish
from tasks.settings import Settings
from tests.deployments.cli.conftest import Vekha
from tests.factories import FIRST, done, opened, ref
from tests.slack_stand_in import CHANNEL, TOKEN, SlackStandIn

ANNA, VERA = "D0ANNA00001", "D0VERA00001"
FEBRUARY, AWAY, BACK = date(2024, 2, 20), date(2024, 3, 11), date(2024, 3, 25)


def lives(home: Settings, day: date, slack: SlackStandIn) -> list[str]:
    """A day passes and everything owed is sent; the persons to whom something new was said, not the common channel."""
    before = len(slack.messages)
    for code in ("A1", "B2"):
        examine(home, code, Wish("six", 2024, day))
    client = WebClient(token=TOKEN, base_url=slack.url, timeout=5, retry_handlers=[])
    send_unsent(home, SlackChannel(client, CHANNEL))
    return [message["channel"] for message in slack.messages[before:] if message["channel"] != CHANNEL]


@pytest.fixture
def school_year(home: Settings) -> Vekha:
    """One school; Anna answers for it, and in February she says that she will be away from the 11th of March."""
    opened(home, FIRST, simulated=True)
    done(home, ref("A1"))
    vekha, at, on = Vekha(), ("--school", FIRST), ("--as-of", FEBRUARY)
    vekha("party", "bind", "school", "--person", "Анна", "--slack", ANNA, *at, *on)
    vacation = ("--from", "2024-03-11", "--to", "2024-03-24", "--substitute", "Анна", "--reason", "приказ № 8")
    vekha("party", "bind", "school", "--person", "Вера", "--slack", VERA, *vacation, *at, *on)
    return vekha


def test_a_vacation(school_year: Vekha, home: Settings) -> None:
    vekha = school_year
    with SlackStandIn(channels=(CHANNEL, ANNA, VERA)) as slack:
        # Vera hears that she will stand in; it opens, and Anna is still here.
        assert lives(home, date(2024, 3, 4), slack) == [VERA, ANNA]
        assert holder(vekha, date(2024, 3, 10)) == "Анна"

        assert holder(vekha, AWAY) == "Вера"
        assert inbox(vekha, "Анна", AWAY) == []
        assert inbox(vekha, "Вера", AWAY) == ["B2"]
        handed_in = ("--school", FIRST, "--number", "5", "--dated", "2024-03-12", "--as-of", "2024-03-12")
        vekha("submit", "B2", "--title", "Анкеты", *handed_in)
        vekha("submit", "B2", "--title", "Рисковый", *handed_in)
        vekha("return", "B2", "--school", FIRST, "--reason", "нет подписи", "--as-of", "2024-03-13")
        assert lives(home, date(2024, 3, 13), slack) == [VERA]  # she mends it, not Anna
        for title in ("Анкеты", "Рисковый"):
            vekha("submit", "B2", "--title", title, *handed_in[:-1], "2024-03-14")
        vekha("accept", "B2", "--school", FIRST, "--as-of", "2024-03-14")
        lives(home, date(2024, 3, 14), slack)

        assert holder(vekha, date(2024, 3, 24)) == "Вера"
        assert holder(vekha, BACK) == "Анна"
        vekha("reopen", "B2", "--school", FIRST, "--reason", "пришла ещё одна анкета", "--as-of", BACK)
        assert (inbox(vekha, "Анна", BACK), inbox(vekha, "Вера", BACK)) == (["B2"], [])
        assert set(lives(home, date(2024, 4, 24), slack)) == {ANNA}  # a week is left, and Anna is reminded


def test_the_history_says_who_held_the_role_on_each_day(school_year: Vekha, home: Settings) -> None:
    vekha = school_year
    days = [date(2024, 3, day) for day in range(1, 32)]
    assert [holder(vekha, day) for day in days] == ["Анна"] * 10 + ["Вера"] * 14 + ["Анна"] * 7
    vekha(
        "party",
        "unbind",
        "school",
        "--person",
        "Вера",
        "--school",
        FIRST,
        "--from",
        "2024-03-20",
        "--as-of",
        "2024-03-20",
    )
    assert [holder(vekha, day) for day in days] == ["Анна"] * 10 + ["Вера"] * 9 + ["Анна"] * 12
    done(home, ref("B2", FIRST), as_of=date(2024, 3, 19))
    assert "Роль «ОО» в тот день: Вера (замещает: Анна, по 19.03.2024)." in vekha("who", "B2", "--school", FIRST).said
    shown = vekha("party", "show", "school", "--as-of", "2024-03-21", "--json").json["recorded"]
    assert [(one["person"], one["last_day"], one["reason"]) for one in shown] == [
        ("Анна", None, ""),
        ("Вера", "2024-03-19", "приказ № 8"),
    ]


def holder(vekha: Vekha, day: date) -> str:
    """Who holds the school's role that day."""
    (post,) = vekha("party", "show", "school", "--school", FIRST, "--as-of", day, "--json").json["roles"]
    (one,) = post["holders"]
    return str(one["name"])


def inbox(vekha: Vekha, person: str, day: date) -> list[str]:
    """The measures that are on a person that day."""
    return [one["measure"] for one in vekha("inbox", "--person", person, "--as-of", day, "--json").json["items"]]
