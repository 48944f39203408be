"""The versions of roadmaps that cycles have recorded: find one by the beginning of its hash. Reads only."""

from sqlmodel import Session, col, select

from models.errors import NotFound
from models.language import _
from models.records import RoadmapVersion
from models.roadmap.definition import Roadmap
from tasks.record.book import find_cycle, recorded_definition

SHORT = 10


def short(sha256: str) -> str:
    """A version's hash as people write it."""
    return sha256[:SHORT]


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
