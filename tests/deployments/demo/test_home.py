"""The demo lives in a folder of its own: what is real, wherever the environment says it is, stays as it was."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from deployments.demo.home import move_in, prepare_home
from models.errors import VekhaError
from tasks.database import engine
from tasks.settings import Settings
from tests.deployments.cli.conftest import Vekha

OWN_SLACK = "http://127.0.0.1:9/api/"


@pytest.fixture
def real(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Settings]:
    """A home in which people work, with everything that the environment can name."""
    (tmp_path / "home").mkdir()
    (tmp_path / "home" / "vekha.db").write_text("дела")
    (tmp_path / "contacts.yaml").write_text("люди")
    monkeypatch.setenv("VEKHA_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("VEKHA_DATABASE_URL", "postgresql://vekha@db/vekha")
    monkeypatch.setenv("VEKHA_CONTACTS", str(tmp_path / "contacts.yaml"))
    monkeypatch.setenv("VEKHA_SECRET_FILE", str(tmp_path / "secret"))
    monkeypatch.setenv("VEKHA_SLACK_TOKEN", "xoxb-real")
    monkeypatch.setenv("VEKHA_SLACK_CHANNEL", "C012ABCDEF")
    yield Settings()
    engine.cache_clear()


def test_nothing_that_is_real_is_touched(real: Settings) -> None:
    played = move_in(real)
    assert played.root == real.root / "demo"
    for place in (played.contacts_path, played.secret_path, Path(played.database.removeprefix("sqlite:///"))):
        assert place.is_relative_to(played.root)
    assert (played.slack_token, played.slack_channel) == (None, "")
    assert Settings() == played, "flows read the environment"
    prepare_home(played)
    assert (real.root / "vekha.db").read_text() == "дела"
    assert real.contacts_path.read_text() == "люди"


def test_a_slack_of_ones_own_is_spoken_to(real: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VEKHA_SLACK_URL", OWN_SLACK)
    assert move_in(Settings()).slack_channel == "C012ABCDEF"


def test_what_an_earlier_demo_left_goes(real: Settings) -> None:
    played = move_in(real)
    prepare_home(played)
    (played.root / "evidence").mkdir()
    (played.root / "contacts.yaml").touch()
    engine.cache_clear()  # the next demo is another process
    prepare_home(played)
    assert {path.name for path in played.root.iterdir()} >= {"demo", "vekha.db"}
    assert not {"evidence", "contacts.yaml"} & {path.name for path in played.root.iterdir()}


def test_a_folder_of_that_name_in_which_somebody_works_is_left_alone(real: Settings) -> None:
    played = move_in(real)
    played.root.mkdir()
    (played.root / "работа.txt").write_text("чужое")
    with pytest.raises(VekhaError, match="демонстрация её не тронет"):
        prepare_home(played)
    assert [path.name for path in played.root.iterdir()] == ["работа.txt"]


def test_the_mark_of_an_earlier_version_gives_way_and_its_home_is_kept(real: Settings) -> None:
    (real.root / "demo").touch()
    prepare_home(move_in(real))
    assert (real.root / "vekha.db").read_text() == "дела"


@pytest.mark.parametrize("words", [("--schools", "3"), ("--roadmap", "нет-такой")])
def test_what_makes_no_sense_is_told_before_anything_is_erased(words: tuple[str, str], real: Settings) -> None:
    assert Vekha()("demo", "--exit", *words).code != 0
    assert not (real.root / "demo").exists()
