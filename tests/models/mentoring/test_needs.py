"""From what is loaded and computed to who needs a mentor and who may be one."""

from collections.abc import Mapping, Sequence

import pandas as pd

from models.assessment.layout import empty, typed
from models.mentoring.levels import level_of
from models.mentoring.needs import READS, situation_of

SUPPORT = pd.DataFrame(
    [
        ("edu1", "У-1", "математика профильная", "11А"),
        ("edu1", "У-1", "математика", "9Б"),
        ("edu1", "У-1", "физика", "8А"),
        ("edu2", "У-1", "математика", "4А"),
    ],
    columns=["school", "teacher", "subject", "class_name"],
    dtype="string",
)


def frames(**rows: Sequence[Mapping[str, object]]) -> dict[str, pd.DataFrame]:
    return {name: typed(name, pd.DataFrame(rows[name])) if name in rows else empty(name) for name in READS}


def test_low_works_of_a_subject_are_one_need_at_all_their_levels() -> None:
    needs = situation_of(SUPPORT, frames()).needs
    assert needs[["school", "teacher", "subject", "levels"]].to_numpy().tolist() == [
        ["edu1", "У-1", "математика", "ООО;СОО"],
        ["edu1", "У-1", "физика", "ООО"],
        ["edu2", "У-1", "математика", "НОО"],
    ]


def test_a_school_on_no_list_has_no_municipality_and_no_language() -> None:
    schools = [{"school": "edu1", "municipality": "Северный"}]
    conditions = [{"school": "edu1", "place": "село", "language": "русский"}]
    needs = situation_of(SUPPORT, frames(schools=schools, conditions=conditions)).needs
    assert needs["municipality"].fillna("?").tolist() == ["Северный", "Северный", "?"]
    assert needs["language"].fillna("?").tolist() == ["русский", "русский", "?"]


def test_a_mentor_is_where_the_school_is() -> None:
    schools = [{"school": "edu3", "municipality": "Южный"}]
    listed = [{"school": "edu3", "mentor": "У-7", "subject": "математика базовая", "levels": "СОО", "capacity": 2}]
    (mentor,) = situation_of(SUPPORT, frames(schools=schools, mentors=listed)).mentors.to_dict("records")
    assert (mentor["mentor_school"], mentor["subject"], mentor["municipality"]) == ("edu3", "математика", "Южный")


def test_nobody_needs_support_where_nothing_is_low() -> None:
    assert situation_of(SUPPORT.iloc[:0], frames()).needs.empty


def test_a_class_has_the_level_of_its_grade() -> None:
    assert [level_of(name) for name in ("1А", "4Б", "5", "9А", "10", "11Б")] == ["НОО"] * 2 + ["ООО"] * 2 + ["СОО"] * 2
