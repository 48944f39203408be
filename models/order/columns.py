"""The header of a measures' table: which row or rows it is, and what each column holds. Any order, any number.

Column kinds are named as PrintedMeasure's fields; `group` is a column that names the section of each row. What stands
under the header belongs in rows.py.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from models.order.cells import Row
from models.order.header_words import asks_for_both, is_header_word, kind_of, names_part, names_people, names_things
from models.order.words import digits_of, is_number, letters, looks_like_schedule, plain

CELLS = ("number", "title", "schedule", "responsible", "result")
_MOST_LETTERS = 110
_MOST_HEADER_ROWS = 3
_LONGEST_WORD = 40
# A measure takes a sentence; names of people and subjects are shorter.
_LEAST_MEASURE = 25


@dataclass(frozen=True)
class Header:
    """A header: how many rows it takes, and its columns.

    words:   of each column, top to bottom, as printed
    by_kind: the columns of each kind, the best first
    covered: columns that a header cell to the left reaches over: what stands there belongs to that cell's column
    place:   of its first row, as people say it
    is_guessed: no word names the measures: the column with the longest texts was taken for them
    """

    rows: int
    words: tuple[str, ...]
    by_kind: dict[str, tuple[int, ...]]
    score: int
    covered: frozenset[int] = frozenset()
    place: str = ""
    is_guessed: bool = False

    @property
    def width(self) -> int:
        """How many columns the table has."""
        return len(self.words)

    def column(self, kind: str) -> int | None:
        """The column of a kind, if the table has one."""
        return self.by_kind[kind][0] if kind in self.by_kind else None

    @cached_property
    def doubled(self) -> int | None:
        """The column whose header asks for two things at once («Срок, ответственный»), if one of them has no other."""
        missing = {"schedule", "responsible"} - self.by_kind.keys()
        if len(missing) != 1:
            return None
        column = self.column("responsible" if "schedule" in missing else "schedule")
        return column if column is not None and asks_for_both(self.words[column]) else None

    @cached_property
    def printed(self) -> dict[str, str]:
        """The header's words by our names, a further column's by themselves, in the table's order."""
        kinds = {columns[0]: kind for kind in CELLS if (columns := self.by_kind.get(kind))}
        said = {column: self._words_of(kind) for column, kind in kinds.items()}
        further = {column: plain(self.words[column]) for column in self.extras if self.words[column].strip()}
        return {kinds.get(column, words): words for column, words in sorted((said | further).items())}

    def _words_of(self, kind: str) -> str:
        """What heads the columns of a kind together: «Сроки (начало, окончание)»."""
        first, *rest = (plain(self.words[column]) for column in self.by_kind[kind])
        together = _together([first, *rest]) if rest else first
        return together if kind_of(together)[0] == kind and len(together) <= _MOST_LETTERS else first

    @cached_property
    def extras(self) -> tuple[int, ...]:
        """The columns without a name of ours."""
        named = {column for kind in (*CELLS, "group") for column in self.by_kind.get(kind, ())}
        return tuple(column for column in range(self.width) if column not in named | self.covered)

    def reach(self, column: int) -> tuple[int, ...]:
        """The column and those that its header cell reaches over."""
        end = column + 1
        while end in self.covered:
            end += 1
        return tuple(range(column, end))

    def repeats(self, row: Row) -> bool:
        """Whether a row is this header, or a row of it, printed again."""
        texts = [letters(text) for text in row.cells if text.strip()]
        own = letters(" ".join(self.words))
        return len(texts) >= 2 and all(text and text in own for text in texts) and not is_number(row.cells[0])


def _together(headings: Sequence[str]) -> str:
    """Several headings as one: what they share, then what each adds."""
    split = [heading.split() for heading in headings]
    shared = 0
    while all(len(words) > shared + 1 and words[shared] == split[0][shared] for words in split):
        shared += 1
    own = ", ".join(" ".join(words[shared:]) for words in split)
    return f"{' '.join(split[0][:shared])} ({own})" if shared else own


def header_at(rows: Sequence[Row], position: int, *, guesses: bool = False) -> Header | None:
    """The header that begins with this row, read with as many rows as belong to it; None when none does.

    guesses: where no word names the measures, take the column with the longest texts for them
    """
    best: Header | None = None
    for count in range(1, min(_MOST_HEADER_ROWS, len(rows) - position) + 1):
        taken = rows[position : position + count]
        if count > 1 and not _goes_on(taken):
            break
        found = _header(taken, rows[position + count :] if guesses else ())
        is_sure = count == 1 or bool(taken[-1].held) or _names_parts(taken[-1])
        if found and (best is None or found.score > best.score or (is_sure and found.score == best.score)):
            best = found
    return best and _with_numbers(best, rows[position + best.rows :])


def _with_numbers(header: Header, below: Sequence[Row]) -> Header:
    """The header, with a column of numbers that no word names."""
    if "number" in header.by_kind:
        return header
    for column in header.extras:
        texts = [] if header.words[column] else _texts_of(column, below)
        if len(texts) > 1 and sum(1 for text in texts if digits_of(text)) * 2 > len(texts):
            return replace(header, by_kind=header.by_kind | {"number": (column,)})
    return header


def _texts_of(column: int, rows: Sequence[Row]) -> list[str]:
    return [row.cells[column] for row in rows if column < len(row.cells) and row.cells[column].strip()]


