"""Measures contenders side by side: a process each, in turns, medians of what was seen."""

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from benchmarks.contenders import CONTENDERS, OURS

ROOT = Path(__file__).parent.parent


@dataclass(frozen=True)
class Measured:
    """One line of the table, and of results.json.

    name:  stays the same from version to version up to the colon; behind it, how much was measured.
    ratio: ours to the peer's, the median of the rounds, each compared within itself; None without a peer.
    """

    name: str
    ours_s: float
    peer: str
    peer_s: float | None
    ratio: float | None
    peak_mib: int
    target: str
    holds: bool


@dataclass(frozen=True)
class Round:
    """One turn of everybody: seconds by contender, and our peak memory."""

    seconds: dict[str, float]
    peak_mib: int


def rounds(what: str, folder: Path, times: int) -> list[Round]:
    """So many rounds, after one that warms the disk's cache if there are several; each time another begins."""
    names = list(CONTENDERS[what])
    found = []
    for turn in range(times + (times > 1)):
        order = names[turn % len(names) :] + names[: turn % len(names)]
        told = {name: _run(what, name, folder) for name in order}
        found.append(Round({name: one["seconds"] for name, one in told.items()}, int(told[OURS]["peak_mib"])))
    return found[-times:]


def _run(what: str, who: str, folder: Path) -> dict[str, float]:
    command = [sys.executable, "-m", "benchmarks.contenders", what, who, str(folder)]
    ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    told: dict[str, float] = json.loads(ended.stdout.splitlines()[-1])
    return told


def against_the_better(name: str, seen: list[Round], most: float, most_mib: int | None = None) -> Measured:
    """Ours against whichever peer was the faster in each round."""
    peers = [who for who in seen[0].seconds if who != OURS]
    ratio = median(one.seconds[OURS] / min(one.seconds[who] for who in peers) for one in seen)
    better = min(peers, key=lambda who: median(one.seconds[who] for one in seen))
    peak = max(one.peak_mib for one in seen)
    target = f"<= {most:g} x the better peer" + (f", peak <= {most_mib} MiB" if most_mib else "")
    return Measured(
        name=name,
        ours_s=round(median(one.seconds[OURS] for one in seen), 2),
        peer=better,
        peer_s=round(median(one.seconds[better] for one in seen), 2),
        ratio=round(ratio, 2),
        peak_mib=peak,
        target=target,
        holds=ratio <= most and (most_mib is None or peak <= most_mib),
    )


def within(name: str, seen: list[Round], most_seconds: float) -> Measured:
    """Ours against the clock."""
    seconds = median(one.seconds[OURS] for one in seen)
    peak = max(one.peak_mib for one in seen)
    return Measured(name, round(seconds, 2), "", None, None, peak, f"<= {most_seconds:g} s", seconds <= most_seconds)


def twice(name: str, once: list[Round], doubled: list[Round], most: float) -> Measured:
    """Ours on twice as much against ours on once as much."""
    ratio = median(two.seconds[OURS] / one.seconds[OURS] for one, two in zip(once, doubled, strict=True))
    return Measured(
        name=name,
        ours_s=round(median(one.seconds[OURS] for one in doubled), 2),
        peer="half the schools",
        peer_s=round(median(one.seconds[OURS] for one in once), 2),
        ratio=round(ratio, 2),
        peak_mib=max(one.peak_mib for one in doubled),
        target=f"<= {most:g} x half the schools",
        holds=ratio <= most,
    )
