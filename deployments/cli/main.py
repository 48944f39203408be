"""`vekha`: all commands put together. An error that a person can act on is shown as it reads, without a traceback."""

import sys
from collections.abc import Callable

import typer

from deployments.cli import (
    calendar,
    data,
    group,
    helping,
    journal,
    link,
    looking,
    mentors,
    orders,
    party,
    people,
    plan,
    report,
    roadmap,
    survey,
)
from deployments.cli.console import complain
from deployments.cli.demo import demo
from deployments.cli.draft import draft
from deployments.cli.help import speak_in_help
from deployments.cli.holding import hold, holds, release
from deployments.cli.inbox import inbox
from deployments.cli.indicator import indicator
from deployments.cli.listen import listen
from deployments.cli.load import load
from deployments.cli.notices import notices
from deployments.cli.running import run, up
from deployments.cli.sample import sample
from deployments.cli.schedule import schedule
from deployments.cli.why import who_closed, why_it_stands
from deployments.cli.year import close
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
COMMANDS: dict[str, dict[str, Callable[..., None]]] = {
    LOOK: {
        "inbox": inbox,
        "status": looking.status,
        "why": why_it_stands,
        "who": who_closed,
        "holds": holds,
        "notices": notices,
    },
    DO: {
        "draft": draft,
        "submit": people.submit,
        "accept": people.accept,
        "return": people.give_back,
        "waive": orders.waive,
        "extend": orders.extend,
        "reopen": people.reopen,
        "request": people.request,
        "dates": people.dates,
        "indicator": indicator,
        "hold": hold,
        "release": release,
        "close": close,
    },
    RUN: {"demo": demo, "run": run, "up": up, "listen": listen},
    PREPARE: {"load": load, "sample": sample, "schedule": schedule},
}
for panel, commands in COMMANDS.items():
    for name, command in commands.items():
        app.command(name, rich_help_panel=panel)(command)
app.add_typer(data.app, name="data", rich_help_panel=PREPARE)
app.add_typer(report.app, name="report", rich_help_panel=LOOK)
app.add_typer(roadmap.app, name="roadmap", rich_help_panel=PREPARE)
app.add_typer(calendar.app, name="calendar", rich_help_panel=PREPARE)
app.add_typer(group.app, name="group", rich_help_panel=DO)
app.add_typer(survey.app, name="survey", rich_help_panel=DO)
app.add_typer(plan.app, name="plan", rich_help_panel=DO)
for name, helper in (("curators", "Кураторы школ"), ("partners", "Опорные школы")):
    about = f"{helper}: предложить, закрепить, назначить, показать."
    app.add_typer(helping.app, name=name, help=about, rich_help_panel=DO)
app.add_typer(mentors.app, name="mentors", rich_help_panel=DO)
app.add_typer(party.app, name="party", rich_help_panel=DO)
app.add_typer(link.app, name="link", rich_help_panel=DO)
app.add_typer(journal.app, name="journal", rich_help_panel=LOOK)


def main() -> None:
    """Run a command; an answerable error is one message and exit code 1."""
    speak_as_set()
    speak_in_help(sys.argv[1:])
    try:
        app()
    except VekhaError as error:
        complain(error)
        sys.exit(1)
