"""How improbable a count is: exactly, or with the schools' own differences counted in. Arithmetic over arrays."""

import numpy as np
import numpy.typing as npt
from scipy.stats import betabinom

Floats = npt.NDArray[np.float64]
Counts = npt.NDArray[np.int64]
AT_ONCE = 2_000  # units; what bounds the memory of a whole country


def at_least(k: Counts, n: Counts, share: Floats) -> Floats:
    """The exact probability that independent binomials add up to k or more, one for each row.

    k: (units,); n, share: (units, parts). By the characteristic function (Hong 2013, «On computing the distribution
    function for the Poisson binomial distribution»); smaller than 1e-12 is told as 1e-12.
    """
    parts = range(0, len(k), AT_ONCE)
    tails = [_tail(k[at : at + AT_ONCE], n[at : at + AT_ONCE], share[at : at + AT_ONCE]) for at in parts]
    return np.concatenate(tails) if tails else np.zeros(0)


def _tail(k: Counts, n: Counts, share: Floats) -> Floats:
    length = int(n.sum(axis=1).max()) + 1
    turns = np.exp(2j * np.pi * np.arange(length) / length)
    characteristic = np.ones((len(k), length), complex)
    for part in range(n.shape[1]):
        chance = share[:, part, None]
        characteristic *= (1 - chance + chance * turns) ** n[:, part, None]
    probability = np.fft.fft(characteristic, axis=1).real / length
    above: Floats = np.where(np.arange(length) >= k[:, None], probability, 0).sum(axis=1)
    return np.clip(above, 1e-12, 1)


def share_and_likeness(k: Counts, n: Counts) -> tuple[float, float]:
    """The share over all units, and how alike pupils of one unit are (ρ of a beta-binomial, by moments).

    Kleinman 1973. A share of 0 or 1 is moved half a pupil inside; ρ is at least 1e-6, the binomial itself.
    """
    total = int(n.sum())
    share = float(np.clip(k.sum() / total, 0.5 / total, 1 - 0.5 / total))
    one = share * (1 - share)
    surplus = float((n * (k / n - share) ** 2).sum()) - one * (len(n) - 1)
    weight = one * (total - float((n.astype(float) ** 2).sum()) / total - (len(n) - 1))
    return share, float(np.clip(surplus / weight, 1e-6, 0.9)) if weight > 0 else 1e-6


def at_least_among_alike(k: Counts, n: Counts, share: float, likeness: float) -> Floats:
    """The probability of k or more of n where pupils of a unit are alike: a beta-binomial."""
    size = (1 - likeness) / likeness
    tails: Floats = betabinom.sf(k - 1, n, share * size, (1 - share) * size)
    return np.clip(tails, 1e-12, 1)


def deviation(k: Counts, n: Counts, share: float, likeness: float) -> Floats:
    """How many standard deviations of that beta-binomial the count lies above what is expected."""
    variance = n * share * (1 - share) * (1 + (n - 1) * likeness)
    found: Floats = (k - n * share) / np.sqrt(variance)
    return found
