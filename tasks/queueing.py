"""Writers of one SQLite file in one process: each waits for its turn, in the order in which they came.

SQLite itself lets whoever happens to ask next go first, with growing pauses between asking: of twenty at once, some
wait for seconds. Other processes' writers it does keep apart (tasks/database.py).
"""

import os
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from threading import Lock

from models.errors import VekhaError
from models.language import _


class Queue:
    """A queue of threads; the first of them is served."""

    def __init__(self) -> None:
        self._guard = Lock()
        self._waiting = deque[Lock]()

    @contextmanager
    def turn(self, seconds: float) -> Iterator[None]:
        """Wait for one's turn, so long at the most, and have it until the block ends."""
        mine = Lock()
        mine.acquire()
        with self._guard:
            self._waiting.append(mine)
            is_first = self._waiting[0] is mine
        try:
            if not is_first and not mine.acquire(timeout=seconds):
                raise VekhaError(_("База данных занята слишком долго: повторите чуть позже."))
            yield
        finally:
            self._leave(mine)

    def _leave(self, mine: Lock) -> None:
        with self._guard:
            was_first = self._waiting[0] is mine
            self._waiting.remove(mine)
            if was_first and self._waiting:
                self._waiting[0].release()


@lru_cache(maxsize=64)
def queue_of(url: str) -> Queue:
    """The queue of a database in this process."""
    return Queue()


# A process forked off by a thread has none of the others: nobody in it would ever leave their queues.
os.register_at_fork(after_in_child=queue_of.cache_clear)
