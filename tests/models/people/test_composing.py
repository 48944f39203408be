"""Several facts in one message: red ones first, the day where it is another, too many counted; HTML that is text."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from models.people.composing import MOST_ITEMS, Told, as_html, compose
from models.people.notices import NoticeKind

DAY = date(2024, 8, 30)


def told(text: str, kind: NoticeKind = NoticeKind.OPENED, day: date = DAY) -> Told:
    return Told(kind, "T05", day, text)


def test_one_fact_speaks_for_itself() -> None:
    made = compose([told("Открыто: T05 «Анкетирование» (п. 5). Срок — 31.08.2024.")], DAY)
    assert made.subject == "Открыто: T05 «Анкетирование» (п. 5)"
    assert made.body == "Открыто: T05 «Анкетирование» (п. 5). Срок — 31.08.2024."


def test_several_are_listed_and_what_is_red_comes_first() -> None:
    made = compose([told("Открыто: T05."), told("Просрочено: T06.", NoticeKind.OVERDUE)], DAY)
    assert made.subject == "Веха: 2 сообщения, срочных — 1"
    assert made.body.splitlines() == [
        "Для вас 2 сообщения.",
        "Срочно:",
        "• Просрочено: T06.",
        "Остальное:",
        "• Открыто: T05.",
    ]


def test_calm_ones_need_no_headings() -> None:
    made = compose([told("Открыто: T05."), told("Открыто: T06.")], DAY)
    assert (made.subject, made.body) == ("Веха: 2 сообщения", "Для вас 2 сообщения.\n• Открыто: T05.\n• Открыто: T06.")


HEAD = "Сводка недели: дорожная карта «Шесть», 2024 год."
THE_FIRST, THE_SECOND = f"{HEAD}\nОО, Школа № 1. За вами: открыто — 1.", f"{HEAD}\nОО, Школа № 2. За вами: открыто — 2."


def test_digests_of_a_day_are_one_and_say_what_they_share_once() -> None:
    opened = told("Открыто: T05.")
    digests = [told(one, NoticeKind.DIGEST) for one in (THE_FIRST, THE_SECOND)]
    as_lines = [HEAD, "– ОО, Школа № 1. За вами: открыто — 1.", "– ОО, Школа № 2. За вами: открыто — 2."]
    alone = compose(digests, DAY)
    assert (alone.subject, alone.body.splitlines()) == (HEAD.rstrip("."), as_lines)
    together = compose([digests[0], opened, digests[1]], DAY)
    assert together.body.splitlines() == [
        "Для вас 2 сообщения.",
        f"• {as_lines[0]}",
        *as_lines[1:],
        "• Открыто: T05.",
    ]


def test_one_digest_is_one_line() -> None:
    assert compose([told(THE_FIRST, NoticeKind.DIGEST)], DAY).body == THE_FIRST.replace("\n", " ")


def test_digests_of_two_years_or_days_stay_apart() -> None:
    other = THE_SECOND.replace("2024", "2025")
    made = compose([told(one, NoticeKind.DIGEST) for one in (THE_FIRST, other)], DAY)
    assert [line for line in made.body.splitlines() if line.startswith("Сводка")] == [
        HEAD,
        HEAD.replace("2024", "2025"),
    ]
    days = [told(THE_FIRST, NoticeKind.DIGEST), told(THE_SECOND, NoticeKind.DIGEST, date(2024, 8, 23))]
    assert compose(days, DAY).body.startswith("Для вас 2 сообщения.")


def test_what_waited_says_of_which_day_it_speaks() -> None:
    assert compose([told("Осталось: 2 дня.", day=date(2024, 8, 28))], DAY).body == "Осталось: 2 дня. (на 28.08.2024)"


def test_more_than_anybody_reads_at_once_is_counted() -> None:
    many = [told(f"Открыто: T{n:02}.") for n in range(MOST_ITEMS + 3)]
    last = compose(many, DAY).body.splitlines()[-1]
    assert last == "И ещё: Открыто — 3. Все — vekha inbox и vekha notices."


def test_a_list_is_a_list_in_html_and_nothing_else_is_markup() -> None:
    html = as_html("Для вас 2 сообщения.\n• <b>\n• Б & В\nКонец.")
    assert html.splitlines() == [
        "<p>Для вас 2 сообщения.</p>",
        "<ul>",
        "<li>&lt;b&gt;</li>",
        "<li>Б &amp; В</li>",
        "</ul>",
        "<p>Конец.</p>",
    ]


@given(st.lists(st.sampled_from(["• пункт", "строка"]), max_size=12))
def test_every_list_that_begins_ends(lines: list[str]) -> None:
    html = as_html("\n".join(lines))
    assert html.count("<ul>") == html.count("</ul>")
