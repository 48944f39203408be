"""Before a correction is loaded, Vekha says what it will change; then exactly that happens."""

from dataclasses import dataclass
from pathlib import Path

from sqlmodel import col, select

from models.people.notices import NoticeKind
from models.records import DataFinding, Deliverable, ListedSchool, ResultTable, School, Step
from tasks.database import reading
from tasks.preview.effect import preview
from tests.stories.town import SEPTEMBER, Town

Key = tuple[str, str]


@dataclass(frozen=True)
class Standing:
    """What a preview speaks of, as the database has it: by code and occurrence."""

    listed: set[tuple[str, str, str]]
    lists: dict[Key, tuple[str, int]]
    results: dict[Key, str]
    documents: set[tuple[str, str, str]]
    findings: set[tuple[str, str, str, str]]


def as_it_stands(town: Town) -> Standing:
    with reading(town.home) as session:
        steps = {step.id: step for step in session.exec(select(Step))}
        keys = {number: (step.measure, step.occurrence) for number, step in steps.items()}
        tables = session.exec(select(ResultTable).where(ResultTable.name == "list"))
        papers = session.exec(select(Deliverable).where(col(Deliverable.superseded).is_(False)))
        return Standing(
            {(*keys[one.step_id], one.school) for one in session.exec(select(ListedSchool))},
            {keys[one.step_id]: (one.frame, one.rows) for one in tables},
            {keys[number]: step.result for number, step in steps.items() if not step.unit},
            {(keys[one.step_id][0], one.file_name, one.sha256) for one in papers},
            {(one.measure, one.occurrence, one.school, one.message) for one in session.exec(select(DataFinding))},
        )


def test_what_a_preview_says_is_what_happens(september: Town, later_file: Path) -> None:
    """Перед уточнением посмотрели, что изменится; загрузили, прожили день — изменилось ровно это."""
    town, school = september, september.schools()[0]
    town.closes("T11", SEPTEMBER, school)
    town.lives(SEPTEMBER)
    before, untouched = as_it_stands(town), (town.record(), town.files())
    told = preview([later_file], actor="cli:analyst", settings=town.home)
    assert (town.record(), town.files()) == untouched, "looking changes nothing"

    town.loads(later_file)
    town.lives(SEPTEMBER)
    after = as_it_stands(town)

    entering = {(one.step.code, one.step.window, one.school) for one in told.schools if one.enters}
    leaving = {(one.step.code, one.step.window, one.school) for one in told.schools if not one.enters}
    assert entering, "the correction puts one more school on the list"
    assert (entering, leaving) == (after.listed - before.listed, before.listed - after.listed)
    assert {(one.code, one.window) for one in told.recomputed} == {
        key for key, result in after.results.items() if before.results[key] != result
    }
    assert {(one.step.code, one.step.window): (one.before, one.after) for one in told.lists} == {
        key: (before.lists[key][1], rows) for key, (frame, rows) in after.lists.items() if before.lists[key][0] != frame
    }
    assert {(one.step.code, one.file_name) for one in told.documents} == {
        (code, name) for code, name, _sha in after.documents - before.documents
    }
    findings = {(one.appears, one.step.code, one.step.window, one.school, one.message) for one in told.findings}
    appeared = {(True, *one) for one in after.findings - before.findings}
    assert findings == appeared | {(False, *one) for one in before.findings - after.findings}
    with reading(town.home) as session:
        name = session.get_one(School, school).name
    assert [(one.step.code, one.step.school) for one in told.to_hand_in] == [("T11", name)]
    assert [one.measure for one in town.notices(NoticeKind.STALE)] == ["T11"]
