"""The YAML draft of a roadmap: the order's cells verbatim and masked, our suggestions with reasons, what to decide.

What is suggested and why belongs in suggesting/, how a text is written safely in scalars.py. A person finishes the
draft in an editor; what is left to decide stays empty, so that `vekha roadmap check` names it.
"""

from collections.abc import Iterable, Iterator, Sequence
from textwrap import shorten

from models.language import _
from models.order.definition import Doubt, PrintedMeasure, PrintedOrder
from models.order.draft_head import head_lines, party_lines
from models.order.header_words import names_execution
from models.order.indicator_lines import indicator_lines
from models.order.masking import masked
from models.order.remarks import decide, proposed
from models.order.scalars import WIDTH, comment, flow_list, pair, quoted, remarked, scalar
from models.order.suggesting.codes import items_of, sub_items_of
from models.order.suggesting.definition import MeasureSuggestions, Suggestion
from models.order.suggesting.stems import plain
from models.order.suggesting.suggest import period_of, suggest
from models.roadmap.definition import Indicator
from models.roadmap.needs import Prerequisite
from models.roadmap.order import Party
from models.roadmap.schedule.period import Period
from models.roadmap.schedule.reading import read

_KEY, _ITEM = 4, 6
_NO_RULE = ("error", "unspecified")


def draft(order: PrintedOrder, source_name: str) -> str:
    """The roadmap's YAML text; `source_name` is the order's file, which names the roadmap and lends codes a letter."""
    found, order = suggest(order, source_name), masked(order)
    lines = [*head_lines(order, source_name), *party_lines(found, order), "measures:"]
    titles = {party.value.code: party.value for party in found.parties}
    items, sub_items = items_of(order.measures), sub_items_of(order.measures)
    for position, (measure, suggested) in enumerate(zip(order.measures, found.measures, strict=True)):
        if position == 0 or order.measures[position - 1].section != measure.section:
            lines += ["", _section_rule(measure.section)]
        lines += ["", *_measure(measure, suggested, items[position], sub_items[position], titles, period_of(order))]
    return "\n".join(lines) + "\n"


def _section_rule(section: str) -> str:
    title = shorten(plain(section), 90, placeholder="…")
    return f"  # ─── {title} ".ljust(WIDTH, "─") if title.isprintable() else "  # ───"


def _measure(
    measure: PrintedMeasure,
    found: MeasureSuggestions,
    item: str,
    sub_item: int | None,
    titles: dict[str, Party],
    period: Period | None,
) -> Iterator[str]:
    """A measure's lines in the order that people read: what is printed, then what we read into it."""
    yield pair("code", found.code, _KEY).replace("    code:", "  - code:", 1)
    yield from _numbered(measure, item, sub_item)
    if measure.heading:
        yield pair("heading", measure.heading, _KEY)
    yield from remarked(pair("title", found.short_title.value, _KEY), proposed(found.short_title))
    yield from _cell("text", measure.title, measure, "title")
    yield from _cell("section", measure.section, measure, "section")
    yield f"    lines: [{', '.join(map(str, measure.lines))}]"
    yield from _schedule(measure, found, period)
    yield from _responsible(measure, found, titles)
    yield from _result(measure, found)
    yield from _extras(measure)
    yield from remarked(f"    phase: {found.phase.value}", proposed(found.phase))
    yield from remarked(f"    kind: {found.kind.value}", proposed(found.kind))
    yield from remarked(f"    unit: {found.unit.value}", proposed(found.unit))
    yield from _indicators(found.indicators)
    if found.is_target:
        yield from remarked("    is_target: true", proposed(found.is_target))
    yield from _prerequisites(found.prerequisites)
    yield "    acceptance: coordinator"


def _numbered(measure: PrintedMeasure, item: str, sub_item: int | None) -> Iterator[str]:
    is_ours = not (measure.number.strip() or measure.parent.strip())
    yield from remarked(f"    item: {quoted(item)}", _("номера в приказе нет: счёт в разделе наш") if is_ours else "")
    if sub_item is not None:
        yield f"    sub_item: {sub_item}"
    if measure.number.strip() != (item if sub_item in (None, 1) else ""):
        yield pair("number", measure.number.strip(), _KEY, always_quoted=True)
    elsewhere = ("schedule", "responsible", "parties", "result", "deliverables")
    yield from _doubts(doubt for doubt in measure.needs_review if doubt.part not in elsewhere)


