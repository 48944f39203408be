"""`vekha report`: documents made from the loaded data outside any measure, a file for each sort."""

import typer

from deployments.cli.report import analysis, indicators, monitoring, passport, slippage
from models.language import _

app = typer.Typer(name="report", help=_("Документы по загруженным данным: вне мероприятий."), no_args_is_help=True)
for sort in (analysis, indicators, monitoring, passport, slippage):
    app.add_typer(sort.app)
