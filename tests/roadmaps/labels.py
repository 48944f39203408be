"""The hand-made labels of the five orders, and the reading rules by which texts are compared with them."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

Label = dict[str, Any]

SHIPPED = ("kirsanov-2024", "novokuznetsk-2022", "svetlogorsk-2022", "zhigalovo-2023", "rakitnoe-2021")

_ALL: list[Label] = json.loads((Path(__file__).parent.parent / "data" / "orders" / "measures.json").read_text("utf8"))
LABELS = {name: [label for label in _ALL if label["seed"] == seed] for seed, name in enumerate(SHIPPED)}
EVERY_LABEL = [(name, label) for name in SHIPPED for label in LABELS[name]]

_PERSON = re.compile(r"[А-Я][а-я]+ [А-Я]\. ?[А-Я]\.|[А-Я]\. ?[А-Я]\. ?[А-Я][а-я]+")
_RANGE = re.compile(r"([A-Z][\w-]*?\d*\.?)(\d+)–\1(\d+)")


def written(name: str) -> str:
    """The text of a shipped roadmap's file."""
    return (Path(__file__).parent.parent.parent / "roadmaps" / f"{name}.yaml").read_text("utf8")


def named_people(text: str) -> list[str]:
    """Surnames with initials."""
    return _PERSON.findall(text)


def compared(cell: str) -> str:
    """A cell as it is compared: without markup, people masked, white space, a final full stop and case left aside."""
    plain = re.sub(r"\$\\frac\{(\w+)\}\{(\w+)\}\$", r"\1/\2", re.sub(r"<[^<>]*>|‖", " ", cell))
    masked = re.sub(r"⟨лицо \d+⟩", "⟨лицо⟩", _PERSON.sub("⟨лицо⟩", plain))
    return " ".join(masked.split()).rstrip(".").casefold()


def prerequisites(label: Label) -> set[str]:
    """The labelled prerequisites, soft ones with «~»; what is data (D:) or an event (E:) is none."""
    spelled = _RANGE.sub(lambda found: "; ".join(_listed(found)), label["prerequisites_inferred"])
    parts = (re.sub(r"\(.*\)", "", part.strip()) for part in spelled.split(";"))
    return {part for part in parts if part != "—" and not part.startswith(("D:", "E:"))}


def _listed(found: re.Match[str]) -> Iterator[str]:
    """«T10.1–T10.3» one by one."""
    return (f"{found[1]}{number}" for number in range(int(found[2]), int(found[3]) + 1))
