"""The form asks only what must be chosen, and stays within Slack's limits however long the order's words are."""

from models.people.buttons import Subject
from tasks.pressing.form import closing, hand_in_form
from tests.factories import FIRST, SECOND, a_step, six, six_with
from tests.tasks.pressing.conftest import subject


def fields(view: dict[str, object]) -> list[str]:
    assert isinstance(view["blocks"], list)
    return [block["block_id"] for block in view["blocks"] if block["type"] == "input"]


def test_one_school_and_one_document_need_no_choice() -> None:
    view = hand_in_form(subject("D4"), six().by_code["D4"], [a_step("D4")], {})
    assert fields(view) == ["link", "number", "dated"]


def test_of_several_one_is_chosen_by_name() -> None:
    steps = [a_step("B2", unit=unit) for unit in (FIRST, SECOND)]
    view = hand_in_form(subject("B2"), six().by_code["B2"], steps, {FIRST: "Школа № 1"})
    assert fields(view) == ["step", "document", "link", "number", "dated"]
    schools = view["blocks"][1]["element"]["options"]
    assert [one["text"]["text"] for one in schools] == ["Школа № 1", SECOND]
    assert [one["value"] for one in schools] == [f"{one.id}:1" for one in steps]


def test_it_stays_within_the_limits_of_slack() -> None:
    long = six_with("B2", title="слово " * 2000, deliverables=tuple(f"{nth} " + "д" * 200 for nth in range(4)))
    steps = [a_step("B2", unit=f"edu{nth:06}") for nth in range(300)]
    of = Subject("six", 2024, "B2", "x" * 40, "school", "ш" * 100)
    view = hand_in_form(of, long.by_code["B2"], steps, {})
    assert len(view["blocks"][0]["text"]["text"]) <= 3000
    assert len(view["blocks"][1]["element"]["options"]) == 100
    assert all(len(one["text"]["text"]) <= 75 for one in view["blocks"][2]["element"]["options"])
    assert len(view["private_metadata"]) <= 3000
    assert len(closing("с" * 9000)["blocks"][0]["text"]["text"]) <= 3000
