"""What every part of a definition is: frozen and strict. A typo in a file is an error."""

from pydantic import BaseModel, ConfigDict


class Frozen(BaseModel):
    """A part that is never changed and knows its keys."""

    model_config = ConfigDict(frozen=True, extra="forbid")
