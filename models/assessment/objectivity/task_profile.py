"""NO4: difficult tasks done better and simple ones worse than by the region's pupils with the same score.

«Simple tasks done worse than the regional mean, difficult ones better» (domain.md §3.1, criterion d). Compared with the
regional mean alone, every strong school inverts where simple tasks have a ceiling; compared with pupils of the same
primary score none does by being strong.
"""

import pandas as pd

from models.assessment.objectivity.evidence import few_participants, with_unanswered
from models.assessment.objectivity.material import PLACE, PUPIL, Material
from models.assessment.objectivity.spread import means, placed


def task_inversion(material: Material) -> pd.DataFrame:
    """NO4. value, expected: points' share in hard tasks minus that in basic ones, over the same score's in the region.

    In percentage points; statistic: z by random effects, only above.
    """
    asked = material.parameters
    rows = material.works[material.works["primary"].notna()].merge(material.shares, on=PUPIL)
    tilt = 100 * (rows["hard"] - rows["basic"]).astype(float)
    usual = tilt.groupby([rows["year"], rows["procedure"], rows["primary"]]).transform("mean")
    units = means(rows.assign(pool=rows["procedure"], over=tilt - usual), "over", PLACE)
    units = units.assign(why=few_participants(units, asked.least_participants))
    return with_unanswered(placed(units, asked.least_schools, two_sided=False), material.units, "no_tasks")
