"""Every draft by the name that a roadmap may write under `draft:` (models/drafts.py)."""

from tasks.drafting import curator_report, risk_profile, self_diagnosis
from tasks.drafting.contract import Drafter

DRAFTERS: dict[str, Drafter] = {
    "curator_report": curator_report.drafts,
    "risk_profile": risk_profile.drafts,
    "self_diagnosis": self_diagnosis.drafts,
}
