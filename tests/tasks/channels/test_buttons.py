"""The row of buttons: within what Slack takes, and as docs/people.md pictures it."""

from dataclasses import replace
from pathlib import Path

from models.people.buttons import Deed, Subject
from models.people.notices import NoticeKind
from tasks.channels.slack_message import MOST_ROWS, button_rows, buttons
from tests.tasks.channels.conftest import opened

OF = Subject("kirsanov-2024", 2024, "T05", "2024-08-01/2024-08-31", "school", "edu680101")
PAGE = Path(__file__).parents[3] / "docs" / "people.md"


def drawn(row: dict[str, object]) -> tuple[str, list[str]]:
    """The row as text: «[ Сдать ] [ Отложить ▾ ]», and what there is to choose."""
    assert isinstance(row["elements"], list)
    labels = [
        one["text"]["text"] if one["type"] == "button" else f"{one['placeholder']['text']} ▾" for one in row["elements"]
    ]
    choices = [option["text"]["text"] for one in row["elements"] for option in one.get("options", ())]
    return " ".join(f"[ {label} ]" for label in labels), choices


def test_the_page_pictures_them_as_they_are() -> None:
    row, choices = drawn(buttons(OF, tuple(Deed)))
    page = PAGE.read_text(encoding="utf8")
    assert row == "[ Сдать ] [ Почему стоит? ] [ Отложить ▾ ]"
    named = row.replace("[ ", "«").replace(" ▾", "").replace(" ]", "»").replace("» «", "», «")
    assert f"в Slack: {named}](pictures/slack-reminder.png)" in page
    assert choices
    assert [one for one in choices if f"«{one}»" not in page] == []


def test_two_rows_of_one_message_are_told_apart() -> None:
    rows = [buttons(one, (Deed.WHY,)) for one in (OF, replace(OF, scope="edu680102"))]
    assert rows[0]["block_id"] != rows[1]["block_id"]
    ids = [element["action_id"] for element in buttons(OF, tuple(Deed))["elements"]]
    assert len(set(ids)) == len(ids)


def test_a_message_of_several_notices_has_a_row_for_each_under_its_measure() -> None:
    rows = button_rows([opened("T05", "school", "edu680101").key, opened("T06").key, "digest:2024-08-01"])
    assert [row["type"] for row in rows] == ["context", "actions", "context", "actions"]
    assert [row["elements"][0]["text"] for row in rows[::2]] == ["T05 edu680101", "T06"]


def test_notices_of_the_same_steps_share_a_row() -> None:
    key = opened("T05").key
    (row,) = button_rows([key, key.replace(NoticeKind.OPENED, NoticeKind.REMINDER, 1)])
    assert row["type"] == "actions"


def test_rows_stay_within_the_blocks_of_a_message() -> None:
    rows = button_rows(opened(f"T{nth:02}").key for nth in range(60))
    assert len(rows) == 2 * MOST_ROWS <= 47
