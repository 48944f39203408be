"""The papers on possible markers of non-objective results."""

from models.language import _
from tasks.charts.of_objectivity import pictures
from tasks.documents.analyses.objectivity.letter import letter
from tasks.documents.analyses.objectivity.listing import listing
from tasks.documents.analyses.objectivity.sentences import sentences
from tasks.documents.analyses.papers import Papers


def _title() -> str:
    return _("Справка о возможных признаках необъективности результатов ВПР")


PAPERS = Papers("objectivity", _title, sentences, listing, letter, pictures=pictures)
