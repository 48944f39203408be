"""`vekha report`: documents made from the loaded data and the record outside any measure, a file for each sort."""

import typer

from deployments.cli.report import analysis, passport, slippage
from models.language import _

app = typer.Typer(name="report", help=_("Документы по загруженным данным: вне мероприятий."), no_args_is_help=True)
for sort in (analysis, passport, slippage):
    app.add_typer(sort.app)
