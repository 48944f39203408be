"""Who is hidden and who is not; the same person is the same number through an order."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.order.draft import draft
from models.order.masking import mask, masked, people_in
from tests.models.order.factories import a_measure, an_order
from tests.models.order.suggesting.orders import PERIODS, order

# Everybody whom the five orders print, by the part of the surname that no case changes.
PEOPLE = {
    "kirsanov-2024": ("Яшин", "Кондраков", "Сергов", "Трунов"),
    "novokuznetsk-2022": ("Круль", "Соловьёв", "Соловьев"),
    "svetlogorsk-2022": ("Гречкин", "grechkina", "Глухов", "Качмар", "Бондаренко"),
    "zhigalovo-2023": (
        *(
            "Богатов",
            "Нетесов",
            "Калиненко",
            "Зелинск",
            "Дворников",
            "Масленников",
            "Кляхин",
            "Коротких",
            "Берденников",
        ),
        *("Кислицын", "Аксаментов", "Кузнецов", "Петров", "Жучев", "Спиридонов", "Головных", "Ожегов", "Власов"),
        *("Лазарев", "Суворов", "Шевцов"),
    ),
    "rakitnoe-2021": ("Ткачев", "Кутоманов", "Холодов", "5-74-98"),
}
INITIALS = re.compile(r"[А-ЯЁ]\. ?[А-ЯЁ]\. ?[А-ЯЁ][а-яё]+|[А-ЯЁ][а-яё]+ [А-ЯЁ]\. ?[А-ЯЁ]\.")


def alone(text: str) -> str:
    return mask(text, people_in(an_order(a_measure(text))))


@pytest.mark.parametrize("name", PERIODS)
def test_nobody_whom_an_order_prints_is_in_its_draft(name: str) -> None:
    whole = "\n".join([*order(name).body, *(f"{m.title} {m.responsible}" for m in order(name).measures)])
    written = draft(order(name), name)
    for surname in PEOPLE[name]:
        assert surname in whole or surname in ("Соловьев",), f"{surname} is not in the order: nothing is tested"
        assert surname.lower() not in written.lower()
    assert not INITIALS.search(written)


@pytest.mark.parametrize("name", PERIODS)
def test_no_line_of_an_order_keeps_a_name_and_masking_it_twice_changes_nothing(name: str) -> None:
    people = people_in(order(name))
    for line in order(name).body:
        hidden = mask(line, people)
        assert not INITIALS.search(hidden), line
        assert mask(hidden, people) == hidden


@pytest.mark.parametrize(
    ("printed", "hidden"),
    [
        ("координатор Л.В. Нетесова", "координатор ⟨лицо 1⟩"),
        ("Координатор Л.В. Нетесова", "Координатор ⟨лицо 1⟩"),
        ("Муниципальный координатор Нетесова Л.В., школы", "Муниципальный координатор ⟨лицо 1⟩, школы"),
        ("Нетесова Л.В. Зелинская Т.П.", "⟨лицо 1⟩ ⟨лицо 2⟩"),
        ("Директору С. В. Круль", "Директору ⟨лицо 1⟩"),
        ("возложить на Круль С.В., заместителя", "возложить на ⟨лицо 1⟩, заместителя"),
        ("Министерство (Д.В.Трунов), ОО", "Министерство (⟨лицо 1⟩), ОО"),
        ("назначить Светлану Ивановну Яшину.", "назначить ⟨лицо 1⟩."),
        ("Холодова Мария Михайловна", "⟨лицо 1⟩"),
        ("куратор Петрова, методист Козлов А.", "куратор ⟨лицо 1⟩, методист ⟨лицо 2⟩"),
        ("Гречкину Н.В., затем Гречкиной Н.В.", "⟨лицо 1⟩, затем ⟨лицо 1⟩"),
        ("Ткачев В.Н., приказ для В.Н. Ткачева", "⟨лицо 1⟩, приказ для ⟨лицо 1⟩"),
        ("Петров А.А. и Петрова А.Б.", "⟨лицо 1⟩ и ⟨лицо 2⟩"),
        ("Ивановым А.А. и Ивановой А.А.", "⟨лицо 1⟩ и ⟨лицо 2⟩"),
        ("Петрова А.Б. отвечает; без Петровой нельзя", "⟨лицо 1⟩ отвечает; без ⟨лицо 1⟩ нельзя"),
        ("на адрес n.grechkina@svetlogorsk39.ru (Ф.И.О.)", "на адрес ⟨почта⟩ (Ф.И.О.)"),
        ("(47 245) 5-74-98", "⟨телефон⟩"),
        ("тел. 8 (4852) 12-34-56 или +7 910 123-45-67", "тел. ⟨телефон⟩ или ⟨телефон⟩"),
    ],
)
def test_a_name_is_hidden_however_it_is_written(printed: str, hidden: str) -> None:
    assert alone(printed) == hidden


@pytest.mark.parametrize(
    "text",
    [
        "школа имени А.С. Пушкина",
        "МБОУ СОШ им. Героя Советского Союза И.И. Иванова",
        "улица А.П. Чехова",
        "клуб «ПРОдвижение», МАОУ ДПО ИПК, п. Приморье",
        "Директор Дальнезагорской средней школы",
        "город Кирсанов, глава города Кирсанова",
        "приказ № 209-11-241 от 25.01.2024, 2021-2024 годы, п. 2.1.1",
        "В.И.П. и Т.Д.",
    ],
)
def test_streets_schools_towns_and_numbers_keep_theirs(text: str) -> None:
    assert alone(text) == text


def test_a_school_keeps_its_name_though_a_person_is_called_so_too() -> None:
    people = people_in(an_order(a_measure("Иванов И.И.")))
    assert mask("школа имени И.И. Иванова, директор Иванов", people) == "школа имени И.И. Иванова, директор ⟨лицо 1⟩"


def test_the_table_is_numbered_before_the_body() -> None:
    whole = an_order(a_measure(responsible="Трунов Д.В."), body=("Яшина С.И.", "Трунов Д.В."))
    assert masked(whole).body == ("⟨лицо 2⟩", "⟨лицо 1⟩")


def test_an_order_that_is_masked_already_goes_on_counting() -> None:
    whole = an_order(a_measure(responsible="⟨лицо 3⟩, Петров А.А."))
    assert masked(whole).measures[0].responsible == "⟨лицо 3⟩, ⟨лицо 4⟩"
    assert masked(masked(whole)) == masked(whole)


def test_who_is_not_of_this_order_is_hidden_without_a_number() -> None:
    assert mask("Чужой Ч.Ч.", people_in(an_order())) == "⟨лицо⟩"


SURNAMES = st.sampled_from(["Петров", "Сидорова", "Зелинская", "Бондаренко", "Коротких", "Круль", "Жучева"])
LETTERS = st.sampled_from("АБВГДЕИКЛМНОПРСТ")


@given(
    SURNAMES,
    LETTERS,
    LETTERS,
    st.sampled_from(["", " "]),
    st.booleans(),
    st.sampled_from(["координатор ", "(", "", "РМО, "]),
)
@settings(max_examples=60, deadline=None)
def test_no_surname_with_initials_is_left_and_twice_is_once(
    surname: str, name: str, patronymic: str, space: str, is_after: bool, before: str
) -> None:
    initials = f"{name}.{patronymic}."
    printed = f"{before}{initials}{space}{surname}" if is_after else f"{before}{surname} {initials}"
    people = people_in(an_order(a_measure(printed)))
    hidden = mask(printed, people)
    assert hidden == f"{before}⟨лицо 1⟩"
    assert mask(hidden, people) == hidden
