"""The papers on the effect of support."""

from models.language import _
from tasks.documents.analyses.effect.letter import letter
from tasks.documents.analyses.effect.listing import listing
from tasks.documents.analyses.effect.sentences import sentences
from tasks.documents.analyses.papers import Papers


def _title() -> str:
    return _("Справка о том, помогла ли поддержка")


PAPERS = Papers("effect_of_support", _title, sentences, listing, letter)
