"""What was last shared of each work, kept so that a correction does not tell by the difference what was withheld.

What is withheld is decided in models/assessment/sharing.py. A row an analysis, its works in one frame by content.
"""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, cast

import pandas as pd
from sqlmodel import Session, col, select

from models.assessment.sharing import LEVELS, WORK, Told, ToldOfWorks
from models.records import Release
from tasks.data.datasets import load_frame, save_frame
from tasks.settings import Settings

# Whose cells count pupils.
OF_PUPILS = ("vpr", "oge", "ege")
# What a level's rows are called by; a region's have no name.
NAMED = {level: level[0] if level else "" for level in LEVELS}
COLUMNS = [*WORK, "cells", "level", "name", "n", "part", "is_hidden"]


def told_before(session: Session, settings: Settings, analysis: str) -> ToldOfWorks:
    """What was last shared of each work by that analysis, whoever asked for it."""
    row = session.get(Release, analysis)
    return _works(load_frame(settings, row.frame)) if row else {}


def keep_told(session: Session, settings: Settings, analysis: str, told: ToldOfWorks) -> None:
    """Inside the caller's transaction: these works are now told so; of the others what was told stays."""
    row = session.get(Release, analysis)
    before = _works(load_frame(settings, row.frame)) if row else {}
    after = {**before, **told}
    if {work: one.cells for work, one in after.items()} != {work: one.cells for work, one in before.items()}:
        _write(session, settings, analysis, after)


def forget(session: Session, settings: Settings, kind: str, year: int | None) -> None:
    """Inside the caller's transaction: what was told of a purged file's year goes, as all that was made of it."""
    if kind not in OF_PUPILS:
        return
    for row in session.exec(select(Release).order_by(col(Release.analysis))).all():
        before = _works(load_frame(settings, row.frame))
        after = {work: one for work, one in before.items() if work[0] != year}
        if len(after) < len(before):
            _write(session, settings, row.analysis, after)


def _write(session: Session, settings: Settings, analysis: str, told: ToldOfWorks) -> None:
    row = session.get(Release, analysis) or Release(analysis=analysis, frame="", at=datetime.now(UTC))
    row.frame, row.at = save_frame(settings, _frame(told)), datetime.now(UTC)
    session.add(row)
    session.flush()


def _frame(told: ToldOfWorks) -> pd.DataFrame:
    """One row a cell: the work, the hash of all its cells, the level, whose cell it is, and what was shown."""
    parts = [
        rows.assign(
            year=year,
            procedure=procedure,
            cells=one.cells,
            level=place,
            name=rows[NAMED[level]].astype("string") if level else "",
        )[COLUMNS]
        for (year, procedure), one in sorted(told.items())
        for place, level in enumerate(LEVELS)
        if len(rows := one.shown[level])
    ]
    table = pd.concat(parts, ignore_index=True) if parts else pd.DataFrame(columns=COLUMNS)
    return table.astype({"name": "string", "procedure": "string", "cells": "string", "part": "Int64"})


def _works(frame: pd.DataFrame) -> dict[tuple[int, str], Told]:
    found = {}
    for named, rows in frame.groupby(WORK, sort=True):
        year, procedure = cast("tuple[Any, Any]", named)
        shown = {level: _level(rows[rows["level"].eq(place)], level) for place, level in enumerate(LEVELS)}
        found[int(year), str(procedure)] = Told(str(rows["cells"].iloc[0]), shown)
    return found


def _level(rows: pd.DataFrame, level: tuple[str, ...]) -> pd.DataFrame:
    named: Mapping[str, pd.Series] = dict.fromkeys(level, rows["name"])
    return rows.assign(**named)[[*level, "n", "part", "is_hidden"]].reset_index(drop=True)
