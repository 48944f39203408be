"""A way to say a command as a person does, and what it answered."""

import json
import subprocess
import sys
from dataclasses import dataclass
from typing import Any

import pytest
from typer.testing import CliRunner

from deployments.cli.main import app
from models.errors import VekhaError
from tasks.settings import Settings
from tests.factories import FIRST, SECOND, opened

# What every waiver needs.
ORDER = ("--basis", "приказ № 7 от 01.02.2024", "--signer", "начальник управления")
PROGRAM = "import sys; from deployments.cli.main import main; sys.argv[0] = 'vekha'; main()"


@dataclass(frozen=True)
class Answer:
    """What a command said: its exit code, its words, and its complaint when it refused."""

    code: int
    said: str
    complaint: str = ""

    @property
    def json(self) -> Any:
        """The one JSON value that it said."""
        return json.loads(self.said)


class Vekha:
    """`vekha …` in this process (quick), or as a program of its own (as people run it)."""

    def __call__(self, *words: object) -> Answer:
        ran = CliRunner(env={"COLUMNS": "200"}).invoke(app, [str(word) for word in words])
        if isinstance(ran.exception, VekhaError):
            return Answer(1, ran.stdout, str(ran.exception))
        if ran.exception is not None and not isinstance(ran.exception, SystemExit):
            raise ran.exception
        return Answer(ran.exit_code, ran.stdout, ran.stderr)

    def program(self, *words: object) -> Answer:
        line = [sys.executable, "-c", PROGRAM, *(str(word) for word in words)]
        ran = subprocess.run(line, capture_output=True, text=True, check=False)
        return Answer(ran.returncode, ran.stdout, ran.stderr)


@pytest.fixture
def vekha(home: Settings) -> Vekha:
    """The command, in a home where the six measures' 2024 is played with two schools."""
    opened(home, FIRST, SECOND, simulated=True)
    return Vekha()
