"""The play's own questionnaire and catalogue of measures, for years before those that ship: the same, of that year.

A region may keep its own in these folders of VEKHA_HOME; here the region is invented.
"""

import re
from importlib.resources import files
from typing import Any

from models.yearly import of_year
from tasks.reading.catalogue import CATALOGUES
from tasks.reading.questionnaire import QUESTIONNAIRES
from tasks.reading.shelf import Shelf
from tasks.settings import Settings

HEAD = re.compile(r"^(name|title|year):.*$", re.MULTILINE)


def put_on_shelves(settings: Settings, year: int) -> None:
    """Whatever has nothing for that year gets what ships first of its kind, said to be of that year."""
    shelves: tuple[Shelf[Any], ...] = (QUESTIONNAIRES, CATALOGUES)
    for shelf in shelves:
        if of_year(shelf.all(settings), year) is None:
            own = settings.root / shelf.folder / f"{year}.yaml"
            own.parent.mkdir(exist_ok=True)
            own.write_text(_dated(shelf, year), "utf8")


def _dated(shelf: Shelf[Any], year: int) -> str:
    """The text of the earliest shipped file, whose head names another year."""
    earliest = min(shelf.shipped(), key=lambda one: one.year)
    text = files("roadmaps").joinpath(shelf.folder, f"{earliest.name}.yaml").read_text("utf8")
    return HEAD.sub(lambda line: line.group().replace(str(earliest.year), str(year)), text)
