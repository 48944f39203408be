"""Texts written into YAML so that they read back letter for letter, as plainly as each allows.

A text is tried plain, then folded over lines, then quoted; the first that YAML itself reads back the same is taken.
"""

import re
import textwrap
from collections.abc import Iterator, Sequence

import yaml

WIDTH = 118
# What every YAML parser reads alike without quotes; they differ about «?» in brackets and rare spaces.
_HARMLESS = re.compile(r"[А-Яа-яЁё0-9A-Za-z«(№⟨][А-Яа-яЁё0-9A-Za-z ,.;:()«»\"'№⟨⟩—–/%+…-]*")
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def pair(key: str, text: str, indent: int, always_quoted: bool = False) -> str:
    """«key: text» at an indent, over as many lines as it takes."""
    written = quoted(text) if always_quoted else scalar(text)
    line = f"{' ' * indent}{key}: {written}"
    if len(line) <= WIDTH:
        return line
    folded = "\n".join([f"{' ' * indent}{key}: >-", *_wrapped(text, indent + 2)])
    return folded if text.isprintable() and _reads_back(folded, key, text) else line


def scalar(text: str) -> str:
    """The text on one line, plain where that is safe even before a remark, else in quotes."""
    is_plain = _HARMLESS.fullmatch(text) and _reads_back(f"key: {text}  # замечание", "key", text)
    return text if is_plain else quoted(text)


def quoted(text: str) -> str:
    """The text in quotes: single ones where the text has double ones and nothing that must be escaped."""
    single = "'" + text.replace("'", "''") + "'"
    if '"' in text and text.isprintable() and "\ufeff" not in text:
        return single
    dumped: str = yaml.dump(text, default_style='"', allow_unicode=True, width=float("inf"))
    return dumped.rstrip("\n")


def flow_list(texts: Sequence[str]) -> str:
    """«[one, other]», each plain where that is safe between brackets."""
    return "[" + ", ".join(text if _is_plain_in_brackets(text) else quoted(text) for text in texts) + "]"


def _is_plain_in_brackets(text: str) -> bool:
    is_harmless = _HARMLESS.fullmatch(text) is not None and "," not in text
    return is_harmless and _reads_back(f"key: [{text}]", "key", [text])


def comment(text: str, indent: int) -> Iterator[str]:
    """A comment over as many lines as it takes; what cannot be printed is left out."""
    said = "".join(letter for letter in " ".join(text.split()) if letter.isprintable())
    yield from (
        f"{' ' * indent}# {line}" for line in textwrap.wrap(said, WIDTH - indent - 2, break_on_hyphens=False) or [""]
    )


def remarked(line: str, remark: str) -> Iterator[str]:
    """A line with a remark at its end, or above it where both do not fit."""
    said = "".join(letter for letter in " ".join(remark.split()) if letter.isprintable())
    if said and "\n" not in line and len(line) + len(said) + 4 <= WIDTH:
        yield f"{line}  # {said}"
        return
    if said:
        yield from comment(said, len(line) - len(line.lstrip(" ")))
    yield line


def _wrapped(text: str, indent: int) -> list[str]:
    return textwrap.wrap(
        text,
        WIDTH,
        initial_indent=" " * indent,
        subsequent_indent=" " * indent,
        break_long_words=False,
        break_on_hyphens=False,
        replace_whitespace=False,
        drop_whitespace=True,
    )


def _reads_back(written: str, key: str, value: object) -> bool:
    try:
        return bool(yaml.load(written, Loader=_LOADER) == {key: value})
    except (yaml.YAMLError, ValueError):
        return False
