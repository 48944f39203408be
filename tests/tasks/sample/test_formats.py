"""The files look as the real systems write them (domain: report 1, protocols, appeals, registers)."""

import json
import re
from collections import defaultdict
from pathlib import Path
from statistics import correlation

import pytest
from openpyxl import load_workbook

from tasks.sample.generation import Kind, Region, generate
from tasks.sample.works import SCALES
from tests.tasks.sample import files_by_hand
from tests.tasks.sample.conftest import PUPILS, SCHOOLS, SEED
from tests.tasks.sample.files_by_hand import Written, cells, lines_of, text_of


def test_a_report_opens_with_its_preamble_letters_and_header(inputs: Path) -> None:
    rows = cells(inputs / "2024" / "vpr" / "ВПР_2024_5_Русский_язык_Ф1.xlsx")
    assert rows[0][0] == "ВПР 2024 Русский язык 5 класс"
    assert [row[:2] for row in rows[3:6]] == [
        ["Предмет", "Русский язык"],
        ["Максимальный первичный балл", 45],
        ["Дата", "15.04.2024"],
    ]
    assert re.search(r"Кол-во участников: (\d+)$", rows[7][0])[1] == str(len(rows) - 12)  # type: ignore[index]
    header = rows[11]
    assert header[:7] == ["ОО", "Муниципалитет", "Название ОО", "Код участника", "Класс", "Вариант", "1К1 (4б)"]
    assert header[-3:] == ["Первичный балл", "Отметка", "Отметка по журналу"]
    assert all(re.fullmatch(r"\d+([.,]\d+)?([КK]\d+)?\s*\((\d+)\s*б\)", name) for name in header[6:-3])
    assert set(rows[10][6:-3]) == {"Б", "П", "В"}


def test_two_libraries_read_the_same_cells(inputs: Path) -> None:
    path = inputs / "2023" / "vpr" / "ВПР_2023_8_Биология_Ф1.xlsx"
    assert files_by_hand.cells_fast(path)[11:] == cells(path)[11:]


def test_a_report_holds_logins_codes_and_unattempted_tasks_as_real_ones(inputs: Path) -> None:
    rows = cells(inputs / "2024" / "vpr" / "ВПР_2024_4_Окружающий_мир_Ф1.xlsx")[12:]
    assert all(re.fullmatch(r"edu68\d{4}", row[0]) and re.fullmatch(r"4\d{4}", row[3]) for row in rows)
    assert any("X" in row for row in rows)
    assert any(row[-1] == "нет отметки" for row in rows)
    assert len({(row[0], row[3]) for row in rows}) == len(rows)


def test_the_year_of_the_protocol_has_old_logins_the_absent_and_no_marks(inputs: Path) -> None:
    path = inputs / "2022" / "vpr" / "ВПР_2022_4_Окружающий_мир_Протокол.xlsx"
    title, _empty, header, *rows = cells(path)
    assert load_workbook(path).sheetnames == ["Протокол"]
    assert title[0] == "ВПР 2022 Окружающий мир 4 класс"
    assert header[:4] == ["Пользователь (eduNNNNNN)", "Код", "Вариант", "1"]
    assert "Отметка" not in header
    assert all(re.fullmatch(r"sch68\d{4}", row[0]) for row in rows)
    absent = [row for row in rows if row[2] == "отсутствовал"]
    assert absent
    assert all(cell is None for row in absent for cell in row[3 : header.index("Наименование класса")])
    scales = lines_of(inputs / "2022" / "scales.csv")
    assert ["2022", "4", "окружающий мир", "8", "18", "27", "32"] in scales


def test_the_collection_form_numbers_classes_and_says_the_points_in_its_headings(inputs: Path) -> None:
    _title, _empty, header, *rows = cells(inputs / "2025" / "vpr" / "ВПР_2025_4_Математика_Результаты.xlsx")
    assert header[3] == "1\n(макс. 1 б.)"
    assert {row[header.index("Порядковый номер класса")] for row in rows} >= {1, 2}
    assert any(row[2] == "не присутствовал" for row in rows)
    scored = [row for row in rows if row[-1] is not None]
    assert all(row[-1] == sum(cell for cell in row[3:-4] if isinstance(cell, int)) for row in scored)


