"""Two versions of a roadmap are compared in words: what a coordinator would say, grouped, nothing twice."""

from datetime import date
from typing import Any

import pytest

from models.assessment.parameters import Parameters
from models.roadmap.calendar import Calendar
from models.roadmap.change.difference import Change, difference, likely_renames
from models.roadmap.change.fields import Part
from models.roadmap.definition import Indicator, Kind, Measure, Phase, Roadmap, Unit
from models.roadmap.needs import DataCheck, DataNeed, Prerequisite
from models.roadmap.order import Assignment, Order, Party
from models.roadmap.reminders import Reminders
from tests.factories import six, six_with


def roadmap_with(*measures: Measure, **changes: Any) -> Roadmap:
    said = {name: getattr(six(), name) for name in Roadmap.model_fields}
    return Roadmap(**(said | ({"measures": measures} if measures else {}) | changes))


def the_change(after: Roadmap, before: Roadmap | None = None) -> Change:
    (found,) = difference(before or six(), after)
    return found


def test_equal_versions_differ_in_nothing() -> None:
    assert difference(six(), roadmap_with()) == ()


def test_a_schedule_is_told_with_what_its_dates_become() -> None:
    change = the_change(six_with("C3", schedule="Июнь 2024"))
    assert (change.part, change.code) == (Part.SCHEDULE, "C3")
    assert change.sentence == (
        "п. 3 (C3) «План поддержки»: было «Май 2024» — до 31.05.2024; стало «Июнь 2024» — до 30.06.2024."
    )


@pytest.mark.parametrize(
    ("cell", "dates"),
    [
        ("По запросам образовательных организаций", "по запросу"),
        ("По отдельному графику", "даты назначит другой документ"),
        ("Май 2024, 2025", "до 31.05.2024, 31.05.2025"),
        ("Май 2023", "в период плана не попадает"),
        ("Ежемесячно", "сроков: 21, первый 30.04.2024, последний 31.12.2025"),
    ],
)
def test_whatever_the_schedule_its_dates_are_told(cell: str, dates: str) -> None:
    change = the_change(six_with("C3", schedule=cell))
    assert change.after == f"«{cell}» — {dates}"


def test_a_target_has_no_steps_and_is_not_said_to_wait_for_a_request() -> None:
    before, after = (six_with("E5", is_target=True, schedule=cell) for cell in ("2024", "2025"))
    assert the_change(after, before).after == "«2025» — целевой показатель, шагов нет"


def test_dates_that_move_though_their_words_stay_are_told() -> None:
    found = difference(six(), roadmap_with(period="2024"))
    assert [(change.part, change.code) for change in found] == [(Part.ORDER, ""), (Part.SCHEDULE, "D4")]


def test_measures_come_and_go() -> None:
    new = six().by_code["E5"].model_copy(update={"code": "G7", "text": "Совсем другое дело", "title": "Другое"})
    kept = [one for one in six().measures if one.code != "F6"]
    removed, added = difference(six(), roadmap_with(*kept, new))
    assert (removed.part, removed.code, removed.sentence) == (Part.REMOVED, "F6", "п. 6 (F6) «Итоговая сессия».")
    assert (added.part, added.code) == (Part.ADDED, "G7")
    assert added.sentence == "п. 5 (G7) «Другое»: «По запросам образовательных организаций» — по запросу."


def test_a_measure_under_another_code_is_recognised_by_its_text() -> None:
    text = "Итоговая сессия "
    measures = [
        one.model_copy(update={"code": "F9", "text": text}) if one.code == "F6" else one for one in six().measures
    ]
    after = roadmap_with(*measures)
    assert likely_renames(six(), after) == {"F6": "F9"}
    assert [change.part for change in difference(six(), after)] == [Part.RENAMED, Part.WORDING]


def test_who_waits_for_a_renamed_measure_waits_for_the_same() -> None:
    def told(one: Measure) -> Measure:
        needed = tuple(n.model_copy(update={"measure": "A9"}) if n.measure == "A1" else n for n in one.prerequisites)
        return one.model_copy(update={"code": "A9" if one.code == "A1" else one.code, "prerequisites": needed})

    (change,) = difference(six(), roadmap_with(*map(told, six().measures)))
    assert (change.part, change.before, change.after) == (Part.RENAMED, "A1", "A9")


