"""Whose word a handed-in step awaits: stages in turn, several signatures, days of their own."""

from datetime import date

import pytest

from models.errors import ForbiddenMove
from models.roadmap.acceptance import Signatures, Stage
from models.roadmap.calendar import russia
from models.steps.acceptance import Turn, signing_party, turn, waiting_for
from models.steps.decisions import Extension, Grant, Signature, words_of
from tests.factories import six

FRIDAY = date(2024, 4, 26)  # before the May holidays; the next day works in place of the 29th
STAGES = (
    Stage(party="school"),
    Stage(party="municipality", days=2),
    Stage(signatures=Signatures(of=("ministry", "coordinator", "school"), at_least=2), days=5),
)


def now(*signed: tuple[int, str], on: date = FRIDAY) -> Turn:
    return turn(STAGES, [(Signature(stage, party), on) for stage, party in signed], FRIDAY, russia(2024))


def test_the_first_stage_has_the_word_after_the_hand_in() -> None:
    assert now() == Turn(0, ("school",), 1, None, is_last=False)


def test_a_stages_days_are_working_ones_and_run_from_the_stage_before() -> None:
    # 27 April is a working Saturday; 28 April to 1 May are off.
    assert now((0, "school")) == Turn(1, ("municipality",), 1, date(2024, 5, 2), is_last=False)


def test_who_has_signed_signs_no_second_time_and_the_last_signature_that_is_needed_is_the_last_word() -> None:
    before = (0, "school"), (1, "municipality")
    assert now(*before) == Turn(2, ("ministry", "coordinator", "school"), 2, date(2024, 5, 7), is_last=False)
    assert now(*before, (2, "coordinator")) == Turn(2, ("ministry", "school"), 1, date(2024, 5, 7), is_last=True)


def test_a_plan_that_asks_for_fewer_stages_now_is_done_with_the_next_word() -> None:
    signed = [(Signature(0, "school"), FRIDAY), (Signature(1, "municipality"), FRIDAY)]
    assert turn([Stage(party="ministry")], signed, FRIDAY, russia(2024)).is_last


def test_the_only_one_who_can_sign_need_not_say_so() -> None:
    assert signing_party(now(), "", six()) == "school"


def test_of_several_who_can_sign_one_says_who_they_are() -> None:
    several = now((0, "school"), (1, "municipality"))
    with pytest.raises(ForbiddenMove, match=r"--as. Могут: ministry \(Министерство\), coordinator"):
        signing_party(several, "", six())
    assert signing_party(several, "coordinator", six()) == "coordinator"


def test_nobody_signs_out_of_turn() -> None:
    with pytest.raises(ForbiddenMove) as refused:
        signing_party(now(), "ministry", six())
    assert str(refused.value) == "Роль «ministry» сейчас не принимает. Ждут: school (ОО)."


def test_people_read_whose_word_is_awaited_and_until_when() -> None:
    assert waiting_for(now((0, "school")), six()) == "Сдано, ждёт приёмки: МОУО, до 02.05.2024."
    several = waiting_for(now((0, "school"), (1, "municipality")), six())
    assert several == "Сдано, ждёт приёмки: подписей — 2 из: Министерство, Координатор, ОО, до 07.05.2024."


def test_decisions_come_back_from_the_journal_as_they_were_written() -> None:
    grant = Grant("приказ № 12", date(2024, 9, 1), "заместитель министра", date(2025, 6, 30))
    forever = Grant("приказ № 13", date(2024, 9, 1), "министр")
    moved = Extension(FRIDAY, date(2024, 6, 1), "министр")
    assert Grant.from_evidence(grant.as_evidence("gate")) == grant
    assert Grant.from_evidence(forever.as_evidence("drop")) == forever
    assert Extension.from_evidence(moved.as_evidence()) == moved
    assert Signature.from_evidence(Signature(1, "school").as_evidence()) == Signature(1, "school")
    assert grant.basis == "приказ № 12 от 01.09.2024"


def test_people_read_what_a_decision_says_beside_its_reason() -> None:
    grant = Grant("приказ № 12", date(2024, 9, 1), "заместитель министра", date(2025, 6, 30))
    assert words_of(grant.as_evidence("gate")) == "приказ № 12 от 01.09.2024, до 30.06.2025, заместитель министра"
    moved = Extension(FRIDAY, date(2024, 6, 1), "министр")
    assert words_of(moved.as_evidence()) == "26.04.2024 → 01.06.2024, министр"
    assert words_of(Signature(1, "school").as_evidence()) == "school"
    assert [words_of(other) for other in ("", "documents:0f3a", "version:0f3a")] == ["", "", ""]
