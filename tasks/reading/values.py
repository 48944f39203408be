"""What one text of a cell says: pure, one text in, one value out. Columns and files belong to the neighbours.

A function answers None when the text is wrong and MISSING when it rightly says nothing.
"""

import re
from collections.abc import Callable, Iterable

import pandas as pd

from models.mentoring.levels import LEVELS, together

Value = object | None
Understand = Callable[[str], Value]

MISSING = pd.NA
NOT_ATTEMPTED = frozenset({"X", "Х", "x", "х", "-", "—", "–"})  # Latin and Cyrillic
ABSENT = re.compile(r"отсутств|не\s+присутств", re.IGNORECASE)
LONGEST = 18  # a longer number is nobody's count, and would not fit an Int64
NO_MARK = frozenset({"", "-", "—", "–", "нет отметки", "нет"})

_LOGIN = re.compile(r"(?<![a-z0-9])(?:sch|edu)(\d{6})(?!\d)", re.IGNORECASE)
_TASK = re.compile(r"^(\d+(?:[.,]\d+)?(?:[КK]\d+)?)\s*\((\d+)\s*б\)$")  # domain.md 4.1: both letters K occur
_TASK_COLUMN = re.compile(
    r"^(?:балл за\s+|a-)?(?P<task>[0-9]{1,3}(?:[.,][0-9]{1,3})?(?:[КKк][0-9]{1,3})?)(?:-grade|\s*\((?P<told>.*)\))?$",
    re.IGNORECASE,
)
_HIGHEST = re.compile(r"(?<![0-9])([0-9]{1,2})\s*б", re.IGNORECASE)
_FOOTER = re.compile(r"(всего|итого|среднее|средние|средний (балл|процент)|в среднем)\b")
_LOOKALIKE = str.maketrans("ABCEHKMOPTXY", "АВСЕНКМОРТХУ")
_FACTOR = re.compile(r"^[A-Z]{1,4}[0-9]{1,3}$")
_CLASS = re.compile(r"^([0-9]{1,2})([А-ЯЁA-Z0-9]{0,6})$")
_WHOLE = re.compile(r"^[0-9]+(?:[.,]0+)?$")
_THOUSANDS = re.compile(r"^[0-9]{1,3}(?:[\s,][0-9]{3})+$")
_PERCENT = re.compile(r"^[0-9]{1,3}(?:[.,][0-9]+)?$")
_TOWN = re.compile(r"^(?:город\s|гор\.|г\.|г\s)\s*(.+)$", re.IGNORECASE)
_TOWN_LAST = re.compile(r"^(.+?),?\s+(?:город|гор\.|г\.?)$", re.IGNORECASE)
_SHORT_FOR = (
    (re.compile(r"\bм\.\s*р(?:\.|-н\b)", re.IGNORECASE), "муниципальный район"),
    (re.compile(r"\bм\.\s*о\.", re.IGNORECASE), "муниципальный округ"),
    (re.compile(r"\bг\.\s*о\.", re.IGNORECASE), "городской округ"),
    (re.compile(r"\bр-н\b\.?", re.IGNORECASE), "район"),
)


def plain(text: str) -> str:
    """A heading for comparing: lower case, single spaces."""
    return " ".join(text.lower().split())


def whole(low: int, high: int, *, missing: Iterable[str] = ()) -> Understand:
    """Whole numbers from low to high; «2,0» is 2. The given texts say that there is none."""
    says_nothing = frozenset(missing)

    def understand(text: str) -> Value:
        if text in says_nothing:
            return MISSING
        if not _WHOLE.match(text) or len(text) > LONGEST:
            return None
        number = int(re.split("[.,]", text)[0])
        return number if low <= number <= high else None

    return understand


def count(text: str) -> Value:
    """How many: «61», «1 430 000», «8,100» (a comma before three digits parts thousands)."""
    if _THOUSANDS.match(text):
        text = re.sub(r"\D", "", text)
    return whole(0, 10**9)(text)


def percent(text: str) -> Value:
    """A per cent from 0 to 100: «32,79», «32.79 %»."""
    bare = text.removesuffix("%").strip()
    if not _PERCENT.match(bare):
        return None
    number = float(bare.replace(",", "."))
    return number if number <= 100 else None


def municipality(text: str) -> Value:
    """A municipality as every file calls it: «город Кирсанов», «Кирсанов г.» → «г. Кирсанов»; «р-н» → «район»."""
    name = " ".join(text.split())
    for short, full in _SHORT_FOR:
        name = short.sub(full, name)
    town = _TOWN.match(name) or _TOWN_LAST.match(name)
    return f"г. {town.group(1)}" if town else name or None


