"""What every document carries besides its findings: on whose behalf it speaks, and the file it becomes."""

from dataclasses import dataclass
from datetime import date, datetime

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@dataclass(frozen=True)
class DocumentHead:
    """Where a document comes from.

    roadmap: the roadmap's title; measure: code and title; place: «п. 10, второй подпункт»; order: «№ 1 от 01.02.2024».
    years: result years; as_of: the day the document speaks of, and its date.
    """

    roadmap: str
    measure: str
    place: str
    years: tuple[int, ...]
    as_of: date
    order: str

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
