"""What holds of a school's risk profile after people have spoken: verified or not, corrected or not, chosen. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from models.records import FactorChoice, FactorVerdict
from models.survey.significance import Significance


@dataclass(frozen=True)
class DecidedFactor:
    """A factor as it stands.

    computed:     what the answers say now
    significance: the curator's word where there is one on these answers, else what is computed
    is_verified:  a curator has spoken, and the answers say the same as then
    """

    factor: str
    computed: Significance
    significance: Significance
    is_verified: bool = False
    reason: str = ""
    actor: str = ""
    as_of: date | None = None

    @property
    def is_corrected(self) -> bool:
        """Whether the curator said otherwise than the answers."""
        return self.significance is not self.computed


def decided(computed: Mapping[str, Significance], verdicts: Iterable[FactorVerdict]) -> tuple[DecidedFactor, ...]:
    """Each factor as it stands, in the order given. verdicts: of one school, earliest first; the last is believed."""
    last = {verdict.factor: verdict for verdict in verdicts}
    return tuple(_decided(factor, now, last.get(factor)) for factor, now in computed.items())


def _decided(factor: str, now: Significance, said: FactorVerdict | None) -> DecidedFactor:
    if said is None or said.computed != now:
        return DecidedFactor(factor, now, now)
    return DecidedFactor(factor, now, Significance(said.significance), True, said.reason, said.actor, said.as_of)


def chosen(choices: Sequence[FactorChoice]) -> tuple[str, ...]:
    """The factors that the school works on, by its last word; choices: of one school, earliest first."""
    return tuple(choices[-1].factors.split()) if choices else ()
