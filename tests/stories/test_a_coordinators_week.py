"""Неделя координатора: сводка в понедельник, кто опаздывает, приёмка и возврат, приказ и перенос срока, отпуск и отчёт.

Всё делается командами, а что получили люди, прочитано на настоящем почтовом сервере.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from email.message import EmailMessage
from zoneinfo import ZoneInfo

import pytest

from tasks.channels.mail import MailChannel
from tasks.channels.outbox import send_unsent
from tasks.people.sweeping import sweep
from tasks.running.examine import examine
from tasks.running.wish import Wish
from tasks.settings import Settings
from tests.deployments.cli.conftest import Vekha
from tests.factories import FIRST, SECOND, THIRD, done, opened, ref, six
from tests.mail_stand_in import MailStandIn

MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY = (date(2024, 5, day) for day in range(13, 18))
PEOPLE = {"coordinator": "Рита", "ministry": "Мария", FIRST: "Анна", SECOND: "Ольга", THIRD: "Вера"}
ADDRESS = {"Рита": "rita", "Мария": "maria", "Анна": "anna", "Ольга": "olga", "Вера": "vera", "Лидия": "lidia"}


@dataclass
class Week:
    """The coordinator's desk: the command, and the post that people get."""

    home: Settings
    mail: MailStandIn
    vekha: Vekha = field(default_factory=Vekha)
    _read: int = 0

    def morning(self, day: date) -> dict[str, str]:
        """What the daily round does; what each person got, by name."""
        for code in six().by_code:
            examine(self.home, code, Wish("six", 2024, day))
        sweep(self.home, day.isoformat())
        return self.post(day)

    def post(self, day: date) -> dict[str, str]:
        """What is owed by now goes out at ten; what each person got that they had not read, by name."""
        now = datetime(day.year, day.month, day.day, 10, tzinfo=ZoneInfo("Europe/Moscow"))
        send_unsent(self.home, MailChannel(self.mail.url, "vekha@example.org"), now=now)
        fresh, self._read = self.mail.arrived[self._read :], len(self.mail.arrived)
        names = {f"{address}@example.org": name for name, address in ADDRESS.items()}
        return {names[str(one["To"])]: said_in(one) for one in fresh}

    def does(self, day: date, *words: object) -> str:
        """A command on that day; what it answered."""
        answer = self.vekha(*words, "--as-of", day)
        assert answer.code == 0, answer.complaint
        return answer.said


def said_in(letter: EmailMessage) -> str:
    body = letter.get_body(("plain",))
    assert body is not None
    return str(body.get_content())


@pytest.fixture
def week(home: Settings) -> Iterator[Week]:
    """May: the first school has handed in in time, the second and the third have not; whoever is told is known."""
    opened(home, FIRST, SECOND, THIRD)
    with MailStandIn() as mail:
        made = Week(home, mail)
        for place, person in PEOPLE.items():
            role, where = ("school", ("--school", place)) if place.startswith("edu") else (place, ())
            address = f"{ADDRESS[person]}@example.org"
            made.does(date(2024, 1, 15), "party", "bind", role, "--person", person, "--email", address, *where)
        done(home, ref("A1"))
        made.morning(date(2024, 3, 15))
        done(home, ref("B2", FIRST), as_of=date(2024, 3, 20))
        made.morning(date(2024, 5, 8))
        yield made


def test_a_coordinators_week(week: Week) -> None:
    """Пять дней подряд: каждый следующий начинается с того, чем кончился прошлый."""
    monday_brings_the_digest(week)
    on_tuesday_one_sees_who_is_late_and_calls(week)
    on_wednesday_one_paper_is_accepted_and_one_returned(week)
    on_thursday_an_order_drops_a_step_and_a_deadline_is_moved(week)
    on_friday_a_head_goes_on_leave_and_the_report_is_made(week)
    assert "цел" in week.vekha("journal", "verify").said


def monday_brings_the_digest(week: Week) -> None:
    """В понедельник координатору пришла одна сводка: сколько открыто, сколько просрочено и кто опаздывает."""
    got = week.morning(MONDAY)
    assert "Сводка недели: дорожная карта «Шесть мероприятий», 2024 год" in got["Рита"]
    assert "По карте: открыто — 2, просрочено — 2, ждёт приёмки — 0" in got["Рита"]
    assert "Опаздывают: ОО — 2." in got["Рита"]
    assert got["Рита"].count("Сводка недели") == 1, "her own and that of the municipality, which nobody holds, are one"
    assert "Сводка недели" in got["Ольга"]
    assert week.morning(MONDAY) == {}, "what was told is not told again"


