"""What differs between two versions of a roadmap, in words. Pure; which versions are compared is the caller's.

What the differences mean for a running cycle's steps belongs in tasks/adoption.py.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher
from enum import StrEnum

from models.language import _
from models.roadmap.definition import Measure, Prerequisite, Roadmap, Unit, without_markup
from models.roadmap.plan import Plan, by_measure, occurrences

# Two texts from this likeness on are one measure under two codes.
ALIKE = 0.8
MOST_DATES = 6


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
class Change:
    """One difference: the part, the measure's new code where it has one, what was and what is, and both in a sentence.

    before, after: in words; empty for what was not there, or is there no more
    """

    part: Part
    code: str
    before: str
    after: str
    sentence: str


def difference(before: Roadmap, after: Roadmap) -> tuple[Change, ...]:
    """Everything that differs, part by part, measures as the new version prints them."""
    found = [
        *_of_the_order(before, after),
        *_of_the_parties(before, after),
        *_of_the_measures(before, after),
        *_of_the_thresholds(before, after),
    ]
    return tuple(sorted(found, key=lambda change: list(Part).index(change.part)))


def likely_renames(before: Roadmap, after: Roadmap) -> dict[str, str]:
    """Old code → new code of measures that are there under another code, by the likeness of their texts."""
    old = [one for one in before.measures if one.code not in after.by_code]
    new = [one for one in after.measures if one.code not in before.by_code]
    scored = [(_likeness(one.text, other.text), one.code, other.code) for one in old for other in new]
    found: dict[str, str] = {}
    for likeness, code, other_code in sorted(scored, key=lambda score: -score[0]):
        if likeness >= ALIKE and code not in found and other_code not in found.values():
            found[code] = other_code
    return found


def _likeness(text: str, other: str) -> float:
    """How alike two texts are, 0–1; exact only where it may matter."""
    matcher = SequenceMatcher(None, " ".join(text.casefold().split()), " ".join(other.casefold().split()), False)
    if min(matcher.real_quick_ratio(), matcher.quick_ratio()) < ALIKE:
        return 0.0
    return matcher.ratio()


# ── The roadmap as a whole ───────────────────────────────────────────────────


def _of_the_order(before: Roadmap, after: Roadmap) -> Iterator[Change]:
    for name, words in _ORDER_FIELDS:
        yield from _changed(Part.ORDER, "", name(), words(before), words(after))


_ORDER_FIELDS: tuple[tuple[Callable[[], str], Callable[[Roadmap], str]], ...] = (
    (lambda: _("название"), lambda roadmap: roadmap.title),
    (lambda: _("период"), lambda roadmap: roadmap.period),
    (lambda: _("кто утвердил"), lambda roadmap: roadmap.order.authority),
    (lambda: _("вид документа"), lambda roadmap: roadmap.order.kind),
    (lambda: _("№ приказа"), lambda roadmap: roadmap.order.number),
    (lambda: _("дата приказа"), lambda roadmap: f"{roadmap.order.signed_on:%d.%m.%Y}"),
    (lambda: _("заголовок приказа"), lambda roadmap: roadmap.order.title),
    (lambda: _("координатор"), lambda roadmap: roadmap.order.coordinator),
    (lambda: _("часовой пояс"), lambda roadmap: roadmap.time_zone),
    (lambda: _("целевая группа"), lambda roadmap: roadmap.target_group),
)


def _of_the_parties(before: Roadmap, after: Roadmap) -> Iterator[Change]:
    old = {code: f"{party.title} ({party.scope.value})" for code, party in before.party_by_code.items()}
    new = {code: f"{party.title} ({party.scope.value})" for code, party in after.party_by_code.items()}
    for code in dict.fromkeys([*old, *new]):
        yield from _changed(Part.PARTIES, "", code, old.get(code, ""), new.get(code, ""))


def _of_the_thresholds(before: Roadmap, after: Roadmap) -> Iterator[Change]:
    for section in ("assessment", "calendar"):
        old, new = (getattr(roadmap, section).model_dump(mode="json") for roadmap in (before, after))
        for name in dict.fromkeys([*old, *new]):
            yield from _changed(Part.THRESHOLDS, "", f"{section}.{name}", str(old.get(name)), str(new.get(name)))


def _changed(part: Part, code: str, what: str, before: str, after: str) -> Iterator[Change]:
    """The difference of one value, none when it stayed."""
    if before == after:
        return
    sentence = _("{what}: было {before}; стало {after}.").format(what=what, before=_said(before), after=_said(after))
    yield Change(part, code, before, after, sentence)


def _said(value: str) -> str:
    return f"«{value}»" if value else _("ничего")


# ── Measures ─────────────────────────────────────────────────────────────────


def _of_the_measures(before: Roadmap, after: Roadmap) -> Iterator[Change]:
    renamed = likely_renames(before, after)
    former = {new: old for old, new in renamed.items()}
    for measure in before.measures:
        if measure.code not in after.by_code and measure.code not in renamed:
            yield Change(Part.REMOVED, measure.code, measure.title, "", f"{_named(measure)}.")
    plans = by_measure(occurrences(before)), by_measure(occurrences(after))
    for measure in after.measures:
        old = before.by_code.get(former.get(measure.code, measure.code))
        if old is None:
            yield _added(after, measure, plans[1].get(measure.code, ()))
            continue
        if old.code != measure.code:
            sentence = _("{measure}: код был {old}.").format(measure=_named(measure), old=old.code)
            yield Change(Part.RENAMED, measure.code, old.code, measure.code, sentence)
        yield from _of_a_measure(Version(before, old, plans[0], renamed), Version(after, measure, plans[1], {}))


def _added(roadmap: Roadmap, measure: Measure, planned: Plan) -> Change:
    cell = without_markup(roadmap.schedule_of(measure))
    sentence = _("{measure}: «{cell}» — {dates}.").format(measure=_named(measure), cell=cell, dates=_dates(planned))
    return Change(Part.ADDED, measure.code, "", measure.title, sentence)


@dataclass(frozen=True)
class Version:
    """A measure in its version of the roadmap, with that version's plan; `renamed` gives codes as they are now."""

    roadmap: Roadmap
    measure: Measure
    plan: Mapping[str, Plan]
    renamed: Mapping[str, str]


