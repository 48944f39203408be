"""Finding: one answer of a check: where, what is wrong with which value, and what would mend it. Pandas-free."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Finding:
    """What a check found.

    school:   the school's login, empty when the finding is not one school's.
    place:    where in the data, for people: «ВПР 2024, 5 класс, математика».
    message:  what stands there and what to do about it, a Russian sentence.
    blocking: the gate stays closed until it is mended; otherwise it is a warning.
    left_out: enough other schools are in order: it stops its own school only, whose rows are left out.
    """

    school: str
    place: str
    message: str
    blocking: bool
    left_out: bool = False
