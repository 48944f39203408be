"""What Prefect shows, read over its HTTP API as its UI reads it. A run's graph is complete a moment after the run."""

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar, cast
from uuid import UUID

import httpx
from prefect import Flow
from prefect.client.schemas.objects import State

PATIENCE_SECONDS = 20
_T = TypeVar("_T")


@dataclass(frozen=True)
class Box:
    """A task run as shown: its name, its state's name, type and message."""

    name: str
    state: str
    kind: str
    message: str


@dataclass(frozen=True)
class Graph:
    """A flow run's graph as the UI draws it: boxes by task run name, arrows between names."""

    boxes: dict[str, Box]
    arrows: frozenset[tuple[str, str]]


def ended(flow: Flow[..., Any], *asked: object, **named: object) -> State[Any]:
    """Run a flow here and now; the state it ended in."""
    state: State[Any] = asyncio.run(cast("Any", flow)(*asked, **named, return_state=True))
    return state


def run_of(state: State[Any]) -> UUID:
    """The flow run that ended in this state."""
    run = state.state_details.flow_run_id
    assert run is not None
    return run


def graph_of(server: str, run: UUID, boxes: int) -> Graph:
    """The run's graph, once it has that many boxes (or when patience ends: then as it is)."""
    return until(lambda: _graph(server, run), lambda graph: len(graph.boxes) == boxes)


def _graph(server: str, run: UUID) -> Graph:
    """Arrows from both places that hold them: what the UI draws, and the inputs that Prefect recorded."""
    runs = post(server, "task_runs/filter", {"flow_runs": {"id": {"any_": [str(run)]}}})
    names = {one["id"]: one["name"] for one in runs}
    drawn = httpx.get(f"{server}/api/flow_runs/{run}/graph-v2").raise_for_status().json()["nodes"]
    arrows = {(parent["id"], child) for child, node in drawn for parent in node["parents"]}
    recorded = {(one["id"], run["id"]) for run in runs for inputs in run["task_inputs"].values() for one in inputs}
    return Graph(
        {
            one["name"]: Box(one["name"], one["state_name"], one["state_type"], one["state"]["message"] or "")
            # A task run is there a moment before its state is.
            for one in runs
            if one["state"]
        },
        frozenset(
            (names[before], names[after]) for before, after in arrows | recorded if {before, after} <= set(names)
        ),
    )


def runs(server: str, deployment: str | None = None) -> list[dict[str, Any]]:
    """Flow runs, the newest first; of one flow's deployments when its name is given."""
    asked: dict[str, Any] = {"sort": "EXPECTED_START_TIME_DESC", "limit": 200}
    if deployment:
        asked["flows"] = {"name": {"any_": [deployment]}}
    found: list[dict[str, Any]] = post(server, "flow_runs/filter", asked)
    return found


def artifacts(server: str, run: UUID) -> dict[str, Any]:
    """What the run published: data by type."""
    found = post(server, "artifacts/filter", {"artifacts": {"flow_run_id": {"any_": [str(run)]}}})
    return {one["type"]: one["data"] for one in found}


def boards(server: str, run: UUID) -> list[str]:
    """The pages for the authority that the run published."""
    return _called(server, run, "-board")


def charts(server: str, run: UUID) -> list[str]:
    """The pages with charts that the run published."""
    return _called(server, run, "-charts")


def _called(server: str, run: UUID, ending: str) -> list[str]:
    found = post(server, "artifacts/filter", {"artifacts": {"flow_run_id": {"any_": [str(run)]}}})
    return [one["data"] for one in found if str(one["key"]).endswith(ending)]


def post(server: str, path: str, asked: dict[str, Any]) -> Any:
    """An answer of Prefect's API."""
    return httpx.post(f"{server}/api/{path}", json=asked, timeout=30).raise_for_status().json()


def until(look: Callable[[], _T], is_it: Callable[[_T], bool], patience: float = PATIENCE_SECONDS) -> _T:
    """Look until it is so; the last look when patience ends, for the test to judge."""
    deadline = time.monotonic() + patience
    seen = look()
    while not is_it(seen) and time.monotonic() < deadline:
        time.sleep(0.2)
        seen = look()
    return seen