def _of_a_measure(old: Version, new: Version) -> Iterator[Change]:
    yield from _schedule_changed(old, new)
    for part, name, words in _FIELDS:
        what = f"{_named(new.measure)}, {name()}"
        yield from _changed(part, new.measure.code, what, words(old), words(new))


def _schedule_changed(old: Version, new: Version) -> Iterator[Change]:
    """The schedule in words with what the dates become; also when the words stayed and the dates did not."""
    cells = [without_markup(one.roadmap.reading_of(one.measure)) for one in (old, new)]
    plans = [one.plan.get(one.measure.code, ()) for one in (old, new)]
    days = [[(found.opens_on, found.due_on) for found in plan] for plan in plans]
    if cells[0] == cells[1] and days[0] == days[1]:
        return
    before, after = (
        _("«{cell}» — {dates}").format(cell=cell, dates=_dates(plan)) for cell, plan in zip(cells, plans, strict=True)
    )
    told = _("{measure}: было {before}; стало {after}.")
    sentence = told.format(measure=_named(new.measure), before=before, after=after)
    yield Change(Part.SCHEDULE, new.measure.code, before, after, sentence)


def _dates(planned: Plan) -> str:
    """«до 31.08.2024, 31.08.2025»; what has no dates says so."""
    due = [found.due_on for found in planned if found.due_on]
    if not planned:
        return _("по запросу")
    if not due:
        return _("даты назначит другой документ")
    if len(due) > MOST_DATES:
        told = _("сроков: {count}, первый {first}, последний {last}")
        return told.format(count=len(due), first=_day(due[0]), last=_day(due[-1]))
    return _("до {dates}").format(dates=", ".join(map(_day, due)))


def _day(day: date) -> str:
    return f"{day:%d.%m.%Y}"


def _named(measure: Measure) -> str:
    """«п. 9 (T07) «Название»»: as the order numbers it, then our code."""
    return f"{measure.place} ({measure.code}) «{measure.title}»"


def _prerequisites(version: Version) -> str:
    return "; ".join(sorted(_prerequisite(one, version.renamed) for one in version.measure.prerequisites))


def _prerequisite(needed: Prerequisite, renamed: Mapping[str, str]) -> str:
    share = _(" — {percent:.0f} % школ").format(percent=100 * needed.share) if needed.share < 1 else ""
    soft = _(" (не держит)") if needed.soft else ""
    return f"{renamed.get(needed.measure, needed.measure)}{share}{soft}"


def _unit(version: Version) -> str:
    return _("в каждой школе") if version.measure.unit is Unit.SCHOOL else _("один раз за всех")


def _data(version: Version) -> str:
    return "; ".join(f"{need.kind} {_years(need.years)}".strip() for need in version.measure.data)


def _years(years: tuple[int, ...] | dict[int, tuple[int, ...]]) -> str:
    """«2022, 2023», or for each year of work its own: «(2024: 2023, 2024; 2025: 2024, 2025)»."""
    if isinstance(years, dict):
        return f"({'; '.join(f'{year}: {_years(needed)}' for year, needed in years.items())})"
    return ", ".join(map(str, years))


_FIELDS: tuple[tuple[Part, Callable[[], str], Callable[[Version], str]], ...] = (
    (Part.RESPONSIBLE, lambda: _("ответственные"), lambda one: one.roadmap.responsible_of(one.measure)),
    (Part.RESPONSIBLE, lambda: _("ведёт"), lambda one: one.roadmap.party_by_code[one.measure.leading_party].title),
    (Part.RESPONSIBLE, lambda: _("принимает"), lambda one: one.measure.acceptance or ""),
    (Part.PREREQUISITES, lambda: _("ждёт"), _prerequisites),
    (Part.RESULT, lambda: _("результат"), lambda one: without_markup(one.roadmap.result_of(one.measure))),
    (Part.RESULT, lambda: _("документы"), lambda one: "; ".join(one.measure.deliverables)),
    (Part.UNIT, lambda: _("исполняется"), _unit),
    (Part.UNIT, lambda: _("этап"), lambda one: one.measure.phase.label),
    (Part.UNIT, lambda: _("место в приказе"), lambda one: one.measure.place),
    (Part.WORDING, lambda: _("название"), lambda one: one.measure.title),
    (Part.WORDING, lambda: _("текст"), lambda one: one.measure.text),
    (Part.WORDING, lambda: _("раздел"), lambda one: one.measure.section),
    (Part.INDICATORS, lambda: _("показатели"), lambda one: "; ".join(found.text for found in one.measure.indicators)),
    (Part.INDICATORS, lambda: _("это показатель"), lambda one: _("да") if one.measure.is_target else _("нет")),
    (Part.DATA, lambda: _("данные"), _data),
    (Part.DATA, lambda: _("проверки"), lambda one: ", ".join(map(str, one.measure.checks))),
    (Part.DATA, lambda: _("расчёт"), lambda one: one.measure.action or ""),
)
