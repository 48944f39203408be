"""Questionnaires of the risk survey on their shelf: a region's own, else those that ship."""

from models.language import _
from models.survey.parsing import parse
from tasks.reading.shelf import Shelf

QUESTIONNAIRES = Shelf(
    "surveys",
    parse,
    no_file=lambda: _("Нет файла опросника «{path}»: проверьте путь."),
    not_text=lambda: _("{path}: это не текст в UTF-8. Сохраните опросник как YAML в кодировке UTF-8."),
    none_yet=lambda: _("Для {year} года опросника нет: положите свой в папку {folder}."),
)
