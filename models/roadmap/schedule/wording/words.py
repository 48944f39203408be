"""A schedule's text as the words that it is; schedule.lark reads on."""

from models.roadmap.schedule.vocabulary import IDLE
from models.roadmap.schedule.wording.belonging import (
    including_ends,
    with_events,
    with_every_event,
    with_free_words,
    with_idioms,
    with_places,
    without_idle_dashes,
)
from models.roadmap.schedule.wording.counting import with_counted_parts, with_year_spans, with_year_words
from models.roadmap.schedule.wording.mending import mended, pieces
from models.roadmap.schedule.wording.naming import Word, as_word


def words(text: str) -> tuple[Word, ...]:
    """The words of a schedule's text, mended and named; stops, commas and idle dashes say nothing and are left out."""
    named = [as_word(piece) for piece in mended(pieces(text)) if piece.kind not in ("STOP", "COMMA")]
    if not any(word.terminal != "DASH" for word in named):
        return ()
    timed = with_year_words(with_year_spans(with_places(named)))
    spoken = including_ends(with_idioms(with_events(with_free_words(with_every_event(timed)))))
    telling = [word for word in spoken if word.terminal not in IDLE]
    return tuple(without_idle_dashes(with_counted_parts(telling or spoken)))
