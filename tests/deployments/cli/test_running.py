"""`vekha run`: what cannot be done is told before a server is started, and what is told is for people."""

import pytest

from tasks.settings import Settings
from tests.deployments.cli.conftest import Vekha
from tests.factories import FIRST


@pytest.mark.parametrize(
    ("words", "needless"),
    [
        (("cycle", "--dry-run"), "--dry-run"),
        (("cycle", "--measure", "A1", "--school", "edu680001"), "--school, --measure"),
        (("tick", "--as-of", "чушь", "--measure", "A1"), "--as-of, --measure"),
        (("mentoring", "--simulated"), "--simulated"),
        (("tick", "--roadmap", "six", "--redo", "all"), "--roadmap, --redo"),
    ],
)
def test_an_option_that_would_do_nothing_is_refused(vekha: Vekha, words: tuple[str, ...], needless: str) -> None:
    refused = vekha("run", *words)
    assert refused.code == 1
    assert f"«vekha run {words[0]}» не знает {needless}:" in refused.complaint


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        (("анализ",), "Этапа «анализ» нет. Есть: analysis, risk_survey,"),
        (("mentoring", "--school", f"{FIRST},nope"), "У школ nope нет шагов в цикле 2024 года."),
        (("mentoring", "--measure", "A1"), "На этапе «Наставничество» нет мероприятий: A1."),
        (("mentoring", "--as-of", "вчера"), "«вчера» — не дата"),
        (("mentoring", "--cycle", "2024", "--as-of", "today"), "Цикл 2024 — игровой: укажите дату"),
        (("mentoring", "--as-of", "2025-02-01"), "Цикл 2025 года дорожной карты «six» не открыт."),
        (("cycle", "--as-of", "2031-01-01"), "2031 год вне периода дорожной карты (2024-2025)"),
        (("cycle", "--roadmap", "нет-такой.yaml"), "Нет файла дорожной карты «нет-такой.yaml»"),
    ],
)
def test_what_makes_no_sense_is_told_before_a_server_is_started(
    vekha: Vekha, words: tuple[str, ...], complaint: str, home: Settings
) -> None:
    refused = vekha("run", *words, *(() if "--as-of" in words else ("--as-of", "2024-02-15")))
    assert refused.code == 1
    assert complaint in refused.complaint
    assert not (home.root / "prefect").exists()
