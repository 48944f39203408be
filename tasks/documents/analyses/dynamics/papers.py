"""The papers on dynamics."""

from models.language import _
from tasks.charts.of_dynamics import pictures
from tasks.documents.analyses.dynamics.letter import letter
from tasks.documents.analyses.dynamics.listing import listing
from tasks.documents.analyses.dynamics.sentences import sentences
from tasks.documents.analyses.papers import Papers


def _title() -> str:
    return _("Справка о динамике образовательных результатов")


PAPERS = Papers("dynamics", _title, sentences, listing, letter, pictures=pictures)
