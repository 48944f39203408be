"""Catalogues of support measures on their shelf: a region's own, else those that ship."""

from models.language import _
from models.support.parsing import parse
from tasks.reading.shelf import Shelf

CATALOGUES = Shelf(
    "catalogue",
    parse,
    no_file=lambda: _("Нет файла каталога мер «{path}»: проверьте путь."),
    not_text=lambda: _("{path}: это не текст в UTF-8. Сохраните каталог как YAML в кодировке UTF-8."),
    none_yet=lambda: _("Для {year} года каталога мер нет: положите свой в папку {folder}."),
)
