"""`vekha calendar`: days off, what moves, and a party's file."""

import json
from datetime import date
from pathlib import Path

import pytest
from icalendar import Calendar
from sqlmodel import select
from typer.testing import CliRunner

from deployments.cli.calendar import app
from models.errors import VekhaError
from models.records import Step
from tasks.cycle.adoption import adopt
from tasks.cycle.years import open_cycle
from tasks.database import reading, writing
from tasks.record.writer import locked_cycle
from tasks.settings import Settings
from tests.factories import ANNA, JANUARY, SIX, six, six_with


def said(*arguments: str) -> str:
    result = CliRunner().invoke(app, list(arguments), catch_exceptions=False)
    assert result.exit_code == 0
    return result.output.strip()


def with_workdays(folder: Path) -> str:
    """The six measures' file, its deadlines in working days, as a person would edit it."""
    file = folder / "six.yaml"
    file.write_text(SIX.read_text("utf8") + "\ncalendar:\n  workdays: true\n", "utf8")
    return str(file)


@pytest.fixture
def opened(home: Settings) -> Settings:
    with writing(home) as session:
        # A1 falls due on Sunday, 31 March.
        open_cycle(session, six_with("A1", schedule="Март 2024, 2025"), 2024, as_of=JANUARY, author=ANNA)
    return home


def deadlines(home: Settings) -> dict[str, date]:
    with reading(home) as session:
        return {step.measure: step.due_on for step in session.exec(select(Step)) if step.due_on}


def test_a_year_s_days_off_and_working_saturdays_are_shown() -> None:
    told = json.loads(said("show", "--year", "2024", "--json"))
    assert told["working_days"] == 248
    assert told["working_weekends"] == ["2024-04-27", "2024-11-02", "2024-12-28"]
    assert "2024-05-10" in told["days_off"]
    assert "31.12 вт" in said("show", "--year", "2024")


def test_a_year_whose_moves_are_not_decided_says_so() -> None:
    assert "ещё не известны" in said("show", "--year", "2049")


def test_what_would_move_is_shown_and_nothing_is_changed(opened: Settings, tmp_path: Path) -> None:
    before = deadlines(opened)
    moved = json.loads(said("diff", "-r", with_workdays(tmp_path), "--as-of", "2024-01-15", "--json"))
    assert moved
    for one in moved:
        assert date.fromisoformat(one["printed"]) == before[one["measure"]]
        assert one["moves_to"] > one["due_on"]
    assert deadlines(opened) == before


def test_applied_the_deadlines_are_moved_and_nothing_is_left_to_move(opened: Settings, tmp_path: Path) -> None:
    file = with_workdays(tmp_path)
    moved = json.loads(said("diff", "-r", file, "--as-of", "2024-01-15", "--json"))
    assert json.loads(said("apply", "-r", file, "--as-of", "2024-01-15", "--json")) == {"2024": len(moved)}
    after = deadlines(opened)
    assert all(after[one["measure"]] == date.fromisoformat(one["moves_to"]) for one in moved)
    assert "переносить нечего" in said("diff", "-r", file, "--as-of", "2024-01-15")


def test_a_party_s_calendar_is_written_and_the_same_again(opened: Settings, tmp_path: Path) -> None:
    file, party = tmp_path / "x.ics", six().measures[0].parties[0]
    said("export", str(SIX), "--party", party, "-o", str(file))
    first = file.read_bytes()
    said("export", str(SIX), "--party", six().party_by_code[party].title, "-o", str(file))
    assert file.read_bytes() == first
    assert Calendar.from_ical(first).walk("VEVENT")


def test_a_running_year_is_exported_by_the_version_that_it_runs_by(opened: Settings, tmp_path: Path) -> None:
    with writing(opened) as session:
        new = six_with("A1", schedule="Июнь 2024, 2025", title="Анализ по-новому")
        cycle = locked_cycle(session, "six", 2024)
        adopt(session, cycle, new, renamed={}, reason="приказ № 9", as_of=JANUARY, author=ANNA)
    out = tmp_path / "x.ics"
    said("export", str(SIX), "--party", "ministry", "-o", str(out))
    events = {str(one["uid"]): one for one in Calendar.from_ical(out.read_bytes()).walk("VEVENT")}
    due = events["six-A1-2024-03-01_2024-03-31-due@vekha"]
    assert (due.decoded("dtstart"), due["summary"]) == (date(2024, 6, 30), "Сдать: Анализ по-новому")


def test_an_unknown_party_is_refused_with_the_nearest(opened: Settings, tmp_path: Path) -> None:
    with pytest.raises(VekhaError, match="Роли"):
        said("export", str(SIX), "--party", "никто", "-o", str(tmp_path / "x.ics"))


def test_a_person_s_calendar_holds_all_their_roles(opened: Settings, tmp_path: Path) -> None:
    both = "[{name: Мария, email: maria@example.org}]"
    opened.contacts_path.write_text(
        f"ministry:\n  - people: {both}\ncoordinator:\n  - people: {both}\n", encoding="utf8"
    )
    out = tmp_path / "x.ics"
    said("export", str(SIX), "--person", "maria@example.org", "-o", str(out))
    found = [str(one["uid"]) for one in Calendar.from_ical(out.read_bytes()).walk("VEVENT")]
    assert found.count("six-A1-2024-03-01_2024-03-31-due@vekha") == 1


def test_a_role_or_a_person_is_named_not_both(opened: Settings, tmp_path: Path) -> None:
    for named in ([], ["--party", "ministry", "--person", "Мария"], ["--person", "Мария", "--school", "edu680001"]):
        with pytest.raises(VekhaError, match="одно из двух"):
            said("export", str(SIX), *named, "-o", str(tmp_path / "x.ics"))
