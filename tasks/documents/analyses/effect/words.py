"""The words of the effect: methods, parts that schools played, why one is left out, who came onto the list and left."""

from collections.abc import Mapping

from models.assessment.effect.answers import CHANGE, COMPATIBLE, EDGE, NEGATIVE, NOT_AVAILABLE, POSITIVE
from models.assessment.effect.group import APPROVED, BY_RULE, NOBODY
from models.assessment.effect.moves import ENTERED, LEFT, LOW, NO_RESULTS, NOT_LOW_ENOUGH, STAYED
from models.assessment.effect.schools import (
    COMPARED,
    LEFT_OUT,
    NO_BASELINE,
    NO_OUTCOME,
    NO_PAIR,
    SAME_COHORTS,
    SUPPORTED,
)
from models.language import _


def methods() -> Mapping[str, str]:
    """What each method compares."""
    return {CHANGE: _("изменение поддержанных школ против остальных"), EDGE: _("школы у границы перечня")}


def conclusions() -> Mapping[str, str]:
    """What may be said, in a word or two."""
    return {
        POSITIVE: _("лучше, чем у остальных"),
        NEGATIVE: _("хуже, чем у остальных"),
        COMPATIBLE: _("совместимо с нулём"),
        NOT_AVAILABLE: _("вывода нет"),
    }


def parts() -> Mapping[str, str]:
    """The part that a school played in the comparison."""
    return {SUPPORTED: _("поддержана"), COMPARED: _("сравнение"), LEFT_OUT: _("пропущена")}


def left_out() -> Mapping[str, str]:
    """Why a school is left out; nothing for one that is not."""
    return {
        "": "",
        NO_OUTCOME: _("нет результатов последнего года"),
        NO_BASELINE: _("нет результатов исходных лет"),
        NO_PAIR: _("нет процедуры, где достаточно участников в оба срока"),
        SAME_COHORTS: _("только результаты обучающихся, по которым школы отбирали"),
    }


def moves() -> Mapping[str, str]:
    """Whether a school left the list, stayed or is new."""
    return {LEFT: _("вышла"), STAYED: _("осталась"), ENTERED: _("вошла")}


def would() -> Mapping[str, str]:
    """The same of one school, before anybody has approved the next list."""
    return {LEFT: _("вышла бы"), STAYED: _("осталась бы"), ENTERED: _("вошла бы")}


def reasons() -> Mapping[str, str]:
    """Why a school stands where it stands now."""
    return {
        LOW: _("низкие процедуры"),
        NOT_LOW_ENOUGH: _("низких процедур мало для перечня"),
        NO_RESULTS: _("нет результатов"),
    }


def sources() -> Mapping[str, str]:
    """Where the list of the supported comes from."""
    return {
        APPROVED: _("утверждённый перечень"),
        BY_RULE: _("перечень по правилам R1 и R2 (утверждённого нет)"),
        NOBODY: _("перечня нет"),
    }
