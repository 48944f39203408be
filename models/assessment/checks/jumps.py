"""Whether a school's result changed since the year before as results do not change by themselves."""

from collections.abc import Iterator

import numpy as np
import pandas as pd

from models.assessment.analysis import Context
from models.assessment.findings import Finding
from models.assessment.layout import Frames
from models.assessment.procedures import procedures
from models.language import _
from models.wording import percent, signed

# 3.29 standard errors: one school in a thousand that changed with its region is named by chance alone.
CHANCE = 3.29
COUNTS = ["n", "n_low"]


def results_do_not_jump(frames: Frames, context: Context) -> Iterator[Finding]:
    """No school's share below the minimum moved away from its region's by more than the roadmap's `jump_points`.

    Ours: the region's own change is taken off (another work, another scale), both years have at least `small_n`
    participants, and the move is beyond chance. A warning: a school may truly change; a mixed-up file changes more.
    """
    years = sorted(set(context.years))[-2:]
    if len(years) < 2:
        return
    moved = _moves(procedures(frames, years, context.parameters), years[0], years[1])
    enough = moved[["n_before", "n_after"]].min(axis=1).ge(context.parameters.small_n)
    is_far = moved["own"].abs().ge(context.parameters.jump_points) & moved["own"].abs().gt(CHANCE * moved["error"])
    for row in moved[enough & is_far].sort_values(["school", "procedure"]).to_dict("records"):
        message = _(
            "Доля не справившихся была {before}, стала {after}: на {own} п. п. иначе, чем в регионе. Проверьте, той ли "
            "школы и того ли года файл."
        ).format(before=percent(row["share_before"]), after=percent(row["share_after"]), own=signed(row["own"]))
        place = _("{procedure}: {before} и {after} годы").format(
            procedure=row["procedure"], before=years[0], after=years[1]
        )
        yield Finding(str(row["school"]), place, message, blocking=False)


def _moves(results: pd.DataFrame, before: int, after: int) -> pd.DataFrame:
    """school, procedure, the ends' n and share, `own`: the change beyond the region's, `error`: its standard error."""
    keys = ["school", "procedure"]
    ends = [results.loc[results["year"].eq(year), [*keys, *COUNTS]] for year in (before, after)]
    both = (
        ends[0]
        .merge(ends[1], on=keys, suffixes=("_before", "_after"))
        .astype({f"{c}_{e}": float for c in COUNTS for e in ("before", "after")})
    )
    region = both.groupby("procedure")[[f"{c}_{e}" for c in COUNTS for e in ("before", "after")]].transform("sum")
    shares = {end: 100 * both[f"n_low_{end}"] / both[f"n_{end}"] for end in ("before", "after")}
    of_region = {end: 100 * region[f"n_low_{end}"] / region[f"n_{end}"] for end in ("before", "after")}
    variance = sum(of_region[end] * (100 - of_region[end]) / both[f"n_{end}"] for end in ("before", "after"))
    return both.assign(
        share_before=shares["before"],
        share_after=shares["after"],
        own=(shares["after"] - shares["before"]) - (of_region["after"] - of_region["before"]),
        error=np.sqrt(variance),
    )
