"""Signed links: one purpose, one step, one person, until a day; revocable, and a deed's works once.

Whoever holds a link needs no account, so it says as little as it can: an opaque person, a step's number. Its signature
tells that we made it, its row in the database whether it still works. Imports neither Prefect nor pandas.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from secrets import token_urlsafe
from typing import Any

import sqlalchemy as sa
from itsdangerous import BadData, URLSafeSerializer
from sqlmodel import Session, col, select

from models.errors import NotFound
from models.language import _
from models.people.contacts import Person
from models.people.links import LinkPurpose, LinkRefused, Refusal
from models.records import SignedLink, Step
from tasks.people.persons import person_id, signing_key
from tasks.record.writer import Author
from tasks.settings import Settings

SALT = b"vekha link 1"
ID_BYTES = 9


@dataclass(frozen=True)
class Link:
    """What a link says; step_id is None for what concerns no single step, person is an id of persons.py."""

    id: str
    purpose: LinkPurpose
    step_id: int | None
    person: str
    expires_at: datetime

    def author(self, actor: str) -> Author:
        """Who acts by the link, as the journal keeps it; actor: the role in which the person does."""
        return Author(actor, f"link:{self.id}")


def mint(
    session: Session,
    settings: Settings,
    purpose: LinkPurpose,
    person: Person,
    step: Step | None = None,
    *,
    now: datetime,
    until: datetime,
    by: str,
) -> str:
    """A new link for the person. ValueError when it ends before it begins, or speaks of no step and must."""
    if until <= now or purpose.is_of_a_step is not (step is not None):
        raise ValueError("a link lasts a while and speaks of a step where its purpose does")
    row = SignedLink(
        id=token_urlsafe(ID_BYTES),
        purpose=purpose,
        step_id=step.id if step else None,
        person=person_id(settings, person),
        minted_at=now,
        minted_by=by,
        expires_at=until.replace(microsecond=0),
    )
    session.add(row)
    session.flush()
    claims = [row.id, purpose.value, row.step_id or 0, row.person, int(row.expires_at.timestamp())]
    return str(_signer(settings).dumps(claims))


def verify(session: Session, settings: Settings, said: str, purpose: LinkPurpose, *, now: datetime) -> Link:
    """What the link says, when it may be followed for this purpose now; LinkRefused otherwise."""
    link = _read(settings, said)
    row = session.get(SignedLink, link.id)
    if row is None:
        raise LinkRefused(Refusal.FORGED)
    if link.purpose is not purpose:
        raise LinkRefused(Refusal.OTHER_PURPOSE)
    if row.revoked_at is not None:
        raise LinkRefused(Refusal.REVOKED)
    if row.spent_at is not None:
        raise LinkRefused(Refusal.USED)
    if now >= link.expires_at:
        raise LinkRefused(Refusal.EXPIRED)
    return link


def spend(session: Session, settings: Settings, said: str, purpose: LinkPurpose, *, now: datetime) -> Link:
    """The same, for good in the caller's transaction: of two who follow a deed's link at once, one does the deed."""
    link = verify(session, settings, said, purpose, now=now)
    if not purpose.is_deed:
        return link
    unspent = (col(SignedLink.spent_at).is_(None), col(SignedLink.revoked_at).is_(None))
    spent = sa.update(SignedLink).where(col(SignedLink.id) == link.id, *unspent).values(spent_at=now)
    if session.connection().execute(spent).rowcount == 0:
        raise LinkRefused(Refusal.USED)
    return link


def revoke(session: Session, ids: Sequence[str], *, now: datetime) -> int:
    """Take links back, those that were used as well; how many still worked. NotFound names the unknown ones."""
    known = {row.id: row for row in session.exec(select(SignedLink).where(col(SignedLink.id).in_(ids)))}
    if unknown := [one for one in ids if one not in known]:
        raise NotFound(_("Таких ссылок нет: {ids}. Какие есть — vekha link list.").format(ids=", ".join(unknown)))
    worked = [row for row in known.values() if row.revoked_at is None]
    for row in worked:
        row.revoked_at = now
    session.flush()
    return sum(row.spent_at is None and now < row.expires_at for row in worked)


def all_links(session: Session, person: str = "") -> Sequence[SignedLink]:
    """Every link that was given out, or those of one person's id; the latest first."""
    query = select(SignedLink).order_by(col(SignedLink.minted_at).desc(), col(SignedLink.id))
    return session.exec(query.where(SignedLink.person == person) if person else query).all()


def _signer(settings: Settings) -> URLSafeSerializer:
    return URLSafeSerializer(signing_key(settings), salt=SALT)


def _read(settings: Settings, said: str) -> Link:
    """What the signature vouches for; LinkRefused when there is none of ours."""
    try:
        claims: Any = _signer(settings).loads(said.strip())
    except BadData:
        raise LinkRefused(Refusal.FORGED) from None
    known_as, purpose, step_id, person, until = claims
    return Link(known_as, LinkPurpose(purpose), step_id or None, person, datetime.fromtimestamp(until, UTC))