@pytest.mark.parametrize(("year", "first"), [(2020, "user"), (2021, "логин школы")])
def test_dumps_and_forms_of_earlier_years_are_text_in_the_windows_code_page(
    tmp_path: Path, year: int, first: str
) -> None:
    earlier = generate(tmp_path, SEED, SCHOOLS, PUPILS, first_year=2020)
    (path,) = [path for path in earlier.of(Kind.VPR, year=year) if "_5_Математика" in path.name]
    assert path.suffix == ".csv"
    assert path.read_bytes().decode("cp1251").startswith(f"ВПР {year} Математика 5 класс\r\n\r\n{first};")


def test_reports_of_the_last_year_tell_what_the_works_hold(region: Region, written: Written) -> None:
    reports = {path.name: files_by_hand.cells_fast(path) for path in region.of(Kind.REPORTS)}
    assert len(reports) == 12
    works = [row for row in written.vpr if (row["year"], row["grade"], row["subject"]) == (2025, 5, "математика")]
    marks = reports["ВПР_2025_5_Математика_Ф2.xlsx"]
    assert marks[5] == ["Группы участников", "Кол-во ОО", "Кол-во участников", "2", "3", "4", "5"]
    of_school: dict[str, list[int]] = defaultdict(list)
    for row in works:
        of_school[row["school"]].append(row["mark"])
    for name, _many, people, *shares in marks[6:]:
        if login := re.search(r"\((edu\d{6})\)", name):
            of = of_school.pop(login[1])
            assert people == len(of)
            assert shares == [f"{100 * of.count(mark) / len(of):.2f}".replace(".", ",") for mark in (2, 3, 4, 5)]
    assert not of_school, "every school has its row"
    (planned,) = [rows for name, rows in reports.items() if name.startswith("ВПР_2025_5_Математика_Ф6")]
    got = sum(row["scores"]["1"][0] for row in works)
    assert planned[7][:1] == ["1"]
    assert planned[7][3] == f"{100 * got / len(works):.2f}".replace(".", ",")


def test_the_federal_list_is_drawn_apart_from_what_is_planted(region: Region) -> None:
    (path,) = [path for path in region.of(Kind.FLAT) if path.name == "bias.csv"]
    header, *lines = lines_of(path)
    assert header[4:] == ["4 РУ", "4 МА", "5 РУ", "5 МА", "Количество маркеров"]
    assert all(sum(map(int, line[4:8])) == int(line[8]) for line in lines)
    planted = json.loads(region.truth.read_text(encoding="utf8"))["non_objective"]["2025"]
    assert {line[2] for line in lines if line[8] != "0"} != set(planted)


def test_primary_points_are_the_sum_of_tasks_and_marks_follow_the_scale(written: Written) -> None:
    for row in written.vpr:
        three, four, five, most = SCALES[row["grade"], row["subject"]]
        points = [score for score, _ in row["scores"].values()]
        assert row["primary"] == sum(points)
        assert all(0 <= score <= (of or most) for score, of in row["scores"].values())
        assert row["year"] == 2022 or sum(of for _, of in row["scores"].values()) == most
        assert row["mark"] == 2 + (row["primary"] >= three) + (row["primary"] >= four) + (row["primary"] >= five)


def test_five_subjects_are_written_in_grades_5_to_8_and_three_in_grade_4(inputs: Path) -> None:
    found: dict[str, int] = defaultdict(int)
    for path in inputs.glob("2023/vpr/*"):
        found[path.name.split("_")[2]] += 1
    assert found == {"4": 3, "5": 5, "6": 5, "7": 5, "8": 5}


