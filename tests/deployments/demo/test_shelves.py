"""A play of an earlier year has a questionnaire and a catalogue of that year; what ships stays as it is."""

from deployments.demo.shelves import put_on_shelves
from tasks.reading.catalogue import CATALOGUES
from tasks.reading.questionnaire import QUESTIONNAIRES
from tasks.settings import Settings


def test_an_earlier_year_gets_what_ships_said_to_be_of_it(home: Settings) -> None:
    put_on_shelves(home, 2023)
    for shelf in (QUESTIONNAIRES, CATALOGUES):
        found, shipped = shelf.of_year(home, 2023), shelf.shipped()[0]
        assert (found.year, shipped.year) == (2023, 2024)
        assert "2023 год" in found.title
        assert found.factors == shipped.factors


def test_a_year_that_has_its_own_gets_nothing(home: Settings) -> None:
    put_on_shelves(home, 2024)
    assert not (home.root / "surveys").exists()
    assert not (home.root / "catalogue").exists()
