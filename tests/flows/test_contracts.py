"""What we rely on in Prefect, one test each: an upgrade that changes it is noticed here and not in a region."""

from typing import Annotated, Any, cast

import pytest
from prefect import allow_failure, flow, task
from prefect.cache_policies import NO_CACHE
from prefect.client.schemas.objects import State, StateType
from prefect.utilities.annotations import quote
from pydantic import Field

from tests.flows.prefect_api import ended, graph_of, run_of, runs


@task(task_run_name="{name}", cache_policy=NO_CACHE, persist_result=False)
async def _box(name: str, kind: StateType, shown: str) -> State[object]:
    return State(type=kind, name=shown, message=f"о {name}")


# Prefect types a task that returns State as returning one more.
box: Any = _box


def test_a_returned_completed_state_keeps_its_name_and_message(server: str) -> None:
    @flow
    async def one() -> State[object]:
        state: State[object] = await box("первое", StateType.COMPLETED, "Waiting", return_state=True)
        return State(type=StateType.COMPLETED, name="Overdue", message=state.message)

    run = run_of(ended(one))
    drawn = graph_of(server, run, 1).boxes["первое"]
    assert (drawn.state, drawn.kind, drawn.message) == ("Waiting", "COMPLETED", "о первое")
    shown = next(found for found in runs(server) if found["id"] == str(run))
    assert (shown["state_name"], shown["state"]["message"]) == ("Overdue", "о первое")


def test_a_failed_named_state_is_given_back_and_what_allows_it_still_runs(server: str) -> None:
    @flow
    async def two() -> State[object]:
        red = await box("красное", StateType.FAILED, "DataCheckFailed", return_state=True)
        await box("после", StateType.COMPLETED, "Waiting", wait_for=[allow_failure(red)], return_state=True)
        return State(type=StateType.COMPLETED, name="Done")

    graph = graph_of(server, run_of(ended(two)), 2)
    assert (graph.boxes["красное"].state, graph.boxes["красное"].kind) == ("DataCheckFailed", "FAILED")
    assert graph.boxes["после"].state == "Waiting"
    assert graph.arrows == {("красное", "после")}


def test_without_that_what_waits_for_a_failed_task_does_not_run(server: str) -> None:
    @flow
    async def two() -> State[object]:
        red = await box("красное", StateType.FAILED, "DataCheckFailed", return_state=True)
        after = await box("после", StateType.COMPLETED, "Waiting", wait_for=[red], return_state=True)
        return State(type=StateType.COMPLETED, name=after.name)

    assert ended(two).name == "NotReady"


@pytest.mark.parametrize(("quoted", "arrows"), [(False, 2), (True, 1)])
def test_results_that_share_an_object_draw_arrows_unless_quoted(quoted: bool, arrows: int, server: str) -> None:
    shared = ["одно и то же"]

    @task(task_run_name="{name}", cache_policy=NO_CACHE, persist_result=False)
    async def holds(name: str) -> State[object]:
        found = {name: shared}
        return State(type=StateType.COMPLETED, name="Done", data=quote(found) if quoted else found)

    @flow
    async def three() -> State[object]:
        # Each result holds the same list: the later task is taken for the source of what the earlier one gave.
        first = await cast("Any", holds)("первое", return_state=True)
        # Prefect knows results by their place in memory: one that is let go could lend its place to another.
        second = await cast("Any", holds)("второе", return_state=True)
        await box("третье", StateType.COMPLETED, "Done", wait_for=[allow_failure(first)], return_state=True)
        assert second.is_completed()
        return State(type=StateType.COMPLETED, name="Done")

    graph = graph_of(server, run_of(ended(three)), 3)
    assert ("первое", "третье") in graph.arrows
    assert len({arrow for arrow in graph.arrows if arrow[1] == "третье"}) == arrows


def test_a_task_that_is_not_cached_runs_again_on_equal_inputs(server: str) -> None:
    ran: list[str] = []

    @task(cache_policy=NO_CACHE, persist_result=False)
    async def effect(name: str) -> None:
        ran.append(name)

    @flow
    async def twice() -> State[object]:
        await effect("одно")
        await effect("одно")
        return State(type=StateType.COMPLETED, name="Done")

    ended(twice)
    assert ran == ["одно", "одно"]


def test_a_forms_words_survive_only_as_extra_schema() -> None:
    @flow
    async def form(
        plain: Annotated[str, Field(title="Название")], extra: Annotated[str, Field(json_schema_extra={"title": "Имя"})]
    ) -> None: ...

    titles = {name: one["title"] for name, one in form.parameters.properties.items()}
    assert titles == {"plain": "plain", "extra": "Имя"}, "Prefect keeps a Field's title now: choices.asked can go"
