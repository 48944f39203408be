"""What of a roadmap and of its measures is compared between two versions, each value in words. Pure.

Which values differ, and how that is said, is difference.py's.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from models.language import _
from models.roadmap.definition import Indicator, Measure, Roadmap, Unit
from models.roadmap.needs import Prerequisite
from models.roadmap.order import Assignment, Party
from models.roadmap.plan import Plan
from models.roadmap.printing import without_markup


class Part(StrEnum):
    """What part of a roadmap a difference is about; in the order in which they are told."""

    ORDER = "order"
    PARTIES = "parties"
    REMOVED = "removed"
    ADDED = "added"
    RENAMED = "renamed"
    SCHEDULE = "schedule"
    RESPONSIBLE = "responsible"
    PREREQUISITES = "prerequisites"
    RESULT = "result"
    UNIT = "unit"
    WORDING = "wording"
    INDICATORS = "indicators"
    DATA = "data"
    THRESHOLDS = "thresholds"

    @property
    def label(self) -> str:
        """The part as people read it, a heading."""
        return {
            Part.ORDER: _("Приказ и период"),
            Part.PARTIES: _("Роли"),
            Part.REMOVED: _("Исключены"),
            Part.ADDED: _("Добавлены"),
            Part.RENAMED: _("Сменили код"),
            Part.SCHEDULE: _("Сроки"),
            Part.RESPONSIBLE: _("Ответственные"),
            Part.PREREQUISITES: _("Предшественники"),
            Part.RESULT: _("Результаты и документы"),
            Part.UNIT: _("Единица исполнения и этап"),
            Part.WORDING: _("Формулировки"),
            Part.INDICATORS: _("Показатели"),
            Part.DATA: _("Данные, проверки и расчёты"),
            Part.THRESHOLDS: _("Пороги расчётов и календарь"),
        }[self]


@dataclass(frozen=True)
class Version:
    """A measure in its version of the roadmap, with that version's plan; `renamed` gives codes as they are now."""

    roadmap: Roadmap
    measure: Measure
    plan: Mapping[str, Plan]
    renamed: Mapping[str, str]


# ── The roadmap as a whole ───────────────────────────────────────────────────


def _assignment(one: Assignment) -> str:
    """«представить отчёт — до 30.06.2022 (строка 26)»."""
    return _("{text} — {schedule} (строка {line})").format(text=one.text, schedule=one.schedule, line=one.line)


def _columns(roadmap: Roadmap) -> str:
    return "; ".join(f"{name}: {words}" for name, words in roadmap.order.columns.items())


def _indicator(one: Indicator) -> str:
    """«100% школ (не менее 100 %)»: the order's words and the number that we count by."""
    bounds = ((_("не менее"), one.at_least), (_("не более"), one.at_most))
    numbers = [f"{words} {_number(one, bound)}" for words, bound in bounds if bound is not None]
    said = [*numbers, *([_("в каждой школе")] if one.per is Unit.SCHOOL else []), *([one.by] if one.by else [])]
    return f"{one.text} ({', '.join(said)})" if said else one.text


def _number(one: Indicator, bound: float) -> str:
    return f"{100 * bound:g} %" if one.as_share else f"{bound:g}"


def party_in_words(one: Party) -> str:
    """«ТОИПКРО — Тамбовский областной институт… (roadmap)», and who is above it where that is said."""
    named = f"{one.title} — {one.name}" if one.name else one.title
    above = _(", выше — {superior}").format(superior=one.superior) if one.superior else ""
    return f"{named} ({one.scope.value}{above})"


def value_in_words(value: object) -> str:
    """A threshold or a value of the calendar, as it would be said and not as it is written in a program."""
    if isinstance(value, bool):
        return _("да") if value else _("нет")
    if isinstance(value, dict):
        return "; ".join(f"{name}: {value_in_words(one)}" for name, one in value.items())
    if isinstance(value, list):
        return ", ".join(map(value_in_words, value))
    return "" if value is None else str(value)


ORDER_FIELDS: tuple[tuple[Callable[[], str], Callable[[Roadmap], str]], ...] = (
    (lambda: _("имя для команд"), lambda roadmap: roadmap.name),
    (lambda: _("название"), lambda roadmap: roadmap.title),
    (lambda: _("период"), lambda roadmap: roadmap.period),
    (lambda: _("кто утвердил"), lambda roadmap: roadmap.order.authority),
    (lambda: _("вид документа"), lambda roadmap: roadmap.order.kind),
    (lambda: _("№ приказа"), lambda roadmap: roadmap.order.number),
    (lambda: _("дата приказа"), lambda roadmap: f"{roadmap.order.signed_on:%d.%m.%Y}"),
    (lambda: _("заголовок приказа"), lambda roadmap: roadmap.order.title),
    (lambda: _("файл приказа"), lambda roadmap: roadmap.order.source),
    (lambda: _("слова шапки"), _columns),
    (lambda: _("поручения"), lambda roadmap: "; ".join(map(_assignment, roadmap.order.assignments))),
    (lambda: _("координатор"), lambda roadmap: roadmap.order.coordinator),
    (lambda: _("часовой пояс"), lambda roadmap: roadmap.time_zone),
    (lambda: _("целевая группа"), lambda roadmap: roadmap.target_group),
    (lambda: _("показатели всей карты"), lambda roadmap: "; ".join(map(_indicator, roadmap.indicators))),
)


