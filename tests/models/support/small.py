"""A small right catalogue, drawn as its file, for tests to spoil in one place; and factors to choose by."""

from functools import lru_cache

import pandas as pd

from models.support.catalogue import Catalogue
from models.support.parsing import parse

SMALL = """\
name: small
title: Небольшой каталог
year: 2024
about: Для проверок
measures_per_school: 3
parties:
  - {code: school, title: ОО, scope: school}
  - {code: institute, title: Институт, known_as: [toipkro]}
factors:
  RF01: Оснащение
  RF02: Кадры
measures:
  - code: K01.1
    factor: RF01
    title: Ревизия
    text: Составить перечень
    for_whom: администрация
    parties: [school]
    days: 30
    deliverables: [Перечень]
    indicator: {text: Доля кабинетов, counted: кабинеты, direction: up, by: 10}
    level: middle
    strength: 1
    effort: 1
    source: опыт
  - code: K01.2
    factor: RF01
    title: Заявка
    text: Подать заявку
    for_whom: школа
    parties: [school]
    days: 60
    deliverables: [Заявка]
    indicator: {text: Доля позиций, counted: позиции, direction: up, by: 30}
    level: high
    strength: 3
    effort: 1
    needs: [K01.1]
    source: опыт
  - code: K02.1
    factor: RF02
    title: Курсы
    text: Провести курсы
    for_whom: учителя
    parties: [institute, school]
    days: 90
    deliverables: [Удостоверения]
    indicator: {text: Потерянных уроков, counted: уроки, direction: down, by: 5, unit: number}
    level: middle
    strength: 2
    effort: 2
    places: 2
    places_in_all: 4
    source: опыт
  - code: K02.2
    factor: RF02
    title: Кадровый план
    text: Составить план
    for_whom: администрация
    parties: [school]
    days: 30
    deliverables: [План]
    indicator: {text: Доля вакансий, counted: вакансии, direction: up, by: 50}
    level: middle
    strength: 1
    effort: 1
    source: опыт
"""


@lru_cache
def small() -> Catalogue:
    """The small catalogue, as its file says."""
    return parse(SMALL, "small.yaml")


def factors(*rows: tuple[str, str, str, float]) -> pd.DataFrame:
    """Factors of schools: (school, factor, level, score)."""
    return pd.DataFrame(rows, columns=["school", "factor", "level", "score"])
