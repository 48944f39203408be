"""Who helps schools, as papers (Kirsanov, item 4): the order on curators, working groups, the list of partner schools.

domain.md §6, «Приказ о назначении кураторов», «Перечень». What is approved in the record, in codes; which paper a
deliverable is, its own words say. Where it names none of the three, it is the order.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlmodel import Session, col, select

from models.language import _
from models.records import HelperAppointment, HelperKind, School
from models.roadmap.schedule.period import Period
from models.wording import day, in_digits
from tasks.data.datasets import frames, holding
from tasks.documents.filling import filled
from tasks.documents.head import DOCX, Document
from tasks.drafting.contract import Asked, Draft
from tasks.mentoring.helping import appointed
from tasks.record.book import approved_schools
from tasks.settings import Settings
from tasks.survey.profiling import factor_titles

BLANK = "curators_order"
BASIC = "базов"  # what Svetlogorsk (item 3.4) calls partner schools


@dataclass(frozen=True)
class _Known:
    """What the papers speak of. organisations: by the curator's code; titles: of risk factors by code."""

    asked: Asked
    schools: Mapping[str, School]
    members: Sequence[str]
    curators: Sequence[HelperAppointment]
    partners: Sequence[HelperAppointment]
    organisations: Mapping[str, str]
    titles: Mapping[str, str]

    def name(self, login: str) -> str:
        """The school's name, or its login where the register does not know it."""
        return self.schools[login].name if login in self.schools else login

    def municipality(self, login: str) -> str:
        """Where the school is."""
        return self.schools[login].municipality if login in self.schools else "—"

    def without(self, found: Sequence[HelperAppointment]) -> str:
        """The schools that nobody of these helps."""
        helped = {one.school for one in found}
        return ", ".join(self.name(one) for one in self.members if one not in helped)


def drafts(session: Session, settings: Settings, asked: Asked) -> Iterator[Draft]:
    """Every paper of the measure that is named among its deliverables."""
    known = _known(session, settings, asked)
    for step in asked.steps:
        made, lacks = {}, []
        for title in asked.measure.deliverables:
            paper = _paper_of(title)
            lacking = paper.lacking(known)
            if lacking:
                lacks.append(lacking)
            else:
                made[title] = _document(paper, known)
        yield Draft(step, made, list(dict.fromkeys(lacks)))


@dataclass(frozen=True)
class _Paper:
    """One of the three papers: the words of a deliverable that mean it, its blank, its name, what it says."""

    words: tuple[str, ...]
    blank: str
    name: str
    values: Callable[[_Known], dict[str, Any]]
    lacking: Callable[[_Known], str]


def _paper_of(title: str) -> _Paper:
    return next((one for one in PAPERS if any(word in title.lower() for word in one.words)), ORDER)


def _document(paper: _Paper, known: _Known) -> Document:
    head = known.asked.head
    common = {"basis": head.basis, "scope": head.scope, "day": day(known.asked.as_of)}
    content = filled(paper.blank, paper.name, common | paper.values(known), head)
    return Document(f"{paper.name} {known.asked.as_of:%Y-%m-%d}.docx", content, DOCX)


def _known(session: Session, settings: Settings, asked: Asked) -> _Known:
    cycle = asked.cycle
    people = frames(settings, holding(session, ["curators"]), ["curators"])["curators"]
    return _Known(
        asked=asked,
        schools={one.login: one for one in session.exec(select(School).order_by(col(School.login)))},
        members=[one.school for one in approved_schools(session, cycle)],
        curators=appointed(session, cycle, HelperKind.CURATOR),
        partners=appointed(session, cycle, HelperKind.PARTNER),
        organisations=dict(zip(people["curator"], people["organisation"], strict=True)),
        titles=factor_titles(settings, cycle.year),
    )


def _no_curators(known: _Known) -> str:
    return "" if known.curators else _("кураторы не назначены: vekha curators approve")


def _no_partners(known: _Known) -> str:
    return "" if known.partners else _("опорные школы не определены: vekha partners approve")


def _of_order(known: _Known) -> dict[str, Any]:
    rows = [
        {
            "number": number,
            "school": known.name(one.school),
            "municipality": known.municipality(one.school),
            "curator": one.helper,
            "organisation": known.organisations.get(one.helper, "—"),
            "factors": "; ".join(known.titles.get(code, code) for code in one.factors.split()) or "—",
            "contacts": "",
        }
        for number, one in enumerate(known.curators, start=1)
    ]
    end = Period.parse(known.asked.book.roadmap.period).end
    authority = known.asked.book.roadmap.order.authority
    return {"rows": rows, "without": known.without(known.curators), "end": in_digits(end), "authority": authority}


def _of_groups(known: _Known) -> dict[str, Any]:
    schools: dict[str, list[str]] = defaultdict(list)
    curators: dict[str, list[str]] = defaultdict(list)
    for login in known.members:
        schools[known.municipality(login)].append(known.name(login))
    for one in known.curators:
        curators[known.municipality(one.school)].append(one.helper)
    return {
        "groups": [
            {
                "municipality": place,
                "schools": "; ".join(names),
                "curators": ", ".join(dict.fromkeys(curators[place])) or "—",
                "members": "",
            }
            for place, names in sorted(schools.items())
        ]
    }


def _of_partners(known: _Known) -> dict[str, Any]:
    ordered = sorted(known.partners, key=lambda one: (one.helper, one.school))
    rows = [
        {
            "number": number,
            "partner": known.name(one.helper),
            "municipality": known.municipality(one.helper),
            "school": known.name(one.school),
            "order": order_of(one),
        }
        for number, one in enumerate(ordered, start=1)
    ]
    return {
        "called": _("базовых") if _names(known, BASIC) else _("опорных"),
        "rows": rows,
        "partners": len({one.helper for one in ordered}),
        "helped": len(ordered),
        "without": known.without(known.partners),
    }


def _names(known: _Known, word: str) -> bool:
    """Whether one of the measure's deliverables is called so."""
    return any(word in title.lower() for title in known.asked.measure.deliverables)


def order_of(one: HelperAppointment) -> str:
    """By which order somebody helps."""
    return _("№ {number} от {day}").format(number=one.order_number, day=in_digits(one.order_date))


ORDER = _Paper(("куратор",), BLANK, "Приказ о назначении кураторов", _of_order, _no_curators)
PAPERS = (
    ORDER,
    _Paper(("опорн", BASIC), "partner_schools", "Перечень опорных школ", _of_partners, _no_partners),
    _Paper(("групп",), "working_groups", "Состав муниципальных рабочих групп", _of_groups, _no_curators),
)
