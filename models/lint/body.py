"""Deadlines that the order's body gives outside the table, and where they contradict it."""

import re
from collections.abc import Iterator

from models.language import _
from models.lint.findings import Example, LintRule, Remark, Severity
from models.lint.places import together
from models.lint.remarks import called, shortened
from models.lint.signing import dated
from models.lint.subject import Asked, Item, Subject
from models.roadmap.schedule.rules import MonthDay, Recurring, Rule

# Words of one document («аналитический отчёт о реализации Дорожной карты») that must be the same in both.
SAME_WORDS = 4
_WORD = re.compile(r"[а-яё]{5,}", re.IGNORECASE)
_STEM = 6


def rules() -> Iterator[LintRule]:
    """The rules of this family."""
    yield LintRule(
        "deadline-in-body",
        Severity.NOTE,
        _("Срок назначен в тексте приказа, а в таблице его нет"),
        _("Кто исполняет план по таблице, этого срока не увидит."),
        Example("svetlogorsk-2022", 30, "до 15.06.2022 г."),
        deadline_in_body,
    )
    yield LintRule(
        "body-contradicts-table",
        Severity.WARNING,
        _("Текст приказа и таблица назначают разные сроки"),
        _("Об одном и том же документе в тексте и в таблице сказано по-разному."),
        Example("svetlogorsk-2022", 26, "до 30.06.2022 далее - ежегодно"),
        body_contradicts_table,
    )


def deadline_in_body(subject: Subject) -> Iterator[Remark]:
    """Each deadline of the body."""
    for asked in subject.asked:
        what = _("срок «{schedule}» назначен вне таблицы.").format(schedule=asked.schedule)
        remedy = _("Внесите это в таблицу отдельной строкой.")
        yield Remark(asked.place, shortened(asked.text), what, remedy)


def body_contradicts_table(subject: Subject) -> Iterator[Remark]:
    """The body and a measure speak of one document and name different days."""
    for asked in subject.asked:
        for item in subject.items:
            mine, theirs = _days(asked.rule), _days(item.rule)
            if mine and theirs and not mine & theirs and _speak_of_one(asked, item):
                what = _("«{body}», а {measure} — «{table}».")
                told = what.format(body=asked.schedule, measure=called(item), table=item.said("schedule"))
                remedy = _("Назначьте один срок или поясните, что это разные отчёты.")
                where = together([asked.place, item.place])
                yield Remark(where, f"{asked.schedule} / {item.said('schedule')}", told, remedy)


def _days(rule: Rule) -> frozenset[MonthDay]:
    """The days of the year by which a rule wants something."""
    if isinstance(rule, Recurring):
        return frozenset(day for day in (rule.deadline, *rule.deadlines) if day)
    return frozenset(MonthDay(days.end.month, days.end.day) for days in dated(rule) if days.end and not days.start)


def _speak_of_one(asked: Asked, item: Item) -> bool:
    return len(_stems(asked.text) & _stems(item.said("title"))) >= SAME_WORDS


def _stems(text: str) -> set[str]:
    return {word[:_STEM].lower().replace("ё", "е") for word in _WORD.findall(text)}
