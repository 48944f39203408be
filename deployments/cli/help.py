"""The words around a command's help, Typer's own and English: replaced only when help is asked for."""

from collections.abc import Sequence

from models.language import _


def speak_in_help(words: Sequence[str]) -> None:
    """Head the panels of help in the language of the reader; who does not ask for help does not wait for its module."""
    if words and "--help" not in words:
        return
    from typer import rich_utils

    rich_utils.ARGUMENTS_PANEL_TITLE = _("Что назвать")
    rich_utils.OPTIONS_PANEL_TITLE = _("Параметры")
    rich_utils.COMMANDS_PANEL_TITLE = _("Команды")
    rich_utils.DEFAULT_STRING = _("[по умолчанию: {}]")
    rich_utils.REQUIRED_LONG_STRING = _("[обязательно]")