def test_a_pupils_results_go_together_and_journal_marks_are_near(written: Written) -> None:
    rows = [row for row in written.vpr if (row["year"], row["grade"]) == (2024, 7)]
    primary = {(row["subject"], row["school"], row["code"]): row["primary"] for row in rows}
    pairs = [(p, primary["математика", *who]) for (s, *who), p in primary.items() if s == "русский язык" and
             ("математика", *who) in primary]  # fmt: skip
    assert correlation(*zip(*pairs, strict=True)) > 0.4
    near = [abs(row["mark"] - row["journal"]) for row in rows if row["journal"] != "нет отметки"]
    assert max(near) <= 1
    assert near.count(0) > len(near) / 2


def test_protocols_come_sparse_and_dense_and_in_two_encodings(region: Region) -> None:
    protocols = [path for path in region.of(Kind.GIA) if not path.name.startswith("02_")]
    sparse = [path for path in protocols if ";;Код ОО;;" in text_of(path)]
    dense = [path for path in protocols if "№;Код ОО;Класс;" in text_of(path)]
    assert sparse
    assert dense
    assert len(sparse) + len(dense) == len(protocols)
    assert {path.read_bytes()[:3] == b"\xef\xbb\xbf" for path in protocols} == {True, False}


def test_protocols_stack_blocks_with_footers(region: Region) -> None:
    for path in (path for path in region.of(Kind.GIA) if not path.name.startswith("02_")):
        lines = lines_of(path)
        titles = [n for n, line in enumerate(lines) if re.match(r"\D*(\d\d - )?.+ \d{4}\.\d\d\.\d\d$", line[0])]
        assert titles[0] == 0
        for start, end in zip(titles, [*titles[1:], len(lines)], strict=True):
            block = lines[start:end]
            pupils = [line for line in block if line[0].isdigit()]
            footers = {line[0]: [cell for cell in line[1:] if cell] for line in block if line in block[-3:]}
            assert footers["Всего участников"] == [str(len(pupils))]
            assert all(re.fullmatch(r"\d+,\d", mean) for mean in footers["Средние"])
            assert ("Минимальная граница" in footers) == path.name.startswith("ЕГЭ")
    days = region.of(Kind.GIA, year=2024)
    assert any(sum(bool(re.match(r"\d\d - ", line[0])) for line in lines_of(path)) > 1 for path in days)


def test_masks_of_answers_add_up_to_the_primary_score(region: Region) -> None:
    for path in region.of(Kind.GIA, year=2024):
        header: list[str] = []
        for line in lines_of(path):
            if line[0] == "№":
                header = line
            elif line[0].isdigit():
                cell = dict(zip(header, line, strict=True))
                short = cell["Задания с кратким ответом"]
                long = cell.get("Задания с развёрнутым ответом", "") + cell.get("Устная часть", "")
                assert re.fullmatch(r"[-+\d]+", short)
                assert re.fullmatch(r"(\d\(\d\))*", long)
                got = sum(int(points) for points in re.findall(r"(\d)\(", long))
                least = short.count("+") + sum(int(digit) for digit in re.findall(r"\d", short))
                primary = sum(int(points) for name, points in cell.items() if name.startswith("Первичный балл"))
                assert got + least <= primary <= got + least + 3


def test_a_language_is_written_and_spoken_on_two_days(region: Region) -> None:
    (path,) = [path for path in region.of(Kind.GIA, year=2025) if "английский" in path.name]
    title, header, *lines = lines_of(path)
    assert title[0] == "Английский язык п.: 2025.06.11, у.: 2025.06.13"
    assert {"Устная часть", "Первичный балл устной части", "Первичный балл письм. части", "Балл"} <= set(header)
    assert [line for line in lines if line[0].isdigit()]


