"""The documents of a step: named, corrected, kept, refused."""

from datetime import date
from pathlib import Path

import pytest
from sqlmodel import col, select

from models.errors import FileRefused, NotFound, VekhaError
from models.records import Deliverable
from models.steps.status import Move, Status
from tasks.database import reading, writing
from tasks.people import handover
from tasks.people.deliverables import Evidence
from tasks.settings import Settings
from tests.factories import (
    BORIS,
    FEBRUARY,
    FIRST,
    JANUARY,
    done,
    hand_in,
    journal,
    opened,
    paper,
    ref,
)


def documents(home: Settings) -> list[Deliverable]:
    with reading(home) as session:
        return list(session.exec(select(Deliverable).order_by(col(Deliverable.id))))


def test_a_step_is_submitted_only_when_each_of_its_documents_is_in(any_home: Settings) -> None:
    opened(any_home, FIRST)
    done(any_home, ref("A1"))
    outcome = hand_in(any_home, ref("B2", FIRST), paper("7"))
    assert (outcome.status, outcome.sentence) == (Status.PLANNED, "Принято. Осталось сдать: Рисковый профиль.")
    assert hand_in(any_home, ref("B2", FIRST), paper("8")).status is Status.SUBMITTED
    assert [document.title for document in documents(any_home)][1:] == ["Анкеты", "Рисковый профиль"]
    assert [entry.move for entry in journal(any_home)][-2:] == [Move.DELIVER, Move.SUBMIT]


def test_a_document_may_be_named_by_the_beginning_of_its_title(home: Settings) -> None:
    opened(home, FIRST)
    done(home, ref("A1"))
    outcome = hand_in(home, ref("B2", FIRST), paper("7", "рисковый"))
    assert outcome.sentence == "Принято. Осталось сдать: Анкеты."


def test_a_document_that_the_measure_does_not_have_is_refused_with_those_it_has(home: Settings) -> None:
    opened(home, FIRST)
    done(home, ref("A1"))
    with pytest.raises(NotFound, match="«Отчёт» у B2 нет\\. Есть: Анкеты"):
        hand_in(home, ref("B2", FIRST), paper("7", "Отчёт"))
    assert len(documents(home)) == 1


@pytest.mark.parametrize("papers", [[], [Evidence()], [Evidence(title="Справка")], [Evidence(dated_on=JANUARY)]])
def test_nothing_cannot_be_handed_in(home: Settings, papers: list[Evidence]) -> None:
    opened(home)
    with pytest.raises(VekhaError, match="Нечего сдавать"), writing(home) as session:
        handover.submit(session, home, ref("A1"), papers, as_of=FEBRUARY, author=BORIS)


@pytest.mark.parametrize(
    ("paper_of", "said"),
    [
        (Evidence(number="41-р"), "укажите файл, ссылку или № и дату"),
        (Evidence(link="просто слова"), "«просто слова» — не ссылка"),
        (Evidence(number="41-р", dated_on=date(2094, 1, 1)), r"Документ от 01\.01\.2094 ещё не подписан"),
    ],
)
def test_what_is_handed_in_can_be_found_again(home: Settings, paper_of: Evidence, said: str) -> None:
    opened(home)
    with pytest.raises(VekhaError, match=said):
        hand_in(home, ref("A1"), paper_of)


def test_a_corrected_document_takes_the_place_of_its_forerunner(home: Settings) -> None:
    opened(home, FIRST)
    done(home, ref("A1"))
    for number, title in (("7", "Анкеты"), ("7 испр.", "Анкеты"), ("8", "Рисковый профиль")):
        hand_in(home, ref("B2", FIRST), paper(number, title))
    assert [(one.number, one.superseded) for one in documents(home)][1:] == [
        ("7", True),
        ("7 испр.", False),
        ("8", False),
    ]


def test_two_files_may_be_one_document(home: Settings, tmp_path: Path) -> None:
    opened(home)
    pages = [tmp_path / "1.png", tmp_path / "2.png"]
    for page in pages:
        page.write_text(page.name)
    hand_in(home, ref("A1"), *(Evidence(path=page) for page in pages))
    assert [(one.file_name, one.superseded) for one in documents(home)] == [("1.png", False), ("2.png", False)]


def test_a_file_is_kept_and_named_by_its_hash(home: Settings, tmp_path: Path) -> None:
    opened(home)
    (tmp_path / "справка.docx").write_bytes(b"text")
    hand_in(home, ref("A1"), Evidence(path=tmp_path / "справка.docx"))
    (document,) = documents(home)
    assert (document.file_name, document.size, document.sha256[:8]) == ("справка.docx", 4, "982d9e3e")


def test_a_file_that_is_refused_changes_nothing(home: Settings, tmp_path: Path) -> None:
    opened(home)
    (tmp_path / "empty.docx").touch()
    before = len(journal(home))
    with pytest.raises(FileRefused, match="файл пуст"):
        hand_in(home, ref("A1"), Evidence(path=tmp_path / "empty.docx"))
    assert (len(journal(home)), documents(home)) == (before, [])
