"""A secret of this installation in a file: made the first time, readable by its owner only, never shown.

What it is used for belongs to who asks: the keys of pupils in data/pseudonyms.py, signed links in people/links.py.
"""

import os
import secrets
from pathlib import Path

from models.errors import VekhaError
from models.language import _

SECRET_BYTES = 32


def kept_secret(path: Path) -> bytes:
    """The secret of that file. VekhaError when the file holds something else."""
    if not path.exists():
        _make_secret(path)
    damaged = _("Файл секрета {path} повреждён: восстановите его из резервной копии.").format(path=path)
    try:
        found = bytes.fromhex(path.read_text(encoding="ascii").strip())
    except ValueError:
        raise VekhaError(damaged) from None
    if len(found) < SECRET_BYTES:
        raise VekhaError(damaged)
    return found


def _make_secret(path: Path) -> None:
    """Write a new secret; when two processes try at once, both go on with the one that was first."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(handle, "w", encoding="ascii") as file:
            file.write(secrets.token_hex(SECRET_BYTES))
            file.flush()
            os.fsync(file.fileno())
        # A link fails when the name is taken and appears whole or not at all.
        if not path.exists():
            try:
                os.link(draft, path)
            except FileExistsError:
                return
    finally:
        draft.unlink()
