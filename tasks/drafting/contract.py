"""What a draft is, and what is asked of who prepares one. Imports nothing heavy: commands name drafts first."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from sqlmodel import Session

from models.records import Cycle, Step
from models.roadmap.definition import Measure
from models.steps.book import Book
from tasks.documents.head import Document, DocumentHead
from tasks.settings import Settings


@dataclass(frozen=True)
class Asked:
    """Drafts asked for: steps of one measure, all at once however many schools they are for.

    book: the whole roadmap's, as recorded; a draft may speak of other measures.
    """

    cycle: Cycle
    book: Book
    measure: Measure
    steps: tuple[Step, ...]
    as_of: date

    @property
    def head(self) -> DocumentHead:
        """What a paper says of where it comes from; it rests on the record, so no result years."""
        roadmap, order = self.book.roadmap, self.book.roadmap.order
        return DocumentHead(
            roadmap=roadmap.title,
            measure=f"{self.measure.code} {self.measure.title}",
            place=self.measure.place,
            years=(),
            as_of=self.as_of,
            order=f"№ {order.number} от {order.signed_on:%d.%m.%Y}",
        )


@dataclass(frozen=True)
class Draft:
    """The papers prepared for one step.

    documents: by the title of the deliverable that they are
    lacks:     what is not there yet, so that nothing fit to be handed in can be made; in words for a person
    """

    step: Step
    documents: Mapping[str, Document] = field(default_factory=dict)
    lacks: Sequence[str] = ()


Drafter = Callable[[Session, Settings, Asked], Iterable[Draft]]
"""Prepares the drafts of the steps asked for, one each. Reads the record and the data; writes nothing."""
