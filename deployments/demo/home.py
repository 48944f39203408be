"""The demo's home: a VEKHA_HOME that nobody works in. What an earlier demo left goes; anything else is refused."""

import shutil

from models.errors import VekhaError
from models.language import _
from tasks.database import migrate
from tasks.settings import Settings

MARK = "demo"


def prepare_home(settings: Settings) -> None:
    """Make the home ready for a play from the beginning."""
    root, mark = settings.root, settings.root / MARK
    if root.exists() and any(root.iterdir()) and not mark.exists():
        said = _("В {home} уже идёт работа, демонстрация её не тронет. Задайте другую папку: VEKHA_HOME=….")
        raise VekhaError(said.format(home=root))
    root.mkdir(parents=True, exist_ok=True)
    mark.touch()
    for entry in root.iterdir():
        if entry != mark:
            shutil.rmtree(entry) if entry.is_dir() else entry.unlink()
    migrate(settings)