@pytest.mark.parametrize(
    ("part", "changes", "after"),
    [
        (Part.RESPONSIBLE, {"responsible": "Отдел"}, "Отдел"),
        (Part.RESPONSIBLE, {"acceptance": "coordinator"}, "coordinator"),
        (Part.PREREQUISITES, {"prerequisites": (Prerequisite(measure="B2"),)}, "B2"),
        (Part.PREREQUISITES, {"prerequisites": (Prerequisite(measure="B2", share=0.25, soft=True),)},
         "B2 — 25 % школ (не держит)"),
        (Part.RESULT, {"deliverables": ("План", "Приказ")}, "План; Приказ"),
        (Part.RESULT, {"result": "План"}, "План"),
        (Part.UNIT, {"unit": Unit.SCHOOL}, "в каждой школе"),
        (Part.UNIT, {"phase": Phase.MONITORING}, "Мониторинг"),
        (Part.UNIT, {"item": "30"}, "п. 30"),
        (Part.WORDING, {"title": "План"}, "План"),
        (Part.INDICATORS, {"indicators": (Indicator(text="100 % школ", counted="школы"),)}, "100 % школ"),
        (Part.DATA, {"data": (DataNeed(kind="vpr", years={2024: (2023, 2024)}),)}, "vpr (2024: 2023, 2024)"),
        (Part.DATA, {"checks": (DataCheck(name="results_are_complete"),)}, "results_are_complete"),
        (Part.SCHEDULE, {"duration_days": 5}, "5 раб. дн."),
        (Part.UNIT, {"kind": Kind.MENTORING}, "MENT"),
        (Part.UNIT, {"number": "3."}, "3."),
        (Part.UNIT, {"lines": (3, 5)}, "3, 5"),
        (Part.WORDING, {"heading": "Планы:"}, "Планы:"),
        (Part.WORDING, {"note": "Документ назван нами."}, "Документ назван нами."),
    ],
)  # fmt: skip
def test_every_field_is_told_in_its_part(part: Part, changes: dict[str, Any], after: str) -> None:
    change = the_change(six_with("C3", **changes))
    assert (change.part, change.code, change.after) == (part, "C3", after)


HALF = Indicator(text="Половина школ", counted="школы", at_least=0.5)


@pytest.mark.parametrize(
    ("part", "was", "becomes", "after"),
    [
        (Part.RESPONSIBLE, {"responsible": "Все"}, {"parties": ("ministry", "school")}, "Министерство, ОО"),
        (Part.SCHEDULE, {"read_as": "Май 2024"}, {"schedule": "в мае"}, "в мае"),
        (Part.INDICATORS, {"indicators": (HALF,)}, {"indicators": (HALF.model_copy(update={"at_least": 0.75}),)},
         "Половина школ (не менее 75 %)"),
        (Part.INDICATORS, {"indicators": (HALF,)}, {"indicators": (HALF.model_copy(update={"per": Unit.SCHOOL}),)},
         "Половина школ (не менее 50 %, в каждой школе)"),
        (Part.INDICATORS, {"indicators": (HALF,)}, {"indicators": (HALF.model_copy(update={"counted": "ШНОР"}),)},
         "ШНОР"),
    ],
)  # fmt: skip
def test_what_the_printed_cell_hides_is_told_too(
    part: Part, was: dict[str, Any], becomes: dict[str, Any], after: str
) -> None:
    change = the_change(six_with("C3", **(was | becomes)), six_with("C3", **was))
    assert (change.part, change.after) == (part, after)


