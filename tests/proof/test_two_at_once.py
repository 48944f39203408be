"""Two runs of one phase at the same moment: nothing happens twice, on SQLite and on PostgreSQL."""

from datetime import date
from multiprocessing.synchronize import Barrier
from pathlib import Path

from sqlmodel import select

from models.records import Cycle, JournalEntry, Notice
from models.roadmap.definition import Phase
from tasks.cycle.years import open_cycle
from tasks.database import reading, writing
from tasks.record.writer import verify
from tasks.running.examine import examine
from tasks.running.phase import finish
from tasks.running.wish import Wish
from tasks.settings import Settings
from tests.proof.lives import nursery
from tests.proof.region import CONTACTS, write_inputs
from tests.proof.story import SIX, SOMEBODY, STORY, YEAR, World

RUNNERS = 2
# Days on which there is work: data are found wrong, the measure is computed, steps open, deadlines have passed.
BUSY = (date(2024, 2, 5), date(2024, 2, 12), date(2024, 3, 4), date(2024, 4, 3))


def run_every_phase(settings: Settings, day: date, together: Barrier) -> None:
    """What a phase's flow does, for all phases; both runners begin each one at the same moment."""
    wish = Wish(SIX.name, YEAR, day)
    for phase in Phase:
        together.wait(60)
        for measure in SIX.of_phase(phase):
            examine(settings, measure.code, wish)
        finish(settings, phase, wish)


def run_at_once(settings: Settings, day: date) -> None:
    together = nursery.Barrier(RUNNERS)
    runners = [nursery.Process(target=run_every_phase, args=(settings, day, together)) for _ in range(RUNNERS)]
    for runner in runners:
        runner.start()
    for runner in runners:
        runner.join(120)
    assert [runner.exitcode for runner in runners] == [0] * RUNNERS


def test_two_runs_of_a_phase_at_once_make_each_move_and_owe_each_notice_once(
    any_home: Settings, tmp_path: Path
) -> None:
    (tmp_path / "inputs").mkdir()
    write_inputs(tmp_path / "inputs")
    any_home.contacts_path.write_text(CONTACTS, encoding="utf8")
    world = World(any_home, tmp_path / "inputs", tmp_path / "calendar", max(STORY))
    with writing(any_home) as session:
        open_cycle(session, SIX, YEAR, as_of=min(STORY), author=SOMEBODY)
    for day in [day for day in STORY if day <= max(BUSY)]:
        if day in BUSY:
            run_at_once(any_home, day)
        for deed in STORY[day]:
            deed.do(world, day)
    with reading(any_home) as session:
        (cycle,) = session.exec(select(Cycle))
        entries = session.exec(select(JournalEntry)).all()
        notices = session.exec(select(Notice)).all()
        assert verify(session, cycle).holds
    automatic = [(one.measure, one.occurrence, one.unit, one.move) for one in entries if one.via == "flow"]
    assert len(automatic) == len(set(automatic)) == 7
    told = [(one.kind, one.measure, one.party, one.scope) for one in notices]
    assert len(told) == len(set(told))
