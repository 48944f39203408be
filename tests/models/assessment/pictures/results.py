"""Results of procedures for tests of pictures: a line says a school, a year and how many of how many did badly."""

import pandas as pd

from models.assessment.parameters import Parameters
from models.assessment.pictures.cells import cells
from models.assessment.procedures import counted
from models.assessment.sharing import told_of_works

# No register: all schools lie in one nameless place.
NOWHERE = pd.Series({"elsewhere": ""}, dtype="string")
WORK = "ВПР, 5 класс, математика"


def results(*said: tuple[str, int, int, int], procedure: str = WORK, subject: str = "математика") -> pd.DataFrame:
    """What `procedures` gives: (school, year, n, n_low) each."""
    rows = [
        {"school": school, "year": year, "procedure": procedure, "subject": subject, "below": below, "times": many}
        for school, year, n, n_low in said
        for below, many in ((True, n_low), (False, n - n_low))
        if many
    ]
    table = pd.DataFrame(rows).astype({"school": "string", "year": "Int64", "procedure": "string", "subject": "string"})
    return counted(table.astype({"times": "Int64"}), ["school", "year", "procedure", "subject"], Parameters())


def untold(rows: pd.DataFrame) -> pd.DataFrame:
    """The cells of results of which nothing was told before."""
    return cells(rows, told_of_works(rows, NOWHERE))


def comparability(*said: tuple[int, str], procedure: str = WORK) -> pd.DataFrame:
    """What the dynamics says of earlier years: (year, reason) each."""
    table = pd.DataFrame([(procedure, *one) for one in said], columns=["procedure", "year", "reason"])
    return table.astype({"procedure": "string", "year": "Int64", "reason": "string"})
