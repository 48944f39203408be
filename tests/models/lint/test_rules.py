"""Every rule fires on a little order that breaks it, and is silent on the near one that does not."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from models.lint.registry import rules
from models.lint.roadmap_file import roadmap_subject
from models.lint.subject import Item, Subject
from models.problems import Problem
from models.roadmap.places import locate
from tests.models.lint.drawing import HEAD, ROWS, drawn, row, rows
from tests.models.roadmap.small import SMALL

BY_ID = {rule.id: rule for rule in rules()}
SHIFTED = "2. Проведение семинара для школ|апрель 2024|Методический центр|Справка|"
TWICE = "|Проведение семинара для руководителей школ|апрель 2024|Методический центр|"


def annexed(line: str) -> Subject:
    return drawn(head=f"{HEAD}\nПриложение\nк приказу управления образования\n{line}\nПлан мероприятий на 2024 год")


def titled(own: str, annex: str) -> Subject:
    head = HEAD.replace("дорожной карты на 2024 год\nПР", f"плана поддержки школ с {own} результатами на 2024 год\nПР")
    return drawn(head=f"{head}\nПриложение\nПлан мероприятий по поддержке школ с {annex} результатами на 2024 год")


def scheduled(cell: str, period: str = "2024") -> Subject:
    return drawn(row(cell), head=HEAD.replace("на 2024 год", f"на {period} годы" if "-" in period else "на 2024 год"))


def called(title: str) -> Subject:
    return drawn(row(title=title))


def responsible(*cells: str) -> Subject:
    return drawn(rows(*(row(number=f"{at}.", responsible=cell) for at, cell in enumerate(cells, start=1))))


def resulting(*cells: str) -> Subject:
    return drawn(rows(*(row(number=f"{at}.", result=cell) for at, cell in enumerate(cells, start=1))))


def numbered(*numbers: str) -> Subject:
    return drawn(rows(*(row(number=number, title=f"Мероприятие {at}") for at, number in enumerate(numbers))))


def sub_items(*numbers: str) -> Subject:
    heading = row(title="Проведение мероприятий: Семинар для школ")
    return drawn(
        rows(heading, *(row(title=f"Вебинар {at} для школ", number=number) for at, number in enumerate(numbers)))
    )


def ordered(first: str, second: str) -> Subject:
    subject = drawn(rows(row(first), row(second, number="2.")))
    before, after = subject.items
    return replace(subject, items=(before, replace(after, needed=(before.code,))))


def circled(*needed: str) -> Subject:
    return Subject(
        "x", tuple(Item(code, code, code, needed=(other,)) for code, other in zip("AB", needed, strict=True))
    )


def asked(when: str, what: str = "предоставить отчёт о реализации дорожной карты") -> Subject:
    table = row("до 31 мая 2024", "Подготовка отчёта о реализации дорожной карты района")
    head = HEAD.replace(
        "Начальник управления", f"2. Руководителям школ {what} района в срок {when}.\nНачальник управления"
    )
    return drawn(table, head=head)


def unbound(*codes: str) -> Subject:
    return roadmap_subject(locate(SMALL, "small.yaml"), unbound=codes)


def refused(*problems: Problem) -> Subject:
    return roadmap_subject(locate(SMALL, "small.yaml"), refused=problems)


Case = tuple[Callable[[], Subject], Callable[[], Subject]]
CASES: dict[str, Case] = {
    "annex-disagrees": (lambda: annexed("от 10.01.2024 № 6"), lambda: annexed("от 10.01.2024 № 5")),
    "empty-number": (lambda: annexed("от 10.01.2024 № ____"), lambda: annexed("от 10.01.2024 № 5")),
    "annex-of-another": (
        lambda: drawn(head=f"{HEAD}\nПриложение\nк приказу министерства образования\nПлан на 2024 год"),
        lambda: annexed("от 10.01.2024 № 5"),
    ),
    "cites-later-document": (
        lambda: drawn(head=HEAD.replace("1. Утв", "1. На основании приказа от 11.01.2024 № 7 утв")),
        lambda: drawn(head=HEAD.replace("1. Утв", "1. На основании приказа от 10.01.2024 № 7 утв")),
    ),
    "date-form": (
        lambda: drawn(head=HEAD.replace("10.01.2024", "«10» 01 2024 года")),
        lambda: drawn(head=HEAD.replace("10.01.2024", "«10» января 2024 года")),
    ),
    "target-group-differs": (
        lambda: titled("необъективными", "необъективными образовательными"),
        lambda: titled("необъективными образовательными", "необъективными образовательными"),
    ),
    "target-group-abbreviations": (
        lambda: drawn(rows(row(title="Семинар для ШНОР"), row(title="Вебинар для ШНРО", number="2."))),
        lambda: drawn(rows(row(title="Семинар для ШНОР"), row(title="Вебинар для ШНОР", number="2."))),
    ),
    "past-at-signing": (lambda: scheduled("до 9 января 2024"), lambda: scheduled("не позднее 10 января 2024")),
    "begun-before-signing": (lambda: scheduled("до 15 января 2024"), lambda: scheduled("январь-февраль 2024")),
    "first-time-past": (
        lambda: scheduled("ежегодно до 9 января", "2024-2025"),
        lambda: scheduled("ежегодно до 31 мая", "2024-2025"),
    ),
    "outside-period": (lambda: scheduled("март 2025"), lambda: scheduled("декабрь 2024")),
    "deadline-in-body": (lambda: asked("до 31.05.2024"), drawn),
    "body-contradicts-table": (lambda: asked("до 30.06.2024"), lambda: asked("до 31.05.2024")),
    "unreadable-schedule": (lambda: scheduled("31 февраля 2024"), lambda: scheduled("29 февраля 2024")),
    "doubtful-schedule": (
        lambda: scheduled("4 квартал каждого учебного года", "2024-2025"),
        lambda: scheduled("4 квартал 2024 года", "2024-2025"),
    ),
    "crosses-new-year": (
        lambda: scheduled("октябрь-январь 2024, 2025", "2024-2025"),
        lambda: scheduled("март-апрель 2024, 2025", "2024-2025"),
    ),
    "two-schedules": (lambda: scheduled("Постоянно Октябрь 2024"), lambda: scheduled("Октябрь 2024, далее постоянно")),
    "no-anchor": (lambda: scheduled("1 раз в 3 месяца"), lambda: scheduled("ежеквартально до 5 числа")),
    "no-deadline": (lambda: scheduled("постоянно"), lambda: scheduled("до 31 мая 2024")),
    "waits-for-document": (lambda: scheduled("по отдельному графику"), lambda: scheduled("апрель 2024")),
    "on-demand": (lambda: scheduled("по мере необходимости"), lambda: scheduled("апрель 2024")),
    "inclusive-or-not": (lambda: scheduled("до 31 мая 2024"), lambda: scheduled("не позднее 31 мая 2024")),
    "dash-form": (
        lambda: drawn(
            rows(row("март-апрель 2024"), row("май-июнь 2024", number="2."), row("май- июнь 2024", number="3."))
        ),
        lambda: drawn(rows(row("март - апрель 2024"), row("май - июнь 2024", number="2."))),
    ),
    "parallel-lists": (
        lambda: drawn(row("апрель  октябрь", responsible="Школа № 1;  Школа № 2")),
        lambda: drawn(row("апрель, октябрь", responsible="Школа № 1;  Школа № 2")),
    ),
    "file-refused": (lambda: refused(Problem("small.yaml, строка 3", "x", "нет такой роли.")), refused),
    "due-before-prerequisite": (
        lambda: ordered("май 2024", "апрель 2024"),
        lambda: ordered("апрель 2024", "апрель 2024"),
    ),
    "cycle": (lambda: circled("B", "A"), lambda: circled("B", "C")),
    "busy-month": (lambda: drawn(ROWS.replace("декабрь", "март"), busy=1), lambda: drawn(ROWS, busy=1)),
    "no-responsible": (lambda: responsible("", "Школа"), lambda: responsible("Школа", "Школа")),
    "no-schedule": (lambda: drawn(rows(row(""), row(number="2."))), lambda: drawn(rows(row(), row(number="2.")))),
    "no-deliverable": (lambda: resulting("", "Справка"), lambda: resulting("Приказ", "Справка")),
    "no-result-column": (
        lambda: drawn("1.|Семинар|март|Школа\n2.|Вебинар|май|Школа", columns="№ п/п|Мероприятие|Сроки|Ответственные"),
        drawn,
    ),
    "inherited-cells": (
        lambda: drawn(rows(row(title="Мероприятия: Семинар"), "|Вебинар для школ|||")),
        lambda: sub_items("", ""),
    ),
    "official-named": (lambda: responsible("Директор Иванова А.П."), lambda: responsible("Директор школы")),
    "unmeasurable-result": (
        lambda: resulting("Повышение качества образования"),
        lambda: resulting("Повышение качества образования на 10 %"),
    ),
    "target-as-measure": (
        lambda: called("Увеличение доли школ с высокими результатами до 60 %"),
        lambda: called("Обсуждение доли школ с высокими результатами"),
    ),
    "target-without-number": (
        lambda: called("Увеличение доли школ с высокими результатами"),
        lambda: called("Увеличение доли школ с высокими результатами до 60 %"),
    ),
    "several-names": (lambda: responsible("Управление образования", "УО"), lambda: responsible("УО", "УО, ОО")),
    "one-person-several-roles": (
        lambda: responsible("Муниципальный координатор Иванова А.П.", "Начальник отдела Иванова А.П."),
        lambda: responsible("Начальник отдела Петрова А.П.", "Начальник отдела Иванова А.П."),
    ),
    "no-separator": (
        lambda: responsible("Отдел образования", "Методический центр", "Отдел образования Методический центр"),
        lambda: responsible("Отдел образования", "Методический центр", "Отдел образования, Методический центр"),
    ),
    "role-unbound": (lambda: unbound("ministry", "school"), unbound),
    "number-missing": (lambda: numbered("1.", "2.", "4."), lambda: numbered("1.", "2.", "3.")),
    "number-repeated": (lambda: numbered("1.", "2.", "2."), lambda: numbered("1.", "2.", "3.")),
    "numbers-restart": (lambda: numbered("1.", "2.", "1.", "2."), lambda: numbered("1.", "2.", "3.")),
    "number-form": (lambda: numbered("1.", "2", "3."), lambda: numbered("1", "2", "3")),
    "unnumbered": (lambda: numbered("", "", ""), lambda: numbered("1.", "2.", "3.")),
    "unnumbered-sub-items": (lambda: sub_items("", ""), lambda: sub_items("1.1.", "1.2.")),
    "shifted-row": (lambda: drawn(rows(row(), SHIFTED)), lambda: drawn(rows(row(), row(number="2.")))),
    "row-twice": (
        lambda: drawn(rows(row(), TWICE + "работы", TWICE.replace("|Пр", "2.|Пр", 1) + "Справка")),
        lambda: drawn(rows(row(), row(number="2.", title="Анализ результатов экзаменов"))),
    ),
    "cell-twice": (
        lambda: drawn(
            row(result="Определение направлений методической|методической"),
            columns=f"{'№ п/п|Мероприятие|Сроки|Ответственные|Результат'}|Примечание",
        ),
        lambda: drawn(
            row(result="Определение направлений методической работы|к сведению"),
            columns=f"{'№ п/п|Мероприятие|Сроки|Ответственные|Результат'}|Примечание",
        ),
    ),
    "not-a-measure": (lambda: drawn(rows("Цель: повышение качества образования||||", row())), drawn),
    "section-twice": (
        lambda: drawn(
            rows(
                row(),
                "",
                "2. Методическое сопровождение школ",
                "",
                "|2. Методическое сопровождение школ|||",
                row(number="2."),
            )
        ),
        lambda: drawn(rows(row(), "2. Методическое сопровождение школ||||", row(number="2."))),
    ),
    "reader-doubt": (
        lambda: drawn(rows(row(), "", "|и экзаменов|апрель 2024||", row(number="2."))),
        lambda: drawn(rows(row(), "", "|и экзаменов|||", row(number="2."))),
    ),
    "no-end": (lambda: drawn(tail=""), drawn),
    "wrong-phrase": (
        lambda: called("Определение рискованного профиля школы"),
        lambda: called("Определение рискового профиля школы"),
    ),
    "missing-word": (
        lambda: called("Создание муниципальной рабочей по работе со школами"),
        lambda: called("Создание муниципальной рабочей группы по работе со школами"),
    ),
    "doubled-word": (lambda: called("Семинар для для школ"), lambda: called("Семинар для школ, для педагогов")),
    "broken-word": (
        lambda: called("Семинар для организац ий района"),
        lambda: called("Семинар для организаций района"),
    ),
    "typo": (lambda: called("Проведение взаимонализа уроков"), lambda: called("Проведение взаимоанализа уроков")),
    "markup": (lambda: called("Семинар <i>«Урок»</i>"), lambda: called("Семинар: число школ < 5, но > 3")),
    "latex": (
        lambda: resulting(r"не менее $\frac{3}{4}$ педагогов"),
        lambda: resulting("не менее 3/4 педагогов, 100 $"),
    ),
    "unbalanced": (lambda: called("Семинар «Современный урок"), lambda: called("Семинар: 1) «Урок»; 2) «План»")),
    "space-before-sign": (lambda: called("Семинар , вебинар"), lambda: called("Семинар, вебинар")),
}


def test_every_rule_has_a_case() -> None:
    assert set(CASES) == set(BY_ID)


@pytest.mark.parametrize("rule", CASES)
def test_a_rule_fires_where_it_is_broken(rule: str) -> None:
    breaks, _keeps = CASES[rule]
    found = BY_ID[rule].findings(breaks())
    assert found
    for finding in found:
        assert finding.rule == rule
        assert finding.what.endswith((".", "?"))
        assert finding.remedy.strip()
        assert "{" not in finding.what + finding.remedy


@pytest.mark.parametrize("rule", CASES)
def test_a_rule_is_silent_where_it_is_kept(rule: str) -> None:
    _breaks, keeps = CASES[rule]
    assert not BY_ID[rule].findings(keeps())
