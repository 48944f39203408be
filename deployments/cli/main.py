"""`vekha`: all commands put together. An error that a person can act on is shown as it reads, without a traceback."""

import sys

import typer

from deployments.cli import group, looking, people, roadmap
from deployments.cli.console import console
from deployments.cli.demo import demo
from deployments.cli.load import load
from deployments.cli.notices import notices
from deployments.cli.running import run, up
from deployments.cli.sample import sample
from deployments.cli.schedule import schedule
from models.errors import VekhaError
from tasks.language import speak_as_set

app = typer.Typer(
    name="vekha",
    help="Веха ведёт дорожную карту: что, кому, к какому сроку, чего ждёт и что уже сделано.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode="rich",
)
LOOK, DO, RUN, PREPARE = "Смотреть", "Делать", "Запускать", "Готовить"
for command in (looking.status, notices):
    app.command(rich_help_panel=LOOK)(command)
for command in (people.submit, people.accept):
    app.command(rich_help_panel=DO)(command)
app.command("return", rich_help_panel=DO)(people.give_back)
for command in (people.waive, people.reopen, people.request, people.dates):
    app.command(rich_help_panel=DO)(command)
for command in (demo, run, up):
    app.command(rich_help_panel=RUN)(command)
for command in (load, sample, schedule):
    app.command(rich_help_panel=PREPARE)(command)
app.add_typer(roadmap.app, name="roadmap", rich_help_panel=PREPARE)
app.add_typer(group.app, name="group", rich_help_panel=DO)
app.add_typer(looking.journal, name="journal", rich_help_panel=LOOK)


def main() -> None:
    """Run a command; an answerable error is one message and exit code 1."""
    speak_as_set()
    try:
        app()
    except VekhaError as error:
        console.print(f"[red]✖[/] {error}", markup=True, soft_wrap=True)
        sys.exit(1)
