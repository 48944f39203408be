"""Whose a row of an aggregate is: the country's, a region's, a municipality's or a school's, by what it is called."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from models.assessment.layout import COUNTRY, MUNICIPALITY, REGION, SCHOOL
from tasks.reading import values
from tasks.reading.contract import Register
from tasks.reading.values import plain

RUSSIA = "Российская Федерация"

_COUNTRY = re.compile(r"вся выборка|рф|россия|российская федерация|все регионы")
_REGION = re.compile(
    r"обл\.|область|\bкрай\b|республик|респ\.|автономн|\bао\b|югра|кузбасс"
    r"|^(г\.|город)? ?(федерального значения )?(москва|санкт-петербург|севастополь)$|^все муниципалитеты$"
)
_SCHOOL = re.compile(r"\b[а-я]{0,4}о[уо]о?\b|\b[сон]ош\b|школ|гимнази|лице[йя]|интернат|корпус|[«\"„]")


@dataclass(frozen=True)
class Unit:
    """A group of participants: its level, and its name as every file says it (a school's is its login)."""

    level: str
    name: str


def unit_of(text: str, register: Register) -> Unit | None:
    """Whose a row is; None for a school whose login nobody knows."""
    words = plain(text)
    login = values.login(text)
    if isinstance(login, str):
        return Unit(SCHOOL, login)
    if known := register.by_name.get(values.called(text)):
        return Unit(SCHOOL, known)
    if _COUNTRY.fullmatch(words):
        return Unit(COUNTRY, RUSSIA)
    if _SCHOOL.search(words):
        return None
    if _REGION.search(words):
        return Unit(REGION, " ".join(text.split()))
    name = values.municipality(text)
    return Unit(MUNICIPALITY, name) if isinstance(name, str) and re.search(r"[^\W\d_]", name) else None


def whose(units: Iterable[Unit]) -> str:
    """Who a whole file is about, so that a corrected one finds it: the one school, else municipality, else region."""
    named = {level: {unit.name for unit in units if unit.level == level} for level in (SCHOOL, MUNICIPALITY, REGION)}
    return next((names.pop() for names in named.values() if len(names) == 1), "")
