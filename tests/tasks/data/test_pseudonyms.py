"""Keys stand for pupils; the secret is made once and shown to nobody."""

import pickle
import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.errors import VekhaError
from tasks.data.pseudonyms import KEY_LENGTH, Pseudonyms, normalised_document, normalised_name, pseudonyms
from tasks.settings import Settings

KEYS = Pseudonyms(b"s" * 32)


def test_the_secret_is_made_once_for_its_owner_only(tmp_path: Path) -> None:
    settings = Settings(home=tmp_path / "home", secret_file=tmp_path / "elsewhere" / "secret")
    first = pseudonyms(settings).vpr(["edu680101"], 2024, ["40001"])
    assert pseudonyms(settings).vpr(["edu680101"], 2024, ["40001"]) == first
    assert stat.S_IMODE(settings.secret_path.stat().st_mode) == 0o600
    assert list(settings.secret_path.parent.iterdir()) == [settings.secret_path]
    assert not settings.root.exists()


def test_processes_that_start_together_share_one_secret(tmp_path: Path) -> None:
    settings = Settings(home=tmp_path)
    with ThreadPoolExecutor(8) as pool:
        made = list(pool.map(lambda _: pseudonyms(settings).vpr(["edu680101"], 2024, ["1"])[0], range(8)))
    assert len(set(made)) == 1


def test_a_damaged_secret_is_said_and_not_replaced(tmp_path: Path) -> None:
    settings = Settings(home=tmp_path)
    settings.secret_path.write_text("half")
    with pytest.raises(VekhaError, match="восстановите"):
        pseudonyms(settings)
    assert settings.secret_path.read_text() == "half"


def test_the_secret_is_not_shown() -> None:
    assert repr(KEYS) == "Pseudonyms()"
    with pytest.raises(TypeError):
        pickle.dumps(KEYS)


def test_a_key_differs_by_school_year_and_code() -> None:
    keys = KEYS.vpr(["edu680101", "edu680102", "edu680101"], 2024, ["40001", "40001", "40002"])
    keys += KEYS.vpr(["edu680101"], 2025, ["40001"])
    assert len(set(keys)) == 4
    assert {len(key) for key in keys} == {KEY_LENGTH}


def test_another_secret_makes_other_keys() -> None:
    other = Pseudonyms(b"t" * 32)
    assert other.vpr(["edu680101"], 2024, ["40001"]) != KEYS.vpr(["edu680101"], 2024, ["40001"])


@given(st.lists(st.text(alphabet="абвгеё- ", min_size=1, max_size=8), min_size=3, max_size=3))
def test_a_name_is_the_same_in_capitals_and_with_stray_spaces(name: list[str]) -> None:
    typed = [f"  {part.upper()} " for part in name]
    assert normalised_name(typed) == normalised_name(name)
    assert KEYS.gia([typed], [["1", "2"]]) == KEYS.gia([name], [["1", "2"]])


def test_a_document_is_the_same_with_spaces_and_without_leading_zeros() -> None:
    assert normalised_document(["03 11", "001234"]) == normalised_document(["311", "1234"])
    assert normalised_document(["1", "23"]) != normalised_document(["12", "3"])
