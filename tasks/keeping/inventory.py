"""What is kept and what hangs on it, as rows for people: the answers of `vekha data`. Reads only."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

import pyarrow.parquet as pq
from sqlmodel import Session, col, select

from models.errors import NotFound
from models.language import _
from models.records import DataAudit, Dataset
from models.steps.data import absent_data
from tasks.data.datasets import frame_path
from tasks.keeping.purging import Which, chosen
from tasks.keeping.resting import Resting, merged, resting_on
from tasks.keeping.retention import is_overdue
from tasks.record.book import read_book
from tasks.settings import Settings


@dataclass(frozen=True)
class Kept:
    """A dataset as people see it; superseded: a later file is believed; overdue: its last day has passed."""

    id: int
    kind: str
    slot: str
    year: int | None
    source_name: str
    sha256: str
    rows: int
    loaded_by: str
    loaded_at: datetime
    purpose: str
    legal_ground: str
    delete_after: date | None
    superseded: bool
    overdue: bool


@dataclass(frozen=True)
class Frame:
    """One of a dataset's frames: its name, rows, columns, and the bytes it takes."""

    name: str
    rows: int
    columns: tuple[str, ...]
    bytes: int


@dataclass(frozen=True)
class Fate:
    """A computed step that rests on datasets, and what would become of it without them."""

    roadmap: str
    year: int
    code: str
    title: str
    window: str
    tables: bool
    documents: int
    fate: str


@dataclass(frozen=True)
class Inside:
    """A dataset with its frames and the steps that rest on it."""

    dataset: Kept
    frames: tuple[Frame, ...]
    steps: tuple[Fate, ...]


@dataclass(frozen=True)
class Parting:
    """What a purge would take: the datasets, and of the steps that rest on them what goes."""

    datasets: tuple[Kept, ...]
    steps: tuple[Fate, ...]


def kept(session: Session, today: date) -> list[Kept]:
    """Every dataset, superseded ones too, in loading order."""
    return [_row(one, today) for one in session.exec(select(Dataset).order_by(col(Dataset.id)))]


def audits(session: Session) -> list[DataAudit]:
    """Every purge there was, earliest first."""
    return list(session.exec(select(DataAudit).order_by(col(DataAudit.id))))


def inside(session: Session, settings: Settings, number: int, today: date) -> Inside:
    """One dataset in full. NotFound, with the audit where it was purged, when there is none of that number."""
    dataset = session.get(Dataset, number)
    if dataset is None:
        raise NotFound(_gone(session, number))
    return Inside(
        _row(dataset, today),
        tuple(_frames(settings, dataset)),
        tuple(_fates(session, resting_on(session, dataset), [dataset])),
    )


def parting(session: Session, which: Which, today: date) -> Parting:
    """What purging these would take; changes nothing."""
    datasets = chosen(session, which)
    resting = merged([one for dataset in datasets for one in resting_on(session, dataset)])
    return Parting(tuple(_row(one, today) for one in datasets), tuple(_fates(session, resting, datasets)))


def _row(dataset: Dataset, today: date) -> Kept:
    named = {name: getattr(dataset, name) for name in Kept.__dataclass_fields__ if hasattr(dataset, name)}
    return Kept(**named, superseded=dataset.superseded_at is not None, overdue=is_overdue(dataset, today))


def _gone(session: Session, number: int) -> str:
    audit = session.exec(select(DataAudit).where(DataAudit.dataset_id == number)).first()
    if audit is None:
        return _("Набора № {number} нет. Какие есть, покажет vekha data list.").format(number=number)
    told = _("Набор № {number} удалён {day}: {reason}.")
    return told.format(number=number, day=f"{audit.purged_at:%d.%m.%Y}", reason=audit.reason.rstrip("."))


def _frames(settings: Settings, dataset: Dataset) -> Iterator[Frame]:
    for name, sha in json.loads(dataset.frames).items():
        path = frame_path(settings, sha)
        about = pq.ParquetFile(path)
        yield Frame(name, about.metadata.num_rows, tuple(about.schema_arrow.names), path.stat().st_size)


def _fates(session: Session, resting: Sequence[Resting], without: Sequence[Dataset]) -> Iterator[Fate]:
    absent = _absent_without(session, resting, {one.id for one in without})
    for one in resting:
        yield Fate(
            roadmap=one.cycle.roadmap,
            year=one.cycle.year,
            code=one.measure.code,
            title=one.measure.title,
            window=one.step.occurrence,
            tables=one.holds,
            documents=len(one.documents),
            fate=_fate(one, absent.get(one.step.id, ())),
        )


def _absent_without(
    session: Session, resting: Sequence[Resting], ids: set[int | None]
) -> dict[int | None, tuple[str, ...]]:
    """For each step, the data that would not be there at all without these datasets."""
    found: dict[int | None, tuple[str, ...]] = {}
    for cycle in {one.cycle.id: one.cycle for one in resting}.values():
        book = read_book(session, cycle, without=ids)
        of_it = [one for one in resting if one.cycle.id == cycle.id and one.measure.code in book.roadmap.by_code]
        found |= {one.step.id: tuple(absent_data(one.measure, one.step, book)) for one in of_it}
    return found


def _fate(one: Resting, absent: Sequence[str]) -> str:
    if not one.holds:
        return _("Прежние документы расчёта удалятся, нынешний расчёт останется.")
    if one.cycle.closed_at:
        return _("Год закрыт: шаг останется исполненным, его таблицы удалятся.")
    if absent:
        return _("Останется без данных ({absent}): исполненный устареет, неисполненный будет ждать.").format(
            absent=", ".join(absent)
        )
    return _("Будет посчитан заново по данным, которые останутся.")
