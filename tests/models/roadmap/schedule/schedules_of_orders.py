"""The 88 expressions that five real orders print, with what each means: worked out by hand from the conventions."""

from typing import Any

Meaning = dict[str, Any]

CONTINUOUS: Meaning = {"kind": "continuous"}
ON_DEMAND: Meaning = {"kind": "on_demand"}
OWN_SCHEDULE: Meaning = {"kind": "own_schedule"}
UNSPECIFIED: Meaning = {"kind": "unspecified"}
YEARLY: Meaning = {"kind": "recurring", "every": "year"}


def window(start: str, end: str | None) -> Meaning:
    return {"kind": "window", "start": start, "end": end}


def windows(*days: tuple[str, str]) -> Meaning:
    return {"kind": "windows", "windows": [{"start": start, "end": end} for start, end in days]}


def deadline(day: str) -> Meaning:
    return {"kind": "deadline", "date": day}


def every(interval: str, **more: Any) -> Meaning:
    return {"kind": "recurring", "every": interval} | more


def relative(event: str, **more: Any) -> Meaning:
    return {"kind": "relative", "event": event} | more


def doubtful(meaning: Meaning) -> Meaning:
    return meaning | {"needs_review": True}


def mixed(*parts: Meaning) -> Meaning:
    return {"kind": "mixed", "parts": list(parts)}


KIRSANOV, NOVOKUZNETSK, SVETLOGORSK, ZHIGALOVO, RAKITNOE = "2024-2025", "2022", "2022-2024", "2023", "2021-2024"

