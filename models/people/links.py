"""Signed links: what each is good for, and why one is refused. Pure.

Signing, keeping and spending them belongs in tasks/people/links.py.
"""

from enum import StrEnum

from models.errors import VekhaError
from models.language import _


class LinkPurpose(StrEnum):
    """The one thing that a signed link lets its person do."""

    HAND_IN = "hand_in"
    ACCEPT = "accept"
    WHY = "why"
    CALENDAR = "calendar"

    @property
    def label(self) -> str:
        """The purpose as people read it."""
        return {
            LinkPurpose.HAND_IN: _("сдать документ"),
            LinkPurpose.ACCEPT: _("принять сданное"),
            LinkPurpose.WHY: _("узнать, почему стоит"),
            LinkPurpose.CALENDAR: _("свой календарь"),
        }[self]

    @property
    def is_deed(self) -> bool:
        """Whether following it changes something: then it works once."""
        return self in (LinkPurpose.HAND_IN, LinkPurpose.ACCEPT)

    @property
    def is_of_a_step(self) -> bool:
        """Whether it speaks of one step; a calendar speaks of all."""
        return self is not LinkPurpose.CALENDAR


class Refusal(StrEnum):
    """Why a link is not followed."""

    FORGED = "forged"
    OTHER_PURPOSE = "other_purpose"
    REVOKED = "revoked"
    USED = "used"
    EXPIRED = "expired"

    @property
    def sentence(self) -> str:
        """What the person is told, with the way out."""
        return {
            Refusal.FORGED: _("Ссылка не настоящая: она испорчена или выдана не здесь. Скопируйте её целиком."),
            Refusal.OTHER_PURPOSE: _("Ссылка выдана для другого: для этого действия попросите у координатора новую."),
            Refusal.REVOKED: _("Ссылка отозвана: попросите у координатора новую."),
            Refusal.USED: _("По этой ссылке уже сделано то, для чего она была: второй раз она не действует."),
            Refusal.EXPIRED: _("Срок ссылки истёк: попросите у координатора новую."),
        }[self]


class LinkRefused(VekhaError):
    """A link that is not followed, and why."""

    def __init__(self, refusal: Refusal) -> None:
        self.refusal = refusal
        super().__init__(refusal.sentence)
