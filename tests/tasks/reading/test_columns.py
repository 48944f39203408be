import numpy as np

from tasks.reading.columns import Block, Column

TEXTS = np.array([["5", "X"], ["", "4"], ["5", ""]], dtype=object)


def block() -> Block:
    return Block("Лист1", 1, ("Отметка", "1 (2б)"), TEXTS, np.array([2, 3, 5]))


def test_a_question_about_a_column_is_asked_of_each_distinct_text_once() -> None:
    asked: list[str] = []

    def is_mark(text: str) -> bool:
        asked.append(text)
        return text == "5"

    column = Column("", "Отметка", np.array(["5", "", "5", "5"], dtype=object), np.arange(4))
    assert column.where(is_mark).tolist() == [True, False, True, True]
    assert asked == ["5", ""]


def test_a_column_says_any_of_the_texts() -> None:
    assert block().columns[1].says("X", "").tolist() == [True, False, True]


def test_a_column_without_rows_says_nothing() -> None:
    assert Column("", "", np.array([], dtype=object), np.arange(0)).says("").tolist() == []


def test_a_block_of_which_all_rows_are_kept_is_the_same_block() -> None:
    whole = block()
    assert whole.where(np.ones(3, dtype=bool)) is whole
    kept = whole.where(np.array([True, False, True]))
    assert kept.rows.tolist() == [2, 5]
    assert [column.texts.tolist() for column in kept.columns] == [["5", "5"], ["X", ""]]
