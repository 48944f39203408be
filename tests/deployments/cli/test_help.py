"""Help is Russian around the commands too."""

import pytest

from tests.deployments.cli.conftest import Vekha


@pytest.mark.parametrize(
    ("words", "heads"),
    [(("submit",), ("Что назвать", "Параметры")), (("group",), ("Команды",)), (("request",), ("[обязательно]",))],
)
def test_the_panels_of_help_speak_russian(words: tuple[str, ...], heads: tuple[str, ...], vekha: Vekha) -> None:
    shown = vekha.program(*words, "--help").said
    assert not [head for head in heads if head not in shown]
    assert not [head for head in (" Options ", " Arguments ", " Commands ", "[required]", "[default") if head in shown]
