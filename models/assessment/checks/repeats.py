"""Whether a result stands twice: a pupil in one work, a participant on one exam day."""

from collections.abc import Iterator

from models.assessment.analysis import Context
from models.assessment.checks.scores import gia_places, vpr_places
from models.assessment.findings import Finding
from models.assessment.layout import Frames
from models.assessment.selection import frame, rows_of_years
from models.language import _

VPR_RESULT = ["year", "grade", "subject", "school", "pupil"]
GIA_RESULT = ["year", "exam", "subject", "held_on", "state", "pupil"]


def results_are_not_repeated(frames: Frames, context: Context) -> Iterator[Finding]:
    """No pupil has two results of one work, and no participant two of one exam day in one state."""
    for kind, keys, places in (("vpr", VPR_RESULT, vpr_places), ("gia", GIA_RESULT, gia_places)):
        rows = rows_of_years(frame(frames, kind), context.years)
        repeated = rows[rows.duplicated(keys, keep=False)]
        for (school, place), theirs in repeated.assign(place=places(repeated)).groupby(["school", "place"], sort=True):
            message = _(
                "Результат повторён: участников {pupils}, строк {count}. Оставьте каждому один и загрузите снова."
            ).format(pupils=theirs["pupil"].nunique(), count=len(theirs))
            yield Finding(str(school), str(place), message, blocking=True)
