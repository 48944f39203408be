"""`vekha plan`: schools' support plans. Vekha proposes, people change and agree, an order approves, steps follow."""

import typer

from deployments.cli.plan.checking import check
from deployments.cli.plan.deciding import agree, approve, change, send
from deployments.cli.plan.proposing import correct, propose
from deployments.cli.plan.showing import show

app = typer.Typer(help="Планы поддержки школ: предложить, изменить, согласовать, утвердить.", no_args_is_help=True)
for command in (propose, show, send, change, agree, approve, correct, check):
    app.command()(command)
