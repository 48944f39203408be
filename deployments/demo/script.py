"""The demo's script as data: what happens on which day besides what the roadmap brings. Days, codes, words only.

What a script is for a roadmap that has none of its own is improvising.py.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from deployments.demo.decisions import Away, Decision, Glance, LetPast, Moved, Read, Resumed, Stopped
from models.roadmap.plan import Occurrence


@dataclass(frozen=True)
class Script:
    """What the cast does that an ordinary party would not.

    registers: the day on which the register of schools is loaded and people are bound to roles
    late:     measure → days that its hand-in comes after the deadline, for the first school (or the roadmap)
    returned: measures whose first hand-in of the year is returned, with what must be mended
    waived:   measure → reason; the last school of the first year's group is let off
    requests: day → measures requested then; dated: day → (measure, last day, by what document)
    arrivals: day → result years whose files arrive then
    surveys:  day → year of the risk profile's survey whose answers arrive then
    diagnoses: day → year whose self-diagnosis schools hand over then
    corrections: day → which corrected file arrives («right», «later»)
    approvals: day → year whose target group is approved then
    unread:   measures of which the last school's hand-in lies unread until a decision reads it
    decisions: day → what people decide then; glance: the day that is shown as people saw it, if there is one
    group:    how many schools of the register are approved; 0: those that the rules propose
    """

    registers: date
    late: Mapping[str, int] = field(default_factory=dict)
    returned: Mapping[str, str] = field(default_factory=dict)
    waived: Mapping[str, str] = field(default_factory=dict)
    requests: Mapping[date, tuple[str, ...]] = field(default_factory=dict)
    dated: Mapping[date, tuple[tuple[str, date, str], ...]] = field(default_factory=dict)
    arrivals: Mapping[date, tuple[int, ...]] = field(default_factory=dict)
    surveys: Mapping[date, int] = field(default_factory=dict)
    diagnoses: Mapping[date, int] = field(default_factory=dict)
    corrections: Mapping[date, str] = field(default_factory=dict)
    approvals: Mapping[date, int] = field(default_factory=dict)
    unread: frozenset[str] = frozenset()
    decisions: Mapping[date, tuple[Decision, ...]] = field(default_factory=dict)
    glance: Glance | None = None
    group: int = 0

    def days(self) -> set[date]:
        """Every day on which the script has something."""
        planned = (
            *(self.requests, self.dated, self.arrivals, self.surveys, self.diagnoses, self.corrections, self.approvals),
            *(self.decisions, {self.glance.day} if self.glance else ()),
        )
        return {self.registers, *(day for days in planned for day in days)}


KIRSANOV = Script(
    registers=date(2024, 1, 9),
    late={"T03": 2, "T12": 12, "T11": 9},
    returned={"T16": "в плане не названы ответственные за подготовку к ОГЭ"},
    waived={"T18": "школа на капитальном ремонте, обучение ведётся на базе соседней"},
    requests={date(2024, 10, 15): ("T26", "T34"), date(2025, 2, 15): ("T27",)},
    dated={
        date(2024, 10, 1): (
            ("T22.3", date(2024, 12, 20), "график методических выездов № 44 от 27.09.2024"),
            ("T22.5", date(2024, 12, 25), "план-график региональных мероприятий № 45 от 27.09.2024"),
            ("T28", date(2024, 11, 29), "план контроля объективности № 46 от 27.09.2024"),
        )
    },
    arrivals={date(2024, 1, 9): (2022, 2023), date(2024, 7, 15): (2024,), date(2025, 7, 15): (2025,)},
    surveys={date(2024, 3, 25): 2024},
    corrections={date(2024, 8, 15): "right", date(2024, 12, 16): "later"},
    approvals={date(2024, 1, 15): 2024, date(2025, 1, 15): 2025},
    unread=frozenset({"T03"}),
    decisions={
        date(2024, 4, 15): (
            Moved("T03", 0, date(2024, 5, 13), "паводок, школа закрыта до 30 апреля"),
            Away("school", 0, date(2024, 4, 22), date(2024, 5, 5), "отпуск, приказ школы № 8"),
        ),
        date(2024, 4, 22): (Stopped(1, "карантин"),),
        date(2024, 4, 30): (
            LetPast("T04", date(2024, 5, 31), "профиль одной школы задержан паводком"),
            Read("T03"),
            Resumed(1, "карантин снят"),
        ),
        date(2024, 5, 31): (Moved("T06.3", None, date(2024, 6, 17), "профиль одной школы задержан паводком"),),
    },
    glance=Glance(date(2024, 4, 22), desks=(("school", 0), ("school", 1), ("coordinator", None)), why="T04"),
)


def visited_days(plan: Iterable[Occurrence], script: Script, first: date, last: date) -> list[date]:
    """The days on which something can happen: something opens, is handed in, falls due or turns late; one a month."""
    opens = {occurrence.opens_on for occurrence in plan if occurrence.opens_on}
    due = {occurrence.due_on for occurrence in plan if occurrence.due_on}
    months = {date(year, month, 15) for year in range(first.year, last.year + 1) for month in range(1, 13)}
    found = opens | due | months | script.days()
    return sorted(day for day in found if first <= day <= last)


def is_hand_in_day(day: date) -> bool:
    """People hand in in the middle of a month and on its last day."""
    return day.day == 15 or (day + timedelta(days=1)).day == 1


def is_meeting_day(day: date) -> bool:
    """Mentors and teachers meet in the middle of a month."""
    return day.day == 15
