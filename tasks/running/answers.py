"""Prefect states that answer people: a name and a sentence. What cannot be done is told in words, not by a crash."""

from typing import Any

from prefect.client.schemas.objects import State, StateType

from models.errors import VekhaError

REFUSED = "Refused"


def refusal(error: VekhaError) -> State:
    """Red, saying what a person can do about it, as it reads."""
    return State(type=StateType.FAILED, name=REFUSED, message=str(error))


def answered(state: "State[Any]") -> State:
    """The answer as the run's own: of a task's state that a flow returns, Prefect keeps neither name nor words."""
    return State(type=state.type, name=state.name, message=state.message)
