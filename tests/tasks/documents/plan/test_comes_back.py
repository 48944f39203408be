"""A plan that was exported is imported again with the same measures: five real orders, and plans that nobody wrote."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from models.roadmap.definition import Kind, Measure, Phase, Roadmap
from tasks.documents.plan.docx import plan_document
from tasks.documents.plan.xlsx import plan_workbook
from tasks.reading.roadmap import read_roadmap, shipped_names
from tests.factories import six
from tests.tasks.documents.plan.coming_back import read_back, told
from tests.tasks.documents.plan.plans import an_execution

DAY = date(2024, 8, 31)
FORMS: dict[str, Callable[..., bytes]] = {"docx": plan_document, "xlsx": plan_workbook}
MARK = an_execution(
    closed_on=date(2024, 3, 1),
    due_on=date(2024, 5, 31),
    counts=("исполнено в 6 из 7 школ",),
    documents=("Справка: № 7 от 20.03.2024", "отчёт за март.docx"),
)

WORDS = (
    "анализ", "результатов", "ВПР,", "ОГЭ", "и", "ЕГЭ", "(по предметам)", "«Современный урок»", "№ 5", "100 %", "3/4",
    "школ", "с", "низкими", "5–8 классов", "и т.д.", "МБОУ «СОШ №1»", "т.ч.", "\"группа риска\"", "&", "план-график",
    "https://example.ru/?a=1&b=2", "ё", "–", "2024/25", "№ 12 от 01.02.2024", "⟨лицо 1⟩",
)  # fmt: skip
VERBS = ("Проведение", "Организация", "Анализ", "Формирование", "Подготовка", "Мониторинг", "Разработка")
SCHEDULES = (
    "Март-апрель 2024", "Август 2024, 2025", "До 30 мая 2025", "Постоянно", "ежегодно", "По запросам",
    "По отдельному графику", "1 раз в 3 месяца", "Ноябрь 2024 г. Далее: в течение 2025 года",
)  # fmt: skip
RESULTS = ("", "Справка", "Приказ об итогах конкурса", "100 % школ приняли участие", "Планы; рекомендации")


def texts(least: int = 1) -> st.SearchStrategy[str]:
    """A measure's text: it begins like one, goes on anyhow and ends with a word that nothing need follow."""
    rest = st.lists(st.sampled_from(WORDS), min_size=least, max_size=25)
    return st.builds(lambda verb, words: " ".join((verb, *words, "школ")), st.sampled_from(VERBS), rest)


def a_measure(number: int, section: int, sub_item: int | None, text: str, **said: Any) -> Measure:
    # No two rows say the same: a reader takes the second for a row that was copied twice.
    text = f"{text} по плану {section}-{number}-{sub_item or 0}"
    defaults: dict[str, Any] = {
        "code": f"S{section}.{number}" + (f".{sub_item}" if sub_item else ""),
        "item": str(number),
        "sub_item": sub_item,
        "title": text[:40],
        "text": text,
        "section": f"Раздел: мероприятия номер {'абвг'[section]}",
        "parties": ("ministry",),
        "deliverables": ("Справка",),
        "phase": Phase.ANALYSIS,
        "kind": Kind.ANALYSIS,
        "lines": (1,),
    }
    return Measure(**(defaults | said))


@st.composite
def position(draw: st.DrawFn, number: int, section: int) -> list[Measure]:
    """A position: simple; with a shared first cell; under a heading row; with heirs that leave their cells empty."""
    cells = st.fixed_dictionaries({"schedule": st.sampled_from(SCHEDULES), "result": st.sampled_from(RESULTS)})
    kind = draw(st.sampled_from(["simple", "simple", "shared", "headed", "heirs"]))
    if kind == "simple":
        return [a_measure(number, section, None, draw(texts()), **draw(cells))]
    count = draw(st.integers(2, 3))
    own = [draw(cells) for _sub_item in range(count)]
    first_text = draw(texts()) if kind == "headed" else f"{draw(texts())}: {draw(texts())}"
    heading = f"{draw(texts())}:" if kind == "headed" else ""
    first = a_measure(number, section, 1, first_text, heading=heading, **own[0])
    if kind == "heirs":
        own = [{"schedule": "", "result": "", "inherits": first.code}] * count
    return [first, *(a_measure(number, section, i + 1, draw(texts(3)), **own[i]) for i in range(1, count))]


@st.composite
def plans(draw: st.DrawFn) -> Roadmap:
    """A roadmap of one to three sections; numbers go on, or begin again in each section."""
    begins_again = draw(st.booleans())
    extras = draw(st.sampled_from([{}, {}, {"Примечание": "с учётом рисков"}, {"Финансирование": "в пределах сметы"}]))
    measures: list[Measure] = []
    number = 0
    for section in range(draw(st.integers(1, 3))):
        number = 0 if begins_again else number
        for _position in range(draw(st.integers(1, 3))):
            number += 1
            measures += draw(position(number, section))
    marked = tuple(one.model_copy(update={"extras": extras if place % 2 else {}}) for place, one in enumerate(measures))
    return Roadmap(**{name: getattr(six(), name) for name in Roadmap.model_fields} | {"measures": marked})


@pytest.mark.parametrize("is_marked", [False, True], ids=["plan", "status"])
@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("name", shipped_names())
def test_a_real_orders_measures_come_back(name: str, form: str, is_marked: bool, tmp_path: Path) -> None:
    roadmap = read_roadmap(name)
    marks = {measure.code: MARK for measure in roadmap.measures} if is_marked else None
    assert read_back(FORMS[form](roadmap, marks, DAY), tmp_path / f"план.{form}") == told(roadmap)


@pytest.mark.parametrize("form", FORMS)
@given(roadmap=plans(), is_marked=st.booleans())
@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
def test_any_plans_measures_come_back(form: str, tmp_path: Path, roadmap: Roadmap, is_marked: bool) -> None:
    marks = {measure.code: MARK for measure in roadmap.measures} if is_marked else None
    assert read_back(FORMS[form](roadmap, marks, DAY), tmp_path / f"план.{form}") == told(roadmap)
