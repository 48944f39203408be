"""What differs between two versions of a roadmap, in words. Pure; which versions are compared is the caller's.

What is compared stands in fields.py; what differences mean for a running cycle's steps, in tasks/cycle/adoption.py.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from models.language import _
from models.roadmap.change.fields import (
    BEHIND,
    FIELDS,
    ORDER_FIELDS,
    Part,
    Version,
    party_in_words,
    value_in_words,
)
from models.roadmap.definition import Measure, Roadmap
from models.roadmap.plan import Plan, by_measure, occurrences
from models.roadmap.printing import without_markup
from models.roadmap.schedule.reading import read
from models.roadmap.schedule.rules import Mixed, OnDemand
from models.wording import in_digits

# Two texts from this likeness on are one measure under two codes.
ALIKE = 0.8
MOST_DATES = 6


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
    for name, words in ORDER_FIELDS:
        yield from _changed(Part.ORDER, "", name(), words(before), words(after))


def _of_the_parties(before: Roadmap, after: Roadmap) -> Iterator[Change]:
    old, new = ({party.code: party_in_words(party) for party in roadmap.parties} for roadmap in (before, after))
    for code in dict.fromkeys([*old, *new]):
        yield from _changed(Part.PARTIES, "", code, old.get(code, ""), new.get(code, ""))


def _of_the_thresholds(before: Roadmap, after: Roadmap) -> Iterator[Change]:
    for section in ("assessment", "calendar", "reminders"):
        old, new = (getattr(roadmap, section).model_dump(mode="json") for roadmap in (before, after))
        for name in dict.fromkeys([*old, *new]):
            values = value_in_words(old.get(name)), value_in_words(new.get(name))
            yield from _changed(Part.THRESHOLDS, "", f"{section}.{name}", *values)


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
    cell, dates = without_markup(roadmap.schedule_of(measure)), _dates(roadmap, measure, planned)
    sentence = _("{measure}: «{cell}» — {dates}.").format(measure=_named(measure), cell=cell, dates=dates)
    return Change(Part.ADDED, measure.code, "", measure.title, sentence)


def _of_a_measure(old: Version, new: Version) -> Iterator[Change]:
    yield from _schedule_changed(old, new)
    for part, name, words in FIELDS:
        yield from _changed(part, new.measure.code, _what(new, name), words(old), words(new))
    for seen, (part, name, words) in BEHIND:
        # What stands in the cell says it already, when that has changed as well.
        if seen(old) == seen(new):
            yield from _changed(part, new.measure.code, _what(new, name), words(old), words(new))


def _what(version: Version, name: Callable[[], str]) -> str:
    return f"{_named(version.measure)}, {name()}"


def _schedule_changed(old: Version, new: Version) -> Iterator[Change]:
    """The schedule in words with what the dates become; also when the words stayed and the dates did not."""
    cells = [without_markup(one.roadmap.reading_of(one.measure)) for one in (old, new)]
    plans = [one.plan.get(one.measure.code, ()) for one in (old, new)]
    days = [[(found.opens_on, found.due_on) for found in plan] for plan in plans]
    if cells[0] == cells[1] and days[0] == days[1]:
        return
    before, after = (
        _("«{cell}» — {dates}").format(cell=cell, dates=_dates(one.roadmap, one.measure, plan))
        for one, cell, plan in zip((old, new), cells, plans, strict=True)
    )
    told = _("{measure}: было {before}; стало {after}.")
    sentence = told.format(measure=_named(new.measure), before=before, after=after)
    yield Change(Part.SCHEDULE, new.measure.code, before, after, sentence)


def _dates(roadmap: Roadmap, measure: Measure, planned: Plan) -> str:
    """«до 31.08.2024, 31.08.2025»; what has no dates says why."""
    due = [found.due_on for found in planned if found.due_on]
    if not planned:
        return _why_never(roadmap, measure)
    if not due:
        return _("даты назначит другой документ")
    if len(due) > MOST_DATES:
        told = _("сроков: {count}, первый {first}, последний {last}")
        return told.format(count=len(due), first=in_digits(due[0]), last=in_digits(due[-1]))
    return _("до {dates}").format(dates=", ".join(map(in_digits, due)))


def _why_never(roadmap: Roadmap, measure: Measure) -> str:
    """Why the plan has no occurrence of the measure at all."""
    if measure.is_target:
        return _("целевой показатель, шагов нет")
    rule = read(roadmap.reading_of(measure), roadmap.plan_period)
    parts = rule.parts if isinstance(rule, Mixed) else (rule,)
    return _("по запросу") if any(isinstance(part, OnDemand) for part in parts) else _("в период плана не попадает")


def _named(measure: Measure) -> str:
    """«п. 9 (T07) «Название»»: as the order numbers it, then our code."""
    return f"{measure.place} ({measure.code}) «{measure.title}»"
