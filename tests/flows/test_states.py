"""Named states: what Prefect shows of measures whose record was arranged through the functions that people use."""

import json
from datetime import date
from pathlib import Path
from uuid import UUID

import pytest

from flows.annual_cycle import annual_cycle
from flows.daily_tick import daily_tick
from flows.loading import loading
from flows.phases import PHASES
from models.roadmap.definition import Phase
from tests.flows.prefect_api import Box, artifacts, boards, ended, graph_of, run_of, runs
from tests.flows.stories import KIRSANOV, YEAR, Home, boxes, without_prerequisites
from tests.tasks.reading.files import SCHOOLS as REGISTER
from tests.tasks.reading.files import changed, text_file, vpr_report

DAY = date(2024, 8, 20)
# Besides its measures, a run that writes has one more box: it tells people.
TELLING = 1
RUN = (Phase.ANALYSIS, Phase.RISK_SURVEY, Phase.MENTORING)


@pytest.fixture(scope="module")
def played(server: str, shared_home: Home, tmp_path_factory: pytest.TempPathFactory) -> dict[Phase, UUID]:
    """A year in which something of everything has happened by the twentieth of August, and a run of three phases."""
    home = shared_home.opened(simulated=True, roadmap=without_prerequisites("T10.1"))
    wrong_marks(tmp_path_factory.mktemp("files"))
    home.eventful()
    return {phase: run_of(ended(PHASES[phase], KIRSANOV, YEAR, DAY.isoformat())) for phase in RUN}


def wrong_marks(folder: Path) -> None:
    """Loaded: the register, and a report in which nothing right is marked «5»."""
    register = text_file(folder / "schools.csv", REGISTER.replace("sch68", "edu68"))
    report = vpr_report(folder / "vpr.xlsx", changed(1, Отметка="5"))
    assert ended(loading, f"{register};{report}").is_completed()


@pytest.fixture(scope="module")
def shown(server: str, played: dict[Phase, UUID]) -> dict[str, Box]:
    """What Prefect shows of each measure, by code; of other phases' ones by «↗ code»."""
    graphs = [graph_of(server, run, len(boxes(phase)) + TELLING) for phase, run in played.items()]
    return {
        name.rsplit(" ", name.count(" ") - name.startswith("↗"))[0]: box
        for g in graphs
        for name, box in g.boxes.items()
    }


@pytest.mark.parametrize(
    ("code", "state", "said"),
    [
        ("T02", "Done", "Исполнено: 1."),
        ("T03", "Stale", "Устарело: 2. Опирается на изменившееся: T02."),
        ("T04", "Submitted", "Сдано, ждёт приёмки: 1. Сдано, ждёт приёмки."),
        ("T05", "Overdue", "Просрочено: 2. Срок истёк 30.04.2024."),
        ("T07", "Waived", "Снято: 1. Снято: опорных школ нет"),
        ("T21.2", "Blocked", "Нужно решение: 1. Ждёт доработки: нет списка участников"),
        ("T22.1", "Waiting", "Ожидает: 1. Откроется 01.09.2024."),
        ("T22.3", "Waiting", "Ждёт дат: задайте их командой vekha dates T22.3."),
        ("T24.1", "Open", "Открыто: 1. Открыто, срок 31.08.2024."),
        ("T34", "Waiting", "Идёт по запросам: vekha request T34."),
    ],
)
def test_a_measure_ends_in_a_named_state_and_is_not_red(
    code: str, state: str, said: str, shown: dict[str, Box]
) -> None:
    assert (shown[code].state, shown[code].kind) == (state, "COMPLETED")
    assert said in shown[code].message


def test_only_data_that_are_present_and_wrong_are_red(shown: dict[str, Box]) -> None:
    red = {code: box for code, box in shown.items() if box.kind != "COMPLETED"}
    assert {code: (box.state, box.kind) for code, box in red.items()} == {"T10.1": ("DataCheckFailed", "FAILED")}
    assert "Ошибка в данных: 1. Проверка данных не пройдена: Отметка не соответствует" in red["T10.1"].message


def test_another_phases_measure_is_shown_as_it_stands(shown: dict[str, Box]) -> None:
    assert (shown["↗ T03"].state, shown["↗ T10.1"].state) == ("Stale", "DataCheckFailed")


