"""Prefect's interface: a phase's run, its table, its form.

An eventful year is arranged as the tests arrange it, its phase of mentoring run on a server of its own, and looked at.
"""

import os
import tempfile
import time
from pathlib import Path
from typing import cast
from uuid import UUID

from playwright.sync_api import Page

from deployments.local_server import local_server
from tasks.database import migrate
from tasks.settings import Settings
from tests.browser import page
from tests.flows.stories import KIRSANOV, YEAR, Home
from tests.pictures.files import PICTURES


def take() -> None:
    """Take all three."""
    with tempfile.TemporaryDirectory() as folder:
        home = Home(Settings(home=Path(folder), database_url=f"sqlite:///{folder}/vekha.db"))
        migrate(home.settings)
        os.environ["VEKHA_HOME"] = folder
        home.opened(simulated=True).eventful()
        with local_server(home.settings) as url:
            run, table, deployment = _mentoring(url)
            with page(1280, 1000, scale=1.4) as looking:
                _run_graph(looking, url, run)
            with page(1100, 1250) as looking:
                looking.goto(f"{url}/v2/deployments/deployment/{deployment}/run")
                looking.get_by_text("Пробный запуск").first.wait_for()
                looking.screenshot(path=PICTURES / "run-form.png")
            with page(1900, 900) as looking:
                looking.goto(f"{url}/v2/artifacts/artifact/{table}")
                looking.get_by_text("Как обстоит").first.wait_for()
                looking.screenshot(path=PICTURES / "phase-table.png")


def _mentoring(url: str) -> tuple[UUID, str, UUID]:
    """Run the phase and register its deployment: ids of the run, of its table and of the deployment."""
    from deployments.register import deployments
    from flows.phases import PHASES
    from models.roadmap.definition import Phase
    from tests.flows.prefect_api import ended, graph_of, post, run_of
    from tests.flows.stories import boxes

    run = run_of(ended(PHASES[Phase.MENTORING], KIRSANOV, YEAR, "2024-08-20"))
    graph_of(url, run, len(boxes(Phase.MENTORING)) + 1)
    found = post(url, "artifacts/filter", {"artifacts": {"flow_run_id": {"any_": [str(run)]}}})
    table = next(one["id"] for one in found if one["type"] == "table")
    registered = {one.flow_name: one for one in deployments()}
    return run, table, cast("UUID", registered["Наставничество"].apply())


def _run_graph(looking: Page, url: str, run: UUID) -> None:
    """The graph laid out by what waits for what, and below it the task runs with their states."""
    looking.goto(f"{url}/v2/runs/flow-run/{run}", wait_until="networkidle")
    looking.get_by_role("tab", name="Task Runs").click()
    looking.get_by_text("T24.1").first.wait_for()
    canvas = looking.locator("canvas").bounding_box()
    assert canvas, "the graph is not drawn"
    # The third of the buttons drawn over the graph's lower right corner holds its options.
    looking.mouse.click(canvas["x"] + canvas["width"] - 26, canvas["y"] + canvas["height"] - 26)
    looking.get_by_text("Dependency grid").click()
    looking.get_by_text("Hide artifacts").click()
    looking.get_by_text("Hide events").click()
    looking.mouse.click(canvas["x"] + canvas["width"] - 26, canvas["y"] + canvas["height"] - 26)
    time.sleep(3)  # the graph glides into its new shape
    looking.screenshot(path=PICTURES / "phase-run.png")
