"""`vekha roadmap`: everything that is done with a roadmap as a plan, a file for each sort of work."""

import typer

from deployments.cli.roadmap import adopting, comparing, exporting, importing, linting, looking, rolling, timing
from models.language import _

app = typer.Typer(
    name="roadmap", help=_("Дорожные карты: из приказа и обратно, проверить, показать, изменить."), no_args_is_help=True
)
for work in (looking, exporting, importing, linting, timing, rolling, comparing, adopting):
    app.add_typer(work.app)
