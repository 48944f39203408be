"""What measures lead to: results that nothing can show, targets among measures, targets without a number."""

import re
from collections.abc import Iterator

from models.language import _
from models.lint.findings import Example, LintRule, Remark, Severity
from models.lint.remarks import once, shortened
from models.lint.subject import Subject

_DIGIT = re.compile(r"\d|\bвсе(?:х|м|ми)?\b|\bкажд\w+", re.IGNORECASE)
_WISH = re.compile(
    r"^(?:повышени[ея]|улучшени[ея]|увеличени[ея]|рост|снижени[ея]|совершенствовани[ея]|"
    r"положительная динамика|наличие мотивации|создание (?:оптимальных |благоприятных )?условий|"
    r"физическое и творческое развитие)\b",
    re.IGNORECASE,
)
_TARGET = re.compile(
    r"^(?:увеличение|повышение|снижение|уменьшение|рост|сокращение)\s+"
    r"(?:доли|числа|количества|удельного веса|процента)\b"
    r"|^(?:доля|удельный вес|процент|число|количество)\s",
    re.IGNORECASE,
)


def rules() -> Iterator[LintRule]:
    """The rules of this family."""
    yield LintRule(
        "unmeasurable-result",
        Severity.WARNING,
        _("Результат нельзя проверить"),
        _("«Повышение уровня…», «улучшение качества…» без числа и без документа: исполнено или нет, не скажет никто."),
        Example("svetlogorsk-2022", 75, "Повышение уровня организации образовательного процесса"),
        unmeasurable_result,
    )
    yield LintRule(
        "target-as-measure",
        Severity.WARNING,
        _("Показатель записан мероприятием"),
        _("«Увеличение доли…» нельзя исполнить к сроку, это показатель: его считают, а исполняют мероприятия."),
        Example("rakitnoe-2021", 88, "Увеличение доли школ, находящихся в группе риска…"),
        target_as_measure,
    )
    yield LintRule(
        "target-without-number",
        Severity.WARNING,
        _("Показатель без числа"),
        _("«Увеличение доли» — с какого значения и до какого? Без числа показатель всегда достигнут."),
        Example("rakitnoe-2021", 89, "Увеличение доли обучающихся с ОВЗ…"),
        target_without_number,
    )


def unmeasurable_result(subject: Subject) -> Iterator[Remark]:
    """Wishes in the column of results; said once with every wording."""
    found = [(said, item.at("result")) for item, said in subject.cells("result") if _is_wish(said)]
    remedy = _("Назовите документ («справка») или число («не менее 80 % педагогов»).")
    yield from once(found, _("нечем показать, что это исполнено."), remedy)


def _is_wish(said: str) -> bool:
    return bool(_WISH.search(said)) and not _DIGIT.search(said)


def target_as_measure(subject: Subject) -> Iterator[Remark]:
    """Titles that begin as an indicator does, unless a person has said that they are."""
    for item, said in subject.cells("title"):
        if _TARGET.search(said) and not item.is_target:
            remedy = _("Перенесите в раздел показателей, а сюда впишите, что для этого сделать.")
            yield Remark(item.at("title"), shortened(said), _("это показатель, а не действие."), remedy)


def target_without_number(subject: Subject) -> Iterator[Remark]:
    """Indicators in titles and results that name no number."""
    for item, said in subject.cells("title"):
        if _TARGET.search(said) and not re.search(r"\d", said):
            remedy = _("Допишите исходное и целевое значение: «с 40 % до 60 %».")
            yield Remark(item.at("title"), shortened(said), _("не сказано, сколько должно стать."), remedy)
