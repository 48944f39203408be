"""A document in the neutral form becomes a printed order: head, measures, their rules, and all that is doubtful.

The steps are tables.py (which table), rows.py (columns), sorting.py (what each row is), joining.py, mending.py.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from models.errors import FileRefused, VekhaError
from models.language import _
from models.order.cells import Document, Line
from models.order.column_doubts import column_doubts
from models.order.definition import Doubt, PrintedMeasure, PrintedOrder
from models.order.head import head_of
from models.order.joining import joined
from models.order.mending import Lexicon, lexicon_of, mended
from models.order.rows import Entry
from models.order.sorting import sorted_rows
from models.order.sorts import ASIDE, numbered_task, opens_section, section_of_lines
from models.order.tables import Between, Found, measures_table, names_sheet
from models.order.words import is_capitals, is_ditto, is_listed, letters, looks_like_schedule, opens_small, plain
from models.problems import Problem
from models.roadmap.schedule.period import Period
from models.roadmap.schedule.reading import read
from models.roadmap.schedule.rules import Rule

MENDABLE = ("title", "schedule", "responsible", "result", "section")
_LONGEST_SECTION = 200
# «апрель  октябрь  ноябрь»: several terms printed one under another, without a comma.
_LIST_BREAK = re.compile(r"\s{2,}|\n|</p>\s*<p>|(?<=[а-яё])\s(?=[а-яё])")


def read_order(document: Document, period: str = "") -> PrintedOrder:
    """The order that a document prints, read in the period that it names, or in the one given.

    FileRefused when no table names measures; VekhaError when no period is named or given.
    """
    found = measures_table(document)
    if found is None:
        raise _without_measures(document)
    head = head_of(found.before, period)
    rows = joined(sorted_rows(found.items, opening_section(found)), opening_section(found))
    if not rows.measures:
        raise _without_measures(document)
    if not head.period:
        raise _without_period(document, rows.measures)
    plan = Period.parse(head.period)
    lexicon = lexicon_of([*(line.text for line in found.before), *(_texts(found))])
    return PrintedOrder(
        source=document.source,
        head=head,
        measures=tuple(_read(measure, plan, lexicon) for measure in rows.measures),
        columns=found.header.printed,
        asides=rows.asides,
        body=tuple(line.text for line in found.before),
        needs_review=(*document.remarks, *column_doubts(found), *found.doubts, *rows.doubts),
    )


def opening_section(found: Found) -> str:
    """The section that stands above the first header, as the later ones stand between tables; goals may follow it."""
    later = [line for item in found.items if isinstance(item, Between) for line in item.lines]
    sheet = next((line for line in reversed(found.before) if names_sheet(line)), None)
    if sheet and any(map(names_sheet, later)):
        return sheet.text.strip()
    above = [line for line in reversed(found.before) if plain(line.text)]
    if above and numbered_task(above[0].text) and any(numbered_task(line.text) for line in later):
        return section_of_lines([above[0].text])
    is_goal = [bool(ASIDE.match(plain(line.text))) for line in above]
    first = is_goal.index(False) if False in is_goal else len(above)
    if first == len(above) or (first and not later):
        return ""
    return above[first].text.strip() if _is_section(plain(above[first].text), later, found) else ""


def _is_section(said: str, later: Sequence[Line], found: Found) -> bool:
    """Whether a line above the first header is a section: named as one, or worded as the later ones are."""
    if len(said) > _LONGEST_SECTION:
        return False
    if _without_digits(said) in {_without_digits(line.text) for line in later}:
        return True
    if is_listed(said) or opens_small(said) or said.endswith((".", ":", ";")):
        return False
    shape = next((item.lines[-1].text for item in found.items if isinstance(item, Between)), None)
    is_like_later = shape is not None and is_capitals(shape) == is_capitals(said) and found.is_in_pieces
    is_title = re.search(r"20\d\d|дорожн|\bплан\b|приложени", said, re.IGNORECASE)
    return opens_section(said) or (is_like_later and not is_title)


def _without_digits(text: str) -> str:
    return re.sub(r"\d", "", letters(text))


def _texts(found: Found) -> Iterator[str]:
    return (text for item in found.items if isinstance(item, Entry) for text in item.row.cells)


def _read(measure: PrintedMeasure, period: Period, lexicon: Lexicon) -> PrintedMeasure:
    """The measure with its mended cells, its rule, and what a person must decide about its schedule."""
    cells = {cell: (getattr(measure, cell), mended(getattr(measure, cell), cell, lexicon)) for cell in MENDABLE}
    differing = {cell: after for cell, (printed, after) in cells.items() if after != " ".join(printed.split())}
    rule = read(measure.schedule or measure.inherited.get("schedule", ""), period)
    doubts = (*measure.needs_review, *_schedule_doubts(measure, rule, period), *_parallel(measure))
    return replace(measure, mended=differing, rule=rule, needs_review=doubts)


def _schedule_doubts(measure: PrintedMeasure, rule: Rule, period: Period) -> Iterator[Doubt]:
    place = measure.places[0]
    if is_ditto(measure.schedule):
        return
    if rule.kind == "unspecified":
        yield Doubt("schedule", place, plain(measure.schedule), _("срок не указан"))
    elif rule.kind == "error" or rule.needs_review:
        from models.roadmap.schedule.description import describe

        sure = replace(rule, needs_review=False, reason="", readings=())
        readings = tuple(describe(reading) for reading in (sure, *rule.readings)) if rule.needs_review else ()
        yield Doubt("schedule", place, plain(measure.schedule), rule.reason, readings)


def _parallel(measure: PrintedMeasure) -> Iterator[Doubt]:
    """Several terms beside several groups of who is responsible: which group belongs to which term is not printed."""
    terms = [part for part in _LIST_BREAK.split(measure.schedule) if part.strip()]
    groups = [part for part in re.split(r";|\n", measure.responsible) if part.strip()]
    are_terms = len(terms) > 1 and all(map(looks_like_schedule, terms))
    if are_terms and len(groups) > 1 and not re.search(r"[-–—,]|\d", plain(measure.schedule)):
        reason = _("сроков несколько и исполнителей несколько: не сказано, кто к какому сроку")
        readings = (_("каждому исполнителю свой срок, по порядку"), _("все исполнители в каждый срок"))
        yield Doubt("responsible", measure.places[0], plain(measure.responsible), reason, readings)


def _without_measures(document: Document) -> FileRefused:
    remedy = (
        _(
            "есть таблицы, но ни в одной нет шапки мероприятий: нужны столбцы «Мероприятия» и «Сроки» или "
            "«Ответственные». Похоже, это документ другого рода."
        )
        if document.has_rows
        else _(
            "в файле нет таблицы: похоже на скан или простой текст. Откройте приказ в Word, где таблица — таблица, "
            "а не картинка, и сохраните как .docx."
        )
    )
    return FileRefused(
        _("В файле «{file}» не нашлась таблица мероприятий").format(file=document.source),
        [Problem(document.source, "", remedy)],
    )


def _without_period(document: Document, measures: tuple[PrintedMeasure, ...]) -> VekhaError:
    years = sorted({year for measure in measures for year in re.findall(r"\b20\d\d\b", measure.schedule)})
    example = years[0] if len(set(years)) == 1 else f"{years[0]}-{years[-1]}" if years else "2024-2025"
    return VekhaError(
        _(
            "{file}: ни в приказе, ни в приложении не назван период плана. Укажите его: --period {example} "
            "(годы), 2024/2025 (учебный год) или 2024-09/2025-05 (месяцы)."
        ).format(file=document.source, example=example)
    )
