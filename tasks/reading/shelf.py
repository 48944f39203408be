"""A shelf of files by year: a region's own in a folder of VEKHA_HOME, else those that ship in the same of roadmaps/."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any, Generic, cast

from models.errors import NotFound, VekhaError
from models.yearly import Kept, of_year
from tasks.settings import Settings


@dataclass(frozen=True)
class Shelf(Generic[Kept]):
    """One kind of files.

    folder: its name, in VEKHA_HOME and in roadmaps/
    parse:  a file's text and name → what it says; FileRefused with every problem
    no_file, not_text: what a person is told of a {path}; none_yet: of a {year} and the {folder} to put one into
    """

    folder: str
    parse: Callable[[str, str], Kept]
    no_file: Callable[[], str]
    not_text: Callable[[], str]
    none_yet: Callable[[], str]

    def read(self, path: Path) -> Kept:
        """What that file says. NotFound when there is none, FileRefused with every problem in it."""
        try:
            return self.parse(path.read_text("utf8"), path.name)
        except FileNotFoundError as error:
            raise NotFound(self.no_file().format(path=path)) from error
        except UnicodeDecodeError as error:
            raise VekhaError(self.not_text().format(path=path)) from error

    def of_year(self, settings: Settings, year: int) -> Kept:
        """The one of that year: the latest up to it, of one year the region's own; NotFound when all are later."""
        found = of_year(self.all(settings), year)
        if found is None:
            raise NotFound(self.none_yet().format(year=year, folder=settings.root / self.folder))
        return found

    def all(self, settings: Settings) -> list[Kept]:
        """All that there are, the region's own first; a file that has not changed is not read again."""
        own = sorted((settings.root / self.folder).glob("*.yaml"))
        return [*(cast("Kept", _remembered(self, path, path.stat().st_mtime_ns)) for path in own), *self.shipped()]

    def shipped(self) -> tuple[Kept, ...]:
        """Those that ship with the product."""
        return cast("tuple[Kept, ...]", _shipped(self))


@lru_cache(maxsize=32)
def _remembered(shelf: Shelf[Any], path: Path, _changed: int) -> Any:
    return shelf.read(path)


@lru_cache(maxsize=8)
def _shipped(shelf: Shelf[Any]) -> tuple[Any, ...]:
    there = sorted(files("roadmaps").joinpath(shelf.folder).iterdir(), key=lambda entry: entry.name)
    return tuple(
        shelf.parse(entry.read_text("utf8"), f"roadmaps/{shelf.folder}/{entry.name}")
        for entry in there
        if entry.name.endswith(".yaml")
    )
