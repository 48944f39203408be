"""The benchmark of the five phases leads a region through them: something is decided in each, and papers are made."""

from pathlib import Path

import pytest
from sqlmodel import func, select

from benchmarks.phases import STAGES, led, region_of
from models.records import FactorChoice, HelperAppointment, MentorMeeting, MentorPair, SupportPlan
from models.support.plan import Stage
from tasks.database import reading
from tasks.sample.careers import LEAST_SCHOOLS


@pytest.mark.proof
def test_every_phase_leaves_what_it_decides(tmp_path: Path) -> None:
    home = region_of(tmp_path, LEAST_SCHOOLS)
    found = led(home, LEAST_SCHOOLS)
    assert 0 < found.listed < LEAST_SCHOOLS
    assert set(found.seconds) == set(STAGES) == set(found.processor)
    assert found.papers > 5 * found.listed
    with reading(home) as session:
        plans = session.exec(select(SupportPlan.school).where(SupportPlan.stage == Stage.APPROVED)).all()
        chosen = session.exec(select(FactorChoice.school)).all()
        for row in (HelperAppointment, MentorPair, MentorMeeting):
            assert session.exec(select(func.count()).select_from(row)).one() > 0
    assert len(set(chosen)) == found.listed
    assert set(plans) <= set(chosen)
    assert plans
