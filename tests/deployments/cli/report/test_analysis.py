"""`vekha report analysis`: papers for whoever asks, without a measure; nothing written over, nothing guessed."""

import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document as read_docx
from openpyxl import load_workbook

from models.assessment.registry import ANALYSES
from tasks.data.releases import told_before
from tasks.database import reading
from tasks.settings import Settings
from tests.deployments.cli.conftest import Vekha
from tests.tasks.documents.test_rendering import letter_text
from tests.tasks.keeping.counted import load
from tests.tasks.reading.files import PREAMBLE, SCHOOLS, WORK_TASKS, changed, grade_five, text_file, vpr_report


@pytest.fixture
def vekha(home: Settings, tmp_path: Path) -> Vekha:
    """The command in a home with a register and one school's VPR of 2024, in which a pupil has «2»."""
    load(home, text_file(tmp_path / "schools.csv", SCHOOLS))
    load(home, vpr_report(tmp_path / "vpr.xlsx", changed(0, Отметка="2", Первичный_балл=0, task1=0, task2=0)))
    return Vekha()


def files(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())


def test_every_analysis_is_named_with_what_it_needs(vekha: Vekha) -> None:
    listed = vekha("report", "analysis", "--json").json
    assert [one["name"] for one in listed] == [*ANALYSES]
    needs = {one["name"]: one["needs"] for one in listed}
    assert needs["hard_elements"] == "результаты ВПР или отчёт 5 ВПР или отчёт 6 ВПР; что проверяют задания"
    assert "если есть — реестр школ" in needs["low_results"]
    assert "low_results" in vekha("report", "analysis", "--list").said


def test_letter_and_workbook_are_written_and_speak_of_no_measure(vekha: Vekha, tmp_path: Path) -> None:
    to = tmp_path / "out"
    told = vekha("report", "analysis", "low_results", "--to", to, "--as-of", "2024-09-01", "--json").json
    name = "Справка о школах с низкими образовательными результатами"
    assert files(to) == [f"{name} 01.09.2024.docx", f"{name}. Приложение 01.09.2024.xlsx"]
    assert sorted(told["written"]) == sorted(str(to / file) for file in files(to))
    text = letter_text((to / files(to)[0]).read_bytes())
    assert "Составлено по загруженным данным вне мероприятий; пороги: обычные." in text
    assert "1 сентября 2024" in text.replace("\u00a0", " ")


def test_nothing_is_written_over_silently(vekha: Vekha, tmp_path: Path) -> None:
    words = ("report", "analysis", "low_results", "--to", tmp_path / "out", "--as-of", "2024-09-01")
    vekha(*words)
    first = tmp_path / "out" / files(tmp_path / "out")[0]
    first.write_bytes(b"mine")
    assert "Уже есть, ничего не записано" in vekha(*words).complaint
    assert first.read_bytes() == b"mine"
    vekha(*words, "--replace")
    assert first.read_bytes() != b"mine"


def test_a_preview_says_what_would_be_found_and_writes_nothing(vekha: Vekha, tmp_path: Path) -> None:
    shown = vekha("report", "analysis", "low_results", "--preview", "--to", tmp_path / "out")
    assert "Низкие результаты: " in shown.said
    assert "Ничего не записано." in shown.said
    assert not (tmp_path / "out").exists()
    assert "--to ПАПКА" in vekha("report", "analysis", "low_results").complaint


def test_a_school_has_its_own_list_and_a_municipality_counts_only(vekha: Vekha, tmp_path: Path) -> None:
    own, places = tmp_path / "own", tmp_path / "places"
    roadmap = ("--years", "2024", "--as-of", "2024-09-01")
    vekha("report", "analysis", "pupils_at_risk", "--school", "edu680101", "--to", own, *roadmap)
    vekha("report", "analysis", "pupils_at_risk", "--each", "municipality", "--to", places, *roadmap)
    assert [Path(name).suffix for name in files(own)] == [".docx", ".xlsx"]
    assert all(name.startswith("edu680101 ") for name in files(own))
    assert {Path(name).suffix for name in files(places)} == {".docx"}
    text = letter_text((places / files(places)[0]).read_bytes())
    assert "Муниципалитет: " in text
    assert "скрыто" in text, "of three pupils nobody outside the school learns how many are at risk"
    book = load_workbook(BytesIO((own / files(own)[1]).read_bytes()))
    assert any("логин edu680101" in str(cell.value) for row in book.worksheets[0].iter_rows() for cell in row)