def test_no_field_of_a_measure_changes_in_silence() -> None:
    told_otherwise = {"code", "inherits", "sub_item", "parties", "read_as", "schedule"}
    others = {
        "item": "30", "number": "3.", "heading": "Планы:", "title": "Иное", "text": "Иное", "section": "Иное",
        "lead": "school", "responsible": "Иное", "result": "Иное", "deliverables": ("Иное",), "indicators": (HALF,),
        "is_target": True, "phase": Phase.MONITORING, "kind": Kind.MENTORING, "unit": Unit.SCHOOL,
        "prerequisites": (), "data": (DataNeed(kind="vpr", years=(2024,)),), "checks": ("results_are_complete",),
        "extras": {"Примечание": "иное"}, "draft": "curator_report", "catalogue": "vekha-2024",
        "action": "dynamics", "acceptance": "coordinator", "duration_days": 5, "lines": (30,), "note": "Иное",
    }  # fmt: skip
    assert others.keys() | told_otherwise == Measure.model_fields.keys()
    for name, value in others.items():
        assert difference(six(), six_with("C3", **{name: value})), name


def test_no_field_of_a_roadmap_or_its_order_changes_in_silence() -> None:
    of_order = {
        "authority": "Иное", "kind": "распоряжение", "number": "7", "signed_on": date(2024, 2, 1), "title": "Иное",
        "source": "иное.txt", "coordinator": "методист", "columns": {"title": "События"},
        "assignments": (Assignment(text="Отчёт", schedule="до 30.06.2024", line=9),),
    }  # fmt: skip
    of_roadmap = {
        "name": "seven", "title": "Иное", "period": "2024", "time_zone": "Asia/Irkutsk", "target_group": "иные",
        "indicators": (HALF,), "calendar": Calendar(workdays=True), "assessment": Parameters(low_percent=25),
        "parties": (*six().parties, Party(code="uno", title="УНО")), "reminders": Reminders(rungs=(-3, 1)),
    }  # fmt: skip
    assert of_order.keys() == Order.model_fields.keys()
    assert of_roadmap.keys() | {"order", "measures"} == Roadmap.model_fields.keys()
    for name, value in of_order.items():
        assert difference(six(), roadmap_with(order=six().order.model_copy(update={name: value}))), name
    for name, value in of_roadmap.items():
        assert difference(six(), roadmap_with(**{name: value})), name
    led = tuple(one.model_copy(update={"superior": "ministry"}) for one in six().parties)
    assert difference(six(), roadmap_with(parties=led))


def test_another_lead_is_told_by_the_roles_title() -> None:
    change = the_change(six_with("D4", lead="school"))
    assert change.sentence == "п. 4 (D4) «Наставничество», ведёт: было «МОУО»; стало «ОО»."


def test_what_was_nothing_is_called_nothing() -> None:
    assert the_change(six_with("F6", note="", prerequisites=())).sentence.endswith("было «D4»; стало ничего.")


def test_thresholds_and_roles_are_told() -> None:
    found = difference(
        six(),
        roadmap_with(
            assessment=Parameters(low_percent=25),
            parties=(*six().parties, Party(code="uno", title="УНО")),
        ),
    )
    assert [(change.part, change.after) for change in found] == [
        (Part.PARTIES, "УНО (roadmap)"),
        (Part.THRESHOLDS, "25.0" if isinstance(Parameters().low_percent, float) else "25"),
    ]


def test_values_of_the_calendar_are_said_and_not_written_as_in_a_program() -> None:
    calendar = Calendar(workdays=True, days_off={date(2024, 5, 2): "день района"}, working_days=(date(2024, 5, 4),))
    assert [change.sentence for change in difference(six(), roadmap_with(calendar=calendar))] == [
        "calendar.workdays: было «нет»; стало «да».",
        "calendar.days_off: было ничего; стало «2024-05-02: день района».",
        "calendar.working_days: было ничего; стало «2024-05-04».",
    ]


def test_parts_are_told_in_one_order_each_under_a_heading() -> None:
    after = roadmap_with(
        *(one for one in six_with("C3", schedule="Июнь 2024").measures if one.code != "F6"), title="Иное"
    )
    assert [change.part for change in difference(six(), after)] == [Part.ORDER, Part.REMOVED, Part.SCHEDULE]
    assert len({part.label for part in Part}) == len(Part)
