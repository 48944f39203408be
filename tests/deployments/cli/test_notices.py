"""`vekha notices`: what a person sees of the outbox, and how little it loads."""

import json
import subprocess
import sys

import pytest
import typer
from typer.testing import CliRunner

from deployments.cli.notices import notices
from models.people.notices import NoticeKind
from tasks.channels.ledger import ledger
from tasks.channels.outbox import send_unsent
from tasks.settings import Settings
from tests.tasks.channels.conftest import opened, queued
from tests.tasks.channels.test_outbox import Postman

app = typer.Typer()
app.command()(notices)


def asked(*arguments: str) -> str:
    result = CliRunner(env={"COLUMNS": "240"}).invoke(app, list(arguments))
    assert result.exit_code == 0, result.output
    return result.output


@pytest.mark.usefixtures("home")
def test_without_notices_it_says_so() -> None:
    assert asked() == "Оповещений нет.\n"
    assert json.loads(asked("--json")) == []


def test_the_table_names_what_whom_when_and_the_state(home: Settings) -> None:
    queued(home, opened("T05", party="school", scope="edu680101"))
    shown = asked()
    for said in ("Открыто", "T05", "school · edu680101", "01.08.2024", "в очереди", "Анкетирование"):
        assert said in shown


def test_json_gives_every_field(home: Settings) -> None:
    notice = opened("T05")
    queued(home, notice)
    send_unsent(home, Postman())
    (line,) = json.loads(asked("--json"))
    assert line["key"] == notice.key
    assert (line["kind"], line["status"], line["channel"], line["attempts"]) == ("opened", "sent", "postman:door", 1)


def test_it_can_be_narrowed(home: Settings) -> None:
    queued(home, opened("T05"))
    assert len(ledger(home, "kirsanov-2024", NoticeKind.OPENED, unsent=True)) == 1
    assert ledger(home, "another") == ()
    assert ledger(home, kind=NoticeKind.OVERDUE) == ()
    send_unsent(home, Postman())
    assert ledger(home, unsent=True) == ()
    assert asked("--unsent") == "Оповещений нет.\n"


def test_it_loads_neither_pandas_nor_prefect_nor_slack() -> None:
    program = "import sys, deployments.cli.notices, tasks.channels.outbox; sys.stdout.write(' '.join(sys.modules))"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    loaded = set(done.stdout.split())
    assert "tasks.channels.outbox" in loaded
    assert not {"pandas", "prefect", "slack_sdk", "rich.table"} & loaded
