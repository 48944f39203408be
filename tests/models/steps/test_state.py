"""The states' order of precedence."""

from models.steps.state import State, worst


def test_states_sum_up_to_the_worst_in_the_order_of_precedence() -> None:
    order = [
        State.DATA_CHECK_FAILED, State.OVERDUE, State.BLOCKED, State.SUSPECT, State.STALE, State.SUBMITTED,
        State.OPEN, State.WAITING, State.WAIVED, State.DONE,
    ]  # fmt: skip
    assert list(State) == order
    for position, state in enumerate(order):
        assert worst(order[position:]) is state
    assert worst([]) is State.WAITING
