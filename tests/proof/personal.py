"""Looks for people in bytes: planted surnames and passports, in every way in which a text may be written down."""

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pyarrow.parquet

from tests.tasks.sample.files_by_hand import lines_of

# What a technical dump calls them.
DUMPED = {"SurnameCell": "Фамилия", "DocumentSeriesCode": "Серия", "DocumentNumberCode": "Номер"}
# Series and number, apart or together, in any dress: «6812 123456», «6812;123456», «"6812","123456"».
PASSPORT = re.compile(rb"(?<!\d)(\d{4})[^0-9A-Za-z]{0,6}(\d{6})(?!\d)")


@dataclass(frozen=True)
class People:
    """Who stands in the protocols: surnames, and passports as (series, number)."""

    surnames: frozenset[str]
    passports: frozenset[tuple[str, str]]

    def traces(self, content: bytes) -> set[str]:
        """Which of them stand in the bytes: UTF-8, the Windows code page, UTF-16, or escaped as JSON does."""
        found = {name for name in self.surnames for form in _forms(name) if form in content}
        seen = {(series.decode(), number.decode()) for series, number in PASSPORT.findall(content)}
        return found | {" ".join(passport) for passport in seen & self.passports}


def _forms(name: str) -> Iterator[bytes]:
    for said in (name, name.lower(), name.upper()):
        yield from (said.encode(encoding) for encoding in ("utf-8", "cp1251", "utf-16-le"))
        yield json.dumps(said).strip('"').encode()


def people_of(inputs: Path) -> People:
    """Everybody in the protocols, appeals and crosswalks of a region."""
    surnames, passports = set(), set()
    for path in sorted([*inputs.glob("20??/gia/*"), *inputs.glob("20??/crosswalk/*")]):
        columns: dict[str, int] = {}
        for line in lines_of(path):
            if "Фамилия" in line or "SurnameCell" in line:
                columns = {DUMPED.get(name, name): place for place, name in enumerate(line) if name}
            elif columns and line[0].isdigit():
                surnames.add(line[columns["Фамилия"]].strip())
                passports.add((line[columns["Серия"]].strip(), line[columns["Номер"]].strip()))
    return People(frozenset(_stems(surnames)), frozenset(passports))


def _stems(surnames: set[str]) -> set[str]:
    """The surnames that are not another one with an ending: who finds «Зимин» finds «Зимина»."""
    return {name for name in surnames if not any(name != other and name.startswith(other) for other in surnames)}


def contents(root: Path, *left_out: str) -> Iterator[tuple[Path, bytes]]:
    """Every file under a folder as bytes, Parquet also unpacked; but what lies in the folders that are left out."""
    for path in sorted(root.rglob("*")):
        if path.is_file() and path.relative_to(root).parts[0] not in left_out:
            yield path, path.read_bytes()
            if path.suffix == ".parquet":
                yield path, unpacked(path)


def unpacked(path: Path) -> bytes:
    """The cells of a Parquet file as text."""
    text = io.StringIO()
    for row in pyarrow.parquet.read_table(path).to_pylist():
        csv.writer(text).writerow(row.values())
    return text.getvalue().encode()


def traced(people: People, root: Path, left_out: Iterable[str]) -> dict[str, set[str]]:
    """File → who stands in it; only files where somebody does."""
    found = ((path, people.traces(content)) for path, content in contents(root, *left_out))
    return {str(path): who for path, who in found if who}
