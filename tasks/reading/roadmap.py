"""Roadmap files → Roadmap. A roadmap is named by its file, or by its name when it ships with the product."""

from importlib.resources import files
from pathlib import Path

from models.errors import NotFound
from models.language import _
from models.roadmap.definition import Roadmap
from models.roadmap.naming import suggestion
from models.roadmap.parsing import parse

_SUFFIXES = {".yaml", ".yml"}


def shipped_names() -> list[str]:
    """The names of the roadmaps that ship with the product, sorted."""
    return sorted(Path(entry.name).stem for entry in files("roadmaps").iterdir() if _is_yaml(entry.name))


def read_roadmap(name_or_path: str) -> Roadmap:
    """The roadmap of that name or in that file.

    NotFound when there is neither; RoadmapError with every problem when the file is wrong.
    """
    return parse(*roadmap_text(name_or_path))


def roadmap_text(name_or_path: str) -> tuple[str, str]:
    """The text of that roadmap's file, and the name to call the file by; NotFound when there is none."""
    if name_or_path in shipped_names():
        file_name = f"{name_or_path}.yaml"
        return files("roadmaps").joinpath(file_name).read_text("utf8"), f"roadmaps/{file_name}"
    path = Path(name_or_path)
    if path.is_file():
        return _text(path), name_or_path
    raise NotFound(_not_found(name_or_path))


def _text(path: Path) -> str:
    try:
        return path.read_text("utf8")
    except UnicodeDecodeError as error:
        raise NotFound(
            _("{path}: это не текст в UTF-8. Сохраните дорожную карту как YAML в кодировке UTF-8.").format(path=path)
        ) from error


def _not_found(name: str) -> str:
    if _is_yaml(name):
        return _("Нет файла дорожной карты «{name}»: проверьте путь.").format(name=name)
    return _("Нет дорожной карты «{name}». {hint}").format(name=name, hint=suggestion(name, shipped_names()))


def _is_yaml(name: str) -> bool:
    return Path(name).suffix in _SUFFIXES
