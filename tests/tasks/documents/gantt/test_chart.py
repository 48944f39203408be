"""The picture: nothing is cut off, nothing covers another's words, and equal plans make equal pictures."""

import re
from datetime import date
from itertools import combinations
from typing import Any

import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.text import Text

from models.roadmap.definition import Roadmap
from models.roadmap.plan import occurrences
from models.roadmap.timeline import timeline
from models.steps.state import State
from tasks.charts.lettering import fitted, in_lines, width_mm
from tasks.documents.gantt.axis import Axis
from tasks.documents.gantt.chart import draw, figure
from tasks.reading.roadmap import read_roadmap, shipped_names
from tests.factories import six, six_with

DAY = date(2024, 8, 20)


def words_of(drawn: Figure) -> list[Text]:
    """Every text of the picture that says anything."""
    return [text for axes in drawn.axes for text in axes.texts if text.get_text().strip()]


def picture(roadmap: Roadmap, states: dict[tuple[str, str], State] | None = None) -> Figure:
    return figure(roadmap, timeline(roadmap, occurrences(roadmap)), DAY, states)


@pytest.mark.parametrize("name", shipped_names())
def test_no_words_are_cut_off_or_lie_on_others(name: str) -> None:
    drawn = picture(read_roadmap(name))
    canvas: Any = FigureCanvasAgg(drawn)
    canvas.draw()
    width, height = drawn.get_size_inches() * drawn.dpi
    boxes = [(text.get_text(), text.get_window_extent(canvas.get_renderer())) for text in words_of(drawn)]
    for said, box in boxes:
        assert box.x0 >= 0, said
        assert box.x1 <= width, said
        assert box.y0 >= 0, said
        assert box.y1 <= height, said
    for (said, box), (other, other_box) in combinations(boxes, 2):
        assert not box.overlaps(other_box), (said, other)


def test_every_measure_is_named_with_the_orders_number() -> None:
    said = [text.get_text() for text in words_of(picture(read_roadmap("kirsanov-2024")))]
    assert "10.2" in said
    assert "Перечень филиалов с низкими результатами" in said
    assert {"2024", "2025", "янв", "дек"} <= set(said)


def test_a_long_plan_goes_on_a3_and_a_short_one_on_a4() -> None:
    sizes = [picture(read_roadmap(name)).get_size_inches()[0] * 25.4 for name in ("kirsanov-2024", "svetlogorsk-2022")]
    assert sizes == pytest.approx([420, 297])


def test_a_narrow_year_is_divided_into_quarters() -> None:
    said = {text.get_text() for text in words_of(picture(read_roadmap("svetlogorsk-2022")))}
    assert "IV кв." in said
    assert "янв" not in said


def test_the_day_is_drawn_only_inside_the_plan() -> None:
    assert "20.08.2024" in [text.get_text() for text in words_of(picture(six()))]
    assert "20.08.2024" not in [text.get_text() for text in words_of(picture(read_roadmap("novokuznetsk-2022")))]


def test_the_legend_explains_the_colours_in_use_and_no_others() -> None:
    first = occurrences(six())[0]
    said = [text.get_text() for text in words_of(picture(six(), {(first.measure, first.key): State.DONE}))]
    assert {"исполнено", "впереди"} <= set(said)
    assert "просрочено" not in said
    assert "исполнено" not in [text.get_text() for text in words_of(picture(six()))]


def test_what_is_waived_is_still_seen_on_white_paper() -> None:
    roadmap = six_with("A1", schedule="ежеквартально")
    states = {(one.measure, one.key): State.WAIVED for one in occurrences(roadmap)}
    lines = [line for axes in picture(roadmap, states).axes for line in axes.lines]
    assert lines
    assert not [line for line in lines if line.get_color() == "#ffffff"]


def test_equal_plans_make_equal_pictures_without_a_clock() -> None:
    first, second = (draw(six(), DAY, "svg") for _time in range(2))
    assert first == second
    assert not re.search(rb"<dc:date>", first)


def test_a_png_is_a_png() -> None:
    assert draw(six(), DAY, "png").startswith(b"\x89PNG")


def test_a_long_title_is_cut_at_a_word_with_a_sign_of_it() -> None:
    title = "Очень длинное название мероприятия " * 6
    drawn = picture(six_with("A1", title=title))
    (shown,) = (text.get_text() for text in words_of(drawn) if text.get_text().startswith("Очень"))
    assert shown.endswith("…")
    assert shown[:-1].split()[-1] in title.split()


def test_a_long_name_of_the_plan_takes_two_lines_inside_the_margins() -> None:
    title = (
        "План мероприятий («дорожная карта») по повышению объективности оценки и качества образования в школах города"
    )
    drawn = picture(six().model_copy(update={"title": title}))
    canvas: Any = FigureCanvasAgg(drawn)
    canvas.draw()
    lines = [text for text in words_of(drawn) if text.get_text() in title and text.get_fontweight() == "bold"]
    assert " ".join(text.get_text() for text in lines) == title
    assert len(lines) == 2
    margin = drawn.dpi * 10 / 25.4
    right = drawn.get_size_inches()[0] * drawn.dpi - margin
    assert all(text.get_window_extent(canvas.get_renderer()).x1 <= right + 1 for text in lines)


@pytest.mark.parametrize("room", [30.0, 60.0, 300.0])
def test_lines_hold_all_the_words_but_for_the_end_of_the_last(room: float) -> None:
    text = "Разноуровневые интеллектуальные конкурсы и олимпиады для школьников"
    lines = in_lines(text, 8, room, 2)
    assert 1 <= len(lines) <= 2
    assert text.startswith(" ".join(lines).rstrip("…"))
    assert in_lines(text, 8, 1000, 2) == [text]
    assert " ".join(in_lines(text, 8, 40, 9)) == text


def test_words_fit_the_room_they_are_given() -> None:
    for room in (8.0, 20.0, 45.0):
        assert width_mm(fitted("Разноуровневые интеллектуальные конкурсы", 8, room), 8) <= room


def test_days_lie_on_the_axis_in_their_order_and_what_is_outside_at_its_edge() -> None:
    axis = Axis(date(2024, 1, 1), date(2024, 12, 31), 100, 466)
    assert axis.begin_of(date(2024, 1, 1)) == 100
    assert axis.end_of(date(2024, 1, 1)) == 101
    assert axis.end_of(date(2024, 12, 31)) == 466
    assert axis.begin_of(date(2023, 5, 1)) == 100
    assert axis.end_of(date(2025, 5, 1)) == 466
