"""Purge datasets: the record first, in one transaction, then the files. What was interrupted the next purge finishes.

Rows go with an audit that stays; computed tables, listed schools and findings go with their dataset, and so do codes
of people in rows of mentors and curators (forgetting.py); the journal keeps the hashes. A file goes when no row names
it any longer.
"""

import json
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime

from sqlmodel import Session, col, delete, select

from models.errors import NotFound, VekhaError
from models.language import _
from models.records import Computation, DataAudit, DataFinding, Dataset, Deliverable, ListedSchool, Release, ResultTable
from tasks.data.datasets import frame_path, one_at_a_time
from tasks.data.releases import forget
from tasks.database import writing
from tasks.keeping.forgetting import forget_codes
from tasks.keeping.resting import Resting, resting_on
from tasks.keeping.retention import overdue
from tasks.people.evidence import discard
from tasks.record.writer import Author
from tasks.settings import Settings

# A frame that no row names may belong to a computation that is about to name it, and a country takes its time; an older
# one is an earlier result's.
ABANDONED_SECONDS = 6 * 60 * 60


@dataclass(frozen=True)
class Which:
    """Which datasets are meant: by number, by slot (its superseded files too), or all whose last day has passed."""

    ids: tuple[int, ...] = ()
    slot: str = ""
    expired_on: date | None = None


def chosen(session: Session, which: Which) -> list[Dataset]:
    """The datasets that are meant, in loading order. NotFound names every number that never was; purged ones pass."""
    if not (which.ids or which.slot or which.expired_on):
        raise VekhaError(_("Что удалить? Назовите номера, --slot или --expired; номера покажет vekha data list."))
    found = {one.id: one for one in session.exec(select(Dataset).where(col(Dataset.id).in_(which.ids)))}
    purged = set(session.exec(select(DataAudit.dataset_id).where(col(DataAudit.dataset_id).in_(which.ids))))
    unknown = [number for number in which.ids if number not in found and number not in purged]
    if unknown:
        numbers = ", ".join(f"№ {number}" for number in unknown)
        raise NotFound(_("Набора нет: {numbers}. Какие есть, покажет vekha data list.").format(numbers=numbers))
    found |= {one.id: one for one in _of_slot(session, which.slot)}
    found |= {one.id: one for one in (overdue(session, which.expired_on) if which.expired_on else [])}
    return sorted(found.values(), key=lambda one: one.id or 0)


def _of_slot(session: Session, slot: str) -> Sequence[Dataset]:
    if not slot:
        return []
    found = session.exec(select(Dataset).where(Dataset.slot == slot)).all()
    if not found and session.exec(select(DataAudit).where(DataAudit.slot == slot)).first() is None:
        raise NotFound(_("Наборов «{slot}» нет. Какие есть, покажет vekha data list.").format(slot=slot))
    return found


def purge(settings: Settings, which: Which, *, reason: str, author: Author) -> list[DataAudit]:
    """Delete the datasets and all that was derived from them; the audits that were written. Again, it finishes."""
    if not reason.strip():
        raise VekhaError(_("Удаляют только с причиной: --reason."))
    with writing(settings) as session:
        one_at_a_time(session)
        forget_codes(session, settings, chosen(session, which))
        audits = write_off(session, settings, which, reason=reason.strip(), author=author)
    delete_files(settings)
    return audits


def write_off(session: Session, settings: Settings, which: Which, *, reason: str, author: Author) -> list[DataAudit]:
    """Inside the caller's transaction: the rows go, an audit of each dataset says what went and which files are to."""
    one_at_a_time(session)
    datasets = chosen(session, which)
    resting = {one.id: resting_on(session, one) for one in datasets}
    at = datetime.now(UTC)
    audits = []
    for dataset in datasets:
        audits.append(_audit(session, dataset, resting[dataset.id], reason=reason, author=author, at=at))
    for one in (one for found in resting.values() for one in found):
        _forget(session, one)
    for dataset in datasets:
        forget(session, settings, dataset.kind, dataset.year)
        session.delete(dataset)
    session.flush()
    return audits


