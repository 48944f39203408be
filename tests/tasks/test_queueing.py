"""A queue serves its threads in the order in which they came, and whoever leaves it lets the next one in."""

import threading
import time

import pytest

from models.errors import VekhaError
from tasks.queueing import Queue


def waiting(queue: Queue, many: int) -> bool:
    """Whether so many stand in the queue, the one who is served among them."""
    until = time.monotonic() + 5
    while len(queue._waiting) < many and time.monotonic() < until:
        time.sleep(0.001)
    return len(queue._waiting) == many


def test_they_are_served_in_the_order_in_which_they_came() -> None:
    queue, served = Queue(), list[int]()

    def come(nth: int) -> None:
        with queue.turn(10):
            served.append(nth)

    with queue.turn(10):
        threads = []
        for nth in range(10):
            threads.append(threading.Thread(target=come, args=(nth,)))
            threads[-1].start()
            assert waiting(queue, nth + 2)
    for thread in threads:
        thread.join()
    assert served == list(range(10))


def test_who_waits_too_long_is_told_and_holds_nobody_up() -> None:
    queue = Queue()
    told: list[str] = []

    def come() -> None:
        with pytest.raises(VekhaError) as refused, queue.turn(0.05):
            pass
        told.append(str(refused.value))

    with queue.turn(10):
        thread = threading.Thread(target=come)
        thread.start()
        thread.join()
    assert told == ["База данных занята слишком долго: повторите чуть позже."]
    with queue.turn(0):
        assert waiting(queue, 1)


def test_who_fails_lets_the_next_one_in() -> None:
    queue = Queue()
    with pytest.raises(ZeroDivisionError), queue.turn(1):
        _ = 1 / 0
    with queue.turn(0):
        assert waiting(queue, 1)
