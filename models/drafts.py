"""The names that a roadmap may write under `draft:`: papers that Vekha prepares and people look at, mend and hand in.

What stands behind a name is in tasks/drafting; a test compares. No pandas: commands that answer people read this.
"""

DRAFTS = frozenset(
    {
        "curator_report",
        "risk_profile",
        "self_diagnosis",
        "support_programme",
        "school_plan",
        "corrected_plan",
        "antirisk_programme",
        "council_minutes",
        "peer_review",
        "teachers_deficits",
        "training_plan",
        "training_report",
        "working_meeting",
        "curators_order",
        "partner_agreement",
        "network_plan",
        "network_agreements",
        "mentor_plan",
        "mentor_pool",
        "session_report",
        "session_decision",
        "consolidation_plan",
        "school_report",
        "next_year_projects",
    }
)
