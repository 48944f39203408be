"""Every draft by the name that a roadmap may write under `draft:` (models/drafts.py)."""

from tasks.drafting import (
    consolidation_plan,
    council_minutes,
    curator_report,
    curators_order,
    mentor_plan,
    mentor_pool,
    next_year_projects,
    partner_agreement,
    peer_review,
    risk_profile,
    school_report,
    self_diagnosis,
    session_decision,
    session_report,
    support_plan,
)
from tasks.drafting.contract import Drafter

DRAFTERS: dict[str, Drafter] = {
    "curator_report": curator_report.drafts,
    "risk_profile": risk_profile.drafts,
    "self_diagnosis": self_diagnosis.drafts,
    "support_programme": support_plan.programmes,
    "school_plan": support_plan.school_plans,
    "corrected_plan": support_plan.corrected_plans,
    "antirisk_programme": support_plan.antirisk_programmes,
    "council_minutes": council_minutes.drafts,
    "peer_review": peer_review.drafts,
    "curators_order": curators_order.drafts,
    "partner_agreement": partner_agreement.drafts,
    "mentor_plan": mentor_plan.drafts,
    "mentor_pool": mentor_pool.drafts,
    "session_report": session_report.drafts,
    "session_decision": session_decision.drafts,
    "consolidation_plan": consolidation_plan.drafts,
    "school_report": school_report.drafts,
    "next_year_projects": next_year_projects.drafts,
}
