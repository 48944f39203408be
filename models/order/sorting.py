"""What each row of the measures' table is: a measure, a position's heading, a section, an aside, the rest of a row.

Rows are judged in order, each by itself, by the row above and by the row below. Putting rows together belongs in
joining.py.
"""

from collections.abc import Sequence
from dataclasses import replace

from models.order import row_doubts
from models.order.definition import Doubt
from models.order.rows import Entry
from models.order.sorts import (
    ASIDE,
    Habits,
    Sort,
    Sorted,
    echoes,
    habits_of,
    numbered_task,
    section_of_lines,
    tells_after_colon,
    with_number,
)
from models.order.tables import Between
from models.order.words import (
    digits_of,
    is_capitals,
    is_emphasised,
    is_lettered,
    is_listed,
    is_number,
    is_roman,
    is_unfinished,
    letters,
    opens_small,
    plain,
    split_number,
)


def sorted_rows(items: Sequence[Entry | Between], first_section: str = "") -> list[Sorted]:
    """Every row with what it is, in order."""
    entries = [_loosened(item) for item in items if isinstance(item, Entry)]
    lines = [line.text for item in items if isinstance(item, Between) for line in item.lines]
    sorter = _Sorter(habits_of(entries, has_lines=bool(lines and section_of_lines(lines))), first_section)
    following = iter([*entries[1:], None])
    loosened = iter(entries)
    return [
        sorter.sort(next(loosened), next(following)) if isinstance(item, Entry) else sorter.sort_lines(item)
        for item in items
    ]


def _loosened(entry: Entry) -> Entry:
    """A cell that reaches down from the row above says nothing new about a number or a title."""
    return replace(
        entry,
        number="" if "number" in entry.held else entry.number,
        title="" if "title" in entry.held else entry.title,
    )


