"""Questionnaire files → Questionnaire: a region's own in VEKHA_HOME/surveys, else those that ship with the product."""

from collections.abc import Iterator
from functools import lru_cache
from importlib.resources import files
from pathlib import Path

from models.errors import NotFound, VekhaError
from models.language import _
from models.survey.parsing import parse
from models.survey.questionnaire import Questionnaire, of_year
from tasks.settings import Settings


def read_questionnaire(path: Path) -> Questionnaire:
    """The questionnaire in that file. NotFound when there is none, FileRefused with every problem in it."""
    try:
        return parse(path.read_text("utf8"), path.name)
    except FileNotFoundError as error:
        raise NotFound(_("Нет файла опросника «{path}»: проверьте путь.").format(path=path)) from error
    except UnicodeDecodeError as error:
        told = _("{path}: это не текст в UTF-8. Сохраните опросник как YAML в кодировке UTF-8.")
        raise VekhaError(told.format(path=path)) from error


def questionnaire_of(settings: Settings, year: int) -> Questionnaire:
    """What is asked in that year: the latest questionnaire of that year or before; of one year the region's own.

    NotFound when every questionnaire is of a later year.
    """
    found = of_year(questionnaires(settings), year)
    if found is None:
        told = _("Для {year} года опросника нет: положите свой в папку {folder}.")
        raise NotFound(told.format(year=year, folder=settings.root / "surveys"))
    return found


def questionnaires(settings: Settings) -> list[Questionnaire]:
    """All that there are, the region's own first."""
    own = sorted((settings.root / "surveys").glob("*.yaml"))
    return [*(_remembered(path, path.stat().st_mtime_ns) for path in own), *shipped()]


@lru_cache(maxsize=1)
def shipped() -> tuple[Questionnaire, ...]:
    """Those that ship with the product."""
    return tuple(_shipped())


def _shipped() -> Iterator[Questionnaire]:
    for entry in sorted(files("roadmaps").joinpath("surveys").iterdir(), key=lambda one: one.name):
        if entry.name.endswith(".yaml"):
            yield parse(entry.read_text("utf8"), f"roadmaps/surveys/{entry.name}")


@lru_cache(maxsize=16)
def _remembered(path: Path, _changed: int) -> Questionnaire:
    return read_questionnaire(path)
