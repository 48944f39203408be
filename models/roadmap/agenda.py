"""What one party has in its calendar: the windows and deadlines of its measures, as all-day entries. Pure.

Where the dates come from (the plan or the record) is the caller's; how a file holds them belongs in tasks/documents.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from models.language import _
from models.roadmap.definition import Measure, Roadmap
from models.roadmap.plan import AWAITING_DATES
from models.roadmap.printing import without_markup
from models.roadmap.schedule.reading import read
from models.roadmap.schedule.recurrence import deadlines
from models.roadmap.schedule.rules import Deadline, Deadlines, Mixed, Recurring, Rule


@dataclass(frozen=True)
class Dated:
    """An occurrence with the days in force.

    printed_on: the last day by the order itself; None where another document or a request gave the days
    changes:    how many times a person, a calendar or a new version of the plan has set its days
    """

    measure: str
    occurrence: str
    opens_on: date
    due_on: date
    printed_on: date | None = None
    changes: int = 0


@dataclass(frozen=True)
class Entry:
    """One entry of a calendar. `uid` stays the same for the same thing; first and last day are both included."""

    uid: str
    first: date
    last: date
    summary: str
    description: str
    category: str
    reminds: bool
    changes: int


def agenda(roadmap: Roadmap, party: str, dated: Iterable[Dated]) -> list[Entry]:
    """The party's entries, in the order of time: a window and its deadline are two, a bare deadline is one."""
    bare = {code: _bare_deadlines(roadmap, measure) for code, measure in roadmap.by_code.items()}
    entries = []
    for one in dated:
        measure = roadmap.by_code[one.measure]
        if party not in measure.parties:
            continue
        entries.append(_deadline(roadmap, measure, one))
        if one.opens_on < one.due_on and one.printed_on not in bare[one.measure]:
            entries.append(_window(roadmap, measure, one))
    return sorted(entries, key=lambda entry: (entry.first, entry.last, entry.uid))


def of_place(entries: Iterable[Entry], place: str, title: str) -> list[Entry]:
    """The entries as those of one place among several, a school or a municipality: told apart by name and by uid."""
    return [replace(one, uid=one.uid.replace("@", f"-{place}@"), summary=f"{one.summary} — {title}") for one in entries]


def _bare_deadlines(roadmap: Roadmap, measure: Measure) -> frozenset[date]:
    """The deadlines for which the order names no window: «до 31 мая»."""
    rule = read(roadmap.reading_of(measure), roadmap.plan_period)
    parts = rule.parts if isinstance(rule, Mixed) else (rule,)
    return frozenset(day for part in parts if _is_bare(part) for day in deadlines(part, roadmap.plan_period))


def _is_bare(rule: Rule) -> bool:
    if isinstance(rule, Recurring):
        return bool(rule.deadline or rule.deadlines)
    return isinstance(rule, Deadline | Deadlines)


def _deadline(roadmap: Roadmap, measure: Measure, one: Dated) -> Entry:
    summary = _("Сдать: {title}").format(title=measure.title)
    return _entry(roadmap, measure, one, ("due", one.due_on, summary))


def _window(roadmap: Roadmap, measure: Measure, one: Dated) -> Entry:
    return _entry(roadmap, measure, one, ("window", one.opens_on, measure.title))


def _entry(roadmap: Roadmap, measure: Measure, one: Dated, said: tuple[str, date, str]) -> Entry:
    kind, first, summary = said
    key = one.occurrence.replace("/", "_") if one.occurrence != AWAITING_DATES else AWAITING_DATES
    return Entry(
        uid=f"{roadmap.name}-{measure.code}-{key}-{kind}@vekha",
        first=first,
        last=one.due_on,
        summary=summary,
        description=_description(roadmap, measure, one),
        category=measure.phase.label,
        reminds=kind == "due",
        changes=one.changes,
    )


def _description(roadmap: Roadmap, measure: Measure, one: Dated) -> str:
    """Where the order says it, what is handed in, who accepts, and the order's own day where it was moved."""
    lines = [
        _("Приказ от {signed:%d.%m.%Y} № {number}, {place}").format(
            signed=roadmap.order.signed_on, number=roadmap.order.number, place=measure.place
        ),
        _("Срок в приказе: {schedule}").format(schedule=without_markup(roadmap.schedule_of(measure))),
    ]
    if measure.deliverables:
        lines.append(_("Сдать: {documents}").format(documents=", ".join(measure.deliverables)))
    if measure.acceptors:
        known = (roadmap.party_by_code.get(code) for code in measure.acceptors)
        who = ", ".join(party.title if party else _("координатор") for party in known)
        lines.append(_("Принимает: {who}").format(who=who))
    if one.printed_on not in (None, one.due_on):
        lines.append(_("Последний день по приказу — {printed:%d.%m.%Y}").format(printed=one.printed_on))
    return "\n".join(lines)
