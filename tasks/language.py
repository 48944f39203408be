"""Load the catalogue of the language that VEKHA_LANG names, at the edge. Russian is the source and needs none."""

from gettext import translation
from pathlib import Path

import models
from models.language import speak
from tasks.settings import settings

CATALOGUES = Path(models.__file__).parent / "locales"


def speak_as_set() -> None:
    """Speak the language that the environment asks for; a language without a catalogue is Russian."""
    speak(translation("vekha", localedir=CATALOGUES, languages=[settings().lang], fallback=True))
