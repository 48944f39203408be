"""`vekha hold`, `release`, `holds`: said, shown, and answered wherever people ask why it stands."""

from tasks.settings import Settings
from tests.deployments.cli.conftest import Vekha
from tests.factories import FIRST, SECOND, done, ref

ON = ("--as-of", "2024-03-15")
QUARANTINE = ("hold", "--school", FIRST, "--reason", "карантин [грипп]", "--until", "2024-04-20", *ON)


def test_a_school_is_put_on_hold_and_released(vekha: Vekha, home: Settings) -> None:
    done(home, ref("A1"))
    said = vekha(*QUARANTINE)
    assert (
        said.said == f"№ 1: приостановлено — {FIRST} до 20.04.2024. Стоит: 1\u00a0шаг. Возобновить: vekha release 1\n"
    )
    shown = vekha("holds", *ON).said
    assert "карантин [грипп]" in shown  # brackets are not markup
    assert vekha("release", 1, "--reason", "снят", *ON).said == f"Возобновлено: № 1 — {FIRST}.\n"
    assert vekha("holds", *ON).said == "Ничего не приостановлено.\n"
    (kept,) = vekha("holds", "--all", *ON, "--json").json
    assert (kept["school"], kept["released_on"]) == (FIRST, "2024-03-15")


def test_a_phase_is_named_by_its_own_name(vekha: Vekha) -> None:
    told = vekha("hold", "--phase", "risk_survey", "--reason", "опросник меняют", *ON).said
    assert "приостановлено — этап «Анкетирование». Стоит: 2\u00a0шага." in told
    assert vekha("release", "--phase", "risk_survey", *ON).code == 0


def test_status_why_and_submit_say_the_hold(vekha: Vekha, home: Settings) -> None:
    done(home, ref("A1"))
    vekha(*QUARANTINE)
    late = vekha("status", "--late", *ON).said
    assert "Приостановлено: карантин [грипп], до 20.04.2024." in late
    why = vekha("why", "B2", "--school", FIRST, *ON, "--json").json
    assert [(one["lack"], one["party"]) for one in why["conditions"]] == [("hold", "coordinator")]
    refused = vekha("submit", "B2", "--school", FIRST, "--number", "1", "--dated", "2024-03-10", *ON)
    assert "приостановлено: карантин [грипп], до 20.04.2024" in refused.complaint
    assert vekha("submit", "B2", "--school", SECOND, "--number", "1", "--dated", "2024-03-10", *ON).code == 0


def test_what_is_not_on_hold_cannot_be_released(vekha: Vekha) -> None:
    vekha(*QUARANTINE)
    assert vekha("release", 7, *ON).complaint == f"Такой приостановки нет. Приостановлено: № 1 — {FIRST}."
