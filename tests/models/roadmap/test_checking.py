"""What is legal but worth a person's knowing."""

from models.roadmap.checking import warnings
from models.roadmap.parsing import parse
from models.roadmap.plan import by_measure, occurrences
from tasks.reading.roadmap import read_roadmap
from tests.models.roadmap.small import SMALL, TARGET, spoiled


def remarks(text: str) -> list[str]:
    return [str(remark) for remark in warnings(parse(text, "small.yaml"))]


def test_a_sound_roadmap_gets_no_remark() -> None:
    assert remarks(SMALL) == []


def test_a_hard_prerequisite_due_on_the_same_day_is_told() -> None:
    (told,) = remarks(spoiled(("Апрель 2024", "Март 2024")))
    assert told == ("C3, п. 3: «до 31.03.2024» — ждёт п. 2 «Анкетирование» (B2), а его срок не раньше: 31.03.2024.")


def test_a_hard_prerequisite_due_later_is_told() -> None:
    (told,) = remarks(spoiled(("Март 2024", "Январь 2024")))
    assert told.endswith("ждёт п. 1 «Анализ результатов» (A1), а его срок не раньше: 29.02.2024.")


def test_an_edge_that_is_late_every_year_is_one_remark() -> None:
    (told,) = [remark for remark in warnings(read_roadmap("kirsanov-2024")) if remark.place.startswith("T10.1,")]
    assert told.value == "до 31.08.2024, 31.08.2025"


def test_soft_prerequisites_may_be_late() -> None:
    assert remarks(spoiled(("measure: B2, share: 0.5", "measure: B2, soft: true"), ("Апрель", "Март"))) == []


def test_a_measure_on_request_is_told_to_have_no_step_by_the_calendar() -> None:
    (told,) = remarks(spoiled(("Апрель 2024", "По запросам")))
    assert told.startswith("C3, п. 3: «По запросам» — шагов по календарю нет")


def test_a_measure_by_its_own_schedule_is_told_to_need_dates() -> None:
    (told,) = remarks(spoiled(("Апрель 2024", "По отдельному графику")))
    assert "vekha dates" in told


def test_a_share_of_schools_where_nothing_is_done_by_schools_is_told() -> None:
    (told,) = remarks(spoiled(("unit: school", "unit: roadmap")))
    assert told.startswith("C3, п. 3: «0.5» — доля школ")


DOUBTFUL = ("schedule: Апрель 2024", "schedule: до 2024 года")
READ = f"{DOUBTFUL[1]}\n    read_as: до 31 декабря 2024 года"


def test_a_doubtful_schedule_is_told_until_a_person_has_read_it() -> None:
    (told,) = remarks(spoiled(DOUBTFUL))
    assert told.startswith("C3, п. 3: «до 2024 года» — сроки прочитаны предположительно")
    assert remarks(spoiled((DOUBTFUL[0], f"{READ}\n    note: план кончается этим годом"))) == []


def test_a_reading_without_a_reason_is_told() -> None:
    (told,) = remarks(spoiled((DOUBTFUL[0], READ)))
    assert told.startswith("C3, п. 3: «до 31 декабря 2024 года» — сроки прочитаны не так")
    assert "«до 2024 года»" in told


def test_a_target_is_told_to_have_no_steps() -> None:
    assert remarks(spoiled(TARGET)) == [
        "C3, п. 3: «Апрель 2024» — целевой показатель: за ним наблюдают, шагов у него нет."
    ]


def test_every_late_hard_edge_of_kirsanov_is_told_and_no_other() -> None:
    roadmap = read_roadmap("kirsanov-2024")
    plan = by_measure(occurrences(roadmap))
    due = {(found.measure, found.key): found.due_on for its in plan.values() for found in its}
    late = {
        f"{found.measure}, {roadmap.by_code[found.measure].place}"
        for its in plan.values()
        for found in its
        for needed in found.prerequisites
        if not needed.soft
        and (end := due.get((needed.measure, needed.occurrence)))
        and found.due_on
        and end >= found.due_on
    }
    told = {remark.place for remark in warnings(roadmap) if "не раньше" in remark.remedy}
    assert told == late
    assert {"T05, п. 5", "T04, п. 4", "T10.2, п. 10, второй подпункт"} <= told
