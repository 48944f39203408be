"""The demo's home: a folder of its own in VEKHA_HOME. An earlier demo goes; nothing that is real is touched."""

import os
import shutil

from models.errors import VekhaError
from models.language import _
from tasks.database import migrate
from tasks.settings import Settings

FOLDER, MARK = "demo", "demo"
# What the environment may say of real work: a database, people, a secret, ways to people.
REAL = ("VEKHA_DATABASE_URL", "VEKHA_CONTACTS", "VEKHA_SECRET_FILE")
REAL_CHANNELS = ("VEKHA_SMTP_URL", "VEKHA_APPRISE", "VEKHA_NOTICES_FILE")
REAL_SLACK = ("VEKHA_SLACK_TOKEN", "VEKHA_SLACK_CHANNEL")


def move_in(settings: Settings) -> Settings:
    """From here on this process lives in the demo's own home: flows read the environment too.

    People are not written to: messages go to a file of the home. Only a Slack of one's own, at another address, is
    spoken to as usual.
    """
    is_slack_itself = settings.slack_url == Settings.model_fields["slack_url"].default
    for name in (*REAL, *REAL_CHANNELS, *(REAL_SLACK if is_slack_itself else ())):
        os.environ.pop(name, None)
    os.environ["VEKHA_HOME"] = str(settings.root / FOLDER)
    return Settings()


def prepare_home(settings: Settings) -> None:
    """Make the home ready for a play from the beginning."""
    root, mark = settings.root, settings.root / MARK
    if root.is_file() and not root.stat().st_size:
        root.unlink()  # an earlier version marked the home itself by an empty file of this name
    if root.exists() and any(root.iterdir()) and not mark.exists():
        said = _("В {home} уже идёт работа, демонстрация её не тронет. Задайте другую папку: VEKHA_HOME=….")
        raise VekhaError(said.format(home=root))
    root.mkdir(parents=True, exist_ok=True)
    mark.touch()
    for entry in root.iterdir():
        if entry != mark:
            shutil.rmtree(entry) if entry.is_dir() else entry.unlink()
    migrate(settings)
