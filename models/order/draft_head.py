"""The top of a roadmap's draft: how to finish it, the order's head, the roles. Measures are draft.py's."""

from collections.abc import Iterator

from models.language import _
from models.order.columns import CELLS
from models.order.definition import PrintedOrder
from models.order.header_words import names_execution
from models.order.indicator_lines import indicator_lines
from models.order.remarks import decide, proposed
from models.order.scalars import comment, pair, quoted, remarked, scalar
from models.order.suggesting.definition import Suggestion, Suggestions
from models.order.suggesting.head import roadmap_name_of, roadmap_title_of, target_group_of, time_zone_of
from models.order.suggesting.indicators import plan_indicators
from models.order.suggesting.stems import plain
from models.roadmap.order import Party


def head_lines(order: PrintedOrder, source_name: str) -> Iterator[str]:
    """Everything above the roles; a field that the order does not give is left empty for a person."""
    yield from _how_to_finish(order)
    yield ""
    for doubt in (*order.needs_review, *order.head.needs_review):
        yield from decide(doubt, 0)
    yield f"name: {roadmap_name_of(source_name)}"
    yield from _filled("title", roadmap_title_of(order), _("как называется дорожная карта?"))
    yield "order:"
    yield from _order(order)
    yield from _period(order)
    yield from _indicators(order)
    yield from remarked(f"time_zone: {time_zone_of(order).value}", proposed(time_zone_of(order)))
    yield from _filled("target_group", target_group_of(order), _("о каких школах приказ?"))
    yield ""


def party_lines(found: Suggestions, order: PrintedOrder) -> Iterator[str]:
    """The roles, each with where it comes from, and the questions about them."""
    yield from comment(_("Роли. Кто их исполняет, говорит файл контактов, а не дорожная карта."), 0)
    for question in found.questions:
        yield from decide(question, 0)
    yield "parties:"
    for party in found.parties:
        yield from _party(party)
    yield ""


def _how_to_finish(order: PrintedOrder) -> Iterator[str]:
    told = _(
        "Черновик дорожной карты по приказу «{source}»: мероприятий — {count}. Ячейки приказа (text, section, "
        "schedule, "
        "responsible, result) переписаны дословно, вместе с опечатками; люди скрыты: «⟨лицо 1⟩»."
    ).format(source=order.source, count=len(order.measures))
    yield from comment(told, 0)
    yield "#"
    yield from comment(_("Как закончить:"), 0)
    steps = (
        _("1. Найдите «РЕШИТЬ»: там выбор за вами, прочтения перечислены рядом."),
        _("2. Просмотрите «предложено»: этого в приказе нет, причина сказана; неверное исправьте, верное оставьте."),
        _("3. Где компьютер может считать сам, добавьте data, checks и action (docs/roadmap-format.md)."),
        _("4. Проверьте: vekha roadmap check ФАЙЛ — она назовёт всё, что осталось."),
    )
    for step in steps:
        yield from comment(step, 0)


def _order(order: PrintedOrder) -> Iterator[str]:
    head = order.head
    yield from _printed("authority", head.authority, _("кто издал приказ?"))
    if head.kind:
        yield pair("kind", plain(head.kind), 2)
    yield from _printed("number", head.number, _("номер приказа в файле не найден"), always_quoted=True)
    if head.signed_on:
        yield f"  signed_on: {head.signed_on.isoformat()}"
    else:
        yield _empty("  signed_on:", _("дата приказа в файле не найдена, нужна вида 2024-01-25"))
    yield from _printed("title", head.title, _("о чём приказ?"))
    yield pair("source", order.source, 2)
    if head.coordinator:
        yield pair("coordinator", head.coordinator, 2)
    if head.assignments:
        yield "  assignments:"
    for assignment in head.assignments:
        yield pair("text", assignment.text, 6).replace("      text:", "    - text:", 1)
        yield pair("schedule", assignment.schedule, 6, always_quoted=True)
        yield f"      line: {assignment.line}"
    columns = {name: words for name, words in order.columns.items() if name in CELLS or not names_execution(words)}
    if columns:
        yield "  columns:"
    yield from (pair(name if name in CELLS else scalar(name), words, 4) for name, words in columns.items())


def _period(order: PrintedOrder) -> Iterator[str]:
    if order.head.period:
        yield f"period: {quoted(order.head.period)}"
    else:
        yield _empty("period:", _("на какие годы дорожная карта? нужно вида 2024 или 2022-2024"))


def _indicators(order: PrintedOrder) -> Iterator[str]:
    """Targets that the order's words before the table set for the whole plan."""
    found = plan_indicators(order)
    if found:
        yield "indicators:"
    for suggestion in found:
        yield from indicator_lines(suggestion, 2)


def _printed(key: str, text: str, question: str, always_quoted: bool = False) -> Iterator[str]:
    """What the head prints, or an empty field with the question."""
    yield pair(key, plain(text), 2, always_quoted) if text.strip() else _empty(f"  {key}:", question)


def _filled(key: str, found: Suggestion[str] | None, question: str) -> Iterator[str]:
    if found is None:
        yield _empty(f"{key}:", question)
    else:
        yield from remarked(pair(key, found.value, 0), proposed(found))


def _empty(line: str, question: str) -> str:
    return f"{line}  # " + _("РЕШИТЬ: {reason}").format(reason=question)


def _party(found: Suggestion[Party]) -> Iterator[str]:
    party = found.value
    yield from comment(proposed(found), 2)
    yield pair("code", party.code, 4).replace("    code:", "  - code:", 1)
    yield pair("title", party.title, 4)
    if party.name:
        yield pair("name", party.name, 4)
    yield f"    scope: {party.scope}"
