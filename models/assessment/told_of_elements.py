"""What may be told of content elements, of municipalities and of the region together, beside all told before. Pure.

A cell is the points of an element in one municipality; the region is a cell too. Who keeps every paper knows the
difference of any two shares, and how many took part is known: no difference may tell of one to nine participants.

- A cell is withheld that differs by so few from anything told of it; at first that is nobody. With n the same, changed
  points are as many participants' at least as have so many points between them. The same numbers are told again.
- What was withheld stays so until ten participants more or fewer took part.
- The region's share gives the rest of it: those withheld of an element are two at least, with ten participants
  together of whom nothing is told; a cell that stands as it was told hides nobody. And the rest, all that is withheld
  now or was then, may not differ by few from what it was beside an earlier share of the region.
- Where no more cells can be withheld for its sake, the region's share is. Where that is told already (a letter on the
  region alone came first), of the element nothing new is told.

So are any two papers looked at together; sums of shares out of three and more at once are not.
"""

from collections.abc import Iterable, Iterator

import pandas as pd

from models.assessment.hard_elements import ELEMENT
from models.assessment.layout import INTEGER, TEXT
from models.assessment.selection import in_order
from models.assessment.small_cells import LEAST_N

KEY = ["year", *ELEMENT]
CELL = [*KEY, "place"]
NUMBERS = ["n", "points", "maximum"]
TYPES = {
    "year": INTEGER,
    "grade": INTEGER,
    **dict.fromkeys(("subject", "element", "level", "place"), TEXT),
    **dict.fromkeys(NUMBERS, INTEGER),
    "is_hidden": "bool",
}
# The region's place has no name.
REGION = ""


def nothing_told() -> pd.DataFrame:
    """Of no element anything, yet."""
    return pd.DataFrame(columns=["release", *TYPES]).astype({"release": INTEGER, **TYPES})


def told_of_elements(cells: pd.DataFrame, earlier: pd.DataFrame) -> pd.DataFrame:
    """The cells as they may be told: with is_hidden, points NA where hidden.

    cells:   year, grade, subject, element, level, place, n, points, maximum; where they are the region's only, its
             places stay as they were told last
    earlier: all that was told before, as `remembered` keeps it
    """
    now = in_order(_with_places(cells, earlier), *CELL)
    now = now.join(_beside(now, earlier))
    is_region, elements = now["place"].eq(REGION), pd.MultiIndex.from_frame(now[KEY])
    in_full = _with_complements(now[~is_region]).reindex(now.index, fill_value=False)
    tells = _region_tells(now, in_full, earlier)
    region = now[is_region].set_index(KEY)
    is_told = _of(elements, ~region["withheld"] & ~tells.reindex(region.index, fill_value=False))
    is_known = _of(elements, region["anew"].eq(0))
    # Beside the region's share enough is hidden; where that is too late, all that is new; without it the withheld only.
    places = in_full.where(is_told, now["anew"].gt(0).where(is_known, now["withheld"]))
    hidden = places.where(~is_region, ~(is_told | is_known))
    return now.assign(points=now["points"].mask(hidden), is_hidden=hidden)[[*TYPES]].astype(TYPES)


def remembered(earlier: pd.DataFrame, told: pd.DataFrame) -> pd.DataFrame:
    """All that was told: what came before, and as one more release the elements that are now told otherwise."""
    both = pd.concat([_last(earlier)[[*TYPES]], told])
    other = both.drop_duplicates(keep=False)[KEY].drop_duplicates()
    new = told.merge(other, on=KEY)
    release = int(earlier["release"].max()) + 1 if len(earlier) else 1
    new = new.assign(release=release).astype({"release": INTEGER})
    return pd.concat([earlier, new[[*earlier.columns]]], ignore_index=True)


def _last(earlier: pd.DataFrame) -> pd.DataFrame:
    """How each element was told last."""
    return earlier[earlier["release"].eq(earlier.groupby(KEY)["release"].transform("max"))]


def _with_places(cells: pd.DataFrame, earlier: pd.DataFrame) -> pd.DataFrame:
    cells = cells[[*CELL, *NUMBERS]]
    if cells["place"].ne(REGION).any():
        return cells
    last = _last(earlier).merge(cells[KEY], on=KEY)
    return pd.concat([cells, last.loc[last["place"].ne(REGION), [*CELL, *NUMBERS]]])


def _beside(now: pd.DataFrame, earlier: pd.DataFrame) -> pd.DataFrame:
    """Of how many participants at least each cell would tell anew (0: it is told already), and whether it may not."""
    both = now.rename_axis("row").reset_index().merge(earlier, on=CELL, suffixes=("", "_before"))
    told, hidden = both[~both["is_hidden"]], both[both["is_hidden"]]
    by_row = _participants_between(told).groupby(told["row"])
    anew = by_row.min().reindex(now.index).fillna(now["n"])
    anew = anew.where(anew.lt(now["n"]), now["n"])
    stays = (hidden["n"] - hidden["n_before"]).abs().lt(LEAST_N).groupby(hidden["row"]).any()
    few = _is_few(_participants_between(told)).groupby(told["row"]).any()
    withheld = now["n"].lt(LEAST_N)
    for marks in (few, stays):
        withheld |= marks.reindex(now.index, fill_value=False)
    return pd.DataFrame({"anew": anew, "withheld": (withheld & anew.gt(0)).astype(bool)})


