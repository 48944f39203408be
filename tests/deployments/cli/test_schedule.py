"""`vekha schedule`: one «срок» or a list of them, in words or in the normal form."""

import json
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from deployments.cli.schedule import schedule
from models.errors import VekhaError

app = typer.Typer()
app.command()(schedule)


def said(*arguments: str) -> str:
    result = CliRunner().invoke(app, list(arguments), catch_exceptions=False)
    assert result.exit_code == 0
    return result.output.strip()


def test_one_expression_is_answered_with_the_normal_form() -> None:
    answer = said("До 31 мая ежегодно", "--period", "2022-2024", "--json")
    assert json.loads(answer) == {"kind": "recurring", "every": "year", "deadline": "05-31"}


def test_without_json_the_rule_is_said_in_words_with_the_nearest_deadline() -> None:
    answer = said("До 31 мая ежегодно", "--period", "2022-2025", "--as-of", "2024-06-10")
    assert answer == "каждый год до 31 мая; ближайший срок 31.05.2025"


def test_after_the_plan_there_is_no_nearest_deadline() -> None:
    answer = said("До 31 мая ежегодно", "--period", "2022-2024", "--as-of", "2024-06-10")
    assert answer == "каждый год до 31 мая; ближайшего срока в плане нет: последний был 31.05.2024"


def test_what_has_no_dates_is_said_without_them() -> None:
    assert said("По запросам школ", "--period", "2024") == "по запросам или по мере необходимости"


def test_a_deadline_moves_to_a_working_day_only_when_asked() -> None:
    asked = ("до 9 мая 2024", "--period", "2024", "--as-of", "2024-05-01")
    assert said(*asked) == "до 9 мая 2024 года включительно; ближайший срок 09.05.2024"
    assert said(*asked, "--workdays").endswith("ближайший срок 13.05.2024 (в приказе — 09.05.2024, нерабочий день)")
    assert json.loads(said(*asked, "--json"))["date"] == "2024-05-09"
    assert json.loads(said(*asked, "--json", "--workdays")) == {"kind": "deadline", "date": "2024-05-13"}


def test_a_rule_is_given_in_the_words_of_rfc_5545() -> None:
    assert said("До 31 мая ежегодно", "--period", "2022-2024", "--rrule").splitlines() == [
        "DTSTART;VALUE=DATE:20220531",
        "RRULE:FREQ=YEARLY;BYMONTH=5;BYMONTHDAY=31;UNTIL=20240531",
    ]
    assert said("по графику", "--period", "2024", "--rrule").startswith("У этого срока нет дат")


def test_everything_about_a_rule_is_one_json_object() -> None:
    answer = json.loads(said("до 9 мая 2024", "--period", "2024", "--full", "--workdays", "--as-of", "2024-05-01"))
    assert answer.pop("sentence").startswith("до 9 мая 2024 года включительно; ближайший срок 13.05.2024")
    assert answer == {
        "rule": {"kind": "deadline", "date": "2024-05-13"},
        "next": "2024-05-13",
        "deadlines": [{"printed": "2024-05-09", "due": "2024-05-13"}],
        "rrule": ["DTSTART;VALUE=DATE:20240513", "RDATE;VALUE=DATE:20240513"],
    }


@pytest.mark.parametrize("encoding", ["utf8", "utf-8-sig", "cp1251", "utf-16"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_list_is_read_in_any_encoding_and_with_any_ends_of_lines(tmp_path: Path, encoding: str, end: str) -> None:
    listed = tmp_path / "list.tsv"
    rows = ["Апрель-\\nмай 2024\t2024-2025", "\t2023", "До 31 мая ежегодно\t2022-2024", "По графику\t2023"]
    listed.write_bytes((end.join(rows) + end).encode(encoding))
    kinds = [json.loads(line)["kind"] for line in said("--file", str(listed), "--json").splitlines()]
    assert kinds == ["window", "unspecified", "recurring", "own_schedule"]


def test_what_is_no_text_is_refused(tmp_path: Path) -> None:
    listed = tmp_path / "list.tsv"
    listed.write_bytes(bytes(range(256)))
    with pytest.raises(VekhaError, match=r"list\.tsv"):
        said("--file", str(listed))


def test_a_list_is_answered_line_by_line_in_its_order(tmp_path: Path) -> None:
    listed = tmp_path / "list.tsv"
    listed.write_text("Апрель-\\nмай 2024\t2024-2025\n\t2023\nскоро\t2023\n", encoding="utf8")
    kinds = [json.loads(line)["kind"] for line in said("--file", str(listed), "--json").splitlines()]
    assert kinds == ["window", "unspecified", "error"]


def test_every_wrong_line_of_a_list_is_named_at_once(tmp_path: Path) -> None:
    listed = tmp_path / "list.tsv"
    listed.write_text("май 2024\nмай\t2023\nмай\tпотом\n", encoding="utf8")
    with pytest.raises(VekhaError) as refused:
        said("--file", str(listed))
    assert "строка 1" in str(refused.value)
    assert "строка 3" in str(refused.value)
    assert "строка 2" not in str(refused.value)


def test_one_expression_that_is_not_understood_ends_with_exit_code_1_unless_json_says_so() -> None:
    asked = ["когда-нибудь", "--period", "2024"]
    refused = CliRunner().invoke(app, asked)
    assert (refused.exit_code, "срок не понят" in refused.output) == (1, True)
    assert json.loads(said(*asked, "--json"))["kind"] == "error"


def test_a_period_is_asked_for() -> None:
    with pytest.raises(VekhaError, match="--period"):
        said("май")
