"""`vekha plan check`: is a region's own catalogue of measures right; everything that is not is told at once."""

from pathlib import Path
from typing import Annotated

import typer

from deployments.cli.console import JsonOption, tell
from models.language import _


def check(
    file: Annotated[Path, typer.Argument(metavar="ФАЙЛ", help="Каталог мер, YAML.")], as_json: JsonOption = False
) -> None:
    """Проверить свой каталог мер: все ошибки сразу, с номерами строк."""
    from tasks.reading.catalogue import CATALOGUES

    catalogue = CATALOGUES.read(file)
    said = _("Каталог «{name}» верен: мер {measures}, факторов {factors}.")
    told = said.format(name=catalogue.name, measures=len(catalogue.measures), factors=len(catalogue.factors))
    tell(told, {"name": catalogue.name, "measures": len(catalogue.measures)}, as_json)