def _guessed(words: Sequence[str], by_kind: Mapping[str, tuple[int, ...]], below: Sequence[Row]) -> int | None:
    """The column with the longest texts, if none is named for measures and the others make a plan."""
    if "title" in by_kind or "schedule" not in by_kind or not by_kind.keys() & {"number", "responsible"}:
        return None
    named = {column for columns in by_kind.values() for column in columns}
    told = {column: _texts_of(column, below) for column in range(len(words)) if column not in named}
    long = {column: sum(map(len, texts)) / len(texts) for column, texts in told.items() if texts}
    best = max(long, key=lambda column: long[column], default=None)
    if best is None or long[best] < _LEAST_MEASURE or names_people(words[best]):
        return None
    return best


def is_foreign_header(row: Row, *, is_first: bool = False) -> bool:
    """Whether a row opens a table of another kind: it names a number's column and no measure.

    is_first: it is the first one of its table or page, where two words of a header tell enough
    """
    texts = [letters(text) for text in row.cells if text.strip()]
    if len(texts) < 2:
        return False
    if re.fullmatch(r"(№|n|no)?(пп)?|пп№", texts[0]) and not looks_like_schedule(row.text):
        return True
    is_worded = is_first and len(texts) > 2 and not re.search(r"\d", row.text) and max(map(len, texts)) <= _LONGEST_WORD
    return is_worded and sum(1 for text in texts if is_header_word(text)) * 2 >= max(len(texts), 4)


def is_column_numbers(row: Row) -> bool:
    """The row «1 2 3 4 5» under a header."""
    said = [plain(row.cells[column]).rstrip(".") for column in row.filled]
    return len(said) >= 3 and said == [str(number) for number in range(1, len(said) + 1)]


def _header(rows: Sequence[Row], below: Sequence[Row] = ()) -> Header | None:
    """The header that these rows make; `below` are the rows to guess by, where guessing is allowed."""
    words = tuple(_combined(rows))
    filled = [word for word in words if word]
    if len(filled) < 3 or any(len(plain(word)) > _MOST_LETTERS or names_things(word) for word in filled):
        return None
    by_kind, score = _kinds(words, rows[0].covered)
    guess = _guessed(words, by_kind, below)
    by_kind |= {"title": (guess,)} if guess is not None else {}
    if "title" not in by_kind or not by_kind.keys() & {"schedule", "responsible"} or _is_measure(rows[0], by_kind):
        return None
    covered = frozenset.intersection(*(row.covered for row in rows))
    return Header(len(rows), words, by_kind, score, covered, rows[0].place, guess is not None)


def _is_measure(row: Row, by_kind: dict[str, tuple[int, ...]]) -> bool:
    """A short measure can name columns too («1 | Мероприятия для родителей | срок уточняется | …»)."""
    number = by_kind.get("number")
    return is_number(row.cells[0]) if row.cells and not number else False


def _kinds(words: Sequence[str], covered: frozenset[int]) -> tuple[dict[str, tuple[int, ...]], int]:
    """The columns of each kind, and how sure we are of them together."""
    named: dict[str, list[tuple[int, int]]] = {}
    for column, word in enumerate(words):
        kind, strength = kind_of(word)
        if kind != "extra":
            named.setdefault(kind, []).append((-strength, column))
    if "title" not in named and "group" in named:
        named["title"] = named.pop("group")
    best = {kind: _best(kind, sorted(found), covered) for kind, found in named.items()}
    return best, sum(-min(found)[0] for found in named.values())


def _best(kind: str, found: list[tuple[int, int]], covered: frozenset[int]) -> tuple[int, ...]:
    """A schedule may take several columns (beginning and end, four quarters); of any other kind the surest counts.

    Who is responsible may be told on several levels under one header cell: «Ответственные» over two columns.
    """
    strongest = [column for strength, column in found if strength == found[0][0]]
    if kind == "schedule":
        return tuple(strongest)
    together = strongest[:1]
    while kind == "responsible" and together[-1] + 1 in covered and together[-1] + 1 in strongest:
        together.append(together[-1] + 1)
    return tuple(together)


def _combined(rows: Sequence[Row]) -> Iterator[str]:
    """Each column's words from top to bottom; a cell over several columns speaks for each of them."""
    width = max(len(row.cells) for row in rows)
    spread = [_spread(row, width, is_last=index == len(rows) - 1) for index, row in enumerate(rows)]
    for column in range(width):
        said = [texts[column] for index, texts in enumerate(spread) if column not in rows[index].held]
        yield " ".join(text for text in dict.fromkeys(said) if text)


def _spread(row: Row, width: int, is_last: bool) -> list[str]:
    texts = [text.strip() for text in row.cells] + [""] * (width - len(row.cells))
    for column in range(1, width):
        if column in row.covered and not is_last:
            texts[column] = texts[column - 1]
    return texts


def _names_parts(row: Row) -> bool:
    """Whether a row only names parts of the columns above it: «п/п», «начало», «окончание», «I», «II»."""
    return all(names_part(row.cells[column]) for column in row.filled)


def _goes_on(rows: Sequence[Row]) -> bool:
    """Whether the last row still belongs to the header that the rows above it begin."""
    row, above = rows[-1], rows[0]
    if is_column_numbers(row) or not row.filled:
        return False
    if row.held and any(plain(row.cells[column]) == plain(above.cells[column]) for column in row.held):
        return True
    own = [plain(row.cells[column]) for column in row.filled if column not in row.held]
    first = plain(row.cells[0]) if row.cells else ""
    if first and (is_number(first) or letters(first) not in ("пп", "№", "№пп")):
        return False
    return bool(own) and all(len(text) <= 40 and (text[0].islower() or names_part(text)) for text in own)
