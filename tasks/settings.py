"""The environment, read once, at the edge. Rules and tests receive values."""

from functools import cached_property, lru_cache
from os import environ
from pathlib import Path

from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    """Every VEKHA_* variable. README.md lists them."""

    model_config = SettingsConfigDict(env_prefix="VEKHA_", frozen=True)

    home: Path = Path(".vekha")
    database_url: str | None = None
    secret_file: Path | None = None
    contacts: Path | None = None
    # Kind of data → by how many school years it is kept longer than its roadmap needs.
    keep_years: dict[str, int] = {}
    # The largest file that is taken as evidence, in megabytes.
    evidence_mb: int = Field(default=100, gt=0)
    lang: str = "ru"
    slack_token: SecretStr | None = None
    slack_url: str = "https://slack.com/api/"
    slack_channel: str = ""
    # Presses of buttons come over Socket Mode (the app's own token) or over HTTP (signed with the other secret).
    slack_app_token: SecretStr | None = None
    slack_signing_secret: SecretStr | None = None
    link_secret: SecretStr | None = None
    # E-mail: the server (smtp://host:25, smtp+starttls://host:587, smtps://host:465) and the sender's address.
    smtp_url: str = ""
    smtp_user: str = ""
    smtp_password: SecretStr | None = None
    mail_from: str = ""
    # Everything else: the name of a service → an Apprise URL in which {to} stands for a person's address there.
    apprise: dict[str, SecretStr] = {}
    # Where messages go when there is no network: a file, or «-» for the console.
    notices_file: str = ""
    # Nobody is disturbed between these hours of the reader's day, nor on days off; red messages excepted.
    quiet: str = "20:00-07:00"

    @cached_property
    def root(self) -> Path:
        """VEKHA_HOME, absolute."""
        return self.home.expanduser().resolve()

    @property
    def database(self) -> str:
        """The URL of our database; a SQLite file in VEKHA_HOME unless told otherwise."""
        return self.database_url or f"sqlite:///{self.root / 'vekha.db'}"

    @property
    def frames(self) -> Path:
        """Parquet files of loaded and computed frames, by content."""
        return self.root / "frames"

    @property
    def evidence(self) -> Path:
        """The evidence store: deliverables by SHA-256, apart and restricted."""
        return self.root / "evidence"

    @property
    def secret_path(self) -> Path:
        """The key of pseudonyms; it may live outside VEKHA_HOME."""
        return self.secret_file or self.root / "secret"

    @property
    def link_secret_path(self) -> Path:
        """The key that signs links, where the environment gives none."""
        return self.root / "link-secret"

    @property
    def contacts_path(self) -> Path:
        """Who holds which role."""
        return self.contacts or self.root / "contacts.yaml"


def settings() -> Settings:
    """The settings as the environment has them now."""
    return _settings(frozenset(item for item in environ.items() if item[0].startswith("VEKHA_")), Path.cwd())


@lru_cache(maxsize=8)
def _settings(_said: frozenset[tuple[str, str]], _folder: Path) -> Settings:
    # Reading the environment takes milliseconds and every task asks: an unchanged one is read once.
    return Settings()
