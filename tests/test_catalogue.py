"""The English catalogue is complete and current, and a person who asks for English is answered in English."""

import os
import string
import subprocess
import sys

import pytest

from models.steps.state import State
from models.steps.status import Status
from tasks.language import CATALOGUES, speak_as_set
from tests.catalogue import MO, PO, as_mo, as_po, merged, said, translated


def test_every_text_is_translated() -> None:
    """A new text is named here: run `make messages`, then translate it in vekha.po, then `make messages` again."""
    catalogue = translated()
    missing = [text for text in said() if not (known := catalogue.get(text)) or not known.string]
    assert not missing


def test_no_translation_is_left_of_a_text_that_nobody_says() -> None:
    assert not {message.id for message in translated() if message.id} - set(said())


def test_a_translation_fills_the_same_places() -> None:
    def places(text: object) -> list[tuple[str | None, str | None]]:
        return sorted((name, how) for _text, name, how, _as in string.Formatter().parse(str(text)) if name)

    wrong = [m.id for m in translated() if m.id and m.string and places(m.id) != places(m.string)]
    assert not wrong


def test_the_catalogue_is_as_make_messages_writes_it() -> None:
    assert PO.read_bytes() == as_po(merged(translated())), "run: make messages"
    assert MO.read_bytes() == as_mo(translated()), "run: make messages"


def test_the_catalogue_is_where_it_is_looked_for() -> None:
    assert MO.is_relative_to(CATALOGUES)


@pytest.mark.parametrize(
    ("asked", "label", "status"), [("en", "⚠ Overdue", "done"), ("ru", "⚠ Просрочено", "исполнено")]
)
def test_states_speak_the_language_that_is_asked_for(
    monkeypatch: pytest.MonkeyPatch, asked: str, label: str, status: str
) -> None:
    monkeypatch.setenv("VEKHA_LANG", asked)
    speak_as_set()
    try:
        assert State.OVERDUE.label == label
        assert Status.DONE.label == status
    finally:
        monkeypatch.setenv("VEKHA_LANG", "ru")
        speak_as_set()


def test_the_command_line_answers_in_english() -> None:
    environment = {**os.environ, "VEKHA_LANG": "en", "VEKHA_HOME": "/nonexistent/vekha"}
    environment.pop("VEKHA_DATABASE_URL", None)
    command = [sys.executable, "-c", "from deployments.cli.main import main; main()", "status"]
    answer = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert answer.returncode == 1
    assert "There is nothing here yet" in answer.stdout + answer.stderr
