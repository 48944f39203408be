"""`vekha run`: what cannot be done is told before a server is started, and what is told is for people."""

import pytest

from tests.deployments.cli.conftest import Vekha


@pytest.mark.parametrize(
    ("words", "needless"),
    [
        (("cycle", "--dry-run"), "--dry-run"),
        (("cycle", "--measure", "A1", "--school", "edu680001"), "--school, --measure"),
        (("tick", "--as-of", "чушь", "--measure", "A1"), "--as-of, --measure"),
        (("tick", "--roadmap", "six", "--redo", "all"), "--roadmap, --redo"),
    ],
)
def test_an_option_that_would_do_nothing_is_refused(vekha: Vekha, words: tuple[str, ...], needless: str) -> None:
    refused = vekha("run", *words)
    assert refused.code == 1
    assert f"«vekha run {words[0]}» не знает {needless}:" in refused.complaint
