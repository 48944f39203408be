"""The agreement of a school and its partner school (Kirsanov, item 5): parties, duties, and what they will work on.

domain.md §6, «Соглашение». The appendix names the risks that the school works on; what is done about them people write.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
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
Schools = Mapping[str, School]


@dataclass(frozen=True)
class Agreements:
    """What agreements of a year speak of. titles: of risk factors by code; risks: school → codes that it works on."""

    asked: Asked
    schools: Schools
    titles: Mapping[str, str]
    risks: Mapping[str, Sequence[str]]

    @property
    def until(self) -> str:
        """The last day on which they are in force."""
        return in_digits(Period.parse(self.asked.book.roadmap.period).end)

    def values(self, one: HelperAppointment) -> dict[str, Any]:
        """What the agreement of this school and its partner says."""
        rows = [_row(factor) for factor in self.factors(one.school)] or [_row("")] * WITHOUT_RISKS
        return party(self.schools, one.school) | self.other_party(one) | {"end": self.until, "rows": rows}

    def other_party(self, one: HelperAppointment) -> dict[str, str]:
        """The partner, by the names that blanks have for it, and by which order it is the partner."""
        told = party(self.schools, one.helper)
        about = {f"partner_{key}": told[key] for key in ("municipality", "requisites")}
        return {"partner": told["school"], **about, "order": order_of(one)}

    def factors(self, school: str) -> list[str]:
        """What the school works on, by name."""
        return [self.titles.get(code, code) for code in self.risks[school]]


def drafts(session: Session, settings: Settings, asked: Asked) -> Iterator[Draft]:
    """One agreement for each school's step; a school without a partner has nobody to agree with."""
    units = [step.unit for step in asked.steps]
    partners = {one.school: one for one in appointed(session, asked.cycle, HelperKind.PARTNER, units)}
    of = agreements(session, settings, asked, units)
    common = {"basis": asked.head.basis, "scope": asked.head.scope, "day": day(asked.as_of)}
    for step in asked.steps:
        if step.unit not in partners:
            yield Draft(step, lacks=[_("опорная школа не определена: vekha partners approve")])
            continue
        title = _("Соглашение с опорной школой")
        content = filled(BLANK, title, common | of.values(partners[step.unit]), asked.head)
        yield Draft(step, {asked.measure.deliverables[0]: Document(f"{title} {step.unit}.docx", content, DOCX)})


def agreements(session: Session, settings: Settings, asked: Asked, units: Sequence[str]) -> Agreements:
    """What agreements of these schools speak of."""
    schools = {one.login: one for one in session.exec(select(School).order_by(col(School.login)))}
    risks = risks_of(session, settings, asked.cycle, units)
    return Agreements(asked, schools, factor_titles(settings, asked.cycle.year), risks)


def party(schools: Schools, login: str) -> dict[str, str]:
    """A party's name, municipality and requisites; of one that the register does not know, its login."""
    school = schools.get(login)
    name, place = (school.name, school.municipality) if school else (login, "—")
    inn = _("{name}, ИНН {inn}").format(name=name, inn=school.inn) if school and school.inn else name
    return {"school": name, "municipality": place, "requisites": inn}


def _row(factor: str) -> dict[str, str]:
    """A line of the joint plan for people to fill in: only the risk is known."""
    return {"factor": factor, "activity": "", "due": "", "responsible": ""}
