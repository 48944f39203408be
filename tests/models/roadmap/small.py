"""A small right roadmap, drawn as its file, for tests to spoil in one place."""

SMALL = """\
name: small
title: Небольшая карта
order:
  authority: Отдел образования
  number: "1"
  signed_on: 2024-01-10
  title: О дорожной карте
  source: small.txt
period: "2024"
time_zone: Europe/Moscow
target_group: школы
parties:
  - {code: ministry, title: Министерство}
  - {code: school, title: ОО, scope: school}
  - {code: coordinator, title: Координатор}
measures:
  - code: A1
    item: "1"
    title: Анализ результатов
    text: Анализ результатов
    section: Анализ
    lines: [1]
    schedule: Февраль 2024
    parties: [ministry]
    deliverables: [Справка]
    phase: analysis
    kind: ANL
    data: [{kind: vpr, years: [2023]}]
    checks: [marks_follow_scores]
    action: low_results
    acceptance: null
  - code: B2
    item: "2"
    title: Анкетирование
    text: Анкетирование
    section: Анализ
    lines: [2]
    schedule: Март 2024
    parties: [ministry, school]
    deliverables: [Профиль]
    phase: risk_survey
    kind: RPS
    unit: school
    prerequisites: [A1]
  - code: C3
    item: "3"
    title: План
    text: План
    section: Планы
    lines: [3]
    schedule: Апрель 2024
    parties: [school]
    deliverables: [План]
    phase: support_plan
    kind: PLAN
    prerequisites: [{measure: B2, share: 0.5}, {measure: A1, soft: true}]
"""


def spoiled(*replacements: tuple[str, str]) -> str:
    """The small roadmap with each first text replaced by the second; a text that is not there is the test's mistake."""
    text = SMALL
    for right, wrong in replacements:
        assert right in text, right
        text = text.replace(right, wrong, 1)
    return text


TARGET = ("title: План\n", "title: План\n    is_target: true\n    indicators: [{text: все школы, counted: школы}]\n")


def line_of(text: str, part: str) -> int:
    """The 1-based line of the first occurrence of a part."""
    return text[: text.index(part)].count("\n") + 1
