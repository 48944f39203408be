"""All blanks by the letter's name, and how they are written to files: equal blanks make equal bytes."""

from collections.abc import Callable
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any

from tasks.documents.archive import without_clock
from tasks.documents.blanks import (
    curator_report,
    dynamics,
    effect_of_support,
    final_session,
    gia_readiness,
    helping,
    lists,
    low_results,
    mentor_plan,
    monitoring,
    objectivity,
    passport,
    programmes,
    pupils_before_exams,
    risk_profile,
    support_plan,
)

BLANKS: dict[str, Callable[[], Any]] = {
    "low_results": low_results.blank,
    "school_lists": lists.school_lists,
    "pupils_at_risk": lists.pupils_at_risk,
    "low_branches": lists.low_branches,
    "low_classes": lists.low_classes,
    "teacher_support": lists.teacher_support,
    "hard_elements": lists.hard_elements,
    "dynamics": dynamics.blank,
    "objectivity": objectivity.blank,
    "gia_readiness": gia_readiness.blank,
    "pupils_before_exams": pupils_before_exams.blank,
    "effect_of_support": effect_of_support.blank,
    "curator_report": curator_report.blank,
    "council_minutes": programmes.council_minutes,
    "peer_review": programmes.peer_review,
    "teachers_analysis": programmes.teachers_analysis,
    "self_development": programmes.self_development,
    "training_plan": programmes.training_plan,
    "training_report": programmes.training_report,
    "working_meeting": programmes.working_meeting,
    "curators_order": helping.curators_order,
    "working_groups": helping.working_groups,
    "partner_schools": helping.partner_schools,
    "partner_agreement": helping.partner_agreement,
    "network_plan": helping.network_plan,
    "network_agreements": helping.network_agreements,
    "mentor_plan": mentor_plan.plan,
    "mentor_pool": mentor_plan.pool,
    "meeting_journal": mentor_plan.journal,
    "monitoring": monitoring.blank,
    "passport": passport.blank,
    "risk_profile": risk_profile.blank,
    "self_diagnosis": risk_profile.self_diagnosis,
    "support_plan": support_plan.blank,
    "session_report": final_session.report,
    "session_decision": final_session.decision,
    "consolidation_plan": final_session.consolidation,
    "school_report": final_session.school_report,
    "next_year_projects": final_session.projects,
}


def write_blanks(folder: Path) -> None:
    """Write every blank over whatever stands there."""
    for name, blank in BLANKS.items():
        (folder / f"{name}.docx").write_bytes(_without_author(blank()))


def _without_author(page: Any) -> bytes:
    page.core_properties.created = page.core_properties.modified = datetime(2024, 1, 1)
    page.core_properties.author = page.core_properties.comments = ""
    buffer = BytesIO()
    page.save(buffer)
    return without_clock(buffer.getvalue())