def called(name: str) -> str:
    """A school's name for comparing: lower case, without quotation marks, «№ 1» as «№1»."""
    return re.sub(r"№\s+", "№", plain(re.sub(r"[«»\"„“”]", "", name)))


def is_footer(text: str) -> bool:
    """Whether a row that begins so sums up those above: «Итого», «Среднее»; «Средняя школа» is a school."""
    return bool(_FOOTER.match(plain(text))) and login(text) is None


def words(text: str) -> Value:
    """Any text but a bare figure, also none."""
    return None if re.fullmatch(r"[0-9XХ]+", text) else anything(text)


def required(text: str) -> Value:
    """Any text but none, with single spaces."""
    return " ".join(text.split()) or None


def anything(text: str) -> Value:
    """Any text, also none."""
    return " ".join(text.split())


def login(text: str) -> Value:
    """The canonical login in a text: «sch680101», «МБОУ «СОШ № 1» (edu680101)» → «edu680101»."""
    found = _LOGIN.search(text)
    return f"edu{found.group(1)}" if found else None


def school_code(text: str) -> Value:
    """«Код ОО»: six digits; a spreadsheet may have eaten the zeros in front."""
    return text.zfill(6) if re.fullmatch(r"[0-9]{4,6}", text) else None


def inn(text: str) -> Value:
    """Ten digits, or nothing."""
    return text if re.fullmatch(r"[0-9]{10}|", text) else None


def class_name(text: str) -> Value:
    """«4 "а"», «4-A» → «4А», so that every file calls a class alike."""
    if text.startswith(("-", "–", "—")):
        return None
    bare = re.sub(r"[\s\"'«»„“”.\-–—]", "", text.upper()).translate(_LOOKALIKE)
    found = _CLASS.match(bare)
    return bare if found and 1 <= int(found.group(1)) <= 12 else None


def subject(text: str) -> Value:
    """Lower case, single spaces, ё as printed."""
    return plain(text) or None


def task_heading(text: str) -> tuple[str, int] | None:
    """«3,1 (2б)» → («3.1», 2); «15K1 (3 б)» → («15К1», 3) with a Cyrillic К."""
    found = _TASK.match(" ".join(text.split()))
    return (task(found.group(1)), int(found.group(2))) if found else None


def task_column(text: str) -> tuple[str, int | None] | None:
    """A task's column in any year's file: its number, and its highest points where the heading says them.

    «3,1 (2б)», «1 (макс. 2 балла)», «15K1», «балл за 3», «a-3-grade».
    """
    found = _TASK_COLUMN.match(" ".join(text.split()))
    if not found:
        return None
    highest = _HIGHEST.search(found.group("told") or "")
    return task(found.group("task")), int(highest.group(1)) if highest else None


def task(text: str) -> str:
    """A task's number as all files write it: a point, a Cyrillic К."""
    return text.replace(",", ".").replace("K", "К").replace("k", "К").replace("к", "К").replace(" ", "")


def task_number(text: str) -> Value:
    """A task's number, or wrong."""
    return task(text) if re.fullmatch(r"\d+(?:[.,]\d+)?(?:[КкKk]\d+)?", text) else None


def level(text: str) -> Value:
    """Б, П or В; Latin B is taken for В."""
    letter = text.upper().replace("B", "В")
    return letter if letter in {"Б", "П", "В"} else None


def several(text: str) -> Value:
    """Words in lower case, joined by «;», each once: «Русский, татарский» → «русский;татарский»."""
    words_said = (plain(part) for part in re.split("[;,]", text))
    return ";".join(dict.fromkeys(filter(None, words_said))) or None


def word(text: str) -> Value:
    """One of those words, and only one."""
    found = several(text)
    return None if found is None or ";" in str(found) else found


def levels(text: str) -> Value:
    """Levels of education in order: «СОО, ООО» → «ООО;СОО»."""
    found = set(str(several(text)).upper().split(";"))
    return together(found) if found and found <= set(LEVELS) else None


def factors(text: str) -> Value:
    """Codes of risk factors in order: «RF06, rf01» → «RF01;RF06». An empty cell says that any will do."""
    if not text:
        return MISSING
    found = [*filter(None, (part.strip().upper() for part in re.split(r"[;,\s]", text)))]
    return ";".join(sorted(set(found))) if found and all(map(_FACTOR.match, found)) else None


def place(text: str) -> Value:
    """«село» or «город», also «сельская», «городская»."""
    return next((whole for whole in ("село", "город") if plain(text).startswith(whole[:3])), None)


def participant_code(text: str) -> Value:
    """The grade's digits and four more: «40001»."""
    return text if re.fullmatch(r"[0-9]{5,6}", text) else None


def pupil_number(text: str) -> Value:
    """A participant in an old collection form: one to six digits."""
    return text if re.fullmatch(r"[0-9]{1,6}", text) else None
