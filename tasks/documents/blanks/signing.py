"""What people put on a paper by hand: signatures, who approves and agrees, lines to write on."""

from collections.abc import Sequence
from typing import Any

from docx.shared import Cm, Pt

from tasks.documents.blanks.page import paragraph, tabbed, width

NAMED = ("должность", "подпись", "расшифровка подписи")
GAP = 0.4  # cm between the lines of a signature
BY_HAND = "_" * 13 + " / " + "_" * 18  # in a stamp: signature and name


def signature(page: Any, who: str = "Составил", *, before: float = 22) -> None:
    """A line to be signed: office, signature, name; below it what each of the three is. It stays on one page."""
    end = width(page)
    begins = (3.2, 3.2 + 0.46 * (end - 3.2), 3.2 + 0.7 * (end - 3.2))
    ends = (*(one - GAP for one in begins[1:]), end)
    stops = [(place, sign) for pair in zip(begins, ends, strict=True) for place, sign in zip(pair, " _", strict=True)]
    line = tabbed(paragraph(page, f"{who}" + "\t\t" * len(NAMED), before=before), *stops)
    line.paragraph_format.space_after = Pt(0)
    line.paragraph_format.keep_with_next = line.paragraph_format.keep_together = True
    middles = [((first + last) / 2, "^") for first, last in zip(begins, ends, strict=True)]
    tabbed(paragraph(page, "".join(f"\t({name})" for name in NAMED), size=9), *middles)


def written_by_hand(page: Any, lines: int) -> None:
    """Lines to write on, from margin to margin."""
    for _line in range(lines):
        tabbed(paragraph(page, "\t"), (width(page), "_"))


def written_after(page: Any, words: str, *, size: float = 12) -> None:
    """Words, and a line to write on from there to the margin."""
    tabbed(paragraph(page, f"{words} \t", size=size), (width(page), "_"))


def stamps(page: Any, *told: Sequence[str]) -> None:
    """Who agrees to the paper and who approves it, side by side above the heading; one alone stands on the right."""
    half = width(page) / 2
    table = page.add_table(rows=1, cols=2)
    table.autofit = False
    for cell, lines in zip(table.rows[0].cells, told if len(told) > 1 else ((), *told), strict=True):
        cell.width = Cm(half)
        for number, text in enumerate(lines):
            line = cell.paragraphs[0] if number == 0 else cell.add_paragraph()
            line.add_run(text).bold = number == 0
            line.paragraph_format.space_after = Pt(2)
    paragraph(page, "", size=6)


def stamp(word: str, *office: str) -> list[str]:
    """What one of them puts on the paper: the word, the office, signature and name, the day."""
    return [word, *office, BY_HAND, "«____» ______________ 20___ г."]
