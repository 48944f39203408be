"""A school and who helps it, as people decide it: a curator or a partner school. Pure, no pandas."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Helped:
    """helper: the curator's code or the partner's login; factors: the school's that the curator knows about."""

    school: str
    helper: str
    factors: str = ""
