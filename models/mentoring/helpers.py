"""A school and who helps it, as people decide it: a curator or a partner school. Pure, no pandas."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Helped:
    """A school with its helper. helper: the curator's code or the partner's login; factors: the curator's directions."""

    school: str
    helper: str
    factors: str = ""
