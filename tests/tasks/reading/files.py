"""Small files in the real formats, drawn so that a test states only what matters."""

from collections.abc import Sequence
from pathlib import Path

from openpyxl import Workbook

from tasks.data.pseudonyms import Pseudonyms
from tasks.reading.contract import Register

KEYS = Pseudonyms(b"k" * 32)
REGISTER = Register(
    frozenset({"edu680101", "edu680102"}),
    {"111001": "edu680101", "111002": "edu680102"},
    {"мбоу сош №2": "edu680102"},
    frozenset({"г. Примерск", "Лесной район"}),
    {(year, 5, "русский язык"): (2, 3, 4) for year in range(2019, 2026)},
)
ORGANISATION = "МБОУ «СОШ №1» (edu680101) | Примерск | Кол-во участников: 3"
TASKS = ("1 (2б)", "3.1 (1б)", "15К1 (3б)")
VPR_HEADINGS = (
    *("ОО", "Муниципалитет", "Название ОО", "Код участника", "Класс", "Вариант"),
    *TASKS,
    *("Первичный балл", "Отметка", "Отметка по журналу"),
)
PUPILS = (
    ("sch680101", "Примерск", "МБОУ «СОШ №1»", "40001", "4А", 2, 2, 1, "X", 3, "3", 3),
    ("edu680101", "Примерск", "МБОУ «СОШ №1»", "40002", "4А", 1, 0, 0, 0, 0, "2", 3),
    ("edu680101", "Примерск", "МБОУ «СОШ №1»", "40003", "4Б", 1, 2, 1, 3, 6, "5", "нет отметки"),
)
PREAMBLE = (
    ("ВПР 2024 Русский язык 4 класс",),
    ("Предмет", "Русский язык"),
    ("Максимальный первичный балл", 6),
    ("Дата", "15.04.2024"),
)
SCHOOLS = """Логин;Код ОО;ИНН;Наименование;Муниципалитет;Вид;Филиалы;Обучающихся;Учителей
edu680101;111001;6829000001;МБОУ «СОШ №1»;Примерск;СОШ;Филиал в с. Сосновка;300;25
sch680102;111002;6829000002;МБОУ «СОШ №2»;Примерск;лицей;;500;40
"""
ASSIGNMENTS = """Год;Логин;Филиал;Класс;Предмет;Код учителя
2024;edu680101;;5А;Русский язык;T-001
2024;edu680102;;5 "б";Математика;T-002
"""
WORK_TASKS = """Год;Класс;Предмет;Задание;Элемент содержания;Умение;Уровень
2024;5;Русский язык;1K1;Правописание, пунктуация;Списывать;Б
2024;5;Русский язык;3,1;Морфология;Разбирать;П
"""
SCALES = """Год;Класс;Предмет;Балл на 3;Балл на 4;Балл на 5;Максимальный балл
2021;5;Русский язык;18;29;39;45
2021;5;Математика;7;11;15;20
"""
MENTORS = """Логин;Код наставника;Предмет;Уровни;Языки;Сколько учителей
sch680101;У-1;Математика;СОО, ООО;Русский, Татарский;2
sch680101;У-1;Физика;ООО;русский;2
sch680102;У-1;Математика;НОО;русский;0
"""
NEIGHBOURS = """Муниципалитет;Сосед
город Примерск;Лесной р-н
"""
CONDITIONS = """Логин;Местность;Язык обучения
sch680101;сельская;русский
sch680102;город;Татарский
"""
CURATORS = """Код куратора;Организация;Направления;Сколько школ
К-1;ТОИПКРО;RF06, rf01;3
К-2;Центр экспертизы;;1
"""
PARTNERS = """Логин;Сколько школ примет
sch680101;2
sch680102;0
"""
FLAT_MARKS = """Год;Класс;Предмет;Муниципалитет;Логин;ОО;Кол-во участников;2;3;4;5
2023;5;Русский язык;Примерск;sch680101;МБОУ «СОШ №1»;61;32,79;39,34;21,31;6,56
2024;5;Русский язык;Примерск;edu680102;МБОУ «СОШ №2»;20;30;30;30;10
2024;6;Математика;Примерск;edu680102;МБОУ «СОШ №2»;0;0;0;0;0
"""
FLAT_SCORES = """Год;Класс;Предмет;Муниципалитет;Логин;ОО;Кол-во участников;0;1;2;3;4
2024;5;Математика;Примерск;edu680101;МБОУ «СОШ №1»;6;16,67;33,33;;50,00;
"""
FLAT_BIAS = """Год;Муниципалитет;Логин;ОО;4 РУ;4 МА;5 РУ;5 МА;Количество маркеров
2024;Примерск;sch680101;МБОУ «СОШ №1»;1;0;1;;2
2024;Примерск;edu680102;МБОУ «СОШ №2»;0;0;0;0;0
"""
OGE_DUMP = """SchoolCode;ClassCode;SurnameCell;NameCell;SecondNameCell;DocumentSeriesCode;DocumentNumberCode;TestResultBCell;TestResultCCell;PrimaryMark;Mark5
111001;9А;Неверлюбов;Пётр;Ильич;1111;222222;++-;1(2);15;4
111002;9;Сидорова;Анна;;2222;333333;---;0(2);5;2
"""  # noqa: E501
DENSE = """01 - Русский язык 2024.06.03;;;;
№;Код МСУ;Код ОО;Класс;Код ППЭ;Аудитория;Фамилия;Имя;Отчество;Серия;Номер;Первичный балл;Балл
1;111;111001;11А;1018;9;Иванов;Пётр;Ильич;1111;222222;21;41
2;111;111002;11;1018;9;Сидорова;Анна;;2222;333333;40;88
Средние;;;;;;;;;;;30;64
Минимальная граница;;;;;;;;;;;;24
Всего участников;;;;;;;;;;;;2
"""
CROSSWALK = """Год;Логин;Код участника;Фамилия;Имя;Отчество;Серия;Номер
2024;sch680101;40001;Иванов;Пётр;Ильич;1111;222222
2024;edu680101;40002;Сидорова;Анна;;2222;333333
2023;edu680101;30007;Иванов;Пётр;Ильич;1111;222222
"""


