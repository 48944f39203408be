"""Small regions for the effect of support: counts as `procedures` gives them, a line a school."""

from collections.abc import Iterable, Mapping, Sequence

import pandas as pd

from models.assessment.analysis import Result
from models.assessment.effect.conclusion import concluded
from models.assessment.effect.group import GROUP
from models.assessment.parameters import EffectParameters, Parameters

WORK = "ВПР, 5 класс, математика"
YEARS = (2020, 2022, 2023, 2025)
SELECTION = (2022, 2023)


def counts(rows: Iterable[tuple[str, int, int, int]], procedure: str = WORK) -> pd.DataFrame:
    """(school, year, n, n_low) as the table of `procedures`, sorted as it is."""
    table = pd.DataFrame(list(rows), columns=["school", "year", "n", "n_low"])
    table = table.assign(procedure=procedure, subject=procedure.rsplit(", ", maxsplit=1)[-1])
    table = table.assign(is_low=100 * table["n_low"] >= 30 * table["n"], small_n=table["n"] < 10)
    kinds = {"school": "string", "year": "Int64", "n": "Int64", "n_low": "Int64", "procedure": "string"}
    table = table.astype({**kinds, "subject": "string", "is_low": bool, "small_n": bool})
    return table.sort_values(["school", "year", "procedure"], ignore_index=True)


def group(schools: Iterable[str], from_year: int = 2024, selection: Sequence[int] = SELECTION) -> pd.DataFrame:
    """These schools, listed by those years."""
    listed = [(school, year, from_year) for school in schools for year in selection]
    return pd.DataFrame(listed, columns=list(GROUP)).astype(GROUP)


def region(
    supported: int = 6, others: int = 20, moved: int = 0, years: Sequence[int] = YEARS, n: int = 100
) -> pd.DataFrame:
    """Supported schools «s…» and others «o…»; by the last year `moved` fewer of a supported school's pupils fall short.

    Before, supported schools have 40 of a hundred below the minimum and the others 10, up to three more or less.
    """
    rows = []
    for place in range(supported + others):
        is_ours = place < supported
        name = f"s{place:03d}" if is_ours else f"o{place:03d}"
        for year in years:
            wave = (place * 5 + year * 3) % 7 - 3
            low = (40 if is_ours else 10) + wave - (moved if is_ours and year == years[-1] else 0)
            rows.append((name, year, n, low * n // 100))
    return counts(rows)


def ours(everything: pd.DataFrame) -> list[str]:
    return sorted(school for school in everything["school"].unique() if school.startswith("s"))


def asked(
    everything: pd.DataFrame, listed: pd.DataFrame | None = None, years: Sequence[int] = YEARS, **effect: object
) -> Result:
    """The conclusion; the list is that of the schools «s…» unless given."""
    chosen = group(ours(everything)) if listed is None else listed
    parameters = Parameters(effect=EffectParameters.model_validate(effect))
    return concluded(everything, chosen, tuple(years), parameters)


def row(result: Result, method: str = "change") -> Mapping[str, object]:
    """The method's row of the table."""
    (found,) = result.table[result.table["method"].eq(method)].to_dict("records")
    return {str(name): value for name, value in found.items()}
