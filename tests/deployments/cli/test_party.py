"""`vekha party`: who holds which role, said and shown from the command line."""

from getpass import getuser

from tasks.settings import Settings
from tests.deployments.cli.conftest import Vekha
from tests.factories import FIRST, SECOND, opened

ON = ("--as-of", "2024-02-15")
AT = ("--school", FIRST)


def test_who_is_bound_is_shown_with_what_is_recorded(vekha: Vekha) -> None:
    said = vekha("party", "bind", "ОО", "--person", "Анна", "--email", "a@example.org", *AT, "--reason", "№ 5", *ON)
    assert said.said == f"ОО, {FIRST}: Анна, с 15.02.2024.\n"
    shown = vekha("party", "show", "school", *ON).said
    assert "a@example.org" in shown
    assert getuser() in shown
    assert f"Никто не исполняет: ОО ({SECOND}). Их дела пока на координаторе." in shown


def test_a_substitute_is_told_with_who_is_away_and_until_when(vekha: Vekha) -> None:
    vekha("party", "bind", "school", "--person", "Анна", "--email", "a@example.org", *AT, *ON)
    vacation = ("--from", "2024-03-01", "--to", "14.03.2024", "--substitute", "Анна")
    said = vekha("party", "bind", "school", "--person", "Вера", "--email", "v@example.org", *AT, *vacation, *ON)
    assert said.said == f"ОО, {FIRST}: Вера, с 01.03.2024 по 14.03.2024, замещает: Анна.\n"
    away = vekha("party", "show", "school", "--as-of", "2024-03-14").said
    assert "Вера (замещает: Анна, по 14.03.2024)" in away
    told = vekha("party", "show", "school", *AT, "--as-of", "2024-03-15", "--json").json
    assert [[one["name"] for one in role["holders"]] for role in told["roles"]] == [["Анна"]]
    assert [(one["person"], one["substitute_for"]) for one in told["recorded"]] == [("Анна", ""), ("Вера", "Анна")]


def test_who_leaves_is_said_and_who_came_instead(vekha: Vekha) -> None:
    vekha("party", "bind", "ministry", "--person", "Анна", "--email", "a@example.org", *ON)
    said = vekha("party", "bind", "ministry", "--person", "Вера", "--email", "v@example.org", *ON)
    assert said.said == "Министерство: Вера, с 15.02.2024, вместо: Анна.\n"
    again = vekha("party", "bind", "ministry", "--person", "Вера", "--email", "v@example.org", *ON)
    assert again.said.endswith("Так уже записано.\n")
    left = vekha("party", "unbind", "ministry", "--person", "Вера", "--from", "2024-03-01", *ON)
    assert left.said == "Министерство: с 01.03.2024 не исполняет Вера.\n"


def test_roles_that_nobody_holds_are_named(vekha: Vekha) -> None:
    vekha("party", "bind", "coordinator", "--person", "Анна", "--slack", "U0ANNA0001", *ON)
    shown = vekha("party", "show", *ON).said
    assert "U0ANNA0001" in shown
    assert f"Никто не исполняет: Министерство; МОУО (Кирсанов, Мичуринск); ОО ({FIRST}, {SECOND})." in shown


def test_a_role_that_many_hold_is_one_line_until_it_is_asked_for(home: Settings) -> None:
    schools = [f"edu68000{number}" for number in range(1, 9)]
    opened(home, *schools, simulated=True)
    vekha = Vekha()
    for login in schools[:7]:
        words = ("--person", f"Анна из {login}", "--email", "a@example.org", "--school", login)
        vekha("party", "bind", "school", *words, *ON)
    short, full = (vekha("party", "show", *role, *ON).said for role in ((), ("school",)))
    assert "мест: 7" in short
    assert "Анна из" not in short
    assert "Анна из edu680007" in full
    assert all(f"ОО ({schools[7]})." in said for said in (short, full))


def test_a_mistyped_role_is_told_with_the_nearest(vekha: Vekha) -> None:
    refused = vekha("party", "bind", "shcool", "--person", "Анна", "--email", "a@example.org", *ON)
    assert refused.complaint == "Роли «shcool» в дорожной карте нет. Возможно, имелось в виду «school»."