def test_mathematics_of_grade_9_comes_as_a_dump_every_second_year(region: Region) -> None:
    dumps = {path.name for path in region.of(Kind.GIA) if path.name.startswith("02_")}
    assert dumps == {"02_2023.06.09.csv", "02_2025.06.03.csv"}
    (path,) = [path for path in region.of(Kind.GIA, year=2023) if path.name in dumps]
    assert lines_of(path)[0][:2] == ["SchoolCode", "ClassCode"]


def test_marks_and_scores_of_exams_follow_their_scales(written: Written) -> None:
    marks = {row["result"] for row in written.gia if row["exam"] == "ОГЭ"}
    scores = {row["result"] for row in written.gia if row["subject"] == "русский язык" and row["exam"] == "ЕГЭ"}
    assert marks == {2, 3, 4, 5}
    assert max(scores) > 60
    assert min(scores) >= 0


@pytest.mark.parametrize("kind", ["ОГЭ", "ЕГЭ"])
def test_appeals_change_what_the_protocol_said(region: Region, kind: str) -> None:
    states = set()
    for path in region.of(Kind.APPEALS):
        if path.name.startswith(kind):
            title, header, second, *rows = lines_of(path)
            assert re.match(r"\d\d - .+ \d{4}\.\d\d\.\d\d$", title[0])
            now = header.index("Текущие")
            assert second[now : now + 2] == ["Первичный балл", "Балл" if "Балл" in second else "Оценка"]
            for row in rows:
                before, after, by = int(row[now - 1]), int(row[now + 1]), int(row[now + 2])
                assert after - before == by
                assert by == 0 or row[header.index("Состояние")] == "Удовлетворена"
                states.add(row[header.index("Состояние")])
    assert states == {"Удовлетворена", "Отклонена"}


def test_registers_have_their_columns_and_know_every_school_and_task(inputs: Path, written: Written) -> None:
    schools = lines_of(inputs / "schools.csv")
    assert ";".join(schools[0]) == (
        "Логин;Код ОО;ИНН;Наименование;Муниципалитет;Вид;Филиалы;Обучающихся;Учителей"
    )  # fmt: skip
    assert {row["school"] for row in written.vpr} <= {line[0] for line in schools[1:]}
    assert len({line[1] for line in schools}) == len({line[2] for line in schools}) == len(schools)
    assert {line[5] for line in schools[1:]} <= {"СОШ", "ООШ", "Лицей", "Гимназия"}
    assert ";".join(lines_of(inputs / "2024" / "assignments.csv")[0]) == "Год;Логин;Филиал;Класс;Предмет;Код учителя"
    tasks = lines_of(inputs / "2024" / "tasks.csv")
    assert ";".join(tasks[0]) == "Год;Класс;Предмет;Задание;Элемент содержания;Умение;Уровень"
    branches = {name for line in schools[1:] for name in line[6].split("; ") if name}
    assert set(written.branch.values()) - {""} == branches


def test_mistakes_stand_where_they_are_said_to(region: Region) -> None:
    told = json.loads((region.truth.parent / "mistakes.json").read_text(encoding="utf8"))
    files = {path.name: cells(path) for path in region.of(Kind.MISTAKES)}
    assert len(told["mistakes"]) == 6
    for mistake in told["mistakes"]:
        rows = files[mistake["file"]]
        if mistake["value"] is None:
            assert mistake["column"] not in rows[11]
        else:
            assert rows[mistake["row"] - 1][rows[11].index(mistake["column"])] == mistake["value"]


def test_the_wrong_file_differs_from_the_right_one_in_marks_only(region: Region) -> None:
    (wrong,), (right,) = region.of(Kind.WRONG), region.of(Kind.RIGHT)
    pairs = list(zip(files_by_hand.read_vpr(wrong), files_by_hand.read_vpr(right), strict=True))
    changed = [(a, b) for a, b in pairs if a != b]
    assert changed
    assert len({a["school"] for a, _ in changed}) == 1
    assert all({**a, "mark": b["mark"]} == b for a, b in changed)
    assert right.read_bytes() == (region.folder / "input" / "2024" / "vpr" / right.name).read_bytes()
