"""`vekha link` gives, shows and takes back links, and gives none to who may not do the deed."""

from datetime import UTC, datetime

import pytest

from models.people.links import LinkPurpose
from tasks.database import reading
from tasks.people.links import verify
from tasks.settings import Settings
from tests.deployments.cli.conftest import Vekha
from tests.factories import FIRST

CONTACTS = f"""
coordinator:
  - people: [{{name: Анна, slack: U0ANNA0001}}]
ministry:
  - people: [{{name: Мария, email: maria@example.org}}]
school:
  - school: {FIRST}
    people: [{{name: Олег, email: oleg@example.org, slack: U0OLEG0001}}]
"""


@pytest.fixture(autouse=True)
def _contacts(home: Settings) -> None:
    home.contacts_path.write_text(CONTACTS, encoding="utf8")


def test_a_link_is_given_shown_and_taken_back(vekha: Vekha, home: Settings) -> None:
    said = vekha("link", "mint", "hand_in", "B2", "--school", FIRST, "--person", "oleg@example.org", "--json").json
    with reading(home) as session:
        link = verify(session, home, said["link"], LinkPurpose.HAND_IN, now=datetime.now(UTC))
    shown = vekha("link", "list").said
    assert link.id in shown
    assert f"B2 {FIRST}" in shown
    assert "oleg" not in shown
    assert "действует" in shown
    assert vekha("link", "revoke", link.id).said == "Отозвано ссылок, которые ещё действовали: 1.\n"
    assert "отозвана" in vekha("link", "list", "--person", "U0OLEG0001").said
    assert vekha("link", "list", "--valid").said == "Ссылок нет.\n"


def test_a_deeds_link_is_given_only_to_who_may_do_it(vekha: Vekha) -> None:
    told = vekha("link", "mint", "hand_in", "A1", "--person", "U0OLEG0001").complaint
    assert told == "A1: это может только «Министерство», а эта роль сегодня не за вами. Назначает координатор."
    assert vekha("link", "mint", "why", "A1", "--person", "U0OLEG0001").code == 0


def test_all_links_of_a_person_can_be_taken_back_at_once(vekha: Vekha) -> None:
    for _nth in range(2):
        vekha("link", "mint", "calendar", "--person", "Анна")
    vekha("link", "mint", "calendar", "--person", "Мария")
    assert vekha("link", "revoke", "--person", "Анна", "--json").json == {"revoked": 2}
    assert len(vekha("link", "list", "--valid", "--json").json) == 1


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("mint", "hand_in", "--person", "Анна"), "Мероприятие называют для hand_in, accept и why"),
        (("mint", "calendar", "A1", "--person", "Анна"), "для calendar — не называют"),
        (
            ("mint", "calendar", "--person", "Никто"),
            "Человека «Никто» в контактах нет. Есть: U0ANNA0001, maria@example",
        ),
        (("revoke",), "одно из двух"),
        (("revoke", "nowhere"), "Таких ссылок нет: nowhere. Какие есть — vekha link list."),
    ],
)
def test_what_makes_no_sense_is_told(vekha: Vekha, words: tuple[str, ...], told: str) -> None:
    assert told in vekha("link", *words).complaint
