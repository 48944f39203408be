"""Cells that say nothing: no responsible, no deliverable, no schedule, cells that are inherited, officials by name."""

import re
from collections.abc import Iterator

from models.language import _
from models.lint.findings import Example, LintRule, Remark, Severity
from models.lint.remarks import once, shortened
from models.lint.subject import Item, Subject

_OFFICIAL = re.compile(
    r"(?<![А-ЯЁа-яё])(?:[А-ЯЁ][а-яё]+\s+[А-ЯЁ]\.\s?[А-ЯЁ]\.|[А-ЯЁ]\.\s?[А-ЯЁ]\.\s?[А-ЯЁ][а-яё]+)(?![а-яё])"
)
_NOTHING = frozenset({"", "-", "–", "—"})


def rules() -> Iterator[LintRule]:
    """The rules of this family."""
    yield LintRule(
        "no-responsible",
        Severity.ERROR,
        _("Никто не отвечает"),
        _("У мероприятия нет ответственного: напоминать и спрашивать некого."),
        None,
        no_responsible,
    )
    yield LintRule(
        "no-schedule",
        Severity.ERROR,
        _("Нет срока"),
        _("У мероприятия нет срока: оно никогда не наступит и не просрочится."),
        None,
        no_schedule,
    )
    yield LintRule(
        "no-deliverable",
        Severity.WARNING,
        _("Нет результата"),
        _("Ячейка результата пуста: чем подтвердить исполнение, неизвестно."),
        Example("rakitnoe-2021", 69, "Организация участия выпускников 9 и 11 классов в пробных ЕГЭ, ОГЭ"),
        no_deliverable,
    )
    yield LintRule(
        "no-result-column",
        Severity.WARNING,
        _("В таблице нет столбца результата"),
        _("Ни у одного мероприятия не назван документ, которым оно заканчивается."),
        Example("novokuznetsk-2022", 137, "№ п/п"),
        no_result_column,
    )
    yield LintRule(
        "inherited-cells",
        Severity.NOTE,
        _("Пустые ячейки подпункта"),
        _("У подпункта пусто: видимо, срок, исполнители и результат те же, что у всего пункта, но так не сказано."),
        Example("kirsanov-2024", 54, "Предварительное формирование комплекса мер поддержки…"),
        inherited_cells,
    )
    yield LintRule(
        "official-named",
        Severity.WARNING,
        _("В таблице названы люди, а не должности"),
        _("Человек сменит работу, и строка приказа станет неверной; а в открытом документе это и персональные данные."),
        Example("kirsanov-2024", 72, "Министерство (…), ОО"),
        official_named,
    )


def _empty(item: Item, cell: str) -> bool:
    """Whether the cell says nothing and inherits nothing."""
    return item.said(cell) in _NOTHING and item.holds(cell) in _NOTHING


def no_responsible(subject: Subject) -> Iterator[Remark]:
    """Measures without a responsible party, own or inherited."""
    for item in subject.items:
        if _empty(item, "responsible") and not item.parties:
            remedy = _("Назовите роль, которая отвечает.")
            yield Remark(item.at("responsible"), shortened(item.said("title")), _("ответственного нет."), remedy)


def no_schedule(subject: Subject) -> Iterator[Remark]:
    """Measures without a schedule, own or inherited."""
    for item in subject.items:
        if _empty(item, "schedule") and not item.is_decided and not item.is_target:
            remedy = _("Напишите срок, как в соседних строках, или «в течение года», если его и правда нет.")
            yield Remark(item.at("schedule"), shortened(item.said("title")), _("срока нет."), remedy)


def no_deliverable(subject: Subject) -> Iterator[Remark]:
    """Empty result cells where the table has a column of results; said once."""
    filled = [item for item in subject.items if item.said("result")]
    if not filled:
        return
    found = [(item.said("title"), item.at("result")) for item in subject.items if _empty(item, "result")]
    yield from once(found, _("результат не назван."), _("Назовите документ: справку, приказ, отчёт, протокол."))


def no_result_column(subject: Subject) -> Iterator[Remark]:
    """No result at all."""
    if len(subject.items) > 1 and not any(item.said("result") for item in subject.items):
        place = subject.header or subject.items[0].place
        remedy = _("Добавьте столбец «Результат» с документом для каждого мероприятия.")
        yield Remark(place, ", ".join(subject.columns.values()), _("ни у одного мероприятия нет результата."), remedy)


def inherited_cells(subject: Subject) -> Iterator[Remark]:
    """Empty cells for which the position above holds; the cells that are empty are named."""
    for item in subject.items:
        empty = [
            cell for cell in ("schedule", "responsible", "result") if not item.said(cell) and item.inherited.get(cell)
        ]
        if empty:
            names = ", ".join(_column(subject, cell) for cell in empty)
            held = "; ".join(item.holds(cell) for cell in empty)
            what = _("пусто: {names}. Читаем как у всего пункта: {held}.").format(names=names, held=held)
            remedy = _("Повторите значения в этой строке.")
            yield Remark(item.place, shortened(item.said("title")), what, remedy)


def _column(subject: Subject, cell: str) -> str:
    usual = {"schedule": _("Сроки"), "responsible": _("Ответственные"), "result": _("Результат")}
    return _("«{column}»").format(column=subject.columns.get(cell) or usual[cell])


def official_named(subject: Subject) -> Iterator[Remark]:
    """People by surname and initials in the table's cells; said once with the list."""
    found = []
    for item in subject.items:
        for cell in ("title", "responsible", "result"):
            found += [(name, item.at(cell)) for name in _officials(item.said(cell))]
    remedy = _("Напишите должность; кто её занимает, — в приказе о назначении или в файле контактов.")
    yield from once(found, _("названы люди."), remedy)


def _officials(text: str) -> list[str]:
    return list(dict.fromkeys(_OFFICIAL.findall(text)))
