"""What people are told, word for word, and when the same thing is not told again."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.people.counting import days, few_of, findings, schools, shortened
from models.people.notices import IDENTITY, Facts, NoticeKind, owed, text

SCHOOL_NAMES = tuple(f"СОШ № {number}" for number in range(1, 8))
FACTS = Facts(
    roadmap="kirsanov-2024",
    year=2024,
    as_of=date(2024, 8, 29),
    party="school",
    scope="edu680101",
    measure="T05",
    title="Анкетирование школ",
    place="п. 5",
    occurrence="2024-08-01/2024-08-31",
    unit="edu680101",
    schools=("СОШ № 1",),
    due_on=date(2024, 8, 31),
    deliverables=("Справка",),
    reason="нет подписи директора.",
    version=4,
    binding="7",
    result="ab12",
    findings=("Ф1.xlsx, строка 14", "Ф1.xlsx, строка 15"),
    was_due_on=date(2024, 8, 15),
    since=date(2024, 8, 19),
    waivers=("7",),
    rung=-1,
    left=1,
    late="ОО",
    answers="blocked_by_data:1",
    phase="Анализ",
    roadmap_title="Кирсанов",
    accept_by=date(2024, 9, 5),
    week="2024-W35",
    lines=("За вами: открыто — 2, просрочено — 0, ждёт приёмки — 1.",),
)
DOUBT = "Допуск (приказ № 12 от 01.04.2024) истёк 31.05.2024. Не исполнено: T03."
DROPPED = "Приказ № 12 от 01.04.2024 действовал до 31.05.2024."
HAND_IN = "Сдать «Справка»: vekha submit T05 --school edu680101 --file …"
TOLD = {
    NoticeKind.OPENED: "Открыто: T05 «Анкетирование школ» (п. 5). Срок — 31.08.2024. 1 школа: СОШ № 1. "
    "Сдать «Справка»: vekha submit T05 --school edu680101 --file …",
    NoticeKind.REMINDER: "Напоминание: T05 «Анкетирование школ» (п. 5). Срок — 31.08.2024, осталось: 1 рабочий день. "
    f"1 школа: СОШ № 1. {HAND_IN}",
    NoticeKind.ESCALATION: "Просрочено у подведомственных: T05 «Анкетирование школ» (п. 5). Срок был 31.08.2024, "
    "опоздание: 5 дней. Не сдаёт: ОО. 1 школа: СОШ № 1. Что держит, покажет vekha why T05 --school edu680101",
    NoticeKind.UNBLOCKED: "Данные исправлены: T05 «Анкетирование школ» (п. 5). Проверка данных пройдена, мероприятие "
    f"идёт дальше. 1 школа: СОШ № 1. Срок — 31.08.2024. {HAND_IN}",
    NoticeKind.SUBSTITUTION: "Замещение: дорожная карта «Кирсанов», 2024 год. Вы замещаете роль «ОО» с 19.08.2024 по "
    "31.08.2024. 1 школа: СОШ № 1. За вами: открыто — 2, просрочено — 0, ждёт приёмки — 1. "
    "Всё, что за вами, покажет vekha inbox --role school --school edu680101",
    NoticeKind.DIGEST: "Сводка недели: дорожная карта «Кирсанов», 2024 год.\n"
    "ОО, СОШ № 1. За вами: открыто — 2, просрочено — 0, ждёт приёмки — 1.",
    NoticeKind.OVERDUE: "Просрочено: T05 «Анкетирование школ» (п. 5). Срок был 31.08.2024, опоздание: 5 дней. "
    "1 школа: СОШ № 1. Сдать «Справка»: vekha submit T05 --school edu680101 --file …",
    NoticeKind.RETURNED: "Возвращено на доработку: T05 «Анкетирование школ» (п. 5). 1 школа: СОШ № 1. "
    "Причина: нет подписи директора. Срок — 31.08.2024. "
    "Исправьте и сдайте снова «Справка»: vekha submit T05 --school edu680101 --file …",
    NoticeKind.BLOCKED_BY_DATA: "Остановлено проверкой данных: T05 «Анкетирование школ» (п. 5). В данных 2 замечания. "
    "1 школа: СОШ № 1. Что исправить, покажет vekha status; исправленный файл загрузите: vekha load …",
    NoticeKind.PHASE_COMPLETE: "Этап завершён: «Анализ», дорожная карта «Кирсанов», 2024 год. "
    "Все мероприятия этапа исполнены или сняты на 29.08.2024.",
    NoticeKind.STALE: "Устарело: T05 «Анкетирование школ» (п. 5). 1 школа: СОШ № 1. "
    "Результаты, на которых основан документ, изменились: проверьте его и сдайте заново. "
    "Исправьте и сдайте снова «Справка»: vekha submit T05 --school edu680101 --file …",
    NoticeKind.SUSPECT: "Под вопросом: T05 «Анкетирование школ» (п. 5). 1 школа: СОШ № 1. Допуск (приказ № 12 от "
    "01.04.2024) истёк 31.05.2024. Не исполнено: T03. Сдавать заново пока нечего: решает координатор. "
    "Что держит, покажет vekha why T05 --school edu680101",
    NoticeKind.LAPSED: "Снятие истекло: T05 «Анкетирование школ» (п. 5). 1 школа: СОШ № 1. Приказ № 12 от 01.04.2024 "
    "действовал до 31.05.2024. Мероприятие снова нужно; откроет его или снимет новым приказом координатор.",
    NoticeKind.QUIET_PAIR: "Не встречаются: T05 «Анкетирование школ» (п. 5). "
    "Наставники с учителями не встречаются 6 недель и дольше: 2 пары. 1 школа: СОШ № 1. "
    "Какие, покажет vekha mentors show --quiet 6; встречу записывает vekha mentors met …",
    NoticeKind.ACCEPTED: "Принято: T05 «Анкетирование школ» (п. 5). 1 школа: СОШ № 1. "
    "Замечание: нет подписи директора. Больше ничего не нужно.",
    NoticeKind.TO_ACCEPT: "Ждёт вашей приёмки: T05 «Анкетирование школ» (п. 5). 1 школа: СОШ № 1. "
    "Принять до 05.09.2024. Принять: vekha accept T05 --school edu680101; "
    "вернуть: vekha return T05 --school edu680101 --reason …",
    NoticeKind.EXTENDED: "Срок перенесён: T05 «Анкетирование школ» (п. 5). "
    "Новый срок — 31.08.2024, был 15.08.2024. 1 школа: СОШ № 1. Причина: нет подписи директора. "
    "Сдать «Справка»: vekha submit T05 --school edu680101 --file …",
}


def facts_for(kind: NoticeKind) -> Facts:
    if kind is NoticeKind.PHASE_COMPLETE:
        return replace(FACTS, measure="", occurrence="", unit="", schools=())
    if kind is NoticeKind.QUIET_PAIR:
        return replace(FACTS, reason="6 недель", step="--quiet 6")
    if kind is NoticeKind.SUSPECT:
        return replace(FACTS, reason=DOUBT)
    if kind is NoticeKind.LAPSED:
        return replace(FACTS, reason=DROPPED)
    if kind in (NoticeKind.DIGEST, NoticeKind.SUBSTITUTION):
        return replace(FACTS, measure="", phase="")
    is_late = kind in (NoticeKind.OVERDUE, NoticeKind.ESCALATION)
    return replace(FACTS, as_of=date(2024, 9, 5)) if is_late else FACTS


@pytest.mark.parametrize("kind", list(NoticeKind))
def test_every_kind_says_what_by_when_for_whom_and_how(kind: NoticeKind) -> None:
    assert text(kind, facts_for(kind)) == TOLD[kind]


def test_what_is_in_doubt_is_the_coordinators_to_decide() -> None:
    said = text(NoticeKind.SUSPECT, replace(FACTS, party="coordinator", reason=DOUBT))
    assert "vekha waive T05 --school edu680101 --gate … — новый допуск" in said
    assert "vekha reopen T05 --school edu680101 --reason … — сдать заново" in said


def test_what_is_dropped_no_more_is_the_coordinators_to_open_or_to_drop_anew() -> None:
    said = text(NoticeKind.LAPSED, replace(FACTS, party="coordinator", reason=DROPPED))
    assert "Откройте мероприятие снова: vekha reopen T05 --school edu680101 --reason …" in said
    assert said.endswith("затем снимите новым приказом: vekha waive T05 --school edu680101 --reason …")
    assert "решает координатор" not in said


def test_several_schools_are_counted_and_a_few_named() -> None:
    said = text(NoticeKind.OPENED, replace(FACTS, unit="", schools=SCHOOL_NAMES))
    assert "7 школ: СОШ № 1, СОШ № 2, СОШ № 3 и ещё 4." in said
    assert "vekha submit T05 --school … --file …" in said


def test_the_whole_roadmap_names_no_school() -> None:
    said = text(NoticeKind.OPENED, replace(FACTS, unit="", schools=(), due_on=None))
    assert said == (
        "Открыто: T05 «Анкетирование школ» (п. 5). Срок не назначен. Сдать «Справка»: vekha submit T05 --file …"
    )


def test_what_a_computer_does_asks_nobody_to_hand_in() -> None:
    assert "vekha submit" not in text(NoticeKind.OPENED, replace(FACTS, deliverables=()))


def test_the_last_day_is_called_so() -> None:
    assert "31.08.2024, сегодня последний день." in text(NoticeKind.REMINDER, replace(FACTS, as_of=date(2024, 8, 31)))


def test_cells_of_a_data_file_are_counted_and_never_shown() -> None:
    notice = owed(NoticeKind.BLOCKED_BY_DATA, replace(FACTS, findings=("Иванов Иван: отметка «9»",)))
    assert "В данных 1 замечание." in notice.text
    assert "Иванов" not in notice.text + notice.key


@pytest.mark.parametrize(
    ("number", "said"), [(1, "1 школа"), (2, "2 школы"), (4, "4 школы"), (5, "5 школ"), (0, "0 школ"), (11, "11 школ"),
                         (12, "12 школ"), (21, "21 школа"), (22, "22 школы"), (25, "25 школ"), (111, "111 школ")]
)  # fmt: skip
def test_schools_are_counted_in_russian(number: int, said: str) -> None:
    assert schools(number) == said


def test_days_and_findings_are_counted_in_russian() -> None:
    assert [days(n) for n in (1, 3, 14)] == ["1 день", "3 дня", "14 дней"]
    assert [findings(n) for n in (1, 3, 14)] == ["1 замечание", "3 замечания", "14 замечаний"]


def test_one_more_name_is_named_rather_than_counted() -> None:
    assert few_of(SCHOOL_NAMES[:4]) == "СОШ № 1, СОШ № 2, СОШ № 3, СОШ № 4"
    assert few_of(SCHOOL_NAMES[:5]) == "СОШ № 1, СОШ № 2, СОШ № 3 и ещё 2"


@given(st.text(max_size=80), st.integers(1, 40))
@settings(max_examples=100)
def test_a_shortened_text_is_one_line_no_longer_than_asked(long: str, length: int) -> None:
    assert len(shortened(long, length)) <= length
    assert len(shortened(long, length).splitlines()) <= 1


CHANGED = {"as_of": date(2024, 9, 9), "due_on": date(2024, 9, 30), "version": 5, "unit": "edu680102",
           "findings": ("другое",), "phase": "Мониторинг", "result": "cd34", "rung": 3, "answers": "x",
           "units": ("edu680102",), "waivers": ("8",), "week": "2024-W36"}  # fmt: skip
ALWAYS = {"roadmap": "x", "year": 2025, "measure": "T06", "occurrence": "dates", "party": "toipkro", "scope": "edu1"}


@pytest.mark.parametrize("kind", list(NoticeKind))
def test_the_same_fact_has_the_same_key_and_another_fact_another(kind: NoticeKind) -> None:
    assert owed(kind, FACTS).key == owed(kind, replace(FACTS)).key
    for name, value in {**CHANGED, **ALWAYS}.items():
        is_other = name in ALWAYS or name in IDENTITY[kind]
        changed = replace(FACTS, **{name: value})  # type: ignore[arg-type]
        assert (owed(kind, changed).key != owed(kind, FACTS).key) is is_other, name


def test_findings_in_another_order_are_the_same_findings() -> None:
    turned = replace(FACTS, findings=FACTS.findings[::-1])
    assert owed(NoticeKind.BLOCKED_BY_DATA, turned).key == owed(NoticeKind.BLOCKED_BY_DATA, FACTS).key


@given(
    st.lists(st.text("a:%3A", max_size=4), min_size=2, max_size=2),
    st.lists(st.text("a:%3A", max_size=4), min_size=2, max_size=2),
)
@settings(max_examples=200)
def test_no_two_facts_share_a_key(one: list[str], other: list[str]) -> None:
    first = owed(NoticeKind.OPENED, replace(FACTS, party=one[0], scope=one[1]))
    second = owed(NoticeKind.OPENED, replace(FACTS, party=other[0], scope=other[1]))
    assert (first.key == second.key) == (one == other)


@pytest.mark.parametrize(
    ("kind", "missing"),
    [
        (NoticeKind.REMINDER, replace(FACTS, due_on=None)),
        (NoticeKind.ESCALATION, replace(FACTS, due_on=None)),
        (NoticeKind.EXTENDED, replace(FACTS, version=0)),
        (NoticeKind.TO_ACCEPT, replace(FACTS, version=0)),
        (NoticeKind.ACCEPTED, replace(FACTS, version=0)),
        (NoticeKind.UNBLOCKED, replace(FACTS, answers="")),
        (NoticeKind.DIGEST, replace(FACTS, week="")),
        (NoticeKind.OVERDUE, replace(FACTS, due_on=None)),
        (NoticeKind.RETURNED, replace(FACTS, version=0)),
        (NoticeKind.BLOCKED_BY_DATA, replace(FACTS, findings=())),
        (NoticeKind.PHASE_COMPLETE, replace(FACTS, phase="")),
        (NoticeKind.STALE, replace(FACTS, result="")),
        (NoticeKind.SUSPECT, replace(FACTS, waivers=())),
        (NoticeKind.SUBSTITUTION, replace(FACTS, binding="")),
        (NoticeKind.QUIET_PAIR, replace(FACTS, findings=())),
    ],
)
def test_a_notice_without_what_tells_it_from_the_next_is_refused(kind: NoticeKind, missing: Facts) -> None:
    with pytest.raises(ValueError, match=IDENTITY[kind][0]):
        owed(kind, missing)
