"""What people do from the command line: each deed, each refusal in Russian, and quick."""

import resource
import subprocess
import sys
from getpass import getuser
from pathlib import Path

import pytest
from openpyxl import Workbook
from sqlmodel import select

from models.records import Deliverable
from models.steps.status import Status
from tasks.database import reading
from tasks.settings import Settings
from tests.deployments.cli.conftest import ORDER, Vekha
from tests.factories import FIRST, SECOND, done, hand_in, journal, ref, the_step

ON = ("--as-of", "2024-02-15")
DATED = ("--dated", "2024-02-14")


def test_a_document_is_handed_in_and_accepted(vekha: Vekha, home: Settings) -> None:
    said = vekha("submit", "A1", "--number", "12", "--dated", "14.02.2024", *ON)
    assert (said.code, said.said) == (0, "A1: Сдано, ждёт приёмки: Координатор.\n")
    assert vekha("accept", "A1", *ON).said == "A1: Исполнено 15.02.2024.\n"
    assert the_step(home, "A1").status is Status.DONE


def test_a_file_with_its_number_is_one_document(vekha: Vekha, home: Settings, tmp_path: Path) -> None:
    (tmp_path / "справка.pdf").write_text("справка")
    vekha("submit", "A1", "--file", tmp_path / "справка.pdf", "--number", "12", *ON)
    with reading(home) as session:
        (document,) = session.exec(select(Deliverable)).all()
    assert (document.file_name, document.number, document.size) == ("справка.pdf", "12", 14)


def test_who_acted_is_who_the_operating_system_says(vekha: Vekha, home: Settings) -> None:
    vekha("submit", "A1", "--number", "12", *DATED, *ON)
    assert (journal(home)[-1].actor, journal(home)[-1].via) == (getuser(), f"cli:{getuser()}")


def test_the_answer_can_be_read_by_a_program(vekha: Vekha) -> None:
    told = vekha("submit", "A1", "--link", "https://example.org", *ON, "--json").json
    assert told == {
        "code": "A1",
        "unit": "",
        "window": "2024-01-01/2024-02-29",
        "status": "submitted",
        "message": "Сдано, ждёт приёмки: Координатор.",
    }


def test_a_school_hands_in_its_own(vekha: Vekha, home: Settings) -> None:
    done(home, ref("A1"))
    said = vekha("submit", "B2", "--school", FIRST, "--title", "риск", "--number", "5", *DATED, *ON)
    assert said.said == f"B2 {FIRST}: Принято. Осталось сдать: Анкеты.\n"


def test_what_was_handed_in_is_returned_with_a_reason(vekha: Vekha, home: Settings) -> None:
    hand_in(home, ref("A1"))
    said = vekha("return", "A1", "--reason", "нет подписи [стр. 2]", *ON)
    assert said.said == "A1: Возвращено: нет подписи [стр. 2]\n"  # brackets are not markup
    assert the_step(home, "A1").status is Status.OPEN


def test_a_step_is_waived_and_opened_again(vekha: Vekha, home: Settings) -> None:
    assert vekha("waive", "A1", "--reason", "не нужно", *ORDER, *ON).said == (
        "A1: Снято: не нужно (приказ № 7 от 01.02.2024).\n"
    )
    assert vekha("reopen", "A1", "--reason", "нужно", *ON, "--json").json["status"] == "open"


def test_a_measure_is_requested(vekha: Vekha, home: Settings) -> None:
    words = ("request", "E5", "--school", FIRST, "--due", "2024-10-31", "--reason", "письмо № 5", *ON)
    assert vekha(*words).said == "E5 запрошено, срок 31.10.2024: request-1.\n"
    assert vekha(*words, "--json").json == {
        "code": "E5", "unit": FIRST, "window": "request-2", "status": "planned",
    }  # fmt: skip


def test_dates_are_given(vekha: Vekha) -> None:
    words = ("dates", "F6", "--from", "2024-11-01", "--to", "30.11.2024", "--reason", "приказ № 3", *ON)
    assert vekha(*words, "--json").json == {"steps": 1}
    assert vekha(*words, "--json").json == {"steps": 1}
    words = ("dates", "A1", "--from", "2024-11-01", "--to", "30.11.2024", "--reason", "приказ № 3", *ON)
    assert vekha(*words).complaint == "У мероприятия A1 нет шагов, которые ждут дат."


def test_a_table_is_shown_first_and_handed_in_with_yes(vekha: Vekha, home: Settings, tmp_path: Path) -> None:
    done(home, ref("A1"))
    table = drawn(tmp_path, ("B2", FIRST, "5"), ("B2", SECOND, "6"))
    shown = vekha("submit", "--from", table, *ON)
    assert "Строк: 2, шагов: 2. Пока ничего не записано: чтобы сдать, повторите с --yes." in shown.said
    assert "№ 6" in shown.said
    assert not any(entry.measure == "B2" and entry.move == "deliver" for entry in journal(home))
    told = vekha("submit", "--from", table, "--yes", *ON, "--json").json
    assert told["written"] is True
    assert [(step["rows"], step["unit"], step["status"]) for step in told["steps"]] == [
        ([2], FIRST, "planned"),
        ([3], SECOND, "planned"),
    ]
    assert sum(entry.move == "deliver" for entry in journal(home)) == 2


