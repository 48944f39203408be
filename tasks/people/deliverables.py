"""The documents that are handed in for a step: added to it, in place of earlier ones, set aside when it opens again.

Keeping a file belongs in evidence.py.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from sqlmodel import Session, col, select

from models.errors import NotFound, VekhaError
from models.language import _
from models.records import Deliverable, Step
from models.roadmap.definition import Measure
from models.wording import in_digits
from tasks.documents.head import Document
from tasks.people.evidence import keep_bytes, keep_file
from tasks.settings import Settings


@dataclass(frozen=True)
class Evidence:
    """What is handed in: a file, a link, or a registered № and date; `title` says which document it is.

    document: a paper that Vekha has prepared, in place of a file
    """

    title: str = ""
    path: Path | None = None
    document: Document | None = None
    link: str = ""
    number: str = ""
    dated_on: date | None = None


def refuse_nothing(evidence: Sequence[Evidence], as_of: date) -> None:
    """What is handed in can be found again: a file, an address, or a № with its date."""
    if not evidence or not all(_can_be_found_again(one) for one in evidence):
        raise VekhaError(_("Нечего сдавать: укажите файл, ссылку или № и дату документа."))
    for one in evidence:
        if one.link and "://" not in one.link:
            raise VekhaError(_("«{link}» — не ссылка: она начинается с https://").format(link=one.link))
        if one.dated_on and one.dated_on > as_of:
            told = _("Документ от {day} ещё не подписан: сегодня {today}.")
            raise VekhaError(told.format(day=in_digits(one.dated_on), today=in_digits(as_of)))


def _can_be_found_again(one: Evidence) -> bool:
    return bool(one.path or one.document or one.link or (one.number and one.dated_on))


@dataclass(frozen=True)
class Delivered:
    """A step's documents after some came. new: those that did, for the caller to add; counting: all that count now."""

    new: Sequence[Deliverable]
    counting: Sequence[Deliverable]
    missing: Sequence[str]


def delivered(
    session: Session, settings: Settings, step: Step, measure: Measure, evidence: Sequence[Evidence]
) -> Delivered:
    """The documents that come, each in place of those of its title; their files are kept, and what is still missing."""
    before = documents_of(session, step)
    missing = [title for title in measure.deliverables if title not in {one.title for one in before}]
    titled = []
    for one in evidence:
        titled.append((_title_of(one, measure, missing), one))
        missing = [title for title in missing if title != titled[-1][0]]
    replaced = {title for title, _one in titled}
    for document in before:
        document.superseded = document.title in replaced
    new = [_kept(settings, step, title, one) for title, one in titled]
    return Delivered(new, [*(one for one in before if not one.superseded), *new], missing)


def _kept(settings: Settings, step: Step, title: str, one: Evidence) -> Deliverable:
    """The document as the record will have it, once it is known by which entry; its file is in the evidence store."""
    name, digest, size = _kept_file(settings, one)
    return Deliverable(
        step_id=step.id or 0,
        title=title,
        file_name=name,
        sha256=digest,
        size=size,
        link=one.link,
        number=one.number,
        dated_on=one.dated_on,
        journal_seq=0,
    )


def _kept_file(settings: Settings, one: Evidence) -> tuple[str, str, int]:
    """The file's name, its SHA-256 and size, once it is in the store; nothing of a link or a № alone."""
    if one.document:
        return one.document.file_name, *keep_bytes(settings, one.document.content)
    return (one.path.name, *keep_file(settings, one.path)) if one.path else ("", "", 0)


def _title_of(one: Evidence, measure: Measure, missing: Sequence[str]) -> str:
    """Which of the measure's documents this is: as said, else the first that is missing."""
    if not one.title:
        return missing[0] if missing else measure.deliverables[0]
    for title in measure.deliverables:
        if title.casefold().startswith(one.title.casefold()):
            return title
    listed = "; ".join(measure.deliverables)
    raise NotFound(
        _("Документа «{title}» у {code} нет. Есть: {all}.").format(title=one.title, code=measure.code, all=listed)
    )


def set_aside(session: Session, step: Step) -> None:
    """The step's documents are kept, but count no longer."""
    for document in documents_of(session, step):
        document.superseded = True
        session.add(document)


def documents_of(session: Session, step: Step) -> Sequence[Deliverable]:
    """The documents that count: those that nothing took the place of."""
    counting = col(Deliverable.superseded).is_(False)
    return session.exec(select(Deliverable).where(Deliverable.step_id == step.id, counting)).all()
