"""Signs that do not belong: remnants of markup, quotes and brackets without a pair, spaces before signs."""

import re
from collections.abc import Iterator

from models.language import _
from models.lint.findings import Example, LintRule, Remark, Severity
from models.lint.places import Place, together
from models.lint.remarks import once, shortened
from models.lint.subject import CELLS, Part, Piece, Subject, plain

_TAG = re.compile(r"</?[a-z][a-z0-9]*(?:\s[^<>]*)?/?>|&(?:nbsp|quot|laquo|raquo|amp);", re.IGNORECASE)
_BOLD = re.compile(r"<b>[^<>]*</b>")
_LATEX = re.compile(r"\$[^$]*\\[a-z]+[^$]*\$|\\(?:frac|times|geq|leq|cdot|text)\b")
_SPACE = re.compile(r"(?<![«\d_])\s[,;:»)](?!\s*\d{2}\s+\d{4})|\s\.(?=\s|$)|[«(]\s(?!\d)")
_LIST_MARK = re.compile(r"(?:^|[\s;:,(])(?:\d{1,2}|[а-яa-z])\)", re.IGNORECASE)
_NEW_ITEM = re.compile(r"^\s*(?:\d+[.)]|[-–•])\s*")
_ENDED = re.compile(r"[.;:!?]\s*$")


def rules() -> Iterator[LintRule]:
    """The rules of this family."""
    yield LintRule(
        "markup",
        Severity.WARNING,
        _("Остатки разметки"),
        _("Теги HTML остались от перевода из PDF или с сайта: в подписанном документе им не место."),
        Example("kirsanov-2024", 85, "<i>«Эффективный урок»:</i>"),
        markup,
    )
    yield LintRule(
        "latex",
        Severity.WARNING,
        _("Формула кодом"),
        _("Дробь осталась кодом LaTeX: люди его не прочтут."),
        Example("zhigalovo-2023", 51, "$\\frac{3}{4}$"),
        latex,
    )
    yield LintRule(
        "unbalanced",
        Severity.WARNING,
        _("Кавычка или скобка без пары"),
        _("Открытая и не закрытая кавычка прячет конец названия; лишняя закрывающая — его начало."),
        Example("zhigalovo-2023", 76, "слабоуспевающими обучающимися) ГАУ ДПО ИРО"),
        unbalanced,
    )
    yield LintRule(
        "space-before-sign",
        Severity.NOTE,
        _("Пробел перед знаком препинания"),
        _("Пробел перед запятой или закрывающей кавычкой."),
        Example("svetlogorsk-2022", 76, "ОУ , иных"),
        space_before_sign,
    )


def markup(subject: Subject) -> Iterator[Remark]:
    """HTML tags and entities; said once with every tag. A whole cell in bold is how Markdown emphasises it."""
    is_markdown = subject.source.lower().endswith(".md")
    pieces = [piece for piece in subject.pieces if not (is_markdown and _BOLD.fullmatch(piece.text.strip()))]
    found = [(piece, tag) for piece in pieces for tag in _TAG.findall(piece.text)]
    if found:
        names = ", ".join(dict.fromkeys(_bare(tag) for _piece, tag in found))
        places = [Place(piece.place.where, at=piece.place.at) for piece, _tag in found]
        remedy = _("Удалите теги, оставив текст.")
        yield Remark(together(places), names, _("в тексте остались теги HTML."), remedy)


def _bare(tag: str) -> str:
    """«<ul style="…">» and «</ul>» are both «<ul>»."""
    name = re.match(r"</?(\w+)", tag)
    return f"<{name[1].lower()}>" if name else tag


def latex(subject: Subject) -> Iterator[Remark]:
    """LaTeX formulas; said once."""
    found = [(code, piece.place) for piece in subject.pieces for code in _LATEX.findall(piece.text)]
    yield from once(found, _("формула осталась кодом."), _("Напишите «3/4» или «три четверти»."))


def unbalanced(subject: Subject) -> Iterator[Remark]:
    """Quotes and brackets without a pair, in paragraphs and in whole cells."""
    for text, place in [*_paragraphs(subject), *_cells(subject)]:
        for what, near in _wrong(text):
            yield Remark(place, near, what, _("Добавьте пару или уберите лишний знак."))


def _cells(subject: Subject) -> Iterator[tuple[str, Place]]:
    for item in subject.items:
        yield from ((item.said(cell), item.at(cell)) for cell in CELLS if item.said(cell))
        if item.heading:
            yield plain(item.heading), item.place


def _paragraphs(subject: Subject) -> Iterator[tuple[str, Place]]:
    """The head's lines; what is open at a line's end may close in the next, if that goes on with the sentence."""
    text, places = "", list[Place]()
    for piece in subject.part(Part.HEAD):
        goes_on = bool(text) and list(_wrong(text)) and not _ENDED.search(text) and not _NEW_ITEM.match(piece.plain)
        if not goes_on and text:
            yield text, together(places)
            text, places = "", []
        text, places = f"{text} {piece.plain}".strip(), [*places, piece.place]
    if text:
        yield text, together(places)


def _wrong(text: str) -> Iterator[tuple[str, str]]:
    """What has no pair in the text, with the words around it."""
    without_marks = _LIST_MARK.sub(lambda mark: " " * len(mark[0]), text)
    for opening, closing in ("«»", "()"):
        source = without_marks if opening == "(" and text.count("(") < text.count(")") else text
        yield from _unpaired(source, text, opening, closing)
    if text.count('"') % 2:
        yield _('кавычка «"» без пары.'), _around(text, text.rindex('"'))


def _unpaired(source: str, text: str, opening: str, closing: str) -> Iterator[tuple[str, str]]:
    opened: list[int] = []
    for at, sign in enumerate(source):
        if sign == opening:
            opened.append(at)
        elif sign == closing and opened:
            opened.pop()
        elif sign == closing:
            yield _("лишний знак {sign}: он ничего не закрывает.").format(sign=closing), _around(text, at)
    for at in opened:
        yield _("знак {sign} не закрыт.").format(sign=opening), _around(text, at)


def _around(text: str, at: int) -> str:
    """The words beside a sign."""
    start, end = max(at - 40, 0), at + 40
    left = text[start:at] if not start else text[start:at].partition(" ")[2]
    right = text[at:end] if end >= len(text) else text[at:end].rpartition(" ")[0]
    return left + right


def space_before_sign(subject: Subject) -> Iterator[Remark]:
    """Spaces before commas and closing signs, after opening ones; said once."""
    found = [(_around_space(piece, at), piece.place) for piece in subject.pieces for at in _spaces(piece)]
    what = _("перед знаком препинания пробел.")
    yield from once(found, what, _("Уберите пробел."))


def _spaces(piece: Piece) -> list[int]:
    return [match.start() for match in _SPACE.finditer(piece.plain)]


def _around_space(piece: Piece, at: int) -> str:
    left = piece.plain[:at].rsplit(" ", 1)[-1]
    right = piece.plain[at:].lstrip().split(" ", 2)[:2]
    return shortened(f"{left} {' '.join(right)}")
