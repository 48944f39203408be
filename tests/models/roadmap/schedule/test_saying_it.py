"""Whatever way a rule is said, it is read back as the same rule."""

from hypothesis import given, settings
from hypothesis import strategies as st

from models.roadmap.schedule.period import Period
from models.roadmap.schedule.reading import read
from models.roadmap.schedule.rules import Mixed, Relative, Rule
from tests.models.roadmap.schedule.saying_it import Said, dressed, phrasings

LONG = Period.parse("2021-2028")


def as_said(rule: Rule) -> dict[str, object]:
    """The normal form; an event keeps the letters of its text, so its case and breaks are not compared."""
    said = rule.as_json()
    if isinstance(rule, Relative):
        said["event"] = "".join(letter for letter in rule.event.lower() if letter.isalpha())
    if isinstance(rule, Mixed):
        said["parts"] = [as_said(part) for part in rule.parts]
    return said


@settings(max_examples=150, deadline=None)
@given(phrasings)
def test_a_rule_said_plainly_is_read_back(said: Said) -> None:
    rule, text = said
    assert as_said(read(text, LONG)) == as_said(rule), text


@settings(max_examples=150, deadline=None)
@given(phrasings.flatmap(lambda said: st.tuples(st.just(said), dressed(said[1]))))
def test_a_rule_said_as_orders_print_it_is_read_back(case: tuple[Said, str]) -> None:
    (rule, _plain), text = case
    assert as_said(read(text, LONG)) == as_said(rule), text
