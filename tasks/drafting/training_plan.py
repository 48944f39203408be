"""The plan of training a school's teachers (Zhigalovo, section I, item 7): which programmes, who of them, when.

The programmes are the catalogue's measures against the school's factors for which the institute has places; the
teachers are those whom results show to need support, by code, where that is computed. Who goes where, and everybody
else, the school writes. It comes before the support plan; a measure that is in the plan already has its dates from it.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import pandas as pd
from sqlmodel import Session

from models.language import _
from models.support.candidates import candidates
from models.support.catalogue import Catalogue
from models.wording import day, in_digits
from tasks.documents.filling import filled
from tasks.documents.head import DOCX, Document
from tasks.drafting.contract import Asked, Draft
from tasks.drafting.named_teachers import teachers_named
from tasks.drafting.register import register_of, told_of
from tasks.reading.catalogue import CATALOGUES
from tasks.settings import Settings
from tasks.support.factors import factors_known
from tasks.support.versions import Plan, histories

BLANK = "training_plan"
WITHOUT_TEACHERS = 5  # empty lines, where results name nobody
Line = dict[str, str]


def drafts(session: Session, settings: Settings, asked: Asked) -> Iterator[Draft]:
    """One plan for each school's step; a school without factors has nothing to train its teachers for yet."""
    catalogue = CATALOGUES.of_year(settings, asked.cycle.year)
    known = factors_known(session, settings, asked.cycle, catalogue)
    fit = dict(iter(candidates(catalogue, known.factors, pd.Series(dtype=int)).groupby("school")))
    at_risk = {*known.factors["school"]}
    plans = histories(session, asked.cycle, [step.unit for step in asked.steps])
    register = register_of(session, settings)
    teachers = teachers_named(session, settings, asked.cycle) or {}
    for step in asked.steps:
        school = step.unit
        if school not in at_risk:
            none = _("рискового профиля школы нет: загрузите анкеты (vekha load)")
            yield Draft(step, lacks=[known.unready.get(school, none)])
            continue
        values = {
            **told_of(register, school),
            "programmes": [*_programmes(fit[school], catalogue, plans.get(school, []))] if school in fit else [],
            "is_computed": school in teachers,
            "teachers": _lines(teachers.get(school, {})),
        }
        yield Draft(step, {asked.measure.deliverables[0]: _paper(school, values, asked)})


def _paper(school: str, values: Mapping[str, Any], asked: Asked) -> Document:
    title, head = _("План повышения квалификации"), asked.head
    common = {"basis": head.basis, "scope": head.scope, "day": day(asked.as_of), "year": asked.cycle.year}
    return Document(f"{title} {school}.docx", filled(BLANK, title, common | {**values}, head), DOCX)


def _programmes(fit: pd.DataFrame, catalogue: Catalogue, versions: Sequence[Plan]) -> Iterator[Line]:
    """What the institute has places for among what is fit, and how many the school takes; the plan's dates, if any."""
    planned = {item.code: item for item in versions[-1].items} if versions else {}
    for code in fit.loc[(fit["weight"] > 0) & (fit["places"] > 0), "code"]:
        measure, item = catalogue.by_code[code], planned.get(code)
        yield {
            "programme": measure.title,
            "factor": catalogue.factors[measure.factor],
            "for_whom": measure.for_whom,
            "places": str(measure.places),
            "dates": f"{in_digits(item.opens_on)}–{in_digits(item.due_on)}" if item else "",
        }


def _lines(named: Mapping[str, str]) -> list[Line]:
    """Those whom results name, each with all subjects; empty lines where they name nobody."""
    if not named:
        return [_line(number) for number in range(1, WITHOUT_TEACHERS + 1)]
    return [_line(number, teacher, subjects) for number, (teacher, subjects) in enumerate(named.items(), 1)]


def _line(number: int, teacher: str = "", subjects: str = "") -> Line:
    """A line of the list for people to fill in: which programme, when."""
    return {"number": str(number), "teacher": teacher, "subjects": subjects, "programme": "", "dates": ""}
