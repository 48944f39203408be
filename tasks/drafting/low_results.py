"""On which procedures a school's results are low, as a paper may say it that is read outside the school, too."""

import re
from collections.abc import Collection, Mapping

from sqlmodel import Session, col, select

from models.records import Computation, ListedSchool, Step
from tasks.drafting.contract import Asked

LIST = "low_results"
COUNTS = re.compile(r" — \d+ \S+ \d+")  # «ОГЭ, математика: 2024 — 7 из 20»


def why_listed(session: Session, asked: Asked, units: Collection[str]) -> Mapping[str, str]:
    """Why each school is on the list of schools with low results, by the latest list that any cycle has computed.

    Without counts: by some of them single pupils would be known.
    """
    query = select(ListedSchool.school, ListedSchool.procedures).join(Step, col(Step.id) == col(ListedSchool.step_id))
    of_these = query.where(col(Step.cycle_id).in_(_cycles(asked)), col(ListedSchool.school).in_(units))
    found = dict(session.exec(of_these.order_by(col(Step.due_on), col(Step.id))).all())
    return {unit: COUNTS.sub("", procedures) for unit, procedures in found.items()}


def is_list_computed(session: Session, asked: Asked) -> bool:
    """Whether any cycle of the roadmap has computed such a list, whoever is on it."""
    query = select(Computation.step_id).join(Step, col(Step.id) == col(Computation.step_id))
    of_list = query.where(col(Step.cycle_id).in_(_cycles(asked)), Computation.analysis == LIST)
    return session.exec(of_list).first() is not None


def _cycles(asked: Asked) -> set[int]:
    return {step.cycle_id for shelf in asked.book.steps.values() for step in shelf.values()}
