"""`vekha journal`: what was done is shown with who and why; an edit, a loss or a swap in any year is named."""

from datetime import date

from tasks.database import writing
from tasks.settings import Settings
from tests.deployments.cli.conftest import Vekha
from tests.factories import FIRST, hand_in, held, journal, opened, ref

NOBODYS = "ab" * 32


def test_untouched_journals_of_all_years_say_their_heads(vekha: Vekha, home: Settings) -> None:
    opened(home, FIRST, year=2025, as_of=date(2025, 1, 15), simulated=True)
    of_2024, of_2025 = journal(home)[-1], journal(home, 2025)[-1]
    assert vekha("journal", "verify").said == (
        f"Журнал six/2024 цел: записей {of_2024.seq}, последний хеш {of_2024.hash}.\n"
        f"Журнал six/2025 цел: записей {of_2025.seq}, последний хеш {of_2025.hash}.\n"
    )
    told = vekha("journal", "verify", "--json").json
    assert (told["holds"], told["entries"], told["head"]) == (True, of_2024.seq + of_2025.seq, of_2025.hash)
    assert [(one["cycle"], one["head"]) for one in told["cycles"]] == [
        ("six/2024", of_2024.hash), ("six/2025", of_2025.hash),
    ]  # fmt: skip


def test_a_head_exported_in_december_is_found_in_january(vekha: Vekha, home: Settings) -> None:
    in_december = journal(home)[-1].hash
    opened(home, FIRST, year=2025, as_of=date(2025, 1, 15), simulated=True)
    assert vekha("journal", "verify", "--head", in_december).code == 0
    lost = vekha("journal", "verify", "--head", NOBODYS)
    assert lost.code == 1
    assert f"✖ Записи с хешем {NOBODYS} в журнале нет" in lost.said
    assert vekha("journal", "verify", "--cycle", "2025", "--head", in_december).code == 1


def test_a_touched_journal_of_any_year_names_what_does_not_hold_and_ends_with_1(vekha: Vekha, home: Settings) -> None:
    opened(home, FIRST, year=2025, as_of=date(2025, 1, 15), simulated=True)
    with writing(home) as session:
        session.merge(journal(home)[2]).actor = "Никто"
        assert held(session)
    answer = vekha("journal", "verify")
    assert answer.code == 1
    assert answer.said.splitlines()[-1] == "✖ six/2024: Запись 3 изменена после внесения."
    told = vekha("journal", "verify", "--head", NOBODYS, "--json").json
    assert [one["holds"] for one in told["cycles"]] == [False, True]
    assert told["problems"][1].startswith("Записи с хешем abab")


def test_what_was_done_is_shown_with_who_and_why(vekha: Vekha, home: Settings) -> None:
    hand_in(home, ref("A1"))
    vekha("return", "A1", "--reason", "нет подписи [стр. 2]")
    shown = vekha("journal", "show", "--last", 2).said
    for said in ("A1 2024-01-01/2024-02-29", "сдача", "Борис", "возврат на доработку", "нет подписи [стр. 2]"):
        assert said in shown
    rows = vekha("journal", "show", "--measure", "A1", "--json").json
    assert [row["move"] for row in rows] == ["create", "submit", "return"]
    assert {row["unit"] for row in vekha("journal", "show", "--school", FIRST, "--json").json} == {FIRST}
    assert vekha("journal", "show", "--measure", "Z9").said == "Таких записей в журнале 2024 года нет.\n"


def test_who_only_said_who_they_are_is_marked(vekha: Vekha, home: Settings) -> None:
    hand_in(home, ref("A1"))
    with writing(home) as session:
        session.merge(journal(home)[-1]).via = "prefect-form:declared"
    assert "Борис (назвался сам)" in vekha("journal", "show", "--last", 1).said
