"""The same aggregates by the product's own functions: what it reads of the frames at rest, what its rules say."""

from datetime import date

import pandas as pd

from benchmarks.generated import Generated
from benchmarks.registers import YEARS
from models.assessment.analysis import Context
from models.assessment.hard_elements import points_by_task
from models.assessment.parameters import Parameters
from models.assessment.registry import ANALYSES
from tasks.data.datasets import frames_wanted
from tasks.reading.roadmap import read_roadmap
from tasks.record.book import needed_datasets
from tasks.running.analyse import Question, check, conclude, fingerprint_of, selected
from tasks.settings import Settings

CONTEXT = Context(YEARS, Parameters())
ROADMAP = "kirsanov-2024"
# The year in which a measure of the roadmap rests on the generated years.
ASKED_IN = {"dynamics": 2025}
# The measure that rules of no measure are asked like: of both years.
LIKE = "low_results"


def procedures(data: Generated) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Participants and failures by school, year and procedure; and the schools under R1 or R2."""
    rule = ANALYSES["low_results"]
    result = rule.compute(frames_wanted(data.settings, data.datasets, rule.wants(CONTEXT)), CONTEXT)
    return result.details["procedures"][["school", "year", "procedure", "n", "n_low"]], result.table


def tasks(data: Generated) -> pd.DataFrame:
    """Pupils, points and the most points by task, without the absent."""
    wants = ANALYSES["hard_elements"].wants(CONTEXT)
    return points_by_task(frames_wanted(data.settings, data.datasets, wants)["vpr_tasks"])


def questions(data: Generated) -> list[Question]:
    """What the analysis phase of a year asks: each rule's last measure of the roadmap, with the files that it needs.

    The rules that the roadmap does not name are asked too, on all the files.
    """
    roadmap = read_roadmap(ROADMAP)
    register = tuple(one for one in data.datasets if one.kind == "schools")
    last = {measure.action: measure for measure in roadmap.measures if measure.action}
    for action in sorted(set(ANALYSES) - set(last)):
        last[action] = last[LIKE].model_copy(update={"action": action, "checks": ()})
    found = []
    for action, measure in last.items():
        year = ASKED_IN.get(action, YEARS[-1])
        is_in_roadmap = measure in roadmap.measures
        files = needed_datasets(measure, year, data.datasets) if is_in_roadmap else data.datasets
        found.append(Question(roadmap, measure, year, date(YEARS[-1], 9, 1), tuple(files), register))
    return found


def region_year(asked: list[Question], settings: Settings) -> int:
    """The whole phase but for documents: checks, fingerprints, answers, lists kept as Parquet. How many rows are kept.

    Nothing is remembered from measure to measure but what the product remembers.
    """
    rows = 0
    for question in asked:
        check(question, settings)
        chosen = selected(question, settings)
        fingerprint_of(question, chosen)
        rows += sum(table.rows for table in conclude(question, chosen, settings).tables)
    return rows