@pytest.mark.parametrize(("name", "charts"), [("low_results", 1), ("dynamics", 1), ("pupils_at_risk", 0)])
def test_a_municipalitys_letter_and_workbook_show_the_same_charts(
    name: str, charts: int, vekha: Vekha, tmp_path: Path
) -> None:
    vekha("load", grade_five(tmp_path / "five.xlsx"))
    vekha("report", "analysis", name, "--each", "municipality", "--to", tmp_path / "out", "--as-of", "2024-09-01")
    papers = [tmp_path / "out" / one for one in files(tmp_path / "out")]
    letters, workbooks = ([path for path in papers if path.suffix == kind] for kind in (".docx", ".xlsx"))
    assert [len(images(letter)) for letter in letters] == [charts]
    for letter, workbook in zip(letters, workbooks, strict=bool(charts)):
        assert images(letter) == images(workbook)
        assert ("Диаграммы" in load_workbook(workbook).sheetnames) == bool(images(letter))


def images(paper: Path) -> list[bytes]:
    """The pictures inside an office file."""
    with zipfile.ZipFile(paper) as archive:
        return sorted(archive.read(name) for name in archive.namelist() if name.endswith(".png"))


def test_difficult_elements_have_a_copy_of_a_municipality_and_none_of_a_school(vekha: Vekha, tmp_path: Path) -> None:
    vekha("load", text_file(tmp_path / "tasks.csv", WORK_TASKS.replace("1K1", "1")), grade_five(tmp_path / "five.xlsx"))
    words = ("report", "analysis", "hard_elements", "--to", tmp_path / "out", "--as-of", "2024-09-01")
    vekha(*words, "--each", "municipality")
    text = letter_text((tmp_path / "out" / files(tmp_path / "out")[0]).read_bytes())
    assert "Муниципалитет: Примерск" in text
    assert "доля скрыта: участников мало" in text, "three pupils"
    assert "копий школ нет" in vekha(*words, "--each", "school").complaint


def class_of(folder: Path, right: int, wrong: int, school: str = "edu680101", place: str = "Примерск") -> Path:
    """A school's VPR of 2024: so many pupils who have the first task's two points, so many who have none."""
    name = f"МБОУ «СОШ №{school[-1]}»"
    pupils = [
        (school, place, name, str(40001 + at), "5А", 1, *((2, 0, 0, 2, "3") if at < right else (0, 0, 0, 0, "2")), 3)
        for at in range(right + wrong)
    ]
    preamble = (("ВПР 2024 Русский язык 5 класс",), *PREAMBLE[1:])
    organisation = f"{name} ({school}) | {place} | Кол-во участников: {right + wrong}"
    return vpr_report(folder / f"{school} {right + wrong}.xlsx", pupils, preamble=preamble, organisation=organisation)


def test_a_correction_of_difficult_elements_is_not_told_by_the_difference(home: Settings, tmp_path: Path) -> None:
    """В Примерске добавились двое: ни его копия, ни регион рядом с соседями не скажут, как они написали."""
    register = SCHOOLS.replace("МБОУ «СОШ №2»;Примерск", "МБОУ «СОШ №2»;Луговое")
    tasks = WORK_TASKS.replace("1K1", "1")
    for path in (text_file(tmp_path / "schools.csv", register), text_file(tmp_path / "tasks.csv", tasks)):
        load(home, path)
    load(home, class_of(tmp_path, 8, 12))
    load(home, class_of(tmp_path, 5, 15, "edu680102", "Луговое"))
    vekha = Vekha()
    assert shares(vekha, tmp_path / "first") == {"Луговое": (0.25, 0.325), "Примерск": (0.4, 0.325)}
    load(home, class_of(tmp_path, 9, 13))
    then = {"Луговое": (0.25, None), "Примерск": ("скрыто", None)}
    assert shares(vekha, tmp_path / "then") == then
    assert shares(vekha, tmp_path / "again") == then
    vekha("report", "analysis", "hard_elements", "--to", tmp_path / "region")
    letter = next((tmp_path / "region").glob("*.docx"))
    assert "доля скрыта" in letter_text(letter.read_bytes()), "the region's own letter would tell it too"