class _Sorter:
    """One way down a table: what was read last, and under which position and section it is."""

    def __init__(self, habits: Habits, section: str) -> None:
        self.habits = habits
        self.section = section
        self.position: Entry | None = None
        self.positions: dict[tuple[int, ...], str] = {}
        self.last: Entry | None = None
        self.is_headed = False
        self.lists_asides = False
        self.is_new_section = True
        self.titles_open_sections = False

    def sort_lines(self, between: Between) -> Sorted:
        texts = [line.text for line in between.lines]
        section = section_of_lines(texts)
        if section:
            return self._open(section)
        return Sorted(Sort.ASIDE, text=" ".join(text.strip() for text in texts))

    def sort(self, entry: Entry, following: Entry | None) -> Sorted:
        """Judge one row; what it is changes how the next one is judged."""
        if not any((entry.number, entry.title, *entry.values)):
            return Sorted(Sort.REST if entry.extras and self.last else Sort.NOTHING, entry)
        if following and echoes(entry, following):
            return Sorted(Sort.COPY if entry.values == following.values else Sort.ECHO, entry)
        if entry.lone_text:
            return self._lone(entry, following)
        if entry.title and not any(entry.values):
            return self._numbered_title(entry, following)
        if not entry.title:
            return self._untitled(entry)
        return self._full(entry, following)

    def _untitled(self, entry: Entry) -> Sorted:
        if self.last is None:
            return Sorted(Sort.ASIDE, entry, entry.row.text)
        if len(entry.row.cells) == 1:
            return Sorted(Sort.REST, entry, doubts=(row_doubts.line_below(entry),))
        return Sorted(Sort.REST, entry, doubts=(row_doubts.number_alone(entry),) if entry.number else ())

    # A row with one text

    def _lone(self, entry: Entry, following: Entry | None) -> Sorted:
        text = entry.lone_text
        if self.section and letters(text) == letters(self.section):
            return Sorted(Sort.NOTHING, entry)
        if self._is_aside(text):
            return Sorted(Sort.ASIDE, entry, text)
        if self._is_rest(entry):
            return Sorted(Sort.REST, entry)
        stands_as_section = bool(entry.number) or entry.is_wide or is_emphasised(text) or is_capitals(text)
        stands_as_section = stands_as_section or bool(numbered_task(text))
        if stands_as_section and not (plain(text).endswith(":") and split_number(text)[0]):
            return self._open(text, entry)
        return self._title_alone(entry, following)

    def _is_aside(self, text: str) -> bool:
        """Goals and tasks that are no sections; after «Задачи:» also the list under it."""
        if not self.lists_asides and numbered_task(text) in self.habits.tasks:
            return False
        if ASIDE.match(plain(text)):
            self.lists_asides = plain(text).endswith(":")
            return True
        is_item = is_listed(text) or bool(split_number(plain(text))[0]) or plain(text)[-1:] in ";."
        return self.lists_asides and is_item and not is_emphasised(text) and not is_capitals(text)

    def _title_alone(self, entry: Entry, following: Entry | None) -> Sorted:
        """A title without a number and without any value: a sub-item, or a section in the wrong column."""
        number, title = split_number(entry.lone_text)
        if number:
            return self._numbered_title(replace(entry, number=number, title=title), following)
        if self.position and (is_listed(entry.title) or self.is_headed):
            return self._measure(entry, following)
        restarts = following is None or not is_number(following.number) or digits_of(following.number)[-1:] == (1,)
        if self.position is None or restarts or self.is_new_section or self.titles_open_sections:
            self.titles_open_sections = True
            return self._open(entry.title, entry)
        return self._open(entry.title, entry, row_doubts.section_or_item(entry))

    # A row with a number and a title only

    def _numbered_title(self, entry: Entry, following: Entry | None) -> Sorted:
        digits = digits_of(entry.number)
        below = digits_of(following.number) if following else ()
        if is_roman(entry.number):
            return self._open(with_number(entry), entry)
        if digits and below[: len(digits)] == digits and len(below) > len(digits):
            is_heading = len(digits) > 1 or plain(entry.title).endswith(":") or not self.habits.digits_open_sections
            return self._head(entry) if is_heading else self._open(with_number(entry), entry)
        heads = following is not None and self._can_be_headed(following) and not is_unfinished(entry.title)
        if plain(entry.title).endswith(":") and heads:
            return self._head(entry)
        if heads and following is not None and following.is_full:
            return self._head(entry) if self.habits.numbers else self._open(with_number(entry), entry)
        if below[-1:] == (1,) and digits[-1:] != (0,) and len(below) == 1:
            return self._open(with_number(entry), entry)
        return self._measure(entry, following)

    def _can_be_headed(self, following: Entry) -> bool:
        """Whether the next row can be a sub-item: it has a title, and no number or a sub-item's one."""
        return bool(following.title) and (not following.number or is_lettered(following.number))

    # A full row

    def _full(self, entry: Entry, following: Entry | None) -> Sorted:
        likeness = -9 if entry.number or self.is_new_section else self._restness(entry)
        if likeness >= 1:
            return Sorted(Sort.REST, entry, doubts=self._rest_doubts(entry))
        heads = following is not None and self._can_be_headed(following) and not self._goes_on_small(following)
        if plain(entry.title).endswith(":") and heads and entry.number:
            return self._head(entry)
        found = self._measure(entry, following)
        return replace(found, doubts=(*found.doubts, row_doubts.own_or_rest(entry))) if likeness == 0 else found

    def _goes_on_small(self, following: Entry) -> bool:
        """Whether the next row has nothing but words in lower case: they may end this row's own sentence."""
        return not following.is_full and not is_listed(following.title) and opens_small(following.title)

    def _is_rest(self, entry: Entry) -> bool:
        return self.last is not None and not self.is_new_section and self._restness(entry) > 1

    def _restness(self, entry: Entry) -> int:
        """How much speaks for the rest of the row above, and against it for a row of its own."""
        title, last = entry.title or entry.number, self.last
        if last is None or is_listed(title) or split_number(plain(title))[0]:
            return -9
        score = 2 if entry.row.after_break else -1
        if not self.habits.small:
            score += 2 if opens_small(title) else -3
        score += -1 if entry.schedule else 1
        score += 1 if not entry.responsible and not entry.result else 0
        score += 2 if any(map(is_unfinished, (last.title, *last.values))) else 0
        return score - self._heading_weight(last)

    def _heading_weight(self, last: Entry) -> int:
        """How much a heading above speaks for sub-items: a list already begun inside its cell goes on there."""
        if not self.is_headed:
            return 0
        after_colon = plain(last.title).partition(":")[2]
        if last is not self.position or not after_colon:
            return 2
        return 0 if is_listed(after_colon) else 1

    def _rest_doubts(self, entry: Entry) -> tuple[Doubt, ...]:
        """Whether the rest's own schedule may be another one; where the row above has none yet, it is the row's."""
        has_own = entry.schedule and "schedule" not in entry.held and self.last and self.last.schedule
        return (row_doubts.own_term(entry),) if has_own else ()

    # What a row turns out to be

    def _open(self, text: str, entry: Entry | None = None, *doubts: Doubt) -> Sorted:
        if letters(text) == letters(self.section):
            return Sorted(Sort.NOTHING, entry)
        self.section, self.position, self.positions = text, None, {}
        self.is_headed, self.is_new_section, self.lists_asides = False, True, False
        return Sorted(Sort.SECTION, entry, text.strip(), doubts=doubts)

    def _head(self, entry: Entry) -> Sorted:
        parent = self._parent_by_digits(entry)
        self._remember(entry)
        self.is_headed = True
        return Sorted(Sort.HEADING, entry, parent=parent)

    def _measure(self, entry: Entry, following: Entry | None) -> Sorted:
        if self._is_sub_item(entry, following):
            parent = self.position.number if self.position else ""
            doubts = self._sub_item_doubts(entry)
            self.last, self.is_new_section = entry, False
            return Sorted(Sort.MEASURE, entry, parent=parent, doubts=doubts)
        parent = self._parent_by_digits(entry)
        self._remember(entry)
        self.is_headed = tells_after_colon(entry.title)
        shares = following is not None and "number" in following.held
        shares = shares or (self.is_headed and following is not None and self._will_be_sub_item(entry, following))
        return Sorted(Sort.MEASURE, entry, parent=entry.number if shares else parent, doubts=self._lost(entry))

    def _remember(self, entry: Entry) -> None:
        self.last, self.is_new_section, self.lists_asides = entry, False, False
        if entry.number:
            self.position = entry
            self.positions[digits_of(entry.number)] = entry.number

    def _is_sub_item(self, entry: Entry, following: Entry | None) -> bool:
        if self.position is None:
            return False
        if is_lettered(entry.number) or "number" in entry.held or (not entry.number and is_listed(entry.title)):
            return True
        return not entry.number and self.habits.numbers and not self._lost_its_number(entry, following)

    def _lost_its_number(self, entry: Entry, following: Entry | None) -> bool:
        """Whether exactly one number is missing here: 7, nothing, 9."""
        if self.is_headed or self.position is None or following is None or self.last is not self.position:
            return False
        above, below = digits_of(self.position.number), digits_of(following.number)
        return bool(above and below) and above[:-1] == below[:-1] and below[-1] == above[-1] + 2

    def _will_be_sub_item(self, entry: Entry, following: Entry) -> bool:
        """Whether the row below this position is its next sub-item, and not the rest of its own text."""
        if following.number or not following.title or is_listed(following.title) or not self.habits.numbers:
            return False
        stands_out = following.is_wide or is_capitals(following.title) or is_emphasised(following.title)
        return not stands_out and self._restness(following) <= (0 if following.is_full else 1)

    def _parent_by_digits(self, entry: Entry) -> str:
        """The position above whose number this one's goes on: 1.2.1 belongs to 1.2."""
        digits = digits_of(entry.number)
        prefixes = (digits[:length] for length in range(len(digits) - 1, 0, -1))
        return next((self.positions[prefix] for prefix in prefixes if prefix in self.positions), "")

    def _sub_item_doubts(self, entry: Entry) -> tuple[Doubt, ...]:
        if self.is_headed or entry.number or "number" in entry.held or is_listed(entry.title) or not self.position:
            return ()
        return (row_doubts.sub_item(entry, plain(self.position.number)),)

    def _lost(self, entry: Entry) -> tuple[Doubt, ...]:
        return (row_doubts.lost_number(entry),) if self.habits.numbers and not entry.number else ()
