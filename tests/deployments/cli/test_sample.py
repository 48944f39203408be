"""`vekha sample` writes a region and says what is where."""

import json
from pathlib import Path

import typer
from typer.testing import CliRunner

from deployments.cli.sample import sample
from models.errors import VekhaError

app = typer.Typer()
app.command()(sample)


def test_the_command_writes_the_region_and_says_where(tmp_path: Path) -> None:
    result = CliRunner().invoke(app, [str(tmp_path), "--schools", "16", "--seed", "3"])
    assert result.exit_code == 0, result.output
    assert "ВПР, индивидуальные" in result.output
    assert "truth.json" in result.output
    assert (tmp_path / "input" / "schools.csv").exists()


def test_a_program_is_told_every_file(tmp_path: Path) -> None:
    result = CliRunner().invoke(app, [str(tmp_path), "--schools", "16", "--json"])
    told = json.loads(result.output)
    assert told["schools"] == 16
    assert {"schools", "vpr", "gia"} <= {file["kind"] for file in told["files"]}
    assert all(Path(file["path"]).is_file() for file in told["files"])


def test_a_region_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "занято").write_text("")
    result = CliRunner().invoke(app, [str(tmp_path / "занято" / "region"), "--schools", "16"])
    assert isinstance(result.exception, VekhaError)
    assert "записать не удалось" in str(result.exception)


def test_too_few_schools_are_refused_before_anything_is_written(tmp_path: Path) -> None:
    result = CliRunner().invoke(app, [str(tmp_path / "region"), "--schools", "3"])
    assert result.exit_code == 2
    assert not (tmp_path / "region").exists()
