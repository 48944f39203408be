"""Answers of the same school and group that came before in another file: who loads hears which are believed now."""

import json
from collections.abc import Iterable

from sqlmodel import Session

from models.language import _
from models.people.counting import few_of
from models.records import Dataset
from tasks.data.datasets import current, load_frame
from tasks.reading.contract import Loaded
from tasks.settings import Settings

Pairs = set[tuple[str, str]]


def told_twice(session: Session, settings: Settings, loaded: Loaded) -> str:
    """A warning when current answers of another file speak of the same school and group; empty when none do."""
    if loaded.kind != "answers":
        return ""
    own = _pairs(loaded.frames["answers"][["school", "group"]].itertuples(index=False, name=None))
    others = [data for data in current(session, "answers", [loaded.year or 0]) if data.slot != loaded.slot]
    again = {data.source_name: shared for data in others if (shared := own & _spoken_of(settings, data))}
    if not again:
        return ""
    told = _("Ответы {pairs} уже были в другом файле ({files}): теперь действуют эти, прежние отброшены целиком.")
    pairs = sorted({f"{school} {group}" for shared in again.values() for school, group in shared})
    return told.format(pairs=few_of(pairs), files=few_of(sorted(again)))


def _spoken_of(settings: Settings, data: Dataset) -> Pairs:
    """The schools and groups of a dataset: a form's slot says them, other files are opened."""
    parts = data.slot.split("/")
    if len(parts) == 3 and parts[1].startswith("edu"):
        return {(parts[1], parts[2])}
    rows = load_frame(settings, json.loads(data.frames)["answers"])
    return _pairs(rows[["school", "group"]].itertuples(index=False, name=None))


def _pairs(rows: Iterable[tuple[str, ...]]) -> Pairs:
    return {(school, group) for school, group in rows}