def _cell(key: str, text: str, measure: PrintedMeasure, cell: str) -> Iterator[str]:
    """A printed cell, and above it how it reads where it needed mending."""
    if cell in measure.mended and plain(measure.mended[cell]) != plain(text):
        yield from comment(_("читается: {text}").format(text=measure.mended[cell]), _KEY)
    yield pair(key, text, _KEY)


def _schedule(measure: PrintedMeasure, found: MeasureSuggestions, period: Period | None) -> Iterator[str]:
    """The printed cell; under it every reading that a person may choose, ready to be uncommented."""
    inherited = found.inherits is not None
    doubts = [doubt for doubt in measure.needs_review if doubt.part == "schedule"]
    if not inherited and not doubts and (measure.rule.needs_review or measure.rule.kind in _NO_RULE):
        reason = measure.rule.reason or _("срок не указан")
        doubts = [Doubt("schedule", "", plain(measure.schedule), reason)]
    if "schedule" in measure.mended:
        yield from comment(_("читается: {text}").format(text=measure.mended["schedule"]), _KEY)
    yield pair("schedule", measure.schedule, _KEY, always_quoted=True)
    for doubt in () if inherited else doubts:
        yield from decide(doubt, _KEY)
        yield from (f"    # read_as: {quoted(reading)}" for reading in _choices(doubt, period))
    if inherited:
        yield from remarked(f"    inherits: {found.inherits}", _("сроки, ответственные и результат — его"))


def _choices(doubt: Doubt, period: Period | None) -> list[str]:
    """The readings that a schedule is read from without doubt, one to be uncommented; else an empty one to fill."""
    said = [" ".join(reading.split()) for reading in doubt.readings]
    rules = [read(reading, period) for reading in said] if period else []
    sure = [
        text for text, rule in zip(said, rules, strict=False) if rule.kind not in _NO_RULE and not rule.needs_review
    ]
    return sure or [""]


def _responsible(measure: PrintedMeasure, found: MeasureSuggestions, titles: dict[str, Party]) -> Iterator[str]:
    yield from _doubts(doubt for doubt in measure.needs_review if doubt.part in ("responsible", "parties"))
    if found.inherits and not measure.responsible.strip():
        return
    if not found.parties.value:
        reason = _("ответственные не указаны: назовите роли")
        yield from remarked("    parties: []", _("РЕШИТЬ: {reason}").format(reason=reason))
        return
    yield from _listed("parties", found.parties.value, "")
    as_titles = ", ".join(titles[code].title for code in found.parties.value)
    if measure.responsible and measure.responsible != as_titles:
        yield from _cell("responsible", measure.responsible, measure, "responsible")


def _result(measure: PrintedMeasure, found: MeasureSuggestions) -> Iterator[str]:
    yield from _doubts(doubt for doubt in measure.needs_review if doubt.part in ("result", "deliverables"))
    if measure.result:
        yield from _cell("result", measure.result, measure, "result")
    if found.inherits and not measure.result.strip():
        return
    yield from _listed("deliverables", found.deliverables.value, proposed(found.deliverables))


def _extras(measure: PrintedMeasure) -> Iterator[str]:
    """Cells of columns that have no name of ours, so that the table goes back whole; but for marks."""
    planned = {words: text for words, text in measure.extras.items() if not names_execution(words)}
    if planned:
        yield "    extras:"
    yield from (pair(scalar(words), text, _ITEM) for words, text in planned.items())


def _listed(key: str, values: Sequence[str], remark: str) -> Iterator[str]:
    """A list on one line where it fits, else an item a line."""
    line = f"    {key}: {flow_list(values)}"
    if len(line) <= WIDTH:
        yield from remarked(line, remark)
        return
    yield from remarked(f"    {key}:", remark)
    yield from (f"      - {scalar(value)}" for value in values)


def _indicators(indicators: Sequence[Suggestion[Indicator]]) -> Iterator[str]:
    if indicators:
        yield "    indicators:"
    for found in indicators:
        yield from indicator_lines(found, _ITEM)


def _prerequisites(prerequisites: Sequence[Suggestion[Prerequisite]]) -> Iterator[str]:
    if prerequisites:
        yield "    prerequisites:"
    for found in prerequisites:
        needed = found.value
        written = f"{{measure: {needed.measure}, soft: true}}" if needed.soft else needed.measure
        yield from remarked(f"      - {written}", proposed(found))


def _doubts(doubts: Iterable[Doubt]) -> Iterator[str]:
    for doubt in doubts:
        yield from decide(doubt, _KEY)
