"""`vekha close`: a year ends when everything in it is done or waived, and can be opened again."""

from tests.deployments.cli.conftest import ORDER, Vekha
from tests.factories import FIRST, SECOND

ON = ("--as-of", "2024-02-15")


def test_a_year_is_closed_and_opened_again(vekha: Vekha) -> None:
    assert "не исполнено и не снято: A1" in vekha("close", *ON).complaint
    for code in ("A1", "C3", "F6"):
        vekha("waive", code, "--reason", "не нужно", *ORDER, *ON)
    for code in ("B2", "D4"):
        for school in (FIRST, SECOND):
            vekha("waive", code, "--school", school, "--reason", "не нужно", *ORDER, *ON)
    closed = vekha("close", *ON)
    assert closed.said.startswith("Год 2024 закрыт. Записей в журнале ")
    assert "Год 2024 закрыт" in vekha("reopen", "A1", "--reason", "ошибка", *ON).complaint
    assert vekha("close", "--undo", *ON, "--json").json["closed"] is False
    assert vekha("reopen", "A1", "--reason", "ошибка", *ON).said
