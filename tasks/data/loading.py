"""Load a file: read the whole of it first, write afterwards. A refused file leaves no trace."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from hashlib import sha256
from pathlib import Path

from sqlmodel import Session, col, select

from models.errors import FileRefused, VekhaError
from models.language import _
from models.problems import Problem
from models.records import Dataset
from tasks.data.datasets import Source, known, now, register_of, scales_of, store
from tasks.data.overlaps import told_twice
from tasks.data.pseudonyms import pseudonyms
from tasks.database import reading, writing
from tasks.reading.contract import Loaded, Register
from tasks.reading.questionnaire import QUESTIONNAIRES
from tasks.reading.recognising import read
from tasks.settings import Settings


@dataclass(frozen=True)
class LoadReport:
    """What became of a file: its dataset, how it was understood, and which datasets it supersedes."""

    file: str
    kind: str
    slot: str
    rows: int
    warnings: tuple[str, ...]
    dataset_id: int
    was_known: bool
    superseded: tuple[int, ...]


@dataclass(frozen=True)
class Arrival:
    """A file that was read and is not stored yet; loaded is None when it is known already, as `there`."""

    path: Path
    source: Source
    there: Dataset | None
    loaded: Loaded | None


def load_file(
    path: Path,
    *,
    actor: str,
    settings: Settings,
    expected: str | None = None,
    delete_after: date | None = None,
) -> LoadReport:
    """Read, check and keep a file. FileRefused with every problem, and nothing kept, when anything is wrong."""
    arrival = receive(path, actor=actor, settings=settings, expected=expected, delete_after=delete_after)
    if arrival.loaded is None:
        return report_of(arrival)
    with writing(settings) as session:
        dataset, superseded = store(session, arrival.loaded, arrival.source, settings)
    return report_of(arrival, dataset, superseded)


def receive(
    path: Path,
    *,
    actor: str,
    settings: Settings,
    expected: str | None = None,
    delete_after: date | None = None,
    beside: Register | None = None,
) -> Arrival:
    """Read and check a file; nothing is kept. FileRefused with every problem when anything is wrong.

    beside: schools that are known though the database does not have them yet.
    """
    source = _hash_of(path)
    with reading(settings) as session:
        there = known(session, source)
        register = replace(
            register_of(session),
            scales=scales_of(session, settings),
            questionnaires=partial(QUESTIONNAIRES.all, settings),
        )
        _refuse_another_secret(session, settings)
    origin = Source(path.name, source, actor, now(), delete_after)
    if there is not None and expected in (None, there.kind):
        return Arrival(path, origin, there, None)
    schools = register if beside is None else register.with_those_of(beside)
    loaded = read(path, schools, pseudonyms(settings), expected)
    with reading(settings) as session:
        again = told_twice(session, settings, loaded)
    if again:
        loaded = replace(loaded, warnings=(*loaded.warnings, again))
    return Arrival(path, replace(origin, at=now()), None, loaded)


def _refuse_another_secret(session: Session, settings: Settings) -> None:
    """With the secret lost, a new one would silently part every pupil from their earlier results."""
    pupils = select(Dataset.id).where(col(Dataset.kind).in_(("vpr", "oge", "ege", "crosswalk")))
    if not settings.secret_path.exists() and session.exec(pupils).first() is not None:
        told = _("Нет файла секрета {path}, а данные обучающихся уже загружены с ним: верните его из резервной копии.")
        raise VekhaError(told.format(path=settings.secret_path))


def _hash_of(path: Path) -> str:
    try:
        return sha256(path.read_bytes()).hexdigest()
    except OSError as error:
        problem = Problem(place=str(path), value="", remedy=_("файл не читается: проверьте имя, папку и права"))
        raise FileRefused(_("Файл «{file}» не загружен").format(file=path.name), [problem]) from error


def report_of(arrival: Arrival, stored: Dataset | None = None, superseded: Sequence[int] = ()) -> LoadReport:
    """What became of a file that was stored, or was there already."""
    dataset = stored or arrival.there
    assert dataset is not None
    assert dataset.id is not None  # a stored row has its key
    return LoadReport(
        file=arrival.path.name,
        kind=dataset.kind,
        slot=dataset.slot,
        rows=dataset.rows,
        warnings=arrival.loaded.warnings if arrival.loaded else (),
        dataset_id=dataset.id,
        was_known=arrival.loaded is None,
        superseded=tuple(superseded),
    )
