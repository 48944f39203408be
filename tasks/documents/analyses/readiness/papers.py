"""The papers on readiness for the state exams."""

from models.language import _
from tasks.documents.analyses.papers import Papers
from tasks.documents.analyses.readiness.letter import letter
from tasks.documents.analyses.readiness.listing import listing
from tasks.documents.analyses.readiness.sentences import sentences


def _title() -> str:
    return _("Справка о готовности к ГИА по школам")


PAPERS = Papers("gia_readiness", _title, sentences, listing, letter)
