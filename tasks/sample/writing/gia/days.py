"""When exams were held, and how a block's title says it."""

from datetime import datetime, timedelta

from tasks.sample.sitting import ExamSheet

# Main days by (exam, subject's code), then the reserve day of each exam.
DAYS: dict[int, dict[tuple[str, str], str]] = {
    2022: {
        ("ОГЭ", "01"): "2022.06.07", ("ОГЭ", "02"): "2022.05.24", ("ЕГЭ", "01"): "2022.05.30",
        ("ЕГЭ", "02"): "2022.06.02", ("ЕГЭ", "22"): "2022.06.03",
        ("ЕГЭ", "09"): "2022.06.14",
    },
    2023: {
        ("ОГЭ", "01"): "2023.06.06", ("ОГЭ", "02"): "2023.06.09", ("ЕГЭ", "01"): "2023.05.29",
        ("ЕГЭ", "02"): "2023.06.01", ("ЕГЭ", "22"): "2023.06.01",
        ("ЕГЭ", "09"): "2023.06.13",
    },
    2024: {
        ("ОГЭ", "01"): "2024.06.03", ("ОГЭ", "02"): "2024.06.06", ("ЕГЭ", "01"): "2024.05.28",
        ("ЕГЭ", "02"): "2024.05.31", ("ЕГЭ", "22"): "2024.05.31",
        ("ЕГЭ", "09"): "2024.06.11",
    },
    2025: {
        ("ОГЭ", "01"): "2025.06.09", ("ОГЭ", "02"): "2025.06.03", ("ЕГЭ", "01"): "2025.05.30",
        ("ЕГЭ", "02"): "2025.05.27", ("ЕГЭ", "22"): "2025.05.27",
        ("ЕГЭ", "09"): "2025.06.11",
    },
}  # fmt: skip
RESERVE = {"ОГЭ": "06.24", "ЕГЭ": "06.20"}
SPOKEN_AFTER = timedelta(days=2)


def days_of(year: int) -> dict[tuple[str, str], str]:
    """The year's main days; in a year that is not kept here, exams fall on the days of 2024."""
    return DAYS.get(year) or {exam: f"{year}{day[4:]}" for exam, day in DAYS[2024].items()}


def title_of(sheet: ExamSheet, day: str) -> str:
    """«01 - Русский язык 2024.05.28»; of a language both days, and no code."""
    if not sheet.exam.oral:
        return f"{sheet.exam.code} - {sheet.exam.title} {day}"
    spoken = datetime.strptime(day, "%Y.%m.%d") + SPOKEN_AFTER
    return f"{sheet.exam.title} п.: {day}, у.: {spoken:%Y.%m.%d}"
