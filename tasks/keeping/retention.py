"""Until when loaded data are kept, and which have been kept too long. Reads only; imports neither Prefect nor pandas.

domain.md §7: 152-ФЗ art. 5 keeps personal data no longer than their purpose needs: here, to the end of the school year
in which the last roadmap that reads them ends, until when its results may be asked for.
"""

from datetime import date, datetime

from sqlmodel import Session, col, select

from models.records import Cycle, Dataset
from tasks.record.book import recorded_definition
from tasks.settings import Settings


def retention_end(roadmap_ends: date) -> date:
    """The end of the school year in which a roadmap ends."""
    end = date(roadmap_ends.year, 8, 31)
    return end if roadmap_ends <= end else end.replace(year=end.year + 1)


def kept_until(session: Session, settings: Settings, kind: str, at: datetime) -> date:
    """The last day of personal data of this kind that are loaded now, with the years that VEKHA_KEEP_YEARS adds.

    Where no open roadmap reads the kind, as for a roadmap that ends with the coming calendar year.
    """
    open_cycles = session.exec(select(Cycle).where(col(Cycle.closed_at).is_(None)))
    roadmaps = [recorded_definition(session, cycle)[0] for cycle in open_cycles]
    reading = [one for one in roadmaps if any(need.kind == kind for measure in one.measures for need in measure.data)]
    ends = max((one.plan_period.end for one in reading), default=date(at.year + 1, 12, 31))
    last = retention_end(max(ends, at.date()))
    return last.replace(year=last.year + settings.keep_years.get(kind, 0))


def is_overdue(dataset: Dataset, today: date) -> bool:
    """Whether its last day has passed."""
    return dataset.delete_after is not None and today > dataset.delete_after


def overdue(session: Session, today: date) -> list[Dataset]:
    """The datasets, superseded ones too, whose last day has passed, in loading order."""
    query = select(Dataset).where(col(Dataset.delete_after) < today).order_by(col(Dataset.id))
    return list(session.exec(query))
