"""The evidence store: handed-in files by SHA-256, apart and restricted. Stored once, never changed."""

import hashlib
import os
import shutil
import tempfile
from pathlib import Path

from models.errors import FileRefused
from models.language import _
from models.problems import Problem
from tasks.settings import Settings

MEGABYTE = 1024 * 1024


def keep_file(settings: Settings, path: Path) -> tuple[str, int]:
    """Copy a file of any type into the store; its SHA-256 and size in bytes."""
    if not path.is_file():
        raise FileRefused(_("Файл не принят."), [Problem(str(path), "", _("такого файла нет, проверьте путь"))])
    size = path.stat().st_size
    if size == 0 or size > settings.evidence_mb * MEGABYTE:
        too_big = _("файл больше {size} МБ: сдайте ссылкой").format(size=settings.evidence_mb)
        remedy = _("файл пуст") if size == 0 else too_big
        raise FileRefused(_("Файл не принят."), [Problem(path.name, str(size), remedy)])
    with path.open("rb") as source:
        digest = hashlib.file_digest(source, "sha256").hexdigest()
        if place(settings, digest).exists():
            return digest, size
        source.seek(0)
        with _arriving(settings, digest) as arriving:
            shutil.copyfileobj(source, arriving)
    return digest, size


def keep_bytes(settings: Settings, content: bytes) -> tuple[str, int]:
    """Put a document made by Vekha into the store; its SHA-256 and size in bytes."""
    digest = hashlib.sha256(content).hexdigest()
    with _arriving(settings, digest) as arriving:
        arriving.write(content)
    return digest, len(content)


def place(settings: Settings, digest: str) -> Path:
    """Where the file of that SHA-256 lies."""
    return settings.evidence / digest[:2] / digest


def discard(settings: Settings, digest: str) -> None:
    """Delete a file from the store; one that is gone already is no error."""
    place(settings, digest).unlink(missing_ok=True)


class _arriving:
    """A file that appears in its place whole or, when anything is raised or killed, not at all."""

    def __init__(self, settings: Settings, digest: str) -> None:
        self._place = place(settings, digest)
        settings.evidence.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._place.parent.mkdir(exist_ok=True)

    def __enter__(self) -> "tempfile._TemporaryFileWrapper[bytes]":
        self._file = tempfile.NamedTemporaryFile(dir=self._place.parent, prefix=".arriving-", delete=False)
        return self._file

    def __exit__(self, raised: object, *_rest: object) -> None:
        self._file.close()
        if raised:
            os.unlink(self._file.name)
        else:
            os.replace(self._file.name, self._place)
