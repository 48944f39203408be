"""The language people are spoken to in. Russian is the source; another language is a catalogue that the edge loads.

Only the edge (tasks/language.py) reads catalogues and calls `speak`; everybody else marks strings with `_`.
"""

from contextvars import ContextVar
from gettext import NullTranslations

_spoken: ContextVar[NullTranslations] = ContextVar("_spoken")
_RUSSIAN = NullTranslations()


def speak(translations: NullTranslations) -> None:
    """Speak through this catalogue from now on, in this context."""
    _spoken.set(translations)


def _(text: str) -> str:
    """The text in the language of the reader."""
    return _spoken.get(_RUSSIAN).gettext(text)
