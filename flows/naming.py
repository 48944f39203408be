"""What a run is called: «kirsanov-2024 · 2024 · анализ». A year that was not named is that of the day."""

from collections.abc import Callable
from pathlib import Path

from prefect.runtime import flow_run

from tasks.running.asking import year_shown
from tasks.settings import settings


def named(what: str) -> Callable[[], str]:
    """The name of a run that is asked for a roadmap, a cycle and a day."""

    def name() -> str:
        asked = flow_run.parameters
        year = asked["cycle"] or year_shown(settings(), asked["roadmap"], asked["as_of"])
        return f"{Path(asked['roadmap']).stem} · {year} · {what}"

    return name
