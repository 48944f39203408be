"""The order's own table, row by row, as its authors would print it. No fonts, no files: those are tasks/documents.

What stands in «Отметка об исполнении» is models/steps/execution.py.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import groupby

from models.language import _
from models.roadmap.definition import Measure, Roadmap
from models.roadmap.order import Order
from models.roadmap.schedule.period import Period
from models.wording import month

COLUMNS = ("number", "title", "schedule", "responsible", "result")


@dataclass(frozen=True)
class Row:
    """One printed row; `code` is empty for a row that only heads its sub-items; `extras` by the header's words."""

    number: str
    title: str
    schedule: str = ""
    responsible: str = ""
    result: str = ""
    code: str = ""
    extras: Mapping[str, str] = field(default_factory=dict)

    def cell(self, column: str) -> str:
        """The cell of that column, by its name in COLUMNS or the words of its header."""
        if column not in COLUMNS:
            return self.extras.get(column, "")
        said: str = getattr(self, column)
        return said


@dataclass(frozen=True)
class Section:
    """A merged row with the section's title, and the rows under it."""

    title: str
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Table:
    """The table: its columns' own words by our names, in the order of printing, and its sections.

    An order without a result column has four columns. Columns that have no name of ours go by their words: where the
    order has them, or last where it does not say.
    """

    columns: dict[str, str]
    sections: tuple[Section, ...]


@dataclass(frozen=True)
class Heading:
    """What stands above the table.

    approval: the lines in the corner, what this is an annex to
    title:    its lines: what it is (unless the title itself says so), the title, «на 2024–2025 годы»
    """

    approval: tuple[str, ...]
    authority: str
    title: tuple[str, ...]


def heading(roadmap: Roadmap) -> Heading:
    """The annex's head: what it is an annex to, whose plan it is, its title and years."""
    return Heading(
        approval=(*_annex_to(roadmap.order), roadmap.order.title),
        authority=roadmap.order.authority,
        title=tuple(_title(roadmap)),
    )


def table(roadmap: Roadmap) -> Table:
    """Every row of the order's table: sections, headings, positions and sub-items, cells without markup."""
    has_results = any(measure.result for measure in roadmap.measures)
    columns = _columns(roadmap.order, has_results)
    further = {words: for_people(words) for measure in roadmap.measures for words in measure.extras}
    return Table(columns | {words: said for words, said in further.items() if words not in columns}, _sections(roadmap))


def printed_number(measure: Measure) -> str:
    """The number that stands in the measure's own row; empty for a sub-item under a position's number."""
    if measure.number is not None:
        return measure.number
    return "" if measure.heading or (measure.sub_item or 1) > 1 else _numbered(measure.item)


def for_people(cell: str) -> str:
    """A cell without markup, its paragraphs and list items on lines of their own: «<p>a</p> <p>b</p>» is «a⏎b»."""
    fractions = re.sub(r"\$?\\frac\{([^{}]*)\}\{([^{}]*)\}\$?", r"\1/\2", cell)
    lines = re.sub(r"<\s*(?:br|/p|/li|li|ul|ol|p)\b[^<>]*>", "\n", fractions)
    plain = re.sub(r"</?[a-zA-Z][^<>]*>", "", lines).replace("‖", " ")
    said = "\n".join(filter(None, (" ".join(line.split()) for line in plain.split("\n"))))
    # A masked official is one word: a line does not end within it.
    return re.sub(r"⟨([^⟨⟩ ]+) (\d+)⟩", "⟨\\1\u00a0\\2⟩", said)


def without_markup(cell: str) -> str:
    """A printed cell as people read it: «<p>Постоянно</p> <p>Октябрь</p>» is «Постоянно; Октябрь»."""
    paragraphs = re.split(r"\s*</p>\s*(?=<p>)", cell)
    return "; ".join(re.sub(r"<[^<>]*>", "", paragraph).strip() for paragraph in paragraphs)


def _annex_to(order: Order) -> tuple[str, str]:
    whose = {
        "приказ": _("к приказу от {day} № {number}"),
        "распоряжение": _("к распоряжению от {day} № {number}"),
        "постановление": _("к постановлению от {day} № {number}"),
    }.get(order.kind.casefold(), _("к документу от {day} № {number}"))
    return _("Приложение"), whose.format(day=f"{order.signed_on:%d.%m.%Y}", number=order.number)


def _title(roadmap: Roadmap) -> Iterator[str]:
    if not re.match(r"\W*(?:план|дорожн|комплекс\s+мер|программа)", roadmap.title, re.IGNORECASE):
        yield _("План мероприятий («дорожная карта»)")
    yield _without_years(roadmap.title)
    yield _years(roadmap)


def _without_years(title: str) -> str:
    """«Поддержка школ, 2024–2025» without its years: they stand in a line of their own."""
    return re.sub(
        r"[,\s]+(?:на\s+)?(?:19|20)\d\d(?:\s*[-–—/]\s*\d{2,4})?(?:\s*(?:(?:учебный\s+)?годы?|гг?\.))?\s*$", "", title
    )


def _years(roadmap: Roadmap) -> str:
    """«на 2024–2025 годы»."""
    period = Period.parse(roadmap.period)
    first, last = period.start.year, period.end.year
    if period.is_school_year:
        return _("на {first}/{last} учебный год").format(first=first, last=last)
    if (period.start.month, period.end.month) != (1, 12):
        return _("на период {start} – {end} года").format(start=month(period.start), end=month(period.end))
    if first == last:
        return _("на {year} год").format(year=first)
    return _("на {first}–{last} годы").format(first=first, last=last)


def _columns(order: Order, has_results: bool) -> dict[str, str]:
    """The order's own words in its own order; what it does not name, in ours."""
    ours = {
        "number": _("№ п/п"),
        "title": _("Мероприятие"),
        "schedule": _("Сроки"),
        "responsible": _("Ответственные"),
        "result": _("Результат"),
    }
    own = {name: for_people(words) for name, words in order.columns.items() if words.strip()}
    wanted = COLUMNS if has_results or "result" in own else COLUMNS[:-1]
    return own | {name: ours[name] for name in wanted if name not in own}


def _sections(roadmap: Roadmap) -> tuple[Section, ...]:
    return tuple(
        Section(for_people(title), tuple(row for measure in measures for row in _rows(roadmap, measure)))
        for title, measures in groupby(roadmap.measures, key=lambda measure: measure.section)
    )


def _rows(roadmap: Roadmap, measure: Measure) -> Iterator[Row]:
    """The measure's row, under the row that heads its position when it is the first there."""
    if measure.heading:
        yield Row(_numbered(measure.item), for_people(measure.heading))
    yield Row(
        number=printed_number(measure),
        title=for_people(measure.text),
        schedule=for_people(measure.schedule),
        responsible=for_people(_responsible(roadmap, measure)),
        result=for_people(measure.result),
        code=measure.code,
        extras={words: for_people(cell) for words, cell in measure.extras.items()},
    )


def _responsible(roadmap: Roadmap, measure: Measure) -> str:
    """The cell as printed: empty where the parties are the inherited ones."""
    if measure.inherits and not measure.responsible and measure.parties == roadmap.by_code[measure.inherits].parties:
        return ""
    return roadmap.responsible_of(measure)


def _numbered(item: str) -> str:
    return item if not item or item.endswith(".") else f"{item}."
