"""The levels of general education (273-ФЗ, art. 10): primary, basic, secondary; and the grades of each. No pandas."""

PRIMARY, BASIC, SECONDARY = "НОО", "ООО", "СОО"
LEVELS = (PRIMARY, BASIC, SECONDARY)
SEPARATOR = ";"
_LAST_GRADE = {PRIMARY: 4, BASIC: 9, SECONDARY: 12}


def level_of(class_name: str) -> str:
    """The level of a class by its grade: «4А» → «НОО», «10Б» → «СОО». ValueError for what is no class."""
    grade = int("".join(sign for sign in class_name if sign.isdigit()))
    return next(level for level, last in _LAST_GRADE.items() if grade <= last)


def together(levels: set[str]) -> str:
    """Several levels as one text, in order: «ООО;СОО»."""
    return SEPARATOR.join(level for level in LEVELS if level in levels)
