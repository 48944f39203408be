"""A year's agreements of schools with their partners as one paper (Rakitnoe, section IV): their register, then each.

The partners are those appointed in the year. Numbers and days of the agreements people write; so do they what is done.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sqlmodel import Session

from models.language import _
from models.records import HelperAppointment, HelperKind
from models.wording import day
from tasks.documents.filling import filled
from tasks.documents.head import DOCX, Document
from tasks.drafting.contract import Asked, Draft
from tasks.drafting.partner_agreement import Agreements, agreements, party
from tasks.mentoring.helping import appointed
from tasks.record.book import approved_schools
from tasks.settings import Settings

BLANK = "network_agreements"


def drafts(session: Session, settings: Settings, asked: Asked) -> Iterator[Draft]:
    """One paper for the roadmap's step; a register without a single partner is there to be looked at only."""
    members = [one.school for one in approved_schools(session, asked.cycle)]
    partners = {one.school: one for one in appointed(session, asked.cycle, HelperKind.PARTNER)}
    of = agreements(session, settings, asked, members)
    title = _("Договоры о сетевом взаимодействии")
    content = filled(BLANK, title, _values(of, members, partners), asked.head)
    paper = Document(f"{title} {asked.cycle.year}.docx", content, DOCX)
    lacks = [] if partners else [_("опорные школы не определены: vekha partners approve")]
    for step in asked.steps:
        yield Draft(step, {asked.measure.deliverables[0]: paper}, lacks)


def _values(of: Agreements, members: Sequence[str], partners: Mapping[str, HelperAppointment]) -> dict[str, Any]:
    head = of.asked.head
    return {
        "basis": head.basis,
        "scope": head.scope,
        "day": day(of.asked.as_of),
        "year": of.asked.cycle.year,
        "schools": len(members),
        "helped": len(partners),
        "without": ", ".join(party(of.schools, one)["school"] for one in members if one not in partners),
        "rows": [_row(of, number, school, partners.get(school)) for number, school in enumerate(members, 1)],
        "agreements": [of.values(partners[school]) for school in members if school in partners],
    }


def _row(of: Agreements, number: int, school: str, one: HelperAppointment | None) -> dict[str, str]:
    """A line of the register; number and day of the agreement are for people to fill in."""
    other = of.other_party(one) if one else {"partner": _("не определена"), "order": "—"}
    named = {"school": party(of.schools, school)["school"], "partner": other["partner"], "order": other["order"]}
    return {"number": str(number), **named, "contract": "", "dated": ""}
