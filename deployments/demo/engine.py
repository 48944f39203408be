"""What carries a play: flows on Prefect here; the tests bring an engine that calls the same functions without it."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Protocol

from flows.annual_cycle import annual_cycle
from flows.loading import loading
from flows.rounds import advance_until_still
from models.errors import VekhaError
from models.roadmap.definition import Phase


class Engine(Protocol):
    """Does what a day asks for."""

    async def open_year(self, source: str, year: int, day: date) -> None:
        """Advance every phase of a year that begins; source: the roadmap's name, or its file."""

    async def advance(self, roadmap: str, year: int, day: date, phases: Sequence[Phase]) -> None:
        """Advance these phases, and those that thereby have something to do."""

    async def load(self, paths: Sequence[Path]) -> None:
        """Load files; VekhaError when one is refused."""


class OnPrefect:
    """The engine of the demo that people see."""

    async def open_year(self, source: str, year: int, day: date) -> None:
        """A run of the annual cycle."""
        await annual_cycle(source, year, day.isoformat(), return_state=True)

    async def advance(self, roadmap: str, year: int, day: date, phases: Sequence[Phase]) -> None:
        """Runs of phases, round after round."""
        await advance_until_still(roadmap, year, day.isoformat(), phases=phases)

    async def load(self, paths: Sequence[Path]) -> None:
        """One run of the loading flow for all of them."""
        state = await loading(";".join(map(str, paths)), return_state=True)
        if not state.is_completed():
            raise VekhaError(str(state.message))
