"""What an analysis's charts are drawn from: the same for the region's papers and for every municipality's copy."""

from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from models.assessment.analysis import Result
from models.assessment.pictures.cells import MOST_SCHOOLS, cells
from models.assessment.sharing import ToldOfWorks, counts_of


@dataclass(frozen=True)
class Material:
    """whole: the answer for all schools; told: what of it may be shared; schools: the register; source: said below."""

    whole: Result
    told: ToldOfWorks
    schools: pd.DataFrame
    source: str

    @cached_property
    def cells(self) -> pd.DataFrame:
        """Shares of schools, municipalities and the region, as `pictures.cells` has them.

        No rows where there are no results by school and procedure, or more schools than a region has.
        """
        counts = counts_of(self.whole)
        if counts is None or counts.empty or counts["school"].nunique() > MOST_SCHOOLS:
            return pd.DataFrame()
        return cells(counts, self.told)