@pytest.mark.parametrize(
    ("phase", "state", "kind"),
    [
        (Phase.ANALYSIS, "DataCheckFailed", "FAILED"),
        (Phase.RISK_SURVEY, "Stale", "COMPLETED"),
        (Phase.MENTORING, "Overdue", "COMPLETED"),
    ],
)
def test_the_run_sums_its_measures_up(
    phase: Phase, state: str, kind: str, server: str, played: dict[Phase, UUID]
) -> None:
    run = next(one for one in runs(server) if one["id"] == str(played[phase]))
    assert (run["state_name"], run["state_type"]) == (state, kind)
    assert run["name"] == f"{KIRSANOV} · {YEAR} · {phase.label.lower()}"


def test_the_run_says_how_many_measures_stand_where(server: str, played: dict[Phase, UUID]) -> None:
    run = next(one for one in runs(server) if one["id"] == str(played[Phase.RISK_SURVEY]))
    assert run["state"]["message"] == "Анкетирование: ↻ Устарело: 1; ● Исполнено: 1"


def test_a_run_publishes_a_table_a_progress_and_what_it_found(server: str, played: dict[Phase, UUID]) -> None:
    published = artifacts(server, played[Phase.RISK_SURVEY])
    table = json.loads(published["table"])
    assert [row["Состояние"] for row in table] == ["● Исполнено", "↻ Устарело"]
    assert list(table[0]) == ["Мероприятие", "Состояние", "Как обстоит"]
    assert published["progress"] == 100.0  # stale is done once, and to be done again
    assert published["markdown"].startswith("# Анкетирование, 20.08.2024\n\n```mermaid\nflowchart LR")


def test_monitoring_publishes_the_authoritys_dashboard(server: str, own_home: Home) -> None:
    own_home.opened(simulated=True)
    (board,) = boards(server, run_of(ended(PHASES[Phase.MONITORING], KIRSANOV, YEAR, DAY.isoformat())))
    assert board.startswith("# Мониторинг, 20.08.2024\n\nПериод ")
    assert "| Кирсанов | 2 | 0 из 2 |" in board


def test_a_rerun_that_changes_nothing_writes_nothing(shared_home: Home, played: dict[Phase, UUID]) -> None:
    before = shared_home.everything()
    with shared_home.meant():
        again = [ended(PHASES[phase], KIRSANOV, YEAR, DAY.isoformat()).name for phase in RUN]
    assert again == ["DataCheckFailed", "Stale", "Overdue"]
    assert shared_home.everything() == before


def test_a_day_that_is_past_can_only_be_looked_at(shared_home: Home, played: dict[Phase, UUID]) -> None:
    with shared_home.meant():
        refused = ended(PHASES[Phase.MENTORING], KIRSANOV, YEAR, "2024-08-19")
        looked = ended(PHASES[Phase.MENTORING], KIRSANOV, YEAR, "2024-04-15", dry_run=True)
    assert refused.is_failed()
    assert "Цикл уже прожит до 20.08.2024: раньше — только пробный запуск (--dry-run)." in str(refused.message)
    assert looked.is_completed()


def test_a_dry_run_writes_nothing(server: str, own_home: Home) -> None:
    own_home.opened(simulated=True)
    before = own_home.everything()
    dry = ended(PHASES[Phase.MENTORING], KIRSANOV, YEAR, DAY.isoformat(), dry_run=True)
    assert own_home.everything() == before
    wet = ended(PHASES[Phase.MENTORING], KIRSANOV, YEAR, DAY.isoformat())
    assert own_home.everything() != before, "there was something to write"
    assert dry.name == wet.name == "Overdue"


def test_today_leaves_a_simulated_cycle_alone(server: str, own_home: Home) -> None:
    own_home.opened(simulated=True)
    before = own_home.everything()
    refused = ended(PHASES[Phase.MENTORING], KIRSANOV, YEAR, "today")
    ticked = ended(daily_tick)
    assert "Цикл 2024 — игровой: укажите дату (--as-of)." in str(refused.message)
    assert ticked.is_completed()
    assert own_home.everything() == before


def test_a_year_is_opened_once_and_repeated_until_nothing_changes(server: str, own_home: Home) -> None:
    first = ended(annual_cycle, KIRSANOV, YEAR, "2024-03-15")
    after = own_home.everything()
    assert first.is_completed()
    assert {code for _cycle, code, _key, _unit in own_home.steps()} >= {"T02", "T08", "T33"}
    assert not [code for code, _key, _unit, move, _to, _why in own_home.moves() if move == "open" and code == "T09"]
    ended(annual_cycle, KIRSANOV, YEAR, "2024-03-15")
    assert own_home.everything() == after
