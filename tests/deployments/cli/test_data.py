"""`vekha data`: what there is, what rests on it, and how it goes."""

from datetime import date
from pathlib import Path

from models.records import Dataset
from tasks.database import writing
from tasks.settings import Settings
from tests.deployments.cli.conftest import Vekha
from tests.tasks.keeping.counted import counted


def vekha_with_data(home: Settings, folder: Path, *, last_day: date | None = None) -> tuple[Vekha, int]:
    number = counted(home, folder)
    if last_day is not None:
        with writing(home) as session:
            session.get_one(Dataset, number).delete_after = last_day
    return Vekha(), number


def test_every_dataset_is_listed_with_its_purpose_and_end(home: Settings, tmp_path: Path) -> None:
    vekha, number = vekha_with_data(home, tmp_path)
    listed = vekha("data", "list", "--json").json
    assert [(one["id"], one["kind"], one["rows"], one["overdue"]) for one in listed] == [
        (1, "schools", 2, False),
        (number, "vpr", 3, False),
    ]
    assert "273-ФЗ" in listed[1]["legal_ground"]
    assert vekha("data", "list").said.count("vpr.xlsx") == 1
    assert "Срок хранения ни у чего не истёк." in vekha("data", "list", "--expired").said


def test_what_is_kept_too_long_is_marked_and_status_says_so(home: Settings, tmp_path: Path) -> None:
    vekha, number = vekha_with_data(home, tmp_path, last_day=date(2020, 8, 31))
    assert "31.08.2020 — истёк" in vekha("data", "list").said
    assert [one["id"] for one in vekha("data", "list", "--expired", "--json").json] == [number]
    assert "Срок хранения истёк, наборов данных: 1." in vekha("status").said
    assert vekha("status", "--json").json["expired_datasets"] == 1


def test_a_dataset_is_shown_with_its_columns_and_the_steps_that_rest_on_it(home: Settings, tmp_path: Path) -> None:
    vekha, number = vekha_with_data(home, tmp_path)
    shown = vekha("data", "show", number, "--json").json
    assert {frame["name"]: frame["rows"] for frame in shown["frames"]} == {"vpr": 3, "vpr_tasks": 9}
    assert "pupil" in shown["frames"][0]["columns"]
    assert [(one["code"], one["tables"], one["documents"]) for one in shown["steps"]] == [("A1", True, 2)]
    assert "Останется без данных (ВПР 2024)" in shown["steps"][0]["fate"]
    assert "Посчитанных шагов на этом наборе нет." in vekha("data", "show", 1).said


def test_a_purge_is_shown_first_and_done_with_yes_and_a_reason(home: Settings, tmp_path: Path) -> None:
    vekha, number = vekha_with_data(home, tmp_path)
    assert "Пока ничего не удалено" in vekha("data", "purge", number).said
    assert "только с причиной" in vekha("data", "purge", number, "--yes").complaint
    assert len(vekha("data", "list", "--json").json) == 2
    done = vekha("data", "purge", number, "--yes", "--reason", "отозвано согласие", "--json").json
    assert (done["purged"], [one["id"] for one in done["datasets"]]) == (True, [number])
    assert len(vekha("data", "list", "--json").json) == 1
    (audit,) = vekha("data", "list", "--purged", "--json").json
    assert (audit["dataset_id"], audit["reason"], audit["rows"]) == (number, "отозвано согласие", 3)
    assert "отозвано согласие" in vekha("data", "show", number).complaint
    assert "Удалено наборов: 0." in vekha("data", "purge", number, "--yes", "--reason", "ещё раз").said


def test_all_that_is_kept_too_long_goes_at_once(home: Settings, tmp_path: Path) -> None:
    vekha, number = vekha_with_data(home, tmp_path, last_day=date(2020, 8, 31))
    gone = vekha("data", "purge", "--expired", "--yes", "--reason", "срок вышел", "--json").json
    assert [one["id"] for one in gone["datasets"]] == [number]
    assert vekha("status", "--json").json["expired_datasets"] == 0


def test_what_is_not_there_is_said_in_words(home: Settings) -> None:
    vekha = Vekha()
    assert "Ничего не загружено" in vekha("data", "list").said
    assert "Ничего не удалялось" in vekha("data", "list", "--purged").said
    assert "Набора № 7 нет" in vekha("data", "show", 7).complaint
    assert "Что удалить?" in vekha("data", "purge").complaint
