"""A school's contract and plan of network cooperation (Zhigalovo, section I, item 9): with whom, and what for.

The school, its partner where one is appointed, and the risks that it works on are known; with whom it cooperates
otherwise, which programmes and for which children, people write. A plan for each reporting period.
"""

from collections.abc import Iterator, Sequence
from typing import Any

from sqlmodel import Session

from models.language import _
from models.records import HelperAppointment, HelperKind, Step
from models.wording import day, in_digits
from tasks.documents.filling import filled
from tasks.documents.head import DOCX, Document
from tasks.drafting.contract import Asked, Draft
from tasks.drafting.partner_agreement import Agreements, agreements, party
from tasks.mentoring.helping import appointed
from tasks.settings import Settings

BLANK = "network_plan"
EMPTY_LINES = 3  # after the risks that are known
NOBODY = {"partner": "", "partner_municipality": "", "partner_requisites": "", "order": ""}


def drafts(session: Session, settings: Settings, asked: Asked) -> Iterator[Draft]:
    """One plan for each school's step. A school without a partner has a blank line for one, and fills it in itself."""
    units = [step.unit for step in asked.steps]
    partners = {one.school: one for one in appointed(session, asked.cycle, HelperKind.PARTNER, units)}
    of = agreements(session, settings, asked, units)
    for step in asked.steps:
        if step.opens_on is None or step.due_on is None:
            yield Draft(step, lacks=[_("нет дат отчётного периода: задайте их командой vekha dates")])
            continue
        title, partner = _("Договор и план сетевого сотрудничества"), partners.get(step.unit)
        content = filled(BLANK, title, _values(of, step, partner), asked.head)
        name = f"{title} {step.unit} {in_digits(step.opens_on)}–{in_digits(step.due_on)}.docx"
        lacks = [] if partner else [_("партнёра у школы в записи нет: впишите его и сдайте свой документ")]
        yield Draft(step, {asked.measure.deliverables[0]: Document(name, content, DOCX)}, lacks)


def _values(of: Agreements, step: Step, partner: HelperAppointment | None) -> dict[str, Any]:
    head = of.asked.head
    return {
        "basis": head.basis,
        "scope": head.scope,
        "day": day(of.asked.as_of),
        "start": in_digits(step.opens_on),
        "end": in_digits(step.due_on),
        "until": of.until,
        **party(of.schools, step.unit),
        **(of.other_party(partner) if partner else NOBODY),
        "rows": [*_rows(of.factors(step.unit))],
    }


def _rows(factors: Sequence[str]) -> Iterator[dict[str, str]]:
    """Lines of the plan for people to fill in: only the risks are known."""
    for factor in (*factors, *[""] * EMPTY_LINES):
        yield {"factor": factor, "programme": "", "for_whom": "", "place": "", "responsible": ""}
