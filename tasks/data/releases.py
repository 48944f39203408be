"""What was shared of works and of content elements, kept so that a correction does not tell what was withheld.

What is withheld is decided in models/assessment/sharing.py. A row an analysis, all that it told in one frame by
content: of works what was told last, of content elements all that ever was; the columns say which of both it is.
"""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, cast

import pandas as pd
from sqlmodel import Session, col, select

from models.assessment.sharing import LEVELS, WORK, Telling, Told, ToldOfWorks
from models.records import Release
from tasks.data.datasets import load_frame, save_frame
from tasks.settings import Settings

# Whose cells count pupils.
OF_PUPILS = ("vpr", "oge", "ege")
# What a level's rows are called by; a region's have no name.
NAMED = {level: level[0] if level else "" for level in LEVELS}
COLUMNS = [*WORK, "cells", "level", "name", "n", "part", "is_hidden"]


def told_before(session: Session, settings: Settings, analysis: str) -> Telling:
    """What was shared by that analysis, whoever asked for it."""
    row = session.get(Release, analysis)
    return _telling(load_frame(settings, row.frame)) if row else Telling()


def keep_told(session: Session, settings: Settings, analysis: str, told: Telling) -> None:
    """Inside the caller's transaction: this is told now; of the rest what was told stays."""
    before = told_before(session, settings, analysis)
    after = before.then(told)
    if _is_other(after, before):
        _write(session, settings, analysis, _frame(after))


def forget(session: Session, settings: Settings, kind: str, year: int | None) -> None:
    """Inside the caller's transaction: what was told of a purged file's year goes, as all that was made of it."""
    if kind not in OF_PUPILS or year is None:
        return
    for row in session.exec(select(Release).order_by(col(Release.analysis))).all():
        before = load_frame(settings, row.frame)
        after = before[before["year"].ne(year)]
        if len(after) < len(before):
            _write(session, settings, row.analysis, after.reset_index(drop=True))


def _is_other(after: Telling, before: Telling) -> bool:
    works = ({work: one.cells for work, one in of.works.items()} for of in (after, before))
    return len(after.elements) > len(before.elements) or next(works) != next(works)


def _write(session: Session, settings: Settings, analysis: str, told: pd.DataFrame) -> None:
    row = session.get(Release, analysis) or Release(analysis=analysis, frame="", at=datetime.now(UTC))
    row.frame, row.at = save_frame(settings, told), datetime.now(UTC)
    session.add(row)
    session.flush()


def _frame(told: Telling) -> pd.DataFrame:
    return told.elements if len(told.elements) else _frame_of_works(told.works)


def _telling(frame: pd.DataFrame) -> Telling:
    return Telling(elements=frame) if "element" in frame else Telling(_works(frame))


def _frame_of_works(told: ToldOfWorks) -> pd.DataFrame:
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
