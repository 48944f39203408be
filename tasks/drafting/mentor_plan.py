"""The plan of mentors' work with a school's teachers (Kirsanov, item 24): who helps whom, and months to be filled in.

domain.md §6, «План работы»: period, activity, responsible, result. The pairs are those that stand on the day.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import count

from dateutil.relativedelta import relativedelta
from sqlmodel import Session, col, select

from models.language import _
from models.records import MentorPair, School, Step
from models.wording import day, in_digits, month
from tasks.documents.filling import filled
from tasks.documents.head import DOCX, Document
from tasks.drafting.contract import Asked, Draft
from tasks.mentoring.pairs import standing
from tasks.settings import Settings

BLANK = "mentor_plan"
MONTHS = 9  # of a school year


def drafts(session: Session, _settings: Settings, asked: Asked) -> Iterator[Draft]:
    """One plan for each school's step; without mentors, or without dates, there is nothing to plan."""
    names = {one.login: one for one in session.exec(select(School).order_by(col(School.login)))}
    pairs: dict[str, list[MentorPair]] = defaultdict(list)
    for pair in standing(session, asked.cycle):
        pairs[pair.school].append(pair)
    for step in asked.steps:
        lacks = _lacking(step, pairs[step.unit])
        title = asked.measure.deliverables[0]
        yield Draft(step, lacks=lacks) if lacks else Draft(step, {title: _plan(asked, step, pairs[step.unit], names)})


def _lacking(step: Step, pairs: Sequence[MentorPair]) -> list[str]:
    lacks = [] if pairs else [_("учителям школы не назначены наставники: vekha mentors approve")]
    return lacks if step.due_on else [*lacks, _("нет дат: задайте их командой vekha dates")]


def _plan(asked: Asked, step: Step, pairs: Sequence[MentorPair], names: Mapping[str, School]) -> Document:
    assert step.due_on is not None
    school, title = names.get(step.unit), _("План работы с наставниками")
    end = step.due_on + relativedelta(months=MONTHS)
    values = {
        "school": school.name if school else step.unit,
        "municipality": school.municipality if school else "—",
        "start": in_digits(step.due_on),
        "end": in_digits(end),
        "day": day(asked.as_of),
        "basis": asked.head.basis,
        "scope": asked.head.scope,
        "pairs": [_as_row(number, pair, names) for number, pair in zip(count(1), pairs, strict=False)],
        "months": [_month(step.due_on + relativedelta(months=nth)) for nth in range(1, MONTHS + 1)],
    }
    return Document(f"{title} {step.unit}.docx", filled(BLANK, title, values, asked.head), DOCX)


def _as_row(number: int, pair: MentorPair, names: Mapping[str, School]) -> dict[str, str]:
    school = names.get(pair.mentor_school)
    order = _("№ {number} от {day}").format(number=pair.order_number, day=in_digits(pair.order_date))
    return {
        "number": str(number),
        "teacher": pair.teacher,
        "subject": pair.subject,
        "mentor": pair.mentor,
        "mentor_school": school.name if school else pair.mentor_school,
        "order": order,
    }


def _month(of: date) -> dict[str, str]:
    """A line for people to fill in: only the month is known."""
    return {"period": month(of), "activity": "", "responsible": "", "outcome": ""}
