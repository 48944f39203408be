"""What the six measures rest on: a register of four schools, and two years of one work, wrong and corrected."""

from collections.abc import Mapping
from pathlib import Path

from tests.tasks.reading.files import text_file, vpr_report

SCHOOLS = ("edu680101", "edu680102", "edu680103", "edu680104")
MUNICIPALITY = dict(zip(SCHOOLS, ("Примерск", "Примерск", "Заречье", "Заречье"), strict=True))
CONTACTS = """coordinator:
  - people: [{name: "Осокина Е. Н.", slack: C0VEKHA02}]
ministry:
  - people: [{name: "Вересков М. С.", slack: U0VEKHA03}]
municipal_authority:
  - municipality: Примерск
    people: [{name: "Луговой О. Д.", slack: U0VEKHA04}]
school:
  - school: edu680101
    people: [{name: "Дубравин В. П.", slack: U0VEKHA05}]
"""
# Marks of the ten pupils of each school, in the order of SCHOOLS; a primary score of 0–6 stands for each mark.
SCORE = {2: 1, 3: 3, 4: 5, 5: 6}
LOW, FAIR = (2, 2, 2, 3, 3, 3, 4, 4, 5, 5), (2, 3, 3, 3, 3, 4, 4, 4, 5, 5)


def write_inputs(folder: Path) -> None:
    """Everything that arrives in the story; written once, for a spreadsheet keeps the moment of its making."""
    register = ["Логин;Код ОО;ИНН;Наименование;Муниципалитет;Вид;Филиалы;Обучающихся;Учителей"]
    register += [
        f"{login};11100{n};682900000{n};МБОУ «СОШ №{n}»;{MUNICIPALITY[login]};СОШ;;300;25"
        for n, login in enumerate(SCHOOLS, 1)
    ]
    text_file(folder / "schools.csv", "\n".join(register) + "\n")
    text_file(folder / "plan.pdf", "%PDF-1.4 план школы")
    one, two, three, four = SCHOOLS
    low_before = {one: LOW, two: LOW, three: LOW, four: FAIR}
    _write_work(folder / "2022.xlsx", 2022, low_before)
    _write_work(folder / "2023-wrong.xlsx", 2023, {one: LOW, two: LOW, three: FAIR, four: FAIR}, belied=four)
    _write_work(folder / "2023-right.xlsx", 2023, {one: LOW, two: LOW, three: FAIR, four: FAIR})
    _write_work(folder / "2023-later.xlsx", 2023, low_before)


def _write_work(path: Path, year: int, marks: Mapping[str, tuple[int, ...]], belied: str = "") -> None:
    """A report of the region; in the belied school the first pupil has a mark that the scores do not give."""
    rows = [
        _row(school, number, mark, 5 if school == belied and number == 1 else mark)
        for school, of_school in marks.items()
        for number, mark in enumerate(of_school, 1)
    ]
    preamble = ((f"ВПР {year} Русский язык 5 класс",), ("Предмет", "Русский язык"), ("Максимальный первичный балл", 6))
    organisation = f"Примерская обл. | Кол-во ОО: {len(marks)} | Кол-во участников: {len(rows)}"
    vpr_report(path, rows, preamble=preamble, organisation=organisation)


def _row(school: str, number: int, mark: int, shown: int) -> tuple[object, ...]:
    score = SCORE[mark]
    tasks = min(score, 2), min(max(score - 2, 0), 1), max(score - 3, 0)
    code, place = f"{SCHOOLS.index(school) + 1}00{number:02}", MUNICIPALITY[school]
    return (school, place, f"МБОУ {school}", code, "5А", 1, *tasks, score, str(shown), shown)