# ── Measures ─────────────────────────────────────────────────────────────────


def _prerequisites(version: Version) -> str:
    return "; ".join(sorted(_prerequisite(one, version.renamed) for one in version.measure.prerequisites))


def _prerequisite(needed: Prerequisite, renamed: Mapping[str, str]) -> str:
    share = _(" — {percent:.0f} % школ").format(percent=100 * needed.share) if needed.share < 1 else ""
    soft = _(" (не держит)") if needed.soft else ""
    reached = _(" (показатели достигнуты)") if needed.reached else ""
    return f"{renamed.get(needed.measure, needed.measure)}{share}{soft}{reached}"


def _unit(version: Version) -> str:
    return _("в каждой школе") if version.measure.unit is Unit.SCHOOL else _("один раз за всех")


def _parties(version: Version) -> str:
    return ", ".join(version.roadmap.party_by_code[code].title for code in version.measure.parties)


def _duration(version: Version) -> str:
    days = version.measure.duration_days
    return _("{days} раб. дн.").format(days=days) if days else ""


def _indicators(version: Version) -> str:
    return "; ".join(map(_indicator, version.measure.indicators))


def _extras(version: Version) -> str:
    return "; ".join(f"{words}: {without_markup(cell)}" for words, cell in version.measure.extras.items())


def _data(version: Version) -> str:
    return "; ".join(f"{need.kind} {_years(need.years)}".strip() for need in version.measure.data)


def _years(years: tuple[int, ...] | dict[int, tuple[int, ...]]) -> str:
    """«2022, 2023», or for each year of work its own: «(2024: 2023, 2024; 2025: 2024, 2025)»."""
    if isinstance(years, dict):
        return f"({'; '.join(f'{year}: {_years(needed)}' for year, needed in years.items())})"
    return ", ".join(map(str, years))


Field = tuple[Part, Callable[[], str], Callable[[Version], str]]
FIELDS: tuple[Field, ...] = (
    (Part.SCHEDULE, lambda: _("длительность работы"), _duration),
    (Part.RESPONSIBLE, lambda: _("ответственные"), lambda one: one.roadmap.responsible_of(one.measure)),
    (Part.RESPONSIBLE, lambda: _("ведёт"), lambda one: one.roadmap.party_by_code[one.measure.leading_party].title),
    (Part.RESPONSIBLE, lambda: _("принимает"), lambda one: " → ".join(map(str, one.measure.stages))),
    (Part.PREREQUISITES, lambda: _("ждёт"), _prerequisites),
    (Part.RESULT, lambda: _("результат"), lambda one: without_markup(one.roadmap.result_of(one.measure))),
    (Part.RESULT, lambda: _("документы"), lambda one: "; ".join(one.measure.deliverables)),
    (Part.UNIT, lambda: _("каталог мер"), lambda one: one.measure.catalogue or ""),
    (Part.UNIT, lambda: _("исполняется"), _unit),
    (Part.UNIT, lambda: _("этап"), lambda one: one.measure.phase.label),
    (Part.UNIT, lambda: _("вид"), lambda one: one.measure.kind.value),
    (Part.UNIT, lambda: _("место в приказе"), lambda one: one.measure.place),
    (Part.UNIT, lambda: _("напечатанный номер"), lambda one: one.measure.number or ""),
    (Part.UNIT, lambda: _("строки приказа"), lambda one: ", ".join(map(str, one.measure.lines))),
    (Part.WORDING, lambda: _("название"), lambda one: one.measure.title),
    (Part.WORDING, lambda: _("текст"), lambda one: one.measure.text),
    (Part.WORDING, lambda: _("заголовок над подпунктами"), lambda one: one.measure.heading),
    (Part.WORDING, lambda: _("раздел"), lambda one: one.measure.section),
    (Part.WORDING, lambda: _("прочие столбцы"), _extras),
    (Part.WORDING, lambda: _("примечание"), lambda one: one.measure.note),
    (Part.INDICATORS, lambda: _("показатели"), _indicators),
    (Part.INDICATORS, lambda: _("это показатель"), lambda one: _("да") if one.measure.is_target else _("нет")),
    (Part.DATA, lambda: _("данные"), _data),
    (Part.DATA, lambda: _("проверки"), lambda one: ", ".join(map(str, one.measure.checks))),
    (Part.DATA, lambda: _("расчёт"), lambda one: one.measure.action or ""),
    (Part.DATA, lambda: _("черновик"), lambda one: one.measure.draft or ""),
)
# What people do not see in the order's own cells: (what they see there, the field behind it).
BEHIND: tuple[tuple[Callable[[Version], str], Field], ...] = (
    (
        lambda one: one.roadmap.reading_of(one.measure),
        (Part.SCHEDULE, lambda: _("срок, как напечатан"), lambda one: one.roadmap.schedule_of(one.measure)),
    ),
    (lambda one: one.roadmap.responsible_of(one.measure), (Part.RESPONSIBLE, lambda: _("роли"), _parties)),
    (
        _indicators,
        (
            Part.INDICATORS,
            lambda: _("что считается"),
            lambda one: "; ".join(found.counted for found in one.measure.indicators),
        ),
    ),
)
