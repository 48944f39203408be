"""Catalogue files → Catalogue: a region's own in VEKHA_HOME/catalogue, else those that ship with the product."""

from collections.abc import Iterator
from functools import lru_cache
from importlib.resources import files
from pathlib import Path

from models.errors import NotFound, VekhaError
from models.language import _
from models.support.catalogue import Catalogue, of_year
from models.support.parsing import parse
from tasks.settings import Settings


def read_catalogue(path: Path) -> Catalogue:
    """The catalogue in that file. NotFound when there is none, FileRefused with every problem in it."""
    try:
        return parse(path.read_text("utf8"), path.name)
    except FileNotFoundError as error:
        raise NotFound(_("Нет файла каталога мер «{path}»: проверьте путь.").format(path=path)) from error
    except UnicodeDecodeError as error:
        told = _("{path}: это не текст в UTF-8. Сохраните каталог как YAML в кодировке UTF-8.")
        raise VekhaError(told.format(path=path)) from error


def catalogue_of(settings: Settings, year: int) -> Catalogue:
    """The catalogue of that year: the latest of that year or before; of one year the region's own.

    NotFound when every catalogue is of a later year.
    """
    found = of_year(catalogues(settings), year)
    if found is None:
        told = _("Для {year} года каталога мер нет: положите свой в папку {folder}.")
        raise NotFound(told.format(year=year, folder=settings.root / "catalogue"))
    return found


def catalogues(settings: Settings) -> list[Catalogue]:
    """All that there are, the region's own first."""
    own = sorted((settings.root / "catalogue").glob("*.yaml"))
    return [*map(read_catalogue, own), *shipped()]


@lru_cache(maxsize=1)
def shipped() -> tuple[Catalogue, ...]:
    """Those that ship with the product."""
    return tuple(_shipped())


def _shipped() -> Iterator[Catalogue]:
    for entry in sorted(files("roadmaps").joinpath("catalogue").iterdir(), key=lambda one: one.name):
        if entry.name.endswith(".yaml"):
            yield parse(entry.read_text("utf8"), f"roadmaps/catalogue/{entry.name}")
