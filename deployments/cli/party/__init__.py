"""`vekha party`: who holds which role, from when until when, and who stands in for whom."""

import typer

from deployments.cli.party import deciding, showing

app = typer.Typer(help="Кто исполняет роли: назначить, заменить на время, снять, показать.", no_args_is_help=True)
for work in (deciding, showing):
    app.add_typer(work.app)
