"""Running again: nothing happens when nothing changed; when results change, what rested on them does and no more."""

from datetime import date
from io import BytesIO
from pathlib import Path

from openpyxl import load_workbook
from sqlmodel import select

from models.assessment.sharing import ToldOfWorks
from models.people.notices import NoticeKind
from models.records import Deliverable, School
from models.steps.state import State
from tasks.data.releases import told_before
from tasks.database import reading, writing
from tasks.people import handover
from tasks.people.step_ref import StepRef
from tasks.record.book import current_datasets, find_cycle, read_book, recorded_definition, sources_of
from tasks.running.computing import compute_due
from tasks.running.examine import _write
from tasks.running.wish import Redo, Wish
from tests.stories.town import COORDINATOR, ROADMAP, SEPTEMBER, YEAR, Town

OCTOBER = date(2024, 10, 21)
LISTS = ("T09", "T10.1", "T10.2", "T10.3", "T10.4", "T10.5")


def test_a_rerun_changes_nothing(september: Town) -> None:
    """Тот же день ещё раз, и даже с пересчётом всего: ни записи в журнале, ни оповещения, ни файла."""
    before = (september.record(), september.files())
    assert september.lives(SEPTEMBER) == 0
    assert september.lives(SEPTEMBER, Redo.ALL) == 0
    assert (september.record(), september.files()) == before


def test_corrected_results_make_stale_what_rested_on_them(september: Town, later_file: Path) -> None:
    """Уточнили ВПР: анализ пересчитан сам, сессия школы (п. 11) устарела, школе сказали; сдала заново — свежо."""
    school, other = september.schools()[:2]
    september.closes("T11", SEPTEMBER, school)
    september.closes("T22.1", SEPTEMBER)
    before = {code: september.steps(code)[0].result for code in LISTS}

    september.loads(later_file)
    assert september.state("T09", OCTOBER) is State.STALE
    september.lives(OCTOBER)

    assert september.steps("T09")[0].result != before["T09"]
    assert september.state("T09", OCTOBER) is State.DONE
    assert states_of(september, "T11") == {school: "done", other: "open"}
    assert "T09" in september.sentence("T11", date(2024, 9, 30))
    (told,) = september.notices(NoticeKind.STALE)
    assert told.measure == "T11"
    assert september.state("T22.1", OCTOBER) is State.DONE, "what did not rest on the results stays"

    september.closes("T11", OCTOBER, school)
    september.lives(OCTOBER)
    assert "Устарело" not in september.sentence("T11", OCTOBER)
    assert len(september.notices(NoticeKind.STALE)) == 1
    assert september.journal_holds()


def test_a_correction_is_not_told_by_the_difference(september: Town, later_file: Path) -> None:
    """Уточнили результаты: в новой справке нет числа, которое вместе с прежней выдало бы нескольких учеников."""
    before = told(september)
    september.loads(later_file)
    september.lives(OCTOBER)
    after = told(september)
    corrected = {work for work, one in after.items() if work in before and one.cells != before[work].cells}
    assert corrected
    for work in corrected:
        both = before[work].shown[("school",)].merge(after[work].shown[("school",)], on="school", suffixes=("_0", "_1"))
        worse = (both["part_1"] - both["part_0"]).abs()
        assert not worse.between(1, 4).any(), "one to four pupils would be told by the difference"


def told(town: Town) -> ToldOfWorks:
    with reading(town.home) as session:
        return told_before(session, town.home, "low_results").works


def test_a_new_version_of_a_rule_or_another_threshold_is_looked_at_again(september: Town) -> None:
    """Исправили само правило или порог: файлы те же, но расчёт уже не считается свежим."""
    with reading(september.home) as session:
        cycle = find_cycle(session, ROADMAP, YEAR)
        definition, _plan = recorded_definition(session, cycle)
        datasets, measure = current_datasets(session), definition.by_code["T10.3"]
    before = sources_of(definition, measure, YEAR, datasets)
    stricter = definition.model_copy(
        update={"assessment": definition.assessment.model_copy(update={"low_percent": 25})}
    )
    assert sources_of(stricter, measure, YEAR, datasets) != before
    other_rule = measure.model_copy(update={"action": "low_branches"})
    assert sources_of(definition, other_rule, YEAR, datasets) != before
    assert sources_of(definition, measure, YEAR, datasets) == before


def test_documents_name_schools_by_the_register_even_where_the_measure_reads_no_register(september: Town) -> None:
    """Список группы риска (п. 10, первый подпункт) называет школы и муниципалитеты, а не логины."""
    with reading(september.home) as session:
        step = september.steps("T10.1")[0]
        papers = session.exec(select(Deliverable).where(Deliverable.step_id == step.id)).all()
        (paper,) = (one for one in papers if one.file_name.endswith(".xlsx"))
        names = {school.name for school in session.exec(select(School))}
    content = (september.home.evidence / paper.sha256[:2] / paper.sha256).read_bytes()
    book = load_workbook(BytesIO(content), read_only=True)
    said = " ".join(str(cell) for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row if cell)
    assert any(name in said for name in names)
    assert "Школа: edu" not in said


def test_what_was_computed_while_somebody_waived_the_step_is_not_written(town: Town, right_file: Path) -> None:
    """Пока шёл расчёт, шаг сняли: итог расчёта не записан, снятие осталось, запуск не упал."""
    town.loads(right_file)
    town.approves(town.schools()[:2], date(2024, 8, 1))
    town.closes("T08", date(2024, 8, 1))
    wish = Wish(ROADMAP, YEAR, SEPTEMBER)
    with reading(town.home) as session:
        cycle = find_cycle(session, ROADMAP, YEAR)
        book = read_book(session, cycle, ["T09"])
        measure, steps = book.roadmap.by_code["T09"], town.steps("T09")
        computed = compute_due(session, town.home, measure, steps, book, wish)
    assert [bool(one.answer) for one in computed] == [True]
    with writing(town.home) as session:
        ref = StepRef(ROADMAP, YEAR, "T09")
        handover.waive(session, ref, "считает регион", as_of=SEPTEMBER, author=COORDINATOR)
    assert _write(town.home, "T09", computed, wish) == 0
    assert [step.status.value for step in town.steps("T09")] == ["waived"]


def states_of(town: Town, code: str) -> dict[str, str]:
    """The stored status of each school's step."""
    return {step.unit: step.status.value for step in town.steps(code)}
