"""What a difference of two shares is called. Which shares are compared belongs in the other modules of this folder."""

import numpy as np
import pandas as pd

from models.assessment.intervals import newcombe

IMPROVED, WORSENED, UNCLEAR = "improved", "worsened", "unclear"
NOT_AVAILABLE, NOT_COMPARABLE = "not_available", "not_comparable"
CHANGES = (IMPROVED, WORSENED, UNCLEAR, NOT_AVAILABLE, NOT_COMPARABLE)


def percent(part: pd.Series, whole: pd.Series) -> pd.Series:
    """The share in per cent; NA where a count is NA."""
    return (100 * part / whole).astype("Float64").round(4)


def with_difference(ends: pd.DataFrame) -> pd.DataFrame:
    """With share_before, share_after (per cent), difference, lower, upper (percentage points; Newcombe 1998).

    ends: n_low_before, n_before, n_low_after, n_after; independent groups. Of the same pupils twice the interval is
    rather too wide than too narrow.
    """
    before, after = (ends["n_low_before"], ends["n_before"]), (ends["n_low_after"], ends["n_after"])
    lower, upper = newcombe(before, after)
    shares = ends.assign(share_before=percent(*before), share_after=percent(*after))
    return shares.assign(
        difference=(shares["share_after"] - shares["share_before"]).round(4),
        lower=(100 * lower).round(4),
        upper=(100 * upper).round(4),
    )


def named(lower: pd.Series, upper: pd.Series, reference: pd.Series | float = 0.0) -> pd.Series:
    """Improved (fewer below the minimum) or worsened when the interval leaves the reference out, else unclear.

    not_available where there is no interval.
    """
    codes = np.select(
        [lower.isna() | upper.isna(), upper.lt(reference).fillna(False), lower.gt(reference).fillna(False)],
        [NOT_AVAILABLE, IMPROVED, WORSENED],
        default=UNCLEAR,
    )
    return pd.Series(codes, index=lower.index, dtype="string")


def counts(changes: pd.Series) -> dict[str, int]:
    """How many of each kind."""
    return {kind: int(changes.eq(kind).sum()) for kind in CHANGES}
