"""How far a chart's axis of shares goes: the same for everything that is to be compared by eye."""

from math import ceil

import pandas as pd

# A chart of small shares is drawn to a part of the axis; each span has four equal parts.
SPANS = (20, 40, 60, 80, 100)


def span_of(rows: pd.DataFrame) -> int:
    """Per cent: the least span that holds the upper ends and the region's shares."""
    ends = [float(rows[name].max()) for name in ("upper", "share", "region_share") if rows[name].notna().any()]
    return next(span for span in SPANS if span >= min(ceil(max(ends, default=0)), SPANS[-1]))


def ticks(span: int) -> range:
    """Where the axis is marked."""
    return range(0, span + 1, span // 4)
