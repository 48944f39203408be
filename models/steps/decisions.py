"""What a decision about a step says beyond its reason, and how its journal entry carries it as evidence. Pure.

Only what stands in the journal holds: rows about waivers are copies that `vekha journal verify` compares with it.
"""

import json
from dataclasses import dataclass
from datetime import date
from typing import Any

from models.language import _
from models.wording import in_digits

WAIVER, REVOCATION, EXTENSION, SIGNATURE = "waiver:", "revocation:", "extension:", "signature:"


@dataclass(frozen=True)
class Grant:
    """By whose order a step is dropped or passes its gate.

    ordered, dated_on: «приказ № 12» and its day; signer: the office that signed; until: the last day, None for good
    """

    ordered: str
    dated_on: date
    signer: str
    until: date | None = None

    @property
    def basis(self) -> str:
        """«приказ № 12 от 01.09.2024»."""
        return basis_of(self.ordered, self.dated_on)

    def as_evidence(self, kind: str) -> str:
        """What the journal keeps of it; kind: what it allows."""
        return _written(
            WAIVER, kind=kind, ordered=self.ordered, dated_on=self.dated_on, signer=self.signer, until=self.until
        )

    @classmethod
    def from_evidence(cls, evidence: str) -> "Grant":
        """What `as_evidence` wrote."""
        said = _read(WAIVER, evidence)
        until = date.fromisoformat(said["until"]) if said["until"] else None
        return cls(said["ordered"], date.fromisoformat(said["dated_on"]), said["signer"], until)


@dataclass(frozen=True)
class Extension:
    """A deadline that somebody moved: from which day to which, and the office that signed."""

    was: date
    to: date
    signer: str

    def as_evidence(self) -> str:
        """What the journal keeps of it."""
        return _written(EXTENSION, was=self.was, to=self.to, signer=self.signer)

    @classmethod
    def from_evidence(cls, evidence: str) -> "Extension":
        """What `as_evidence` wrote."""
        said = _read(EXTENSION, evidence)
        return cls(date.fromisoformat(said["was"]), date.fromisoformat(said["to"]), said["signer"])


@dataclass(frozen=True)
class Signature:
    """A party's word on what was handed in, at a stage of its acceptance (from 0)."""

    stage: int
    party: str

    def as_evidence(self) -> str:
        """What the journal keeps of it."""
        return _written(SIGNATURE, stage=self.stage, party=self.party)

    @classmethod
    def from_evidence(cls, evidence: str) -> "Signature":
        """What `as_evidence` wrote."""
        return cls(**_read(SIGNATURE, evidence))


def words_of(evidence: str) -> str:
    """What a decision says beyond its reason, as people read it; empty when the entry carries none."""
    if evidence.startswith(WAIVER):
        grant = Grant.from_evidence(evidence)
        until = _(", до {day}").format(day=in_digits(grant.until)) if grant.until else ""
        return f"{grant.basis}{until}, {grant.signer}"
    if evidence.startswith(EXTENSION):
        moved = Extension.from_evidence(evidence)
        return f"{in_digits(moved.was)} → {in_digits(moved.to)}, {moved.signer}"
    return Signature.from_evidence(evidence).party if evidence.startswith(SIGNATURE) else ""


def revocation(of: int) -> str:
    """What the journal keeps of a waiver's end: the number of the entry that it takes back."""
    return f"{REVOCATION}{of}"


def basis_of(ordered: str, dated_on: date) -> str:
    """A document as people quote it: «приказ № 12 от 01.09.2024»."""
    return _("{ordered} от {day}").format(ordered=ordered, day=in_digits(dated_on))


def _written(sort: str, **said: object) -> str:
    return sort + json.dumps(said, ensure_ascii=False, sort_keys=True, default=str)


def _read(sort: str, evidence: str) -> dict[str, Any]:
    said: dict[str, Any] = json.loads(evidence.removeprefix(sort))
    return said
