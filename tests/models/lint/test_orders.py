"""What lint says of five real orders: a list that was read against the orders, line by line, and nothing besides.

tests/data/lint/*.tsv: the trap that a finding covers (its number in the description of the orders: «и» for traps of
reading schedules, «с» for oddities of the tables; «–» for what lint found besides), rule, place, text; people masked.
"""

import csv
import re
from functools import cache
from pathlib import Path

import pytest

from models.lint.findings import Finding, LintRule, Severity
from models.lint.order_file import order_subject
from models.lint.registry import lint, rules
from models.order.reading import read_order
from models.order.suggesting.suggest import suggest
from tasks.reading.orders.opening import open_document

DATA = Path(__file__).parents[2] / "data"
ORDERS = ("kirsanov-2024", "novokuznetsk-2022", "svetlogorsk-2022", "zhigalovo-2023", "rakitnoe-2021")
NAME = re.compile(r"[А-ЯЁ][а-яё]+ [А-ЯЁ]\.\s?[А-ЯЁ]\.|[А-ЯЁ]\.\s?[А-ЯЁ]\.\s?[А-ЯЁ][а-яё]+")
READING_TRAPS = {f"и{number}" for number in range(1, 10)}
TABLE_TRAPS = {f"с{number}" for number in (*range(4, 8), *range(10, 23))}


@cache
def found(order: str) -> list[Finding]:
    document = open_document(DATA / "orders" / f"{order}.txt")
    printed = read_order(document)
    return lint(order_subject(printed, document, suggest(printed)))


def as_row(finding: Finding) -> tuple[str, str, str]:
    return finding.rule, finding.place, NAME.sub("⟨лицо⟩", finding.text)


def reviewed(order: str) -> list[list[str]]:
    with (DATA / "lint" / f"{order}.tsv").open(encoding="utf8") as file:
        return list(csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


@pytest.mark.parametrize("order", ORDERS)
def test_lint_finds_what_was_reviewed_and_nothing_else(order: str) -> None:
    listed = {(rule, place, text) for _trap, rule, place, text in reviewed(order)}
    assert {as_row(finding) for finding in found(order)} == listed
    assert len(found(order)) == len(listed)


def test_every_trap_that_is_known_of_the_orders_is_found() -> None:
    covered = {trap for order in ORDERS for row in reviewed(order) for trap in row[0].split(",")}
    assert covered == READING_TRAPS | TABLE_TRAPS | {"с24", "–"}


def test_the_lists_name_no_person() -> None:
    assert not [row for order in ORDERS for row in reviewed(order) if NAME.search(row[3])]


@pytest.mark.parametrize("rule", [rule for rule in rules() if rule.example], ids=lambda rule: str(rule.id))
def test_a_rules_example_is_printed_in_the_order_and_found_there(rule: LintRule) -> None:
    assert rule.example is not None
    order, line = rule.example.order, rule.example.line
    printed = (DATA / "orders" / f"{order}.txt").read_text("utf8").splitlines()[line - 1]
    assert all(part in " ".join(printed.split()) for part in rule.example.text.split("…"))
    assert [one for one in found(order) if one.rule == rule.id and re.search(rf"\b{line}\b", one.place)]


@pytest.mark.parametrize("order", ORDERS)
def test_a_finding_says_where_what_and_the_remedy(order: str) -> None:
    for finding in found(order):
        assert finding.place.startswith("строк")
        assert finding.what
        assert finding.remedy
        assert finding.as_json()["severity"] in set(Severity)
