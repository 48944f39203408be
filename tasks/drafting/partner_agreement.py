"""The agreement of a school and its partner school (Kirsanov, item 5): parties, duties, and what they will work on.

domain.md §6, «Соглашение». The appendix names the risks that the school works on; what is done about them people write.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from sqlmodel import Session, col, select

from models.language import _
from models.records import HelperAppointment, HelperKind, School
from models.roadmap.schedule.period import Period
from models.wording import day, in_digits
from tasks.documents.filling import filled
from tasks.documents.head import DOCX, Document
from tasks.drafting.contract import Asked, Draft
from tasks.drafting.curators_order import order_of
from tasks.mentoring.helping import appointed
from tasks.mentoring.proposing_helpers import risks_of
from tasks.settings import Settings
from tasks.survey.profiling import factor_titles

BLANK = "partner_agreement"
WITHOUT_RISKS = 3  # empty lines, where nothing is known of the school's risks


def drafts(session: Session, settings: Settings, asked: Asked) -> Iterator[Draft]:
    """One agreement for each school's step; a school without a partner has nobody to agree with."""
    units = [step.unit for step in asked.steps]
    partners = {one.school: one for one in appointed(session, asked.cycle, HelperKind.PARTNER, units)}
    schools = {one.login: one for one in session.exec(select(School).order_by(col(School.login)))}
    titles = factor_titles(settings, asked.cycle.year)
    risks = risks_of(session, settings, asked.cycle, units)
    for step in asked.steps:
        if step.unit not in partners:
            yield Draft(step, lacks=[_("опорная школа не определена: vekha partners approve")])
            continue
        rows = [_row(titles.get(code, code)) for code in risks[step.unit]]
        values = _parties(schools, partners[step.unit], asked) | {"rows": rows or [_row("")] * WITHOUT_RISKS}
        title = _("Соглашение с опорной школой")
        paper = Document(f"{title} {step.unit}.docx", filled(BLANK, title, values, asked.head), DOCX)
        yield Draft(step, {asked.measure.deliverables[0]: paper})


def _parties(schools: Mapping[str, School], one: HelperAppointment, asked: Asked) -> dict[str, Any]:
    return {
        "basis": asked.head.basis,
        "scope": asked.head.scope,
        "day": day(asked.as_of),
        "end": in_digits(Period.parse(asked.book.roadmap.period).end),
        "order": order_of(one),
        **_party(schools, one.school, ""),
        **_party(schools, one.helper, "partner_"),
    }


def _party(schools: Mapping[str, School], login: str, prefix: str) -> dict[str, str]:
    """A party's name, municipality and requisites; of one that the register does not know, its login."""
    school = schools.get(login)
    name, place = (school.name, school.municipality) if school else (login, "—")
    inn = _("{name}, ИНН {inn}").format(name=name, inn=school.inn) if school and school.inn else name
    return {
        "partner" if prefix else "school": name,
        f"{prefix}municipality": place,
        f"{prefix}requisites": inn,
    }


def _row(factor: str) -> dict[str, str]:
    """A line of the joint plan for people to fill in: only the risk is known."""
    return {"factor": factor, "activity": "", "due": "", "responsible": ""}
