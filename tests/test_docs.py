"""The documents say what is there: every command, option and variable, working links, commands that parse."""

import re
import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from typer.main import get_command

from deployments.cli.main import app
from tasks.settings import Settings

ROOT = Path(__file__).parent.parent
READ = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")])
TEXTS = {path: path.read_text("utf8") for path in READ}
EVERYTHING = "\n".join(TEXTS.values())
FENCED = re.compile(r"^```(\w*)\n(.*?)^```", re.M | re.S)
INLINE = re.compile(r"`(vekha [^`]+)`")
OF_THE_WORKPLACE = re.compile(r"\bagents?\b|\bsession\b|/work/|/root/|/tmp/|pypi\.|files\.pythonhosted", re.IGNORECASE)


def commands(command: Any, path: str = "vekha") -> Iterator[tuple[str, Any]]:
    """Every command by its full name, groups left out. Typer's own classes have no public name."""
    inner = getattr(command, "commands", {})
    for name, one in inner.items():
        yield from commands(one, f"{path} {name}")
    if not inner:
        yield path, command


COMMANDS = dict(commands(get_command(app)))


def options_of(command: Any) -> set[str]:
    return {name for parameter in command.params for name in (*parameter.opts, *parameter.secondary_opts)} | {"--help"}


def shown(text: str) -> Iterator[str]:
    """The `vekha …` commands of a page: lines of consoles, without comments, and those quoted in sentences."""
    for language, block in FENCED.findall(text):
        for line in block.splitlines():
            said = line.removeprefix("$ ").strip() if language == "console" else ""
            if said.startswith("vekha ") and line.startswith("$ "):
                yield said.partition("  #")[0].strip()
    yield from INLINE.findall(FENCED.sub("", text))


SHOWN = [(path, line) for path, text in TEXTS.items() for line in shown(text)]


def meant(line: str) -> tuple[str, list[str]]:
    """The command that a line names, and its remaining words."""
    words = shlex.split(line)
    name = next((" ".join(words[:n]) for n in (3, 2) if " ".join(words[:n]) in COMMANDS), "")
    return name, words[len(name.split()) :]


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_and_option_is_told(name: str) -> None:
    parent = " ".join(name.split()[:-1])
    short = name.split()[-1]
    is_told = name in EVERYTHING or (parent in EVERYTHING and f"`{short}`" in EVERYTHING)
    untold = [one for one in options_of(COMMANDS[name]) if one.startswith("--") and f"{one}" not in EVERYTHING]
    assert is_told, f"no document names {name}"
    assert not untold, f"no document names {untold} of {name}"


def test_every_variable_is_told_to_the_engineer() -> None:
    told = TEXTS[ROOT / "docs" / "operations.md"]
    assert not [name for name in Settings.model_fields if f"`VEKHA_{name.upper()}`" not in told]


def test_no_document_names_a_variable_that_is_not_there() -> None:
    known = {f"VEKHA_{name.upper()}" for name in Settings.model_fields}
    assert set(re.findall(r"VEKHA_[A-Z_]+", EVERYTHING)) <= known


@pytest.mark.parametrize("path", READ, ids=lambda path: path.name)
def test_links_lead_somewhere(path: Path) -> None:
    targets = re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", FENCED.sub("", TEXTS[path]))
    assert not [target for target in targets if "://" not in target and not (path.parent / target).exists()]


def test_shown_commands_exist_with_the_options_shown() -> None:
    assert len(SHOWN) > 40
    wrong = []
    for path, line in SHOWN:
        name, words = meant(line)
        group = " ".join(line.split()[:2])
        if not name and not (group in {" ".join(one.split()[:2]) for one in COMMANDS} and len(line.split()) == 2):
            wrong.append(f"{path.name}: {line}: no such command")
        elif name:
            used = {word.partition("=")[0] for word in words if re.match(r"--?[a-z]", word)}
            wrong += [f"{path.name}: {line}: no {one}" for one in used - options_of(COMMANDS[name])]
    assert not wrong


@pytest.mark.parametrize("path", READ, ids=lambda path: path.name)
def test_a_document_speaks_of_the_product_only(path: Path) -> None:
    assert not OF_THE_WORKPLACE.findall(TEXTS[path])
