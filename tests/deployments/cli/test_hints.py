"""Whatever a person does, the phases that may go on hear of it at once: by the command line and by the form alike."""

from collections.abc import Iterator

import pytest

from tasks.database import writing
from tasks.running.entry import Action, Form, act
from tasks.settings import Settings
from tests.deployments.cli.conftest import Vekha
from tests.factories import FIRST, SECOND, THIRD, hand_in, ref, register
from tests.prefect_ear import PrefectEar

ON = ("--as-of", "2024-02-15")
CLOSED, APPROVED = "vekha.step.closed", "vekha.group.approved"


@pytest.fixture
def ear(vekha: Vekha, monkeypatch: pytest.MonkeyPatch) -> Iterator[PrefectEar]:
    with PrefectEar() as listening:
        monkeypatch.setenv("PREFECT_API_URL", listening.url)
        yield listening


def test_a_request_is_heard_by_the_phase_of_its_measure(vekha: Vekha, ear: PrefectEar) -> None:
    vekha("request", "E5", "--school", FIRST, "--due", "2024-10-31", "--reason", "письмо № 5", *ON)
    assert ear.hints() == [(CLOSED, "mentoring")]


def test_dates_are_heard_by_the_phase_of_their_measure(vekha: Vekha, ear: PrefectEar) -> None:
    vekha("dates", "F6", "--from", "2024-11-01", "--to", "30.11.2024", "--reason", "приказ № 3", *ON)
    assert ear.hints() == [(CLOSED, "final_session")]


def test_a_list_of_schools_is_heard_by_every_phase_that_has_steps_of_schools(
    vekha: Vekha, ear: PrefectEar, home: Settings
) -> None:
    with writing(home) as session:
        register(session, THIRD)
    order = ("--order", "21", "--dated", "2024-02-14", "--reason", "решение комиссии")
    approved = vekha("group", "approve", *order, "--schools", f"{SECOND},{THIRD}", *ON)
    assert approved.code == 0, approved.complaint
    assert ear.hints() == [(APPROVED, "mentoring"), (APPROVED, "risk_survey")]
    assert {one["resource"]["vekha.as_of"] for one in ear.heard} == {"2024-02-15"}


@pytest.mark.parametrize("action", [Action.ACCEPT, Action.RETURN, Action.WAIVE])
def test_a_form_is_heard_as_a_command_is(action: Action, vekha: Vekha, ear: PrefectEar, home: Settings) -> None:
    hand_in(home, ref("A1"))
    form = Form("six", "A1", action, "Петрова", reason="так решили", as_of="2024-02-15")
    assert act.fn(form).is_completed()
    assert ear.hints() == [(CLOSED, "analysis"), (CLOSED, "risk_survey")]


def test_what_is_refused_is_not_hinted_at(vekha: Vekha, ear: PrefectEar) -> None:
    assert act.fn(Form("six", "A1", Action.ACCEPT, "Петрова", as_of="2024-02-15")).is_failed()
    assert ear.hints() == []