def on_tuesday_one_sees_who_is_late_and_calls(week: Week) -> None:
    """Во вторник видно, кто опаздывает, и о чём с ними говорить: чего не сдано и что из-за этого стоит."""
    late = week.does(TUESDAY, "status", "--late")
    assert ["Школа № 1" in late, "Школа № 2" in late, "Школа № 3" in late] == [False, True, True]
    assert "не сдано, срок 30.04.2024" in week.does(TUESDAY, "why", "B2", "--school", SECOND)
    on_olga = week.does(TUESDAY, "inbox", "--person", "Ольга")
    assert "срок 30.04.2024, опоздание: 14 дней" in on_olga
    assert "Не сдано: Анкеты; Рисковый профиль." in on_olga


def on_wednesday_one_paper_is_accepted_and_one_returned(week: Week) -> None:
    """После звонка обе школы сдали. Одну работу приняли, другую вернули: Вера узнала сразу и почему."""
    for school in (SECOND, THIRD):
        for title in ("Анкеты", "Рисковый"):
            said = ("--school", school, "--title", title, "--number", "5", "--dated", WEDNESDAY)
            week.does(WEDNESDAY, "submit", "B2", *said)
    assert "Ждёт вашей приёмки: 2" in week.does(WEDNESDAY, "inbox", "--person", "Рита")
    week.does(WEDNESDAY, "accept", "B2", "--school", SECOND, "--comment", "в следующий раз — в срок")
    week.does(WEDNESDAY, "return", "B2", "--school", THIRD, "--reason", "нет подписи директора")
    got = week.post(WEDNESDAY)
    assert set(got) == {"Ольга", "Вера"}
    assert "Принято: B2" in got["Ольга"]
    assert "Замечание: в следующий раз — в срок." in got["Ольга"]
    assert "Возвращено на доработку: B2" in got["Вера"]
    assert "Причина: нет подписи директора." in got["Вера"]


def on_thursday_an_order_drops_a_step_and_a_deadline_is_moved(week: Week) -> None:
    """В четверг по приказу с первой школы сняли осеннее мероприятие, а третьей перенесли срок: об этом ей написали."""
    order = ("--basis", "приказ № 118 от 15.05.2024", "--signer", "заместитель министра")
    dropped = week.does(THURSDAY, "waive", "D4", "--school", FIRST, "--reason", "капитальный ремонт", *order)
    assert "Снято: капитальный ремонт (приказ № 118 от 15.05.2024)." in dropped
    moved = ("--to", "2024-05-31", "--reason", "директор на больничном", "--signer", "заместитель министра")
    week.does(THURSDAY, "extend", "B2", "--school", THIRD, *moved)
    got = week.post(THURSDAY)
    assert "Новый срок — 31.05.2024, был 30.04.2024." in got["Вера"]
    assert "Причина: директор на больничном (заместитель министра)." in got["Вера"]
    assert set(got) == {"Вера", "Мария"}, "the co-executor hears of it too, and nobody else"


def on_friday_a_head_goes_on_leave_and_the_report_is_made(week: Week) -> None:
    """В пятницу третья школа осталась на Лидии: ей написали, что за ней. Отчёт назвал, что сдвинулось и кем решено."""
    days = ("--from", "2024-05-20", "--to", "2024-06-02", "--substitute", "Вера", "--reason", "приказ школы № 8")
    stands_in = ("--person", "Лидия", "--email", "lidia@example.org", "--school", THIRD, *days)
    week.does(FRIDAY, "party", "bind", "school", *stands_in)
    got = week.post(FRIDAY)
    assert set(got) == {"Лидия"}
    assert "Вы замещаете роль «ОО» с 20.05.2024 по 02.06.2024. 1 школа: Школа № 3." in got["Лидия"]
    assert "Ближайшие сроки: B2 до 31.05.2024." in got["Лидия"]
    assert "Возвращено на доработку: 1" in week.does(date(2024, 5, 20), "inbox", "--person", "Лидия")
    slipped = week.vekha("report", "slippage", "--as-of", FRIDAY, "--json").json
    rows = {one["unit"]: one for one in slipped["slips"]}
    assert set(rows) == {SECOND, THIRD}
    assert (rows[SECOND]["actual"], rows[SECOND]["decisions"]) == ("2024-05-15", [])
    assert [one["signer"] for one in rows[THIRD]["decisions"]] == ["заместитель министра"]
    assert "заместитель министра: директор на больничном" in week.does(FRIDAY, "report", "slippage")