def test_what_was_only_previewed_was_not_told(home: Settings, tmp_path: Path) -> None:
    for path in (text_file(tmp_path / "schools.csv", SCHOOLS), text_file(tmp_path / "tasks.csv", WORK_TASKS)):
        load(home, path)
    load(home, class_of(tmp_path, 8, 12))
    vekha = Vekha()
    vekha("report", "analysis", "hard_elements", "--each", "municipality", "--preview")
    with reading(home) as session:
        assert told_before(session, home, "hard_elements").elements.empty
    vekha("report", "analysis", "hard_elements", "--each", "municipality", "--to", tmp_path / "out")
    with reading(home) as session:
        assert not told_before(session, home, "hard_elements").elements.empty


def shares(vekha: Vekha, to: Path) -> dict[str, tuple[object, object]]:
    """What every municipality's copy tells of the element of the first task: its own share and the region's."""
    vekha("report", "analysis", "hard_elements", "--each", "municipality", "--to", to)
    return {path.parent.name: _of_first_element(path) for path in to.rglob("*.xlsx")}


def _of_first_element(workbook: Path) -> tuple[object, object]:
    rows = list(load_workbook(workbook)["Все элементы"].iter_rows(values_only=True))
    (heading,) = (row for row in rows if "Выполнение" in row)
    (told,) = (dict(zip(heading, row, strict=True)) for row in rows if "Правописание, пунктуация" in row)
    return told["Выполнение"], told.get("Регион")


def test_what_is_not_loaded_is_named_with_its_years(vekha: Vekha, tmp_path: Path) -> None:
    refused = vekha("report", "analysis", "low_branches", "--years", "2022,2024", "--to", tmp_path / "out").complaint
    assert "результаты ВПР за 2022" in refused
    assert "назначения (кто кого учит) за 2024" in refused
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        (("low_result",), "Расчёта «low_result» нет. Есть: low_results"),
        (("low_results", "--years", "24"), "не годы: 24"),
        (("low_results", "--school", "edu999999"), "нет школы: edu999999. Есть: edu680101"),
        (("low_results", "--municipality", "Луна"), "нет муниципалитета: Луна"),
    ],
)
def test_who_and_what_is_not_there_is_told_with_what_is(
    vekha: Vekha, tmp_path: Path, words: tuple[str, ...], complaint: str
) -> None:
    assert complaint in vekha("report", "analysis", *words, "--to", tmp_path / "out").complaint


def test_names_of_files_are_taken_by_every_system(vekha: Vekha, tmp_path: Path) -> None:
    vekha("report", "analysis", "school_lists", "--to", tmp_path / "out", "--as-of", "2024-09-01")
    assert not [name for name in files(tmp_path / "out") if set(name) & set('<>:"\\|?*')]
    assert read_docx(str(tmp_path / "out" / files(tmp_path / "out")[0])).paragraphs


def test_the_effect_of_support_is_told_of_the_approved_list_and_of_no_part(vekha: Vekha, tmp_path: Path) -> None:
    shown = vekha("report", "analysis", "effect_of_support", "--preview", "--json").json
    (copy,) = shown["copies"]
    assert "нет утверждённого перечня школ, поддержанных к этому году" in copy["found"][0]
    refused = vekha("report", "analysis", "effect_of_support", "--each", "school", "--to", tmp_path).complaint
    assert "копий по частям нет" in refused
