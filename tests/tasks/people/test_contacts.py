"""contacts.yaml: every mistake at once, with its line; the demo's own file is right."""

from datetime import date
from pathlib import Path

import pytest

from models.errors import FileRefused
from models.people.contacts import Contacts, holders
from models.people.sample import sample_contacts
from models.roadmap.order import Party, Scope
from tasks.people.contacts import parse_contacts, read_contacts

WRONG = """\
toipkro:
  - people:
      - {name: Рябинина А. И., slak: U012ABCDEF}
      - name: Осокина В. П.
shcool:
  - from: 31.12.2024
    people: []
school:
  - school: edu1
    municipality: Кирсанов
    people: [{name: Вересков М. С., email: veres}]
  - until: 2024-01-01
    from: 2024-09-01
    until: 2024-02-01
    people: [{name: Луговой О. Д., slack: "@lug"}]
coordinator: {name: Заречный}
"""


def test_every_mistake_is_named_at_once_with_its_line_value_and_remedy() -> None:
    with pytest.raises(FileRefused) as refused:
        parse_contacts(WRONG, "contacts.yaml", parties=("toipkro", "school"))
    said = {(problem.place.rsplit(" ", 1)[1], problem.value): problem.remedy for problem in refused.value.problems}
    assert said == {
        ("3", "slak"): "такого поля нет. Возможно, имелось в виду «slack».",
        ("4", ""): "некуда писать: укажите slack или email",
        ("5", "shcool"): "такой роли в дорожной карте нет. Возможно, имелось в виду «school».",
        ("6", "31.12.2024"): "это не дата; пишите так: 2024-09-01",
        ("7", ""): "пусто: укажите хотя бы одно значение",
        ("11", "veres"): "это не адрес электронной почты; пример: ivanova@example.org",
        ("14", "until"): "ключ написан второй раз (впервые в строке 12): оставьте один.",
        ("15", "@lug"): "это не идентификатор Slack; он выглядит как U012ABCDEF (человек) или C012ABCDEF (канал)",
        ("16", ""): "здесь нужен список: каждая запись с новой строки и с дефиса",
    }


def test_contradictions_inside_a_binding_are_named() -> None:
    contradictory = "x:\n  - {school: a, municipality: b, people: [{name: n, email: a@b.ru}]}\n"
    with pytest.raises(FileRefused, match="строка 2 — указаны и school, и municipality; оставьте одно"):
        parse_contacts(contradictory, "contacts.yaml")
    backwards = "x:\n  - {from: 2024-09-01, until: 2024-01-01, people: [{name: n, email: a@b.ru}]}\n"
    with pytest.raises(FileRefused, match=r"начало .from. позже конца .until."):
        parse_contacts(backwards, "contacts.yaml")


@pytest.mark.parametrize("text", ["x: [", "x:\n\t- y", "a: b: c", "x: {? [1]: 2, *y}"])
def test_what_is_no_yaml_is_refused_with_its_line(text: str) -> None:
    with pytest.raises(FileRefused, match="строка"):
        parse_contacts(text, "contacts.yaml")


@pytest.mark.parametrize("text", ["- x", "слова", "x: 5", "5: 5", "x: [[1]]", "x: [{people: {a: 1}}]"])
def test_what_is_no_list_of_bindings_is_refused(text: str) -> None:
    with pytest.raises(FileRefused, match="строка 1"):
        parse_contacts(text, "contacts.yaml")


def test_no_file_and_an_empty_file_bind_nobody(tmp_path: Path) -> None:
    assert read_contacts(tmp_path / "contacts.yaml") == Contacts()
    (tmp_path / "contacts.yaml").write_text("# пока никого\n", encoding="utf8")
    assert read_contacts(tmp_path / "contacts.yaml") == Contacts()


def test_the_demos_contacts_bind_every_role_in_every_place() -> None:
    parties = (
        Party(code="toipkro", title="ТОИПКРО"),
        Party(code="municipality", title="Муниципалитет", scope=Scope.MUNICIPALITY),
        Party(code="school", title="ОО", scope=Scope.SCHOOL),
    )
    schools = {"edu680101": "Кирсанов", "edu680102": "Мичуринск", "edu680103": "Мичуринск"}
    contacts = parse_contacts(sample_contacts(parties, schools), "contacts.yaml", [party.code for party in parties])
    day = date(2024, 1, 1)
    wanted = [("coordinator", ""), ("toipkro", ""), *(("municipality", area) for area in schools.values())]
    found = [holders(contacts, party, scope, day) for party, scope in wanted]
    found += [holders(contacts, "school", login, day) for login in schools]
    assert all(len(people) == 1 for people in found)
    assert len({people[0].slack for people in found}) == 7
    assert sample_contacts(parties, schools) == sample_contacts(parties, schools)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("x:\n  - {until: 2024-02-30, people: [{name: n, email: a@b.ru}]}\n", "2024-02-30» — такого значения"),
        ("x: &a [*a]\n", "ссылки и метки YAML здесь не читаются"),
    ],
)
def test_what_yaml_itself_cannot_take_is_named(text: str, said: str) -> None:
    with pytest.raises(FileRefused, match=said):
        parse_contacts(text, "contacts.yaml")


def test_another_encoding_is_named(tmp_path: Path) -> None:
    (tmp_path / "contacts.yaml").write_bytes("# кто\n".encode("cp1251"))
    with pytest.raises(FileRefused, match="это не текст в UTF-8"):
        read_contacts(tmp_path / "contacts.yaml")


def test_a_file_may_say_who_stands_in_for_whom() -> None:
    text = """\
school:
  - people: [{name: Анна, email: a@b.ru}]
  - {people: [{name: Вера, email: v@b.ru}], substitute_for: Анна, from: 2024-03-01, until: 2024-03-14}
"""
    contacts = parse_contacts(text, "contacts.yaml")
    days = (date(2024, 2, 29), date(2024, 3, 1), date(2024, 3, 14), date(2024, 3, 15))
    assert [holders(contacts, "school", "edu1", day)[0].name for day in days] == ["Анна", "Вера", "Вера", "Анна"]
