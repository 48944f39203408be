"""From per cents back to counts (domain.md §1.4): what a report rounded was once a whole number of participants."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Mask = npt.NDArray[np.bool_]

DECIMALS = 2  # what ФИС ОКО prints; a spreadsheet's 32.786885245901644 says no more


@dataclass(frozen=True)
class Recovered:
    """Counts that per cents speak for, rows × columns (0 where a per cent is missing).

    strange: cells that no whole number of participants gives
    astray:  rows whose per cents do not make 100, or whose counts do not make n
    """

    counts: npt.NDArray[np.int64]
    strange: Mask
    astray: Mask


def recovered(percents: Floats, n: npt.NDArray[np.int64], decimals: int = DECIMALS) -> Recovered:
    """The counts behind rows of per cents, and where they cannot be.

    percents: rows × columns, NaN where there is none; n: participants, positive; decimals: printed, 1 or 2.
    A cell: count = round(p·n/100) and |p − 100·count/n| < 0.01 (for one decimal, 0.05 and rounding's own error).
    A row: sums to 100 within half a unit of the last decimal for each cell: 99.98–100.02 for four marks.
    """
    unit = 10.0**-decimals
    tolerance = unit if decimals >= DECIMALS else unit / 2 + 1e-9
    known = ~np.isnan(percents)
    given = np.where(known, percents, 0.0)
    people = n[:, None].astype(float)
    counts = np.rint(given * people / 100)
    strange = known & (np.abs(given - 100 * counts / people) >= tolerance)
    astray = np.abs(given.sum(axis=1) - 100) > unit / 2 * np.maximum(known.sum(axis=1), 1) + 1e-9
    is_exact = n <= exact_up_to(decimals)
    astray |= is_exact & ~strange.any(axis=1) & (counts.sum(axis=1) != n)
    return Recovered(counts.astype(np.int64), strange, astray)


def exact_up_to(decimals: int = DECIMALS) -> int:
    """Up to so many participants one count only fits a per cent; above it the count is the nearest."""
    return int(50 * 10**decimals)
