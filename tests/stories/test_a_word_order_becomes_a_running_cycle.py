"""An order typed in Word: read, finished by hand, checked, opened, two measures done, and back with their marks.

One order has merged cells, the other a header of two rows. A coordinator does nothing here but what the page
docs/own-order.md says.
"""

import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest

from models.roadmap.definition import Roadmap
from tasks.cycle.group import Approval, approve_group
from tasks.database import writing
from tasks.people import handover
from tasks.people.deliverables import Evidence
from tasks.people.step_ref import StepRef
from tasks.reading.orders.opening import open_order
from tasks.reading.roadmap import read_roadmap
from tasks.record.writer import Author, locked_cycle
from tasks.running.examine import examine
from tasks.running.opening import open_roadmap_year
from tasks.running.wish import Wish
from tasks.settings import Settings
from tests.deployments.cli.conftest import Vekha
from tests.factories import FIRST, SECOND, register
from tests.orders_in_word import BEREZOVKA, POLEVSK, write_orders
from tests.tasks.documents.plan.coming_back import as_compared
from tests.tasks.documents.plan.plans import rows_in_word

YEAR = 2026
COORDINATOR = Author("Координатор", "cli:coordinator")
SUMMER = date(YEAR, 7, 1)

# What a person decides in each draft: the line as it was written, the line as it should be.
POLEVSK_DECIDED = {
    r"deliverables: \[Отчёт об исполнении\].*": "deliverables: [Лист согласования]",
}
BEREZOVKA_DECIDED = {
    r"target_group:.*": "target_group: школы района с низкими результатами",
}


class Office:
    """A coordinator at work: the command line, the engine and a draft on the disk."""

    def __init__(self, home: Settings, folder: Path) -> None:
        self.vekha, self.home, self.folder = Vekha(), home, folder

    def imports(self, order: Path) -> Path:
        """`vekha roadmap import ORDER -o FILE`."""
        draft = self.folder / f"{order.stem}.yaml"
        assert self.vekha("roadmap", "import", order, "-o", draft).code == 0
        return draft

    def decides(self, draft: Path, decisions: Mapping[str, str]) -> None:
        """Edits the draft in an editor: each line that asks for a decision gets one."""
        text = draft.read_text("utf8")
        for asked, decided in decisions.items():
            text, count = re.subn(asked, decided, text, count=1)
            assert count == 1, asked
        draft.write_text(text, "utf8")

    def opens(self, draft: Path) -> Roadmap:
        """The year opens, the list of schools is approved, and the engine does what can be done on the first days."""
        roadmap = read_roadmap(str(draft))
        with writing(self.home) as session:
            register(session, FIRST, SECOND)
        open_roadmap_year(self.home, roadmap, YEAR, f"{YEAR}-02-01", author=COORDINATOR)
        with writing(self.home) as session:
            approval = Approval("17", date(YEAR, 2, 1), COORDINATOR.actor)
            cycle = locked_cycle(session, roadmap.name, YEAR)
            approve_group(session, cycle, [FIRST, SECOND], approval, as_of=date(YEAR, 2, 1), author=COORDINATOR)
        for measure in roadmap.in_topological_order:
            examine(self.home, measure.code, Wish(roadmap.name, YEAR, date(YEAR, 2, 2)))
        return roadmap

    def closes(self, roadmap: Roadmap, code: str, day: date, school: str = "") -> None:
        """Handed in by registered numbers, and accepted."""
        titles = roadmap.by_code[code].deliverables
        papers = [Evidence(title=title, number="7", dated_on=day) for title in titles]
        step = StepRef(roadmap.name, YEAR, code, school)
        with writing(self.home) as session:
            handover.submit(session, self.home, step, papers, as_of=day, author=COORDINATOR)
            handover.accept(session, step, as_of=day, author=COORDINATOR)

    def exports(self, draft: Path) -> Path:
        """`vekha roadmap export FILE --to план.docx --with-status`."""
        out = self.folder / f"{draft.stem} на июль.docx"
        answer = self.vekha("roadmap", "export", draft, "--to", out, "--with-status", "--as-of", SUMMER)
        assert answer.code == 0, answer.complaint
        return out


@pytest.fixture
def office(home: Settings, tmp_path: Path) -> Office:
    return Office(home, tmp_path)


def marks_in(document: Path) -> dict[str, str]:
    """By the measure's text, what stands in «Отметка об исполнении»."""
    return {row[1]: row[-1] for row in rows_in_word(document.read_bytes()) if len(row) > 2}


def test_an_order_with_merged_cells_goes_all_the_way(office: Office) -> None:
    """Полевск: пункт 3 с подпунктом, у которых срок и ответственный — в одной объединённой ячейке."""
    draft = office.imports(POLEVSK)
    office.decides(draft, POLEVSK_DECIDED)
    assert "мероприятий — 7" in office.vekha("roadmap", "check", draft).said
    roadmap = office.opens(draft)
    office.closes(roadmap, "P01", date(YEAR, 2, 5))
    office.closes(roadmap, "P02", date(YEAR, 2, 20), FIRST)
    document = office.exports(draft)
    marks = marks_in(document)
    assert marks["Анализ результатов ВПР и ОГЭ за 2025 год"] == "Исполнено 05.02.2026\nСправка: № 7 от 05.02.2026"
    assert marks["Анкетирование участников образовательных отношений"].startswith(
        "Просрочено\nисполнено в 1 из 2\u00a0школ\nсрок 28.02.2026"
    )
    assert as_compared(open_order(document)) == as_compared(open_order(POLEVSK))


def test_an_order_with_a_header_of_two_rows_goes_all_the_way(office: Office) -> None:
    """Берёзовка: «начало» и «окончание» под общей шапкой; черновик не принят, пока не названы школы."""
    draft = office.imports(BEREZOVKA)
    refused = office.vekha("roadmap", "check", draft)
    assert refused.code == 1
    assert "target_group" in refused.complaint
    office.decides(draft, BEREZOVKA_DECIDED)
    assert office.vekha("roadmap", "check", draft).code == 0
    roadmap = office.opens(draft)
    codes = list(roadmap.by_code)
    office.closes(roadmap, codes[0], date(YEAR, 2, 9))
    office.closes(roadmap, codes[1], date(YEAR, 3, 10), SECOND)
    document = office.exports(draft)
    assert marks_in(document)["Утверждение состава рабочей группы"].startswith("Исполнено 09.02.2026")
    assert as_compared(open_order(document)) == as_compared(open_order(BEREZOVKA))


def test_the_orders_are_made_by_their_script(tmp_path: Path) -> None:
    write_orders(tmp_path)
    for order in (POLEVSK, BEREZOVKA):
        assert (tmp_path / order.name).read_bytes() == order.read_bytes()
