"""Four roadmaps played from the first day to the last without a Prefect server; Kirsanov is played by the proof.

The script is the demo's own; only the files that arrive are fewer, one work and one exam day a year.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from sqlmodel import col, select

from deployments.demo.improvising import result_years, script_for
from deployments.demo.play import REGISTERS, Stage, bill, play
from models.indicators.reading import Count, Met
from models.records import Cycle, Deliverable, FactorChoice, JournalEntry, Step
from models.steps.state import State
from models.steps.status import Move
from models.steps.summary import Examination
from tasks.database import engine, migrate, reading
from tasks.indicators.reading import indicators_of
from tasks.reading.roadmap import read_roadmap
from tasks.record.book import find_cycle, read_book
from tasks.record.standing import Late, Row, closed_late, measures, rows
from tasks.record.writer import verify
from tasks.sample.generation import Kind, Region, generate, generate_register
from tasks.settings import Settings
from tests.stories.directly import Directly

NAMES = ("novokuznetsk-2022", "svetlogorsk-2022", "zhigalovo-2023", "rakitnoe-2021")
STEPS = {"novokuznetsk-2022": 36, "svetlogorsk-2022": 69, "zhigalovo-2023": 144, "rakitnoe-2021": 147}
# Rakitnoe's schools write a report every quarter of four years: two of them are as good a story as four.
GROUP = {"rakitnoe-2021": 2}
# A base school is known by its results, and Svetlogorsk's order asks nobody for any: people write its list themselves.
WITHOUT_BASIS = {"svetlogorsk-2022": {"S3.4"}}


@dataclass(frozen=True)
class Played:
    """A roadmap at the end of its last day."""

    stage: Stage
    steps: list[Row]
    late: list[Late]
    listed: list[Examination]
    returned: set[str]
    prepared: set[str]
    journals_hold: bool


@pytest.fixture(scope="module")
def results(tmp_path_factory: pytest.TempPathFactory) -> Region:
    """Sixteen schools with results of 2021–2024, of which one VPR work and one exam day a year are kept."""
    region = generate(tmp_path_factory.mktemp("region"), seed=11, schools=16, pupils_per_school=110, first_year=2021)
    first = {(file.kind, file.year): file for file in reversed(region.files) if file.kind is Kind.VPR}
    exams = {(file.path.name[:3], file.year): file for file in reversed(region.files) if file.kind is Kind.GIA}
    registers = [file for file in region.files if file.kind in (*REGISTERS, Kind.SCALES)]
    return replace(region, files=(*registers, *first.values(), *exams.values()))


@pytest.fixture(scope="module", params=NAMES)
def played(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Played]:
    root = tmp_path_factory.mktemp(request.param) / "home"
    root.mkdir()
    home = Settings(home=root, database_url=f"sqlite:///{root / 'vekha.db'}")
    migrate(home)
    stage = _stage(request.param, home, request)
    for day in bill(stage):
        play(stage, day)
    yield _ended(stage)
    engine(home.database).dispose()


def _stage(name: str, home: Settings, request: pytest.FixtureRequest) -> Stage:
    roadmap = read_roadmap(name)
    script = script_for(roadmap)
    region = request.getfixturevalue("results") if result_years(roadmap) else _register(home.root)
    script = replace(script, group=GROUP.get(name, script.group))
    return Stage(home, name, roadmap, script, region, Directly(home))


def _register(root: Path) -> Region:
    return generate_register(root / "sample", seed=11, schools=16, pupils_per_school=110)


def _ended(stage: Stage) -> Played:
    last = stage.roadmap.plan_period.end
    with reading(stage.settings) as session:
        cycles = [find_cycle(session, stage.roadmap.name, year) for year in stage.years]
        returns = select(JournalEntry.measure).where(col(JournalEntry.move) == Move.RETURN)
        return Played(
            stage,
            [row for cycle in cycles for row in rows(session, cycle, last)],
            [one for cycle in cycles for one in closed_late(session, cycle)],
            measures(session, cycles[0], last),
            set(session.exec(returns)),
            set(session.exec(select(Step.measure).join(Deliverable).where(col(Deliverable.sha256) != ""))),
            all(verify(session, cycle).holds for cycle in session.exec(select(Cycle))),
        )


def test_every_step_ends_done_or_waived_with_a_reason(played: Played) -> None:
    assert {row.state for row in played.steps} == {State.DONE, State.WAIVED}
    assert all(row.reason for row in played.steps)
    of_order = [row for row in played.steps if row.code in played.stage.roadmap.by_code]
    assert len(of_order) == STEPS[played.stage.roadmap.name]


def test_every_measure_had_steps_except_targets_which_say_why(played: Played) -> None:
    stepless = {one.measure: one.sentence for one in played.listed} | dict.fromkeys(row.code for row in played.steps)
    targets = {one.code for one in played.stage.roadmap.measures if one.is_target}
    assert {code for code, sentence in stepless.items() if sentence} == targets
    assert all("целевой показатель" in (stepless[code] or "") for code in targets)


def test_the_script_was_played(played: Played) -> None:
    script = played.stage.script
    assert set(script.late) <= {one.code for one in played.late}
    assert set(script.returned) == played.returned
    waived = {row.code: row.reason for row in played.steps if row.state is State.WAIVED}
    assert waived == {code: f"Снято: {reason}" for code, reason in script.waived.items()}
    assert script.late
    assert script.waived


def test_nothing_else_was_late_but_an_analysis_whose_results_come_after_its_deadline(played: Played) -> None:
    late = {one.code for one in played.late} - set(played.stage.script.late)
    assert late == ({"Z-C2"} if played.stage.roadmap.name == "zhigalovo-2023" else set())


def test_schools_that_diagnose_themselves_hand_in_the_profile_that_comes_of_it(played: Played) -> None:
    with reading(played.stage.settings) as session:
        rows = session.exec(select(Step.unit, Deliverable.file_name).join(Deliverable).where(Step.measure == "Z-A3"))
        handed_in = {unit: name for unit, name in rows if name}
        chosen = {choice.school for choice in session.exec(select(FactorChoice))}
    is_asked = bool(played.stage.script.diagnoses)
    assert is_asked == (played.stage.roadmap.name == "zhigalovo-2023")
    assert len(handed_in) == (7 if is_asked else 0)
    assert chosen == set(handed_in)
    assert all(name.startswith("Рисковый профиль по самодиагностике") for name in handed_in.values())


def test_whom_the_order_wants_a_curator_for_has_one_by_the_record(played: Played) -> None:
    if played.stage.roadmap.name != "zhigalovo-2023":
        return
    last = played.stage.roadmap.plan_period.end
    with reading(played.stage.settings) as session:
        cycle = find_cycle(session, "zhigalovo-2023", 2023)
        found = {one.measure: one for one in indicators_of(session, cycle, last, read_book(session, cycle))}
    assert (found["Z-A2"].count, found["Z-A2"].met) == (Count(7, 7), Met.MET)


def test_every_paper_that_the_order_lets_vekha_prepare_was_handed_in(played: Played) -> None:
    asked = {one.code for one in played.stage.roadmap.measures if one.draft}
    assert asked & played.prepared == asked - WITHOUT_BASIS.get(played.stage.roadmap.name, set())


def test_the_journal_holds(played: Played) -> None:
    assert played.journals_hold
