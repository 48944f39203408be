"""The papers that the cast hands in: those that Vekha prepares, once people have decided what they rest on."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date

from deployments.demo.helping import appoint_helpers, appoint_mentors, appoint_partners
from deployments.demo.planning import agree_plans, correct_plans, propose_plans
from deployments.demo.surveying import choose_factors, decide_profiles
from models.errors import VekhaError
from tasks.documents.head import Document
from tasks.drafting.handing_in import drafts_of
from tasks.people.step_ref import StepRef
from tasks.settings import Settings

Papers = Mapping[str, Document]  # by the deliverable's title
Decide = Callable[[Settings, StepRef, date], None]

# What people decide before the draft of that name can be made; of any other they decide nothing.
BEFORE: Mapping[str, Decide] = {
    "risk_profile": decide_profiles,
    "self_diagnosis": choose_factors,
    "curators_order": appoint_helpers,
    "network_agreements": appoint_partners,
    "support_programme": propose_plans,
    "antirisk_programme": propose_plans,
    "school_plan": agree_plans,
    "corrected_plan": correct_plans,
    "mentor_plan": appoint_mentors,
    # What experts have looked through is agreed and approved.
    "peer_review": agree_plans,
}


def drafted(settings: Settings, of: StepRef, draft: str, day: date) -> Iterator[tuple[int | None, Papers]]:
    """Each step of the measure with its papers. A step that lacks something has none: its party writes its own."""
    try:
        if draft in BEFORE:
            BEFORE[draft](settings, of, day)
        prepared = drafts_of(settings, of, day)
    except VekhaError:
        return  # there is nothing to decide on yet, or nobody to be told: people write a paper of their own
    for one in prepared:
        if not one.lacks:
            yield one.step.id, one.documents