TABLE: tuple[tuple[str, str, Meaning], ...] = (
    ("Август 2024, 2025", KIRSANOV, windows(("2024-08-01", "2024-08-31"), ("2025-08-01", "2025-08-31"))),
    ("апрель 2023 года", ZHIGALOVO, window("2023-04-01", "2023-04-30")),
    ("Апрель-май 2024", KIRSANOV, window("2024-04-01", "2024-05-31")),
    ("май 2023 года", ZHIGALOVO, window("2023-05-01", "2023-05-31")),
    ("Сентябрь-октябрь 2024", KIRSANOV, window("2024-09-01", "2024-10-31")),
    ("Август 2024", KIRSANOV, window("2024-08-01", "2024-08-31")),
    ("Август-сентябрь 2024", KIRSANOV, window("2024-08-01", "2024-09-30")),
    ("Апрель 2024", KIRSANOV, window("2024-04-01", "2024-04-30")),
    ("Апрель-май 2024, 2025", KIRSANOV, windows(("2024-04-01", "2024-05-31"), ("2025-04-01", "2025-05-31"))),
    ("Июнь 2024, январь-февраль 2025", KIRSANOV, windows(("2024-06-01", "2024-06-30"), ("2025-01-01", "2025-02-28"))),
    ("Май 2022 г.", SVETLOGORSK, window("2022-05-01", "2022-05-31")),
    ("Май – июнь 2022 г.", SVETLOGORSK, window("2022-05-01", "2022-06-30")),
    ("Май-июнь 2024", KIRSANOV, window("2024-05-01", "2024-06-30")),
    ("Май-ноябрь-2024", KIRSANOV, window("2024-05-01", "2024-11-30")),
    ("Март - апрель 2024", KIRSANOV, window("2024-03-01", "2024-04-30")),
    ("Март – август 2021", RAKITNOE, window("2021-03-01", "2021-08-31")),
    ("март-апрель 2023 года", ZHIGALOVO, window("2023-03-01", "2023-04-30")),
    ("Март-апрель 2024", KIRSANOV, window("2024-03-01", "2024-04-30")),
    ("Март-апрель 2024, 2025", KIRSANOV, windows(("2024-03-01", "2024-04-30"), ("2025-03-01", "2025-04-30"))),
    ("Октябрь 2024", KIRSANOV, window("2024-10-01", "2024-10-31")),
    ("Октябрь 2024, 2025", KIRSANOV, windows(("2024-10-01", "2024-10-31"), ("2025-10-01", "2025-10-31"))),
    ("Октябрь- ноябрь 2024", KIRSANOV, window("2024-10-01", "2024-11-30")),
    ("Октябрь-ноябрь 2024", KIRSANOV, window("2024-10-01", "2024-11-30")),
    ("Октябрь-январь 2024, 2025", KIRSANOV, window("2024-10-01", "2025-01-31")),
    ("сентябрь 2024, 2025", KIRSANOV, windows(("2024-09-01", "2024-09-30"), ("2025-09-01", "2025-09-30"))),
    ("Сентябрь 2024, 2025", KIRSANOV, windows(("2024-09-01", "2024-09-30"), ("2025-09-01", "2025-09-30"))),
    ("Сентябрь-ноябрь 2024, 2025", KIRSANOV, windows(("2024-09-01", "2024-11-30"), ("2025-09-01", "2025-11-30"))),
    ("Февраль 2024", KIRSANOV, window("2024-02-01", "2024-02-29")),
    ("Январь-февраль 2024", KIRSANOV, window("2024-01-01", "2024-02-29")),
    ("Февраль", NOVOKUZNETSK, window("2022-02-01", "2022-02-28")),
    ("Апрель", NOVOKUZNETSK, window("2022-04-01", "2022-04-30")),
    ("Февраль-декабрь", NOVOKUZNETSK, window("2022-02-01", "2022-12-31")),
    ("май", ZHIGALOVO, window("2023-05-01", "2023-05-31")),
    ("Ноябрь", NOVOKUZNETSK, window("2022-11-01", "2022-11-30")),
    ("октябрь", ZHIGALOVO, window("2023-10-01", "2023-10-31")),
    ("Февраль-ноябрь", NOVOKUZNETSK, window("2022-02-01", "2022-11-30")),
    ("Январь", NOVOKUZNETSK, window("2022-01-01", "2022-01-31")),
    ("Январь- декабрь", NOVOKUZNETSK, window("2022-01-01", "2022-12-31")),
    ("апрель", ZHIGALOVO, window("2023-04-01", "2023-04-30")),
    ("апрель-май", ZHIGALOVO, window("2023-04-01", "2023-05-31")),
    ("Декабрь", NOVOKUZNETSK, window("2022-12-01", "2022-12-31")),
    ("июнь", ZHIGALOVO, window("2023-06-01", "2023-06-30")),
    ("Март", NOVOKUZNETSK, window("2022-03-01", "2022-03-31")),
    ("март", ZHIGALOVO, window("2023-03-01", "2023-03-31")),
    ("март-апрель", ZHIGALOVO, window("2023-03-01", "2023-04-30")),
    ("Март-декабрь", NOVOKUZNETSK, window("2022-03-01", "2022-12-31")),
    ("март-ноябрь", ZHIGALOVO, window("2023-03-01", "2023-11-30")),
    ("Февраль- декабрь", NOVOKUZNETSK, window("2022-02-01", "2022-12-31")),
    ("Январь-декабрь", NOVOKUZNETSK, window("2022-01-01", "2022-12-31")),
    (
        "апрель  октябрь  ноябрь  декабрь",
        ZHIGALOVO,
        windows(
            ("2023-04-01", "2023-04-30"),
            ("2023-10-01", "2023-10-31"),
            ("2023-11-01", "2023-11-30"),
            ("2023-12-01", "2023-12-31"),
        ),
    ),
    (
        "апрель  сентябрь  октябрь",
        ZHIGALOVO,
        windows(("2023-04-01", "2023-04-30"), ("2023-09-01", "2023-09-30"), ("2023-10-01", "2023-10-31")),
    ),
    ("май, октябрь", ZHIGALOVO, windows(("2023-05-01", "2023-05-31"), ("2023-10-01", "2023-10-31"))),
    (
        "Ноябрь 2024 г. Далее: В течение 2025 года",
        KIRSANOV,
        mixed(window("2024-11-01", "2024-11-30"), window("2025-01-01", "2025-12-31")),
    ),
    (
        "Октябрь-декабрь 2024 Далее: постоянно в течение учебного года",
        KIRSANOV,
        mixed(window("2024-10-01", "2024-12-31"), CONTINUOUS),
    ),
    ("Февраль 2022 г. – далее ежегодно", SVETLOGORSK, mixed(window("2022-02-01", "2022-02-28"), YEARLY)),
    (
        "До 2024 года",
        RAKITNOE,
        deadline("2024-12-31")
        | {
            "needs_review": True,
            "reason": "«до 2024 года»: сам год входит в срок или нет?",
            "readings": [deadline("2023-12-31")],
        },
    ),
    ("до 01.04.2023 года", ZHIGALOVO, deadline("2023-04-01")),
    ("До 30 мая 2025", KIRSANOV, deadline("2025-05-30")),
    ("До 31 мая ежегодно", SVETLOGORSK, YEARLY | {"deadline": "05-31"}),
    ("ежегодно", RAKITNOE, YEARLY),
    ("Ежегодно", RAKITNOE, YEARLY),
    ("Ежегодно (сентябрь - ноябрь)", KIRSANOV, YEARLY | {"window": ["09-01", "11-30"]}),
    ("Ежегодно декабрь", KIRSANOV, YEARLY | {"window": ["12-01", "12-31"]}),
    ("Ежегодно май", SVETLOGORSK, YEARLY | {"window": ["05-01", "05-31"]}),
    ("Ежегодно с 2021 года", RAKITNOE, YEARLY | {"start": "2021-01-01"}),
    ("1 раз в 3 месяца", KIRSANOV, {"kind": "recurring", "every": "3 months"}),
    ("ежеквартально", RAKITNOE, {"kind": "recurring", "every": "3 months"}),
    ("Раз в полугодие", RAKITNOE, {"kind": "recurring", "every": "6 months"}),
    ("2 квартал 2021 года", RAKITNOE, window("2021-04-01", "2021-06-30")),
    ("3 квартал 2021 года", RAKITNOE, window("2021-07-01", "2021-09-30")),
    (
        "4 квартал каждого учебного года",
        RAKITNOE,
        {
            "kind": "recurring",
            "every": "school-year",
            "window": ["10-01", "12-31"],
            "needs_review": True,
            "reason": "квартал учебного года: календарный квартал или учебная четверть?",
            "readings": [{"kind": "recurring", "every": "school-year", "window": ["04-01", "05-31"]}],
        },
    ),
    ("2021-2024", RAKITNOE, window("2021-01-01", "2024-12-31")),
    ("2021-2024 годы", RAKITNOE, window("2021-01-01", "2024-12-31")),
    ("С 2021 года", RAKITNOE, window("2021-01-01", None)),
    ("в течение года", ZHIGALOVO, CONTINUOUS),
    ("Постоянно", KIRSANOV, CONTINUOUS),
    ("В течение года", SVETLOGORSK, CONTINUOUS),
    ("постоянно", RAKITNOE, CONTINUOUS),
    ("В течение всего периода по отдельном у графику", KIRSANOV, OWN_SCHEDULE),
    ("По отдельном у графику в течение всего периода", KIRSANOV, OWN_SCHEDULE),
    ("По графику", RAKITNOE, OWN_SCHEDULE),
    ("по отдельному графику", ZHIGALOVO, OWN_SCHEDULE),
    ("в соответствии с графиком", SVETLOGORSK, OWN_SCHEDULE),
    ("В соответствии с графиком проведения оценочных процедур", NOVOKUZNETSK, OWN_SCHEDULE),
    ("По отдельном у графику", KIRSANOV, OWN_SCHEDULE),
    ("По запросам образова- тельных организац ий", KIRSANOV, ON_DEMAND),
    ("По мере необходимости", SVETLOGORSK, ON_DEMAND),
    ("По мере поступления", KIRSANOV, ON_DEMAND),
)