def _participants_between(both: pd.DataFrame) -> pd.Series:
    """By how many participants at least two tellings of a cell differ; of hidden points by one, who knows."""
    more = (both["n"] - both["n_before"]).abs()
    moved = _greatest((both[name] - both[f"{name}_before"]).abs() for name in ("points", "maximum"))
    at_least = _have_between_them(moved, both["n"], _greatest([both["maximum"], both["maximum_before"]]))
    return more.where(more.gt(0), at_least).fillna(1)


def _have_between_them(points: pd.Series, n: pd.Series, maximum: pd.Series) -> pd.Series:
    """How many of n participants, whose points are `maximum` at most, are needed to have so many points."""
    return -(-(points * n) // maximum.clip(lower=1))


def _greatest(numbers: Iterable[pd.Series]) -> pd.Series:
    return pd.concat(list(numbers), axis=1).max(axis=1, skipna=False)


def _is_few(participants: pd.Series) -> pd.Series:
    return participants.between(1, LEAST_N - 1)


def _with_complements(places: pd.DataFrame) -> pd.Series:
    """Which cells are hidden where the region's share is told beside them: the withheld, then those that tell least."""
    unknown = places[places["anew"].gt(0)]
    ordered = unknown.assign(may=~unknown["withheld"]).sort_values([*KEY, "may", "anew", "place"], kind="stable")
    marks = [
        mark
        for _element, of in ordered.groupby(KEY, sort=True)
        for mark in _hidden(of["withheld"].tolist(), of["anew"].tolist())
    ]
    return pd.Series(marks, index=ordered.index, dtype=bool).reindex(places.index, fill_value=False)


def _hidden(withheld: list[bool], anew: list[int]) -> Iterator[bool]:
    """Of an element's places, the withheld first, which are hidden."""
    hidden, people = 0, 0
    for is_withheld, n in zip(withheld, anew, strict=True):
        is_hidden = is_withheld or 0 < hidden < 2 or 0 < people < LEAST_N
        hidden, people = hidden + is_hidden, people + n * is_hidden
        yield is_hidden


def _region_tells(now: pd.DataFrame, hidden: pd.Series, earlier: pd.DataFrame) -> pd.Series:
    """By element, whether the region's share beside what is not hidden would tell of few."""
    marked = now.assign(is_hidden=hidden)
    of_hidden = marked[hidden].groupby(KEY)["anew"].agg(["size", "sum"])
    tells = [of_hidden["size"].lt(2) | of_hidden["sum"].lt(LEAST_N)]
    tells += [_rest_tells(marked, of) for _release, of in earlier.groupby("release", sort=True)]
    return pd.concat(tells).astype(bool).groupby(level=KEY).any()


def _rest_tells(now: pd.DataFrame, then: pd.DataFrame) -> pd.Series:
    """By element of which the region's share was told then, whether what is left of both regions' tells of few.

    Left are the places that are hidden now or were then. They may not differ by few together, nor may few be in one of
    the two sums and not in the other; a place without participants is known to have no points.
    """
    both = now.merge(then, on=CELL, how="outer", suffixes=("", "_before"))
    marks = both[["is_hidden", "is_hidden_before"]].astype("boolean").fillna(value=False).astype(bool)
    both = both.assign(**{str(name): marks[name] for name in marks}, n_before=both["n_before"].fillna(0))
    is_region = both["place"].eq(REGION)
    region = both[is_region & ~both["is_hidden_before"] & both["n"].gt(0) & both["n_before"].gt(0)].set_index(KEY)
    moved, apart = (of.reindex(region.index, fill_value=0) for of in (_moved(both), _apart(both)))
    return _is_few(_have_between_them(moved, region["n"], region["maximum"])) | _is_few(apart)


def _moved(both: pd.DataFrame) -> pd.Series:
    """By element, by how many points at least what is left of the region's differs."""
    shown = both[~both["is_hidden"] & ~both["is_hidden_before"]]
    sign = 2 * shown["place"].eq(REGION).astype("Int64") - 1
    more = {name: (shown[name].fillna(0) - shown[f"{name}_before"].fillna(0)) * sign for name in ("points", "maximum")}
    by_element = shown[KEY].assign(**more).groupby(KEY)[[*more]].sum().abs()
    return by_element.max(axis=1)


def _apart(both: pd.DataFrame) -> pd.Series:
    """By element, how many participants at least one of the sums of hidden places tells of and the other does not."""
    places = both[both["place"].ne(REGION) & (both["is_hidden"] | both["is_hidden_before"])]
    more = (places["n"].fillna(0) - places["n_before"]).abs()
    apart = more.where(places["is_hidden_before"], places["anew"]).where(places["is_hidden"], places["n_before"])
    return places[KEY].assign(apart=apart).groupby(KEY)["apart"].sum()


def _of(elements: pd.MultiIndex, marks: pd.Series) -> pd.Series:
    """The element's mark for each of its cells; False for one that the region does not have."""
    return marks.reindex(elements, fill_value=False).reset_index(drop=True).astype(bool)
