"""The conclusion in words: no more than the data allow, with the interval and the reason. Papers take these over."""

from collections.abc import Mapping

from models.assessment.effect.answers import COMPATIBLE, NEGATIVE, NOT_AVAILABLE, POSITIVE
from models.assessment.effect.conclusion import FEW_COMPARED, FEW_SUPPORTED, NO_BASELINE_YEAR, NO_GROUP
from models.assessment.effect.edge import FEW_NEAR, NOT_THE_RULE
from models.assessment.effect.schools import SAME_COHORTS
from models.language import _
from models.wording import signed

DIGITS = 2


def concluding(answer: Mapping[str, object]) -> str:
    """A row of the table as a sentence."""
    if answer["conclusion"] == NOT_AVAILABLE:
        return _("Данные не позволяют утверждать, что поддержка помогла или не помогла: {reason}.").format(
            reason=why_silent(str(answer["why"]))
        )
    said = {
        POSITIVE: _("Изменение у поддержанных школ лучше, чем у остальных, на {effect} стандартного отклонения"),
        NEGATIVE: _("Изменение у поддержанных школ хуже, чем у остальных, на {effect} стандартного отклонения"),
        COMPATIBLE: _("Изменение у поддержанных школ совместимо с нулём: {effect} стандартного отклонения"),
    }[str(answer["conclusion"])]
    size = signed(_number(answer, "effect"), DIGITS)
    size = size.lstrip("+−") if answer["conclusion"] != COMPATIBLE else size
    return said.format(effect=size) + _(
        " (95-процентный интервал от {lower} до {upper}; школ {schools}, для сравнения {compared})."
    ).format(
        lower=signed(_number(answer, "lower"), DIGITS),
        upper=signed(_number(answer, "upper"), DIGITS),
        schools=answer["schools"],
        compared=answer["compared"],
    )


def leaving() -> str:
    """What stands wherever it is said who left the list."""
    return _(
        "Выход школы из перечня — не доказательство эффекта: результаты колеблются, и школы у границы "
        "попадают в перечень и покидают его и без поддержки."
    )


def _number(answer: Mapping[str, object], name: str) -> float:
    return float(str(answer[name]))


def why_silent(code: str) -> str:
    """Why there is no answer, and where a person can do something about it, what."""
    return {
        NO_GROUP: _("нет утверждённого перечня школ, поддержанных к этому году"),
        NO_BASELINE_YEAR: _(
            "нет результатов года, по которому школы не отбирали (загрузите более ранний год): сравнение с годом "
            "отбора показало бы улучшение и без поддержки"
        ),
        SAME_COHORTS: _(
            "все сравнимые результаты — тех же обучающихся, по чьим работам школы отбирали (загрузите более ранний "
            "год или разрешите это: assessment: effect: same_cohorts)"
        ),
        FEW_SUPPORTED: _("поддержанных школ, которые можно сравнить, слишком мало"),
        FEW_COMPARED: _("школ, с которыми можно сравнить, слишком мало"),
        FEW_NEAR: _("у границы перечня слишком мало школ"),
        NOT_THE_RULE: _("перечень у границы составлен не по правилу 30 %"),
    }[code]
