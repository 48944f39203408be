"""What the columns of ГИА files are called: in protocols, in appeals, and in the technical dump of ОГЭ."""

from tasks.reading.columns import Block, Column, Complaints, missing_column
from tasks.reading.tables import Texts
from tasks.reading.values import plain

# A protocol's heading → the dump's.
DUMPED = {
    "код оо": "schoolcode",
    "класс": "classcode",
    "фамилия": "surnamecell",
    "имя": "namecell",
    "отчество": "secondnamecell",
    "серия": "documentseriescode",
    "номер": "documentnumbercode",
    "первичный балл": "primarymark",
    "оценка": "mark5",
}
# So many of a row's texts make it a heading: one that was renamed is named, and not taken for another kind of file.
LEAST = 4


def is_heading(row: Texts) -> bool:
    """Whether a row is a protocol's, an appeals file's or a dump's headings."""
    titles = {plain(text) for text in row if text}
    telling = {*DUMPED} - {"оценка", "первичный балл"}
    return any(len(titles & words) >= LEAST for words in (telling, {DUMPED[title] for title in telling}))


def found(block: Block, *titles: str) -> Column | None:
    """The first column with one of these headings (lower case), or with the dump's word for one."""
    return block.find(*titles, *(DUMPED[title] for title in titles if title in DUMPED))


def required(block: Block, title: str, complaints: Complaints) -> Column:
    """The column with this heading; a missing one is a problem, and empty."""
    return found(block, plain(title)) or missing_column(block, title, complaints)
