"""A person's look at a run: the page of Prefect's UI says the measure's name and how it stands."""

import pytest

from flows.phases import PHASES
from models.roadmap.definition import Phase
from tests.browser import chromium, page
from tests.flows.prefect_api import ended, graph_of, run_of
from tests.flows.stories import KIRSANOV, YEAR, Home, boxes


@pytest.mark.skipif(chromium() is None, reason="no Chromium is installed")
def test_the_page_of_a_run_shows_measures_by_name_and_state(server: str, own_home: Home) -> None:
    own_home.opened(simulated=True).eventful()
    run = run_of(ended(PHASES[Phase.RISK_SURVEY], KIRSANOV, YEAR, "2024-08-20"))
    graph_of(server, run, len(boxes(Phase.RISK_SURVEY)) + 1)
    with page() as looking:
        looking.goto(f"{server}/v2/runs/flow-run/{run}")
        looking.get_by_text("kirsanov-2024 · 2024 · анкетирование").first.wait_for()
        looking.get_by_role("tab", name="Task Runs").click()
        looking.get_by_text("T03 Анкетирование и рисковый профиль школы").first.wait_for()
        said = looking.inner_text("body")
        assert looking.locator("canvas").count() == 1, "the graph is drawn"
    assert "T02 Установочная сессия с руководителями школ" in said
    assert "Stale" in said
    assert "Done" in said
