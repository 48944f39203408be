"""Who holds only reports of aggregates gets the lists that the same pupils' own results give."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from sqlmodel import select

from models.assessment.parameters import Parameters
from models.records import Dataset, ListedSchool
from models.roadmap.definition import Roadmap
from models.roadmap.needs import DataCheck, DataNeed
from models.steps.state import State
from models.steps.summary import Examination
from tasks.data.datasets import load_frame
from tasks.database import reading
from tasks.record.book import current_datasets
from tasks.running.analyse import Question, conclude, selected
from tasks.running.examine import examine
from tasks.running.wish import Wish
from tasks.settings import Settings
from tests.factories import JANUARY, opened, six_with
from tests.tasks.keeping.counted import load
from tests.tasks.reading.files import SCHOOLS, VPR_HEADINGS, WORK_TASKS, text_file, vpr_report
from tests.tasks.reading.vpr.reports import COMPLETION, JOURNAL, PRIMARY, TITLE, book, cells, preamble

ONE, TWO = "edu680101", "edu680102"
Work = tuple[int, int, str]
# Participants and «2» of both schools; low from 30 %: 20 of 61 and 6 of 20 are, 20 of 67 are not.
RESULTS: Mapping[Work, Mapping[str, tuple[int, int]]] = {
    (2023, 5, "Математика"): {ONE: (61, 20), TWO: (67, 20)},
    (2023, 6, "Математика"): {ONE: (20, 5), TWO: (9, 0)},
    (2024, 5, "Математика"): {ONE: (61, 20), TWO: (67, 20)},
    (2024, 5, "Русский язык"): {ONE: (20, 6), TWO: (20, 5)},
    (2024, 6, "Математика"): {ONE: (20, 5), TWO: (3, 1)},
}
BEHIND = (
    "ВПР, 5 класс, математика: 2023 — 20 из 61; ВПР, 5 класс, математика: 2024 — 20 из 61; "
    "ВПР, 5 класс, русский язык: 2024 — 6 из 20"
)


def a_roadmap(action: str = "low_results", *checks: str) -> Roadmap:
    needs = (DataNeed(kind="vpr", years=(2023, 2024)), DataNeed(kind="schools"))
    named = tuple(DataCheck(name=check) for check in checks)
    six = six_with("A1", action=action, data=needs, checks=named, acceptance=None)
    fields = {name: getattr(six, name) for name in Roadmap.model_fields}
    return Roadmap(**fields | {"assessment": Parameters()})


def report_1(folder: Path, work: Work, schools: tuple[str, ...] = (ONE, TWO)) -> Path:
    """The individual results of these schools in a work."""
    year, grade, subject = work
    pupils = [
        (school, "Примерск", f"МБОУ «СОШ №{school[-1]}»", f"{grade}{number:04}", f"{grade}А", 1, *points)
        for school in schools
        for number, points in enumerate(_points(*RESULTS[work][school]))
    ]
    top = ((f"ВПР {year} {subject} {grade} класс",), ("Предмет", subject), ("Максимальный первичный балл", 6))
    path = folder / f"{year}-{grade}-{subject}-{len(schools)}-1.xlsx"
    return vpr_report(
        path, pupils, headings=VPR_HEADINGS, preamble=top, organisation=f"Кол-во участников: {len(pupils)}"
    )


def _points(n: int, low: int) -> Iterator[tuple[object, ...]]:
    for number in range(n):
        yield (0, 0, 0, 0, "2", 3) if number < low else (2, 1, 3, 6, "5", 5)


def report_2(folder: Path, work: Work, schools: tuple[str, ...] = (ONE, TWO), off: int = 0) -> Path:
    """«Статистика по отметкам» of the same pupils under the country and the region; off: so many more «2»."""
    year, grade, subject = work
    head = preamble("Статистика по отметкам", subject, 6).replace(TITLE, f"ВПР {year}. {grade} класс")
    lines = [
        "Группы участников;Кол-во ОО;Кол-во участников;2;3;4;5",
        "Вся выборка;35500;1430000;14,90;39,10;32,40;13,60",
    ]
    lines.append("Примерская обл.;420;8100;90,00;10,00;0,00;0,00")
    for school in schools:
        n, low = RESULTS[work][school]
        shares = (f"{100 * count / n:.2f}".replace(".", ",") for count in (low + off, 0, 0, n - low - off))
        lines.append(f"МБОУ «СОШ №{school[-1]}» ({school});;{n};{';'.join(shares)}")
    path = folder / f"{year}-{grade}-{subject}-{len(schools)}-{off}-2.xlsx"
    return book(path, {"Отчёт": cells(head + "\n".join(lines))})


def looked(home: Settings) -> Examination:
    return examine(home, "A1", Wish("six", 2024, JANUARY))


def listed(home: Settings) -> list[tuple[str, bool, bool, str]]:
    with reading(home) as session:
        found = session.exec(select(ListedSchool).order_by(ListedSchool.school))
        return [(one.school, one.r1, one.r2, one.procedures) for one in found]


def test_the_list_of_low_schools_is_made_of_report_2_alone(any_home: Settings, tmp_path: Path) -> None:
    load(any_home, text_file(tmp_path / "schools.csv", SCHOOLS))
    opened(any_home, roadmap=a_roadmap("low_results", "results_are_complete", "aggregates_fit_the_rows"))
    assert looked(any_home).state is State.WAITING
    for work in RESULTS:
        load(any_home, report_2(tmp_path, work))
    assert looked(any_home).state is State.DONE
    assert listed(any_home) == [(ONE, True, True, BEHIND)]


def test_individual_results_that_say_the_same_later_move_nothing(home: Settings, tmp_path: Path) -> None:
    load(home, text_file(tmp_path / "schools.csv", SCHOOLS))
    opened(home, roadmap=a_roadmap())
    for work in RESULTS:
        load(home, report_2(tmp_path, work))
    looked(home)
    for work in RESULTS:
        load(home, report_1(tmp_path, work))
    assert (looked(home).changed, looked(home).state) == (0, State.DONE)


def test_every_rule_that_can_use_reports_answers_alike_on_them_and_on_a_mixture(home: Settings, tmp_path: Path) -> None:
    load(home, text_file(tmp_path / "schools.csv", SCHOOLS))
    for work in RESULTS:
        load(home, report_1(tmp_path, work))
        load(home, report_2(tmp_path, work))
    with reading(home) as session:
        everything = current_datasets(session)
    by_rows, by_report = ([one for one in everything if one.kind in ("schools", kind)] for kind in ("vpr", "vpr_marks"))
    mixed = [one for one in by_rows if one.year != 2024] + [one for one in by_report if one.year == 2024]
    for action in ("low_results", "school_lists"):
        answers = {answered(home, action, files) for files in (by_rows, by_report, mixed, everything)}
        assert len(answers) == 1, action


def answered(home: Settings, action: str, files: list[Dataset]) -> str:
    roadmap = a_roadmap(action)
    question = Question(roadmap, roadmap.by_code["A1"], 2024, JANUARY, tuple(files))
    return conclude(question, selected(question, home), home).result_sha256


def test_some_schools_may_come_by_pupils_and_others_by_a_report(home: Settings, tmp_path: Path) -> None:
    load(home, text_file(tmp_path / "schools.csv", SCHOOLS))
    for work in RESULTS:
        load(home, report_1(tmp_path, work, (TWO,)))
        load(home, report_2(tmp_path, work, (ONE,)))
    opened(home, roadmap=a_roadmap("low_results", "results_are_present"))
    assert looked(home).state is State.DONE
    assert listed(home) == [(ONE, True, True, BEHIND)]


def test_a_report_that_contradicts_the_results_stops_the_list_until_one_is_mended(
    home: Settings, tmp_path: Path
) -> None:
    load(home, text_file(tmp_path / "schools.csv", SCHOOLS))
    first = next(iter(RESULTS))
    for work in RESULTS:
        load(home, report_1(tmp_path, work))
    load(home, report_2(tmp_path, first, off=1))
    opened(home, roadmap=a_roadmap("low_results", "aggregates_fit_the_rows"))
    said = looked(home)
    assert said.state is State.DATA_CHECK_FAILED
    load(home, report_2(tmp_path, first))
    assert looked(home).state is State.DONE


def test_who_needs_pupils_waits_and_says_why(home: Settings, tmp_path: Path) -> None:
    load(home, text_file(tmp_path / "schools.csv", SCHOOLS))
    for work in RESULTS:
        load(home, report_2(tmp_path, work))
    opened(home, roadmap=a_roadmap("pupils_at_risk"))
    said = looked(home)
    assert said.state is State.WAITING
    assert "ВПР 2024 (нужны индивидуальные результаты)" in said.sentence


def test_markers_of_objectivity_look_at_reports_3_and_4_and_wait_for_the_scale_that_they_need(
    home: Settings, tmp_path: Path
) -> None:
    load(home, text_file(tmp_path / "schools.csv", SCHOOLS))
    needs = (DataNeed(kind="vpr", years=(2023, 2024)), DataNeed(kind="scales", years=(2024,)))
    opened(home, roadmap=six_with("A1", action="objectivity", data=needs, acceptance=None))
    load(home, book_of(tmp_path, JOURNAL.replace(TITLE, "ВПР 2023. 5 класс")))
    assert "Ждёт данных: ВПР 2024, шкалы отметок ВПР 2024." in looked(home).sentence
    load(home, book_of(tmp_path, PRIMARY.replace(TITLE, "ВПР 2024. 5 класс")))
    scales = "Год;Класс;Предмет;Балл на 3;Балл на 4;Балл на 5;Максимальный балл\n2024;5;Русский язык;1;2;3;4\n"
    load(home, text_file(tmp_path / "scales.csv", scales))
    said = looked(home)
    assert said.state is State.DONE
    assert "результаты ВПР 2024 года в 0\u00a0школах из 1" in said.shown


def test_difficult_content_is_found_by_report_5_against_the_country(home: Settings, tmp_path: Path) -> None:
    of_2024 = COMPLETION.replace(TITLE, "ВПР 2024. 5 класс")
    load(home, book_of(tmp_path, of_2024))
    load(home, text_file(tmp_path / "tasks.csv", WORK_TASKS))
    needs = (DataNeed(kind="vpr", years=(2024,)), DataNeed(kind="tasks"))
    roadmap = six_with("A1", action="hard_elements", data=needs, checks=(), acceptance=None)
    opened(home, roadmap=roadmap)
    assert looked(home).state is State.DONE
    with reading(home) as session:
        files = tuple(current_datasets(session))
    question = Question(roadmap, roadmap.by_code["A1"], 2024, JANUARY, files)
    concluded = conclude(question, selected(question, home), home)
    (morphology, spelling) = concluded.result.details["elements"].to_dict("records")
    assert (spelling["n"], spelling["points"], spelling["maximum"]) == (61, 122, 244)
    assert (spelling["share"], spelling["country_share"], spelling["region_share"]) == (50.0, 62.5, None)
    assert (morphology["share"], morphology["country_share"]) == (100.0, 70.0)
    kept = next(table for table in concluded.tables if table.name == "list")
    assert load_frame(home, kept.frame)["element"].tolist() == [spelling["element"]]


def book_of(folder: Path, text: str) -> Path:
    return book(folder / "report-5.xlsx", {"Отчёт": cells(text)})