def vpr_report(
    path: Path,
    pupils: Sequence[Sequence[object]] = PUPILS,
    *,
    headings: Sequence[object] = VPR_HEADINGS,
    preamble: Sequence[Sequence[object]] = PREAMBLE,
    organisation: str = ORGANISATION,
) -> Path:
    """Report 1 of one school in the layout of 2026, difficulty letters above the heading."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Индивидуальные результаты"
    for row in preamble:
        sheet.append(list(row))
    sheet.append([organisation])
    sheet.append(["" for _ in range(6)] + ["Б", "Б", "П"])
    sheet.append(list(headings))
    for pupil in pupils:
        sheet.append(list(pupil))
    book.save(path)
    return path


def grade_five(path: Path) -> Path:
    """The same report as one of the fifth grade, whose results the lists of schools rest on."""
    pupils = [[str(cell).replace("4", "5") if cell in ("4А", "4Б") else cell for cell in row] for row in PUPILS]
    return vpr_report(path, pupils, preamble=(("ВПР 2024 Русский язык 5 класс",), *PREAMBLE[1:]))


def changed(pupil: int, **cells: object) -> tuple[tuple[object, ...], ...]:
    """The three pupils with cells of one replaced, by heading (spaces as underscores, tasks as task1…task3)."""
    names = {heading: index for index, heading in enumerate(VPR_HEADINGS)} | {"task1": 6, "task2": 7, "task3": 8}
    rows = [list(row) for row in PUPILS]
    for name, value in cells.items():
        rows[pupil][names[name.replace("_", " ")]] = value
    return tuple(tuple(row) for row in rows)


def text_file(path: Path, text: str, encoding: str = "utf-8") -> Path:
    """A text file in an encoding."""
    path.write_bytes(text.encode(encoding))
    return path
