"""The files look as the real systems write them (domain: report 1, protocols, appeals, registers)."""

import json
import re
from collections import defaultdict
from pathlib import Path
from statistics import correlation

import pytest

from tasks.sample.generation import Kind, Region
from tasks.sample.works import SCALES
from tests.tasks.sample import by_hand
from tests.tasks.sample.by_hand import Written, cells, lines_of, text_of


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
    path = inputs / "2023" / "vpr" / "ВПР_2023_8_История_Ф1.xlsx"
    assert by_hand.cells_fast(path)[11:] == cells(path)[11:]


def test_a_report_holds_logins_codes_and_unattempted_tasks_as_real_ones(inputs: Path) -> None:
    old = cells(inputs / "2022" / "vpr" / "ВПР_2022_4_Окружающий_мир_Ф1.xlsx")[12:]
    new = cells(inputs / "2025" / "vpr" / "ВПР_2025_4_Окружающий_мир_Ф1.xlsx")[12:]
    assert all(re.fullmatch(r"sch68\d{4}", row[0]) for row in old)
    assert all(re.fullmatch(r"edu68\d{4}", row[0]) and re.fullmatch(r"4\d{4}", row[3]) for row in new)
    assert any("X" in row for row in new)
    assert any(row[-1] == "нет отметки" for row in old + new)
    assert len({(row[0], row[3]) for row in new}) == len(new)


def test_primary_points_are_the_sum_of_tasks_and_marks_follow_the_scale(written: Written) -> None:
    for row in written.vpr:
        three, four, five, most = SCALES[row["grade"], row["subject"]]
        points = [score for score, _ in row["scores"].values()]
        assert row["primary"] == sum(points)
        assert all(0 <= score <= of for score, of in row["scores"].values())
        assert sum(of for _, of in row["scores"].values()) == most
        assert row["mark"] == 2 + (row["primary"] >= three) + (row["primary"] >= four) + (row["primary"] >= five)


def test_five_subjects_are_written_in_grades_5_to_8_and_three_in_grade_4(inputs: Path) -> None:
    found: dict[str, int] = defaultdict(int)
    for path in inputs.glob("2023/vpr/*.xlsx"):
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
    protocols = region.of(Kind.GIA)
    sparse = [path for path in protocols if ";;Код ОО;;" in text_of(path)]
    dense = [path for path in protocols if "№;Код ОО;Класс;" in text_of(path)]
    assert sparse
    assert dense
    assert len(sparse) + len(dense) == len(protocols)
    assert {path.read_bytes()[:3] == b"\xef\xbb\xbf" for path in protocols} == {True, False}


def test_protocols_stack_blocks_with_footers(region: Region) -> None:
    for path in region.of(Kind.GIA):
        lines = lines_of(path)
        titles = [n for n, line in enumerate(lines) if re.match(r"\d\d - .+ \d{4}\.\d\d\.\d\d$", line[0])]
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
    for path in region.of(Kind.GIA, year=2025):
        header: list[str] = []
        for line in lines_of(path):
            if line[0] == "№":
                header = line
            elif line[0].isdigit():
                cell = dict(zip(header, line, strict=True))
                short, long = cell["Задания с кратким ответом"], cell.get("Задания с развёрнутым ответом", "")
                assert re.fullmatch(r"[-+\d]+", short)
                assert re.fullmatch(r"(\d\(\d\))*", long)
                got = sum(int(points) for points in re.findall(r"(\d)\(", long))
                least = short.count("+") + sum(int(digit) for digit in re.findall(r"\d", short))
                assert got + least <= int(cell["Первичный балл"]) <= got + least + 3


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
    pairs = list(zip(by_hand.read_vpr(wrong), by_hand.read_vpr(right), strict=True))
    changed = [(a, b) for a, b in pairs if a != b]
    assert changed
    assert len({a["school"] for a, _ in changed}) == 1
    assert all({**a, "mark": b["mark"]} == b for a, b in changed)
    assert right.read_bytes() == (region.folder / "input" / "2024" / "vpr" / right.name).read_bytes()
