"""Load a file: read the whole of it first, write afterwards. A refused file leaves no trace."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256
from pathlib import Path

from sqlmodel import Session, col, select

from models.errors import FileRefused, VekhaError
from models.language import _
from models.problems import Problem
from models.records import Dataset
from tasks.database import reading, writing
from tasks.datasets import Source, known, now, register_of, scales_of, store
from tasks.pseudonyms import pseudonyms
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


def load_file(
    path: Path,
    *,
    actor: str,
    settings: Settings,
    expected: str | None = None,
    delete_after: date | None = None,
) -> LoadReport:
    """Read, check and keep a file. FileRefused with every problem, and nothing kept, when anything is wrong."""
    source = _hash_of(path)
    with reading(settings) as session:
        there = known(session, source)
        register = replace(register_of(session), scales=scales_of(session, settings))
        _refuse_another_secret(session, settings)
    if there is not None and expected in (None, there.kind):
        return _report(path, there, was_known=True)
    loaded = read(path, register, pseudonyms(settings), expected)
    origin = Source(path.name, source, actor, now(), delete_after)
    with writing(settings) as session:
        dataset, superseded = store(session, loaded, origin, settings)
    return _report(path, dataset, warnings=loaded.warnings, superseded=superseded)


def _refuse_another_secret(session: Session, settings: Settings) -> None:
    """With the secret lost, a new one would silently part every pupil from their earlier results."""
    pupils = select(Dataset.id).where(col(Dataset.kind).in_(("vpr", "oge", "ege")))
    if not settings.secret_path.exists() and session.exec(pupils).first() is not None:
        told = _("Нет файла секрета {path}, а данные обучающихся уже загружены с ним: верните его из резервной копии.")
        raise VekhaError(told.format(path=settings.secret_path))


def _hash_of(path: Path) -> str:
    try:
        return sha256(path.read_bytes()).hexdigest()
    except OSError as error:
        problem = Problem(place=str(path), value="", remedy=_("файл не читается: проверьте имя, папку и права"))
        raise FileRefused(_("Файл «{file}» не загружен").format(file=path.name), [problem]) from error


def _report(
    path: Path,
    dataset: Dataset,
    *,
    was_known: bool = False,
    warnings: Sequence[str] = (),
    superseded: Sequence[int] = (),
) -> LoadReport:
    assert dataset.id is not None  # a stored row has its key
    return LoadReport(
        file=path.name,
        kind=dataset.kind,
        slot=dataset.slot,
        rows=dataset.rows,
        warnings=tuple(warnings),
        dataset_id=dataset.id,
        was_known=was_known,
        superseded=tuple(superseded),
    )
