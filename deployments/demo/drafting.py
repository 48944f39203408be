"""The cast's hand-ins of what Vekha has prepared: papers of the session and curators' reports, as they are."""

from collections.abc import Iterable, Mapping
from datetime import date

from models.records import Step
from models.roadmap.definition import Roadmap
from models.steps.status import FINAL
from tasks.drafting.handing_in import drafts_of
from tasks.people.deliverables import Evidence
from tasks.people.step_ref import StepRef
from tasks.settings import Settings

# Drafts that rest on the record and the results alone: nobody has to decide anything first.
HANDED_IN = frozenset(
    {
        "curator_report",
        "session_report",
        "session_decision",
        "consolidation_plan",
        "school_report",
        "next_year_projects",
    }
)


def drafted_papers(
    settings: Settings, roadmap: Roadmap, year: int, steps: Iterable[Step], day: date
) -> Mapping[int, list[Evidence]]:
    """By the step's id, its papers with a registered № each; steps whose draft lacks something are left out."""
    drawn = {code: one.draft for code, one in roadmap.by_code.items() if one.draft in HANDED_IN}
    open_ones = [step for step in steps if step.measure in drawn and step.status not in FINAL]
    found = {}
    for code, window in dict.fromkeys((step.measure, step.occurrence) for step in open_ones):
        for draft in drafts_of(settings, StepRef(roadmap.name, year, code, window=window), day):
            if not draft.lacks and draft.step.id is not None:
                number = f"{code}-{draft.step.unit[-4:] or 'рег'}/{day:%y}"
                found[draft.step.id] = [
                    Evidence(title=title, document=paper, number=number, dated_on=day)
                    for title, paper in draft.documents.items()
                ]
    return found
