"""The versions of roadmaps in the record: each is written once and found again, also by the beginning of its hash.

Imports neither Prefect nor pandas.
"""

from datetime import UTC, datetime
from hashlib import sha256

from sqlmodel import Session, col, select

from models.errors import NotFound
from models.language import _
from models.records import RoadmapVersion
from models.roadmap.definition import Roadmap
from models.roadmap.plan import as_json, occurrences
from tasks.record.book import find_cycle, recorded_definition

SHORT = 10


def recorded_version(session: Session, roadmap: Roadmap, plan: str = "") -> RoadmapVersion:
    """The version with this definition and plan; without a plan, as recorded last, else with the one that follows."""
    definition = roadmap.model_dump_json()
    query = select(RoadmapVersion).where(RoadmapVersion.name == roadmap.name, RoadmapVersion.definition == definition)
    known = session.exec(query.order_by(col(RoadmapVersion.id).desc())).all()
    found = next((one for one in known if plan in ("", one.plan)), None)
    if found is None:
        natural = as_json(occurrences(roadmap))
        # A plan under keys of earlier versions is a version of its own: the definition alone does not tell it.
        said = definition if plan in ("", natural) else f"{definition}\n{plan}"
        found = RoadmapVersion(
            name=roadmap.name,
            sha256=sha256(said.encode()).hexdigest(),
            definition=definition,
            plan=plan or natural,
            recorded_at=datetime.now(UTC),
        )
        session.add(found)
        session.flush()
    return found


def short(digest: str) -> str:
    """A version's hash as people write it."""
    return digest[:SHORT]


def version_of_cycle(session: Session, roadmap: str, year: int) -> Roadmap:
    """The definition that the cycle runs by."""
    return recorded_definition(session, find_cycle(session, roadmap, year))[0]


def recorded_roadmap(session: Session, beginning: str) -> Roadmap:
    """The recorded version whose hash begins so; NotFound, with those there are, when it is none or several."""
    versions = session.exec(select(RoadmapVersion).order_by(col(RoadmapVersion.id))).all()
    found = [one for one in versions if one.sha256.startswith(beginning.casefold())]
    if len(found) != 1:
        known = "; ".join(f"{short(one.sha256)} — {one.name}, {one.recorded_at:%d.%m.%Y}" for one in versions)
        told = _("Записанной редакции «{beginning}» нет или их несколько. Есть: {known}.")
        raise NotFound(told.format(beginning=beginning, known=known or _("ни одной")))
    return Roadmap.model_validate_json(found[0].definition)
