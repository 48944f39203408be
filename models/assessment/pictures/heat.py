"""A heat map of one year: schools × procedures, grouped by subject, each cell the share below the minimum and its n."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import pandas as pd

from models.assessment.pictures.cells import REGION
from models.assessment.selection import in_order


@dataclass(frozen=True)
class Page:
    """The schools that stand on one page, and whose municipalities they are."""

    municipalities: tuple[str, ...]
    schools: tuple[str, ...]


def heat(cells: pd.DataFrame, year: int, schools: Sequence[str]) -> pd.DataFrame:
    """school, subject, procedure, n, share, is_hidden: these schools and the region, of that year.

    Sorted by subject and procedure, schools as they are given, the region last; who had no participants has no row.
    """
    places = {school: place for place, school in enumerate([*schools, REGION])}
    own = cells[cells["year"].eq(year) & cells["school"].isin(list(places))]
    table = own.assign(place=own["school"].map(places))
    columns = ["school", "subject", "procedure", "n", "share", "is_hidden"]
    return in_order(table, "place", "subject", "procedure")[columns]


def pages(schools: pd.DataFrame, most: int) -> Iterator[Page]:
    """The schools by municipality in pages of at most so many rows; small municipalities share a page.

    schools: school, municipality. A municipality is divided only when it has more schools than a page.
    """
    page = Page((), ())
    for municipality, logins in _parts(schools, most):
        if page.schools and len(page.schools) + len(logins) > most:
            yield page
            page = Page((), ())
        page = Page((*page.municipalities, municipality), (*page.schools, *logins))
    if page.schools:
        yield page


def _parts(schools: pd.DataFrame, most: int) -> Iterator[tuple[str, list[str]]]:
    ordered = in_order(schools[["school", "municipality"]].drop_duplicates("school"), "municipality", "school")
    for municipality, of in ordered.groupby("municipality", sort=True):
        logins = [str(school) for school in of["school"]]
        yield from ((str(municipality), logins[start : start + most]) for start in range(0, len(logins), most))