def test_a_table_with_a_mistake_is_refused_whole(vekha: Vekha, home: Settings, tmp_path: Path) -> None:
    done(home, ref("A1"))
    refused = vekha("submit", "--from", drawn(tmp_path, ("B2", FIRST, "5"), ("B2", "edu1", "6")), "--yes", *ON)
    assert refused.code == 1
    assert "сдать.xlsx, строка 3, столбец «Школа»: «edu1»" in refused.complaint
    assert not any(entry.move == "deliver" for entry in journal(home))


@pytest.mark.parametrize(
    "said", [("A1",), ("--school", FIRST), ("--title", "Анкеты"), ("--dated", "2024-02-01"), ("--window", "2024-08")]
)
def test_what_a_table_says_is_not_said_beside_it(vekha: Vekha, said: tuple[str, ...], tmp_path: Path) -> None:
    refused = vekha("submit", *said, "--from", tmp_path / "t.xlsx", *ON)
    assert "С --from всё берётся из таблицы" in refused.complaint


def drawn(folder: Path, *rows: tuple[str, ...]) -> Path:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(("Мероприятие", "Школа", "№", "Дата"))
    for row in rows:
        sheet.append((*row, "14.02.2024"))
    book.save(folder / "сдать.xlsx")
    return folder / "сдать.xlsx"


# ── Refusals ────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        (("submit", "--number", "1", *DATED), "Назовите мероприятие: его код, например T05."),
        (("submit", "A1"), "Нечего сдавать: укажите файл, ссылку или № и дату документа."),
        (("submit", "A1", "--number", "1", "--dated", "вчера"), "«вчера» — не дата"),
        (("submit", "A1", "--file", "/нет/такого.pdf"), "такого файла нет, проверьте путь"),
        (("submit", "B2", "--number", "1", *DATED), "B2 исполняется в каждой школе: назовите школу (--school)."),
        (("submit", "A1", "--school", FIRST, "--number", "1", *DATED), "A1 исполняется один раз за всех"),
        (("submit", "B2", "--school", FIRST, "--number", "1", *DATED), "Сдавать рано, не исполнено: A1"),
        (("accept", "A11"), "Мероприятия A11 в дорожной карте нет."),
        (("accept", "A1"), "Приёмка: сейчас нельзя, шаг — «запланировано»."),
        (("return", "A1", "--reason", " "), "Возврат на доработку: сейчас нельзя"),
        (("accept", "A1", "--cycle", "2031"), "Цикл 2031 года дорожной карты «six» не открыт."),
        (("accept", "A1", "--roadmap", "sixx"), "Какая дорожная карта? Назовите её: --roadmap. Открыты: six."),
    ],
)
def test_a_refusal_is_russian_and_says_what_to_do(vekha: Vekha, words: tuple[str, ...], complaint: str) -> None:
    refused = vekha(*words, *ON)
    assert (refused.code, refused.said) == (1, "")
    assert complaint in refused.complaint


def test_a_program_that_refuses_ends_with_1_without_a_traceback_and_answers_nothing(vekha: Vekha) -> None:
    refused = vekha.program("accept", "A1", *ON, "--json")
    assert (refused.code, refused.said) == (1, "")
    assert (
        refused.complaint
        == "✖ Приёмка: сейчас нельзя, шаг — «запланировано». Можно, когда шаг: «сдано, ждёт приёмки».\n"
    )


def test_an_empty_home_is_told_how_to_begin(vekha: Vekha, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VEKHA_HOME", str(tmp_path / "пусто"))
    refused = vekha.program("status")
    assert refused.code == 1
    assert "Здесь ещё ничего нет" in refused.complaint
    assert "vekha run cycle --roadmap ИМЯ или файл. В поставке: kirsanov-2024," in refused.complaint
    assert "Traceback" not in refused.complaint


# ── Quick ───────────────────────────────────────────────────────────────────────────────────────────────────────────

DEEDS = (
    ("submit", "A1", "--number", "1", *DATED),
    ("return", "A1", "--reason", "нет подписи"),
    ("submit", "A1", "--number", "2", *DATED),
    ("accept", "A1"),
    ("waive", "C3", "--reason", "не нужно", *ORDER),
    ("status", "--json"),
)
# Does one deed after the other, and says last, on stderr, what of the heavy ones was imported meanwhile.
CONFESSING = """
import sys
from deployments.cli.main import main
for words in {deeds!r}:
    sys.argv = ["vekha", *words]
    try:
        main()
    except SystemExit as ended:
        assert not ended.code, words
sys.stderr.write(" ".join({{"prefect", "pandas"}} & set(sys.modules)))
"""


def test_who_acts_or_looks_waits_for_neither_prefect_nor_pandas(vekha: Vekha, home: Settings) -> None:
    program = CONFESSING.format(deeds=[(*deed, *ON) for deed in DEEDS])
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert (ran.returncode, ran.stderr) == (0, "")
    assert [entry.move for entry in journal(home)][-5:] == ["submit", "return", "submit", "accept", "waive"]


def test_an_answer_costs_less_than_two_seconds_of_work(vekha: Vekha) -> None:
    """Of processor time, the least of three: what else a busy machine does only adds to it."""

    def worked() -> float:
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        assert vekha.program("status", *ON).code == 0
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime

    assert min(worked() for _time in range(3)) < 2
