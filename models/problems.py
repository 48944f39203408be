"""One thing that is wrong in what a person gave us: the place, the value, the remedy."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Problem:
    """What is wrong, said so that its reader can mend it.

    place:  where («roadmaps/x.yaml, строка 12», «Ф1.xlsx, лист «Индивидуальные», строка 14, столбец «Отметка»»)
    value:  what stands there, verbatim
    remedy: what is wrong with it and what to write instead, a Russian sentence
    """

    place: str
    value: str
    remedy: str

    def __str__(self) -> str:
        shown = f": «{self.value}»" if self.value else ""
        return f"{self.place}{shown} — {self.remedy}"
