"""What every document carries besides its findings: on whose behalf it speaks, and the file it becomes."""

import re
from dataclasses import dataclass
from datetime import date, datetime

from models.language import _

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def filed(words: str) -> str:
    """The words as a name that every file system takes: no signs that mean something to one, at most 120 letters."""
    plain = re.sub(r'[<>:"/\\|?*\x00-\x1f]+', " ", words)
    return " ".join(plain.split())[:120].strip(" .")


@dataclass(frozen=True)
class DocumentHead:
    """Where a document comes from.

    roadmap: the roadmap's title; measure: code and title; place: «п. 10, второй подпункт»; order: «№ 1 от 01.02.2024».
    years: result years; as_of: the day the document speaks of, and its date.
    scope: whose rows these are, «Муниципалитет: г. Примерск»; empty where they are everybody's.
    Outside any measure `measure`, `place` and `order` are empty.
    """

    roadmap: str
    measure: str
    place: str
    years: tuple[int, ...]
    as_of: date
    order: str
    scope: str = ""

    @property
    def basis(self) -> str:
        """On what ground the document was written, as a sentence that stands under the word «Основание»."""
        if not self.order:
            return _("Составлено по загруженным данным вне мероприятий; пороги: {roadmap}.").format(
                roadmap=self.roadmap
            )
        return _("Дорожная карта «{roadmap}» (приказ {order}), {place}.").format(
            roadmap=self.roadmap, order=self.order, place=self.place
        )

    @property
    def written_at(self) -> datetime:
        """The moment put into the file's properties: equal results on one day make equal bytes."""
        return datetime(self.as_of.year, self.as_of.month, self.as_of.day)


@dataclass(frozen=True)
class Document:
    """A rendered document."""

    file_name: str
    content: bytes
    media_type: str
