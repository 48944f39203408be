"""Messages as Slack shows them, drawn from what the outbox really posts to a Slack of the tests' own.

A reminder with its buttons, a week's digest, an escalation. The page only lays out the Block Kit that Vekha sent.
"""

import json
import re
import tempfile
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any

import jinja2
from markupsafe import Markup
from slack_sdk import WebClient

from models.records import School
from tasks.channels.outbox import send_unsent
from tasks.channels.slack import SlackChannel
from tasks.database import engine, migrate, writing
from tasks.people.digests import owe_digests
from tasks.people.reminding import remind
from tasks.record.writer import locked_cycle
from tasks.running.examine import examine
from tasks.running.wish import Wish
from tasks.settings import Settings
from tests.browser import page
from tests.flows.stories import KIRSANOV, SCHOOLS, YEAR, Home, kirsanov
from tests.pictures.files import PICTURES, keep
from tests.slack_stand_in import CHANNEL, TOKEN, SlackStandIn

# Invented, as in the demo: who holds which role, and what Slack calls them.
COORDINATOR, MINISTRY, DIRECTOR, OTHERS = (
    {"name": "Полынина А. И.", "slack": "U0POLYNINA"},
    {"name": "Мшистов В. П.", "slack": "U0MSHISTOV"},
    {"name": "Ручьёва Е. Н.", "slack": "U0RUCHYEVA"},
    {"name": "Осокин М. С.", "slack": "U0OSOKIN01"},
)
PEOPLE = {"coordinator": [{"people": [COORDINATOR]}], "ministry": [{"people": [MINISTRY]}]}
NAMES = {one["slack"]: one["name"] for one in (COORDINATOR, MINISTRY, DIRECTOR, OTHERS)}
# By day, who is told and the file: one is late, and his superior hears of it; a Monday; a week of working days is left.
SHOWN = {
    date(2024, 5, 7): (COORDINATOR, "slack-escalation.png"),
    date(2024, 5, 13): (COORDINATOR, "slack-digest.png"),
    date(2024, 5, 22): (DIRECTOR, "slack-reminder.png"),
}
DAYS = (*SHOWN, date(2024, 5, 20))  # a Monday on which nobody looks, so that Wednesday has no digest to tell
TEMPLATE = Path(__file__).parent / "slack.html.jinja"
WIDTH = 760


def take() -> None:
    """Take all three."""
    with tempfile.TemporaryDirectory() as folder, SlackStandIn(channels=(CHANNEL, *NAMES)) as slack:
        home = _home(Path(folder))
        for day in sorted(DAYS):
            posted = _posted(home.settings, slack, day)
            if day in SHOWN:
                reader, name = SHOWN[day]
                _draw(posted[reader["slack"]], Path(folder) / name)
                keep(Path(folder) / name, PICTURES / name)
        engine(home.settings.database).dispose()


def _home(folder: Path) -> Home:
    """Two schools in May 2024: all have answered, the ministry has done what it had to but the risk profiles."""
    home = Home(Settings(home=folder, database_url=f"sqlite:///{folder}/vekha.db"))
    migrate(home.settings)
    others = {one.code: [{"people": [OTHERS]}] for one in kirsanov().parties}
    schools = [{"school": login, "people": [who]} for login, who in zip(SCHOOLS, (DIRECTOR, OTHERS), strict=True)]
    contacts = {**others, **PEOPLE, "school": schools}
    (folder / "contacts.yaml").write_text(json.dumps(contacts, ensure_ascii=False), "utf8")
    home.opened(simulated=False).answered()
    with writing(home.settings) as session:
        for number, login in enumerate(SCHOOLS, 3):
            session.get_one(School, login).name = f"МБОУ «СОШ № {number}»"
    for code, day in (("T02", date(2024, 2, 20)), ("T33", date(2024, 3, 28)), ("T35", date(2024, 3, 28))):
        home.accepted(code, day)
    home.accepted("T08", date(2024, 4, 20))
    return home


def _posted(settings: Settings, slack: SlackStandIn, day: date) -> dict[str, dict[str, Any]]:
    """The day passes and what it owes is sent; the message that each reader got."""
    before = len(slack.messages)
    for measure in kirsanov().in_topological_order:
        examine(settings, measure.code, Wish(KIRSANOV, YEAR, day))
    with writing(settings) as session:
        cycle = locked_cycle(session, KIRSANOV, YEAR)
        remind(session, settings, cycle, day)
        owe_digests(session, cycle, day)
    client = WebClient(token=TOKEN, base_url=slack.url, timeout=5, retry_handlers=[])
    send_unsent(settings, SlackChannel(client, CHANNEL), now=datetime.combine(day, time(9), UTC))
    return {one["channel"]: one for one in slack.messages[before:]}


def _draw(message: dict[str, Any], path: Path) -> None:
    """The message's blocks on a page that looks like Slack, and the page's picture."""
    words = jinja2.Environment(autoescape=True, undefined=jinja2.StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    words.filters["mrkdwn"] = _mrkdwn
    made = words.from_string(TEMPLATE.read_text("utf8")).render(blocks=message["blocks"])
    with page(WIDTH, 300, scale=1.5) as looking:
        looking.set_content(made)
        looking.locator("body").screenshot(path=path)


def _mrkdwn(text: str) -> Markup:
    """Slack's text, which is escaped already, with its mentions and lines."""
    named = re.sub(r"<@(\w+)>", lambda found: f'<span class="mention">@{NAMES[found[1]]}</span>', text)
    return Markup(named.replace("\n", "<br>"))
