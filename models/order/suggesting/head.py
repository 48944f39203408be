"""What an order's head lets us propose for the roadmap as a whole: its name, its time zone, the schools it is about."""

import re

from models.language import _
from models.order.definition import PrintedOrder
from models.order.suggesting.codes import latin
from models.order.suggesting.definition import Suggestion
from models.order.suggesting.stems import folded, plain

# Stems of regions' and large towns' names whose clock is not Moscow's; the first found in the order's own words counts.
_ZONES = (
    ("Europe/Kaliningrad", "калининград"),
    ("Europe/Samara", "самарск удмурт ижевск"),
    ("Europe/Saratov", "саратов"),
    ("Europe/Astrakhan", "астрахан"),
    ("Europe/Ulyanovsk", "ульяновск"),
    (
        "Asia/Yekaterinburg",
        "свердловск екатеринбург челябинск тюмен курганск пермск оренбург башкорт ханты-мансийск ямало-ненец",
    ),
    ("Asia/Omsk", "омск[аои]"),
    ("Asia/Novosibirsk", "новосибирск"),
    ("Asia/Barnaul", "алтайск барнаул"),
    ("Asia/Tomsk", "томск[аои]"),
    ("Asia/Novokuznetsk", "кузбасс кемеров новокузнец"),
    ("Asia/Krasnoyarsk", "красноярск хакас тыва тувинск"),
    ("Asia/Irkutsk", "иркутск бурят улан-удэ"),
    ("Asia/Chita", "забайкаль читинск"),
    ("Asia/Yakutsk", "якут саха амурск"),
    ("Asia/Vladivostok", "приморск(?:ий|ого|ому)[а-я]* владивосток хабаровск"),
    ("Asia/Sakhalin", "сахалин"),
    ("Asia/Magadan", "магадан"),
    ("Asia/Kamchatka", "камчат чукот"),
)


def time_zone_of(order: PrintedOrder) -> Suggestion[str]:
    """The zone of the region that the order names; Moscow's, as a guess, when it names none we know."""
    for text in (order.head.authority, *order.body):
        for zone, stems in _ZONES:
            for stem in stems.split():
                if found := re.search(rf"(?<![а-я]){stem}[а-я]*", folded(text)):
                    return Suggestion(zone, _("по слову «{word}» в приказе").format(word=found.group()))
    return Suggestion("Europe/Moscow", _("региона в приказе не видно; по умолчанию московское время"), is_guess=True)


def target_group_of(order: PrintedOrder) -> Suggestion[str] | None:
    """The schools that the order is about, None where its titles do not say."""
    said = folded(f"{order.head.title} {order.head.annex_title}")
    if found := re.search(r"необъективн[а-я]+", said):
        name = _("школы с необъективными образовательными результатами")
    elif found := re.search(r"низк[а-я]+ (?:образовательн[а-я]+ )?результат[а-я]+", said):
        name = _("школы с низкими образовательными результатами (ШНОР)")
    else:
        return None
    return Suggestion(name, _("по словам «{words}» в названии").format(words=found.group()))


def roadmap_title_of(order: PrintedOrder) -> Suggestion[str] | None:
    """The annex's own title, else the order's without «Об утверждении»; None where there is neither."""
    title = plain(order.head.annex_title or order.head.title).strip(" .")
    if title.startswith("«") and title.endswith("»") and title.count("«") == 1:
        title = title[1:-1].strip(" .")
    title = re.sub(r"^(?:об? (?:утверждении|исполнении) )", "", title, flags=re.IGNORECASE)
    return Suggestion(title[:1].upper() + title[1:], _("из названия приказа")) if title else None


def roadmap_name_of(source_name: str) -> str:
    """The file's name in Latin letters: «Приказ Жигалово 2023.docx» is «prikaz-zhigalovo-2023»."""
    stem = re.sub(r"\.(?:docx|xlsx|md|txt|ya?ml)$", "", source_name.strip(), flags=re.IGNORECASE)
    return "-".join(re.findall(r"[a-z0-9]+", latin(stem))) or "roadmap"
