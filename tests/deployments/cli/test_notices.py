"""`vekha notices`: what a person sees of the outbox, and how little it loads."""

import json
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from deployments.cli.notices import notices
from models.people.notices import NoticeKind
from tasks.channels.ledger import Wanted, ledger
from tasks.channels.letter import NotDelivered
from tasks.settings import Settings
from tests.factories import FIRST
from tests.tasks.channels.conftest import bound, late, opened, queued, sent_on
from tests.tasks.channels.test_outbox import Postman
from tests.tasks.people.test_reminding import started

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


def test_a_block_names_what_whom_when_and_the_state(home: Settings) -> None:
    queued(home, opened("T05", party="school", scope="edu680101"))
    shown = asked()
    for said in ("Открыто", "T05", "school · edu680101", "01.08.2024", "в очереди", "Анкетирование"):
        assert said in shown


def test_json_gives_every_field(home: Settings) -> None:
    notice = opened("T05")
    queued(home, notice)
    sent_on(home, Postman())
    (line,) = json.loads(asked("--json"))
    assert line["key"] == notice.key
    assert (line["kinds"], line["outcome"], line["channel"], line["attempts"]) == (
        ["opened"],
        "sent",
        "postman:door",
        1,
    )
    assert line["provider_id"] == line["key"]


def test_it_can_be_narrowed(home: Settings) -> None:
    queued(home, opened("T05"))
    assert len(ledger(home, Wanted("kirsanov-2024", NoticeKind.OPENED, unsent=True))) == 1
    assert ledger(home, Wanted("another")) == ()
    assert ledger(home, Wanted(kind=NoticeKind.OVERDUE)) == ()
    sent_on(home, Postman())
    assert ledger(home, Wanted(unsent=True)) == ()
    assert asked("--unsent") == "Оповещений нет.\n"


def test_a_persons_messages_are_found_by_name_and_by_address(home: Settings) -> None:
    bound(home, a="{name: Рябинина А. И., email: A@example.org}", b="{name: Мшистов В. П., email: b@example.org}")
    queued(home, opened("T05", "a"), opened("T06", "a"), opened("T07", "b"))
    sent_on(home, Postman())
    (line,) = ledger(home, Wanted(person="рябинина а. и."))
    assert (line.recipient, line.measure, len(line.facts)) == ("a@example.org", "", 2)
    assert ledger(home, Wanted(person="a@example.org")) == (line,)
    assert "Рябинина" not in asked("--json")


def test_what_failed_is_shown_and_goes_again_when_asked(home: Settings, tmp_path: Path) -> None:
    fact = late("T05")
    queued(home, fact)
    sent_on(home, Postman({fact.key: NotDelivered("нет ответа")}))
    assert "нет ответа" in asked("--failed")
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("VEKHA_NOTICES_FILE", str(tmp_path / "out.jsonl"))
        # It may stand where it was tried: through another channel it does not go.
        assert "Отправлено: 0, не удалось: 0, в очереди: 1." in asked("--retry")


def test_a_preview_shows_who_would_get_what_and_writes_nothing(home: Settings) -> None:
    started(home, FIRST)
    bound(home, ministry="{name: Рябинина А. И., email: m@example.org}")
    shown = asked("--preview", "--as-of", "2024-02-28")
    assert "m@example.org · — · сразу" in shown
    assert "Открыто: A1 «Анализ результатов»" in shown
    assert "Сводка недели" in shown
    assert all(line.as_of == date(2024, 1, 15) for line in ledger(home))
    assert {line.kinds for line in ledger(home)} == {(NoticeKind.OPENED,)}
    (first, *_rest) = json.loads(asked("--preview", "--as-of", "2024-02-28", "--json"))
    assert first["kinds"] == ["opened", "digest"]


def test_it_loads_neither_pandas_nor_prefect_nor_slack() -> None:
    program = "import sys, deployments.cli.notices, tasks.channels.outbox; sys.stdout.write(' '.join(sys.modules))"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    loaded = set(done.stdout.split())
    assert "tasks.channels.outbox" in loaded
    assert not {"pandas", "prefect", "slack_sdk", "rich.table"} & loaded
