"""The catalogue that ships answers every factor, and a region's own comes before it."""

from pathlib import Path

import pytest

from models.errors import FileRefused, NotFound
from models.support.levels import Level
from tasks.reading.catalogue import CATALOGUES
from tasks.settings import Settings
from tests.models.support.small import SMALL


def test_the_shipped_catalogue_answers_every_factor_at_both_levels() -> None:
    (catalogue,) = CATALOGUES.shipped()
    assert [*catalogue.factors] == [f"RF{number:02}" for number in range(1, 12)]
    for factor in catalogue.factors:
        levels = [one.level for one in catalogue.measures if one.factor == factor]
        assert 3 <= len(levels) <= 6, factor
        assert set(levels) == set(Level), factor


def test_each_code_says_its_factor() -> None:
    (catalogue,) = CATALOGUES.shipped()
    assert {one.code.split(".")[0].replace("K", "RF") == one.factor for one in catalogue.measures} == {True}


def test_a_regions_own_catalogue_is_used_in_its_year(home: Settings) -> None:
    assert CATALOGUES.of_year(home, 2025).name == "vekha-2024"
    (home.root / "catalogue").mkdir()
    (home.root / "catalogue" / "ours.yaml").write_text(SMALL, "utf8")
    assert CATALOGUES.of_year(home, 2025).name == "small"
    with pytest.raises(NotFound, match="Для 2021 года каталога мер нет"):
        CATALOGUES.of_year(home, 2021)


def test_a_wrong_file_is_told_by_its_name(tmp_path: Path) -> None:
    wrong = tmp_path / "ours.yaml"
    wrong.write_text(SMALL.replace("RF02: Кадры", "RF03: Кадры"), "utf8")
    with pytest.raises(FileRefused, match=r"Каталог мер не принят \(ours.yaml\): ошибок — 2"):
        CATALOGUES.read(wrong)
    with pytest.raises(NotFound, match="Нет файла каталога мер"):
        CATALOGUES.read(tmp_path / "none.yaml")
