"""The demo's engine without a Prefect server: the same functions that flows call, in the same order."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from models.roadmap.definition import Phase
from tasks.channels.outbox import send_unsent
from tasks.data.loading import load_file
from tasks.database import reading
from tasks.reading.roadmap import read_roadmap
from tasks.record.book import find_cycle, read_book
from tasks.running.examine import examine, measures_with_work
from tasks.running.phase import due_phases, finish
from tasks.running.wish import Wish
from tasks.settings import Settings

MOST_ROUNDS = 12


@dataclass(frozen=True)
class Directly:
    """Does what a day asks for in this very process."""

    settings: Settings

    async def open_year(self, source: str, year: int, day: date) -> None:
        name = read_roadmap(source).name
        await self.advance(name, year, day, due_phases(self.settings, name, year, day.isoformat()))

    async def advance(self, roadmap: str, year: int, day: date, phases: Sequence[Phase]) -> None:
        """Round after round while some phase has work or news, then notices."""
        wish = Wish(roadmap, year, day)
        for _round in range(MOST_ROUNDS):
            for code in self._with_work(wish):
                examine(self.settings, code, wish)
            for phase in phases:
                finish(self.settings, phase, wish)
            phases = due_phases(self.settings, roadmap, year, day.isoformat())
            if not phases:
                break
        send_unsent(self.settings)

    def _with_work(self, wish: Wish) -> list[str]:
        """The measures that something can be done for, prerequisites first; flows examine the others too, in vain."""
        with reading(self.settings) as session:
            cycle = find_cycle(session, wish.roadmap, wish.year)
            book = read_book(session, cycle)
            busy = measures_with_work(session, cycle, book, wish.as_of)
            return [one.code for one in book.roadmap.in_topological_order if one.code in busy]

    async def load(self, paths: Sequence[Path]) -> None:
        for path in paths:
            load_file(path, actor="cli:analyst", settings=self.settings)