def _audit(
    session: Session, dataset: Dataset, resting: Sequence[Resting], *, reason: str, author: Author, at: datetime
) -> DataAudit:
    steps = [one.step.id for one in resting if one.holds]
    tables = session.exec(select(ResultTable.frame).where(col(ResultTable.step_id).in_(steps))).all()
    documents = dict.fromkeys(document for one in resting for document in one.documents)
    audit = DataAudit(
        dataset_id=dataset.id or 0,
        kind=dataset.kind,
        slot=dataset.slot,
        year=dataset.year,
        sha256=dataset.sha256,
        rows=dataset.rows,
        loaded_at=dataset.loaded_at,
        delete_after=dataset.delete_after,
        purged_at=at,
        purged_by=author.via,
        reason=reason,
        frames=json.dumps(sorted({*json.loads(dataset.frames).values(), *tables})),
        documents=json.dumps(list(documents)),
        steps=len(resting),
    )
    session.add(audit)
    return audit


def _forget(session: Session, one: Resting) -> None:
    """A step keeps its place, its journal and its result's hash; of what was computed nothing is left."""
    gone = select(Deliverable).where(Deliverable.step_id == one.step.id, col(Deliverable.sha256).in_(one.documents))
    for document in session.exec(gone):
        document.superseded = True
        session.add(document)
    computation = session.get(Computation, one.step.id)
    if not one.holds or computation is None:
        return
    session.exec(delete(ResultTable).where(col(ResultTable.step_id) == one.step.id))
    session.exec(delete(ListedSchool).where(col(ListedSchool.step_id) == one.step.id))
    session.exec(
        delete(DataFinding).where(
            col(DataFinding.cycle_id) == one.step.cycle_id,
            col(DataFinding.measure) == one.step.measure,
            col(DataFinding.occurrence) == one.step.occurrence,
        )
    )
    # Without its sources it is outdated whatever is loaded later, and is computed anew from what there is then.
    computation.sources = computation.fingerprint = computation.result_sha256 = ""
    computation.facts = "{}"
    session.add(computation)


def delete_files(settings: Settings) -> int:
    """Delete the files of every purge that has not deleted its own yet, and abandoned frames; how many frames went."""
    with writing(settings) as session:
        # Who loads holds the same turn: a file that somebody is about to name again is named before or written after.
        one_at_a_time(session)
        unfinished = session.exec(select(DataAudit).where(col(DataAudit.files_gone_at).is_(None))).all()
        purged = {frame for audit in unfinished for frame in _all(audit.frames)}
        gone = _delete_frames(settings, _named_frames(session), purged)
        for document in {one for audit in unfinished for one in _all(audit.documents)}:
            if not _is_present(session, document):
                discard(settings, document)
        for audit in unfinished:
            audit.files_gone_at = datetime.now(UTC)
            session.add(audit)
    return gone


def _all(listed: str) -> list[str]:
    return list(json.loads(listed))


def _is_present(session: Session, document: str) -> bool:
    """Whether some step still stands on a document of these very bytes."""
    same = (Deliverable.sha256 == document, col(Deliverable.superseded).is_(False))
    return session.exec(select(Deliverable.id).where(*same)).first() is not None


def _named_frames(session: Session) -> set[str]:
    """Every frame that a row names."""
    loaded = {name for held in session.exec(select(Dataset.frames)) for name in json.loads(held).values()}
    return loaded | set(session.exec(select(ResultTable.frame))) | set(session.exec(select(Release.frame)))


def _delete_frames(settings: Settings, named: set[str], purged: Iterable[str]) -> int:
    since = time.time() - ABANDONED_SECONDS
    doomed = {frame_path(settings, name) for name in set(purged) - named}
    doomed |= {path for path in settings.frames.glob("*") if path.stem not in named and path.stat().st_mtime < since}
    there = [path for path in doomed if path.exists()]
    for path in there:
        path.unlink()
    return len(there)
