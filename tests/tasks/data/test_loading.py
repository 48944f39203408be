"""A file is loaded whole or not at all, and nobody's name stays behind."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pandas as pd
import pytest
import sqlalchemy as sa
from sqlmodel import func, select

from models.errors import FileRefused, VekhaError
from models.records import Dataset, School
from tasks.data.datasets import current, frames
from tasks.data.loading import LoadReport, load_file
from tasks.database import reading
from tasks.settings import Settings
from tests.tasks.reading.files import ASSIGNMENTS, CROSSWALK, DENSE, SCALES, SCHOOLS, changed, text_file, vpr_report
from tests.tasks.reading.vpr.reports import FORM_2020, MARKS

PERSONAL = ("Иванов", "ИВАНОВ", "Сидорова", "Ильич", "222222", "333333")


def load(settings: Settings, path: Path) -> LoadReport:
    return load_file(path, actor="cli:test", settings=settings)


@pytest.fixture
def region(any_home: Settings, tmp_path: Path) -> Settings:
    """A home whose register is loaded."""
    load(any_home, text_file(tmp_path / "schools.csv", SCHOOLS))
    return any_home


def trace(settings: Settings) -> tuple[int, int, int]:
    """Datasets, schools and files of frames."""
    with reading(settings) as session:
        rows = [session.exec(select(func.count()).select_from(table)).one() for table in (Dataset, School)]
    return rows[0], rows[1], len(list(settings.frames.iterdir())) if settings.frames.exists() else 0


def test_files_of_every_kind_are_loaded_and_given_back(region: Settings, tmp_path: Path) -> None:
    reports = [
        load(region, vpr_report(tmp_path / "vpr.xlsx")),
        load(region, text_file(tmp_path / "p.csv", DENSE, "cp1251")),
        load(region, text_file(tmp_path / "a.csv", ASSIGNMENTS)),
    ]
    assert [(report.kind, report.rows, report.was_known) for report in reports] == [
        ("vpr", 3, False),
        ("ege", 2, False),
        ("assignments", 2, False),
    ]
    with reading(region) as session:
        found = frames(region, [*current(session, "vpr", [2024]), *current(session, "ege", [2024])])
    assert {name: len(frame) for name, frame in found.items() if len(frame)} == {"vpr": 3, "vpr_tasks": 9, "gia": 2}


def test_a_crosswalk_says_on_what_ground_it_is_kept_and_until_when(region: Settings, tmp_path: Path) -> None:
    report = load(region, text_file(tmp_path / "c.csv", CROSSWALK))
    with reading(region) as session:
        dataset = session.get_one(Dataset, report.dataset_id)
        found = frames(region, [dataset], ["crosswalk"], [2024])["crosswalk"]
    assert "согласие законных представителей" in dataset.legal_ground
    assert dataset.purpose
    assert dataset.delete_after is not None
    assert found["pupil"].nunique() == 2


def test_a_later_crosswalk_of_a_schools_year_is_believed(region: Settings, tmp_path: Path) -> None:
    load(region, text_file(tmp_path / "c.csv", CROSSWALK))
    load(region, text_file(tmp_path / "d.csv", "\n".join(CROSSWALK.splitlines()[:2])))
    with reading(region) as session:
        found = frames(region, current(session, "crosswalk"), ["crosswalk"])["crosswalk"]
    assert sorted(found["year"]) == [2023, 2024], "of 2024 one is left, of 2023 nothing new was said"


def test_a_form_whose_work_has_no_shipped_scale_waits_for_one(region: Settings, tmp_path: Path) -> None:
    form = text_file(tmp_path / "f.csv", FORM_2020.replace("Русский язык", "География"))
    with pytest.raises(FileRefused, match="сначала загрузите шкалу"):
        load(region, form)
    scale = SCALES.replace("2021;5;Русский язык;18;29;39;45", "2020;5;География;2;3;4;4")
    load(region, text_file(tmp_path / "s.csv", scale))
    load(region, form)
    with reading(region) as session:
        marks = frames(region, current(session, "vpr"), ["vpr"])["vpr"]["mark"]
    assert marks.fillna(0).tolist() == [4, 2, 0]


def test_a_school_without_a_login_is_known_by_its_name(region: Settings, tmp_path: Path) -> None:
    load(region, text_file(tmp_path / "m.csv", MARKS))
    with reading(region) as session:
        found = frames(region, current(session, "vpr_marks"), ["vpr_marks"])["vpr_marks"]
        (dataset,) = current(session, "vpr_marks")
    assert found[found["unit"].eq("edu680102")]["count"].tolist() == [2, 3, 1, 1]
    assert "273-ФЗ, ст. 97" in dataset.legal_ground
    assert dataset.delete_after is None


def test_a_refused_file_leaves_no_trace(region: Settings, tmp_path: Path) -> None:
    before = trace(region)
    for wrong in (
        vpr_report(tmp_path / "w.xlsx", changed(2, Отметка="7")),
        text_file(tmp_path / "p.csv", DENSE.replace("111002", "999999")),
        text_file(tmp_path / "s.csv", SCHOOLS.replace("sch680102", "school2")),
        tmp_path / "нет.csv",
    ):
        with pytest.raises(FileRefused):
            load(region, wrong)
    assert trace(region) == before


def test_the_same_file_twice_is_one_dataset(region: Settings, tmp_path: Path) -> None:
    path = vpr_report(tmp_path / "vpr.xlsx")
    first, before = load(region, path), trace(region)
    second = load(region, path.rename(tmp_path / "другое имя.xlsx"))
    assert (second.was_known, second.dataset_id) == (True, first.dataset_id)
    assert trace(region) == before


def test_a_correction_supersedes_what_it_corrects(region: Settings, tmp_path: Path) -> None:
    first = load(region, vpr_report(tmp_path / "vpr.xlsx"))
    second = load(region, vpr_report(tmp_path / "vpr2.xlsx", changed(1, Отметка="3")))
    assert second.superseded == (first.dataset_id,)
    with reading(region) as session:
        assert frames(region, current(session, "vpr", [2024]))["vpr"]["mark"].tolist() == [3, 3, 5]


def test_a_file_loaded_by_several_at_once_is_one_dataset(region: Settings, tmp_path: Path) -> None:
    path = vpr_report(tmp_path / "vpr.xlsx")
    with ThreadPoolExecutor(4) as pool:
        reports = list(pool.map(lambda _: load(region, path), range(4)))
    assert len({report.dataset_id for report in reports}) == 1
    assert trace(region)[0] == 2


def test_no_name_or_document_is_kept_anywhere(region: Settings, tmp_path: Path) -> None:
    for name, text, slip in (("p", DENSE, (";21;41", ";21;141")), ("c", CROSSWALK, (";40001;", ";"))):
        load(region, text_file(tmp_path / f"{name}.csv", text))
        with pytest.raises(FileRefused):
            load(region, text_file(tmp_path / f"{name}-wrong.csv", text.replace(*slip)))
    files = [path for path in region.root.rglob("*") if path.is_file()]
    assert files
    for path in files:
        assert not [word for word in PERSONAL if word.encode() in path.read_bytes()], path
    # Parquet packs its texts: they are looked for unpacked too, and in the rows of an engine that keeps no file here.
    stored = "".join(pd.read_parquet(path).to_csv() for path in region.frames.iterdir())
    with reading(region) as session:
        rows = str(session.execute(sa.select(sa.text("*")).select_from(Dataset)).all())
    assert not [word for word in PERSONAL if word in rows + stored]


@pytest.mark.parametrize("kind", ["vpr", "crosswalk"])
def test_a_lost_secret_is_not_replaced_by_another(region: Settings, tmp_path: Path, kind: str) -> None:
    crosswalk = text_file(tmp_path / "c.csv", CROSSWALK)
    load(region, vpr_report(tmp_path / "vpr.xlsx") if kind == "vpr" else crosswalk)
    region.secret_path.unlink()
    with pytest.raises(VekhaError, match=r"Нет файла секрета .*верните его из резервной копии"):
        load(region, text_file(tmp_path / "p.csv", DENSE))
    assert not region.secret_path.exists()
