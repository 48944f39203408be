"""Who accepts what is handed in: one party, or several in turn, each with days of its own. Whose turn: models/steps."""

from typing import Annotated, Any

from pydantic import Field, model_validator

from models.language import _
from models.roadmap.frozen import Frozen
from models.wording import counted


class Signatures(Frozen):
    """Several parties of whom some must sign, in any order."""

    of: tuple[str, ...]
    at_least: Annotated[int, Field(gt=0)]


class Stage(Frozen):
    """One stage of an acceptance: a party, or several of whom some must sign.

    days: working days that the stage has, from the hand-in or from the stage before; None when nobody set any
    """

    party: str | None = Field(default=None, exclude_if=lambda said: said is None)
    signatures: Signatures | None = Field(default=None, exclude_if=lambda said: said is None)
    days: Annotated[int, Field(gt=0)] | None = Field(default=None, exclude_if=lambda said: said is None)

    @model_validator(mode="before")
    @classmethod
    def _bare_party(cls, written: Any) -> Any:
        """A stage without days of its own may be written as its bare party."""
        return {"party": written} if isinstance(written, str) else written

    @property
    def signers(self) -> tuple[str, ...]:
        """The parties that may sign."""
        return self.signatures.of if self.signatures else (self.party,) if self.party else ()

    @property
    def enough(self) -> int:
        """How many of them must."""
        return self.signatures.at_least if self.signatures else 1

    def __str__(self) -> str:
        who = ", ".join(self.signers)
        if self.signatures:
            who = _("{count} из: {parties}").format(count=self.enough, parties=who)
        days = counted(self.days, _("рабочий день"), _("рабочих дня"), _("рабочих дней")) if self.days else ""
        return f"{who} ({days})" if days else who


# None: nobody accepts; a bare party; or stages in turn.
Acceptance = str | tuple[Stage, ...] | None


def as_stages(acceptance: Acceptance) -> tuple[Stage, ...]:
    """The stages in turn; none where what is handed in is done."""
    if acceptance is None:
        return ()
    return (Stage(party=acceptance),) if isinstance(acceptance, str) else acceptance
