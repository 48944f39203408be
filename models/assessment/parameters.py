"""The numbers that a roadmap may set for its analyses, with the defaults that real orders use. No pandas here."""

from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from models.language import _

Percent = Annotated[int, Field(ge=1, le=100)]


def _rising(edges: tuple[int, ...]) -> tuple[int, ...]:
    """Edges of bands, each above the one before."""
    if list(edges) != sorted(set(edges)):
        raise ValueError(_("границы полос должны возрастать"))
    return edges


class ObjectivityParameters(BaseModel):
    """What the markers of non-objective VPR results look at; a roadmap sets them under `assessment: objectivity:`.

    grades, subjects:     the works: by default those of the regional lists, «4 РУ, 4 МА, 5 РУ, 5 МА».
    level:                the share of false signs among all signs of a marker (Benjamini and Hochberg 1995); ours, by
                          the trade-off that docs/analysis.md measures.
    least_participants:   fewer pupils say nothing of a school: NOT_AVAILABLE (ФИОКО 2026, p. 24: groups from 10 on).
    least_schools:        fewer schools are no region to compare with (ours).
    boundary_width:       NO2: so many points on each side of a mark boundary are compared (ours).
    journal_gap:          NO3': marks so far apart are a big gap (ФИОКО 2026, p. 11).
    change_points:        NO6: smaller changes of «4» and «5», in percentage points against the region's, are none.
    spotless_percent, spotless_participants: NO7: no «2», and at least so many per cent «4» and «5» of so many pupils.
    selective_kinds:      words in the register's kind of a school that chooses its pupils: NO1 and NO7 leave it out.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    grades: tuple[int, ...] = (4, 5)
    subjects: tuple[str, ...] = ("русский язык", "математика")
    level: Annotated[float, Field(gt=0, lt=1)] = 0.1
    least_participants: Annotated[int, Field(ge=2)] = 10
    least_schools: Annotated[int, Field(ge=3)] = 20
    boundary_width: Annotated[int, Field(ge=1)] = 2
    journal_gap: Annotated[int, Field(ge=1, le=3)] = 2
    change_points: Percent = 20
    spotless_percent: Percent = 90
    spotless_participants: Annotated[int, Field(ge=1)] = 20
    selective_kinds: tuple[str, ...] = ("лицей", "гимнази", "углубл")


class SchoolListParameters(BaseModel):
    """Who is in a region's further lists of schools; all of it ours, for each region draws its own.

    A roadmap sets it under `assessment: school_lists:`. That there are such lists, with horizons of their own: order of
    the Novosibirsk region 24.01.2020 № 183.

    near_percent, near_procedures: at risk is a school outside «ШНОР» with a low procedure in the later year, or with at
                           least so many procedures where at least so many per cent fell below the minimum.
    low_at_most_percent:   stably high: in no procedure of any year more per cent below the minimum.
    good_marks_percent:    and in each year at least so many per cent «4» and «5» among all marks.
    procedures, years:     and at least so many procedures in each of at least so many years, none of them missing.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    near_percent: Percent = 20
    near_procedures: Annotated[int, Field(ge=1)] = 2
    low_at_most_percent: Annotated[int, Field(ge=0, le=100)] = 5
    good_marks_percent: Percent = 60
    procedures: Annotated[int, Field(ge=1)] = 3
    years: Annotated[int, Field(ge=1)] = 2


class EffectParameters(BaseModel):
    """What may be concluded of the effect of support; a roadmap sets it under `assessment: effect:`. All of it is ours.

    least_supported, least_compared: fewer schools on a side, and nothing is said; of the others so many must have a
                        procedure for it to count. docs/analysis.md measures the intervals of small groups.
    least_participants: results of fewer pupils scatter too much to be compared.
    same_cohorts:       results of pupils whose earlier or later work put schools on the list count, too. They carry
                        the luck of the selection along; without them more years must be loaded.
    group_by_rule:      where no approved list is given, the schools of R1 and R2 stand for it.
    edge_points, edge_schools: the cross-check at the edge looks so many percentage points to both sides and needs so
                        many schools on each.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    least_supported: Annotated[int, Field(ge=3)] = 6
    least_compared: Annotated[int, Field(ge=10)] = 20
    least_participants: Annotated[int, Field(ge=1)] = 10
    same_cohorts: bool = False
    group_by_rule: bool = False
    edge_points: Percent = 15
    edge_schools: Annotated[int, Field(ge=5)] = 15


class SurveyParameters(BaseModel):
    """When answers to the risk profile's survey are enough; all of it ours. Set under `assessment: survey:`.

    pupils_asked, parents_asked: the per cent of a school's pupils who are asked, or whose parents are: about those of
                      two grades of eleven (6 and 9).
    teachers_percent, pupils_percent, parents_percent: at least so many of the asked must answer.
    pupils_least:     and at least so many pupils, whatever the share.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    pupils_asked: Percent = 20
    parents_asked: Percent = 20
    teachers_percent: Percent = 50
    pupils_percent: Percent = 50
    parents_percent: Percent = 30
    pupils_least: Annotated[int, Field(ge=1)] = 10


class ReadinessParameters(BaseModel):
    """What the forecast of the state exams looks at; a roadmap sets it under `assessment: readiness:`. All of it ours.

    oge_grades, ege_grades: VPR grades that tell of a cohort, wherever they are loaded: grade 8 is a year before the
                    OGE, grade 10 a year before the EGE.
    least_schools:  with fewer schools in a year there is no region to learn from.
    least_low:      with fewer low exams in all years together nothing is said of their probability.
    confidence:     the share of cohorts that the interval of the share should hold.
    bands:          edges of the bands of probability, in per cent.
    least_linked, least_linked_schools, least_below: of pupils something is said where crosswalks lead to the exams of
                    at least so many pupils of so many schools in each year, of whom so many fell below in all years.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    oge_grades: tuple[Annotated[int, Field(ge=4, le=8)], ...] = (7, 8)
    ege_grades: tuple[Annotated[int, Field(ge=4, le=10)], ...] = (8, 10)
    least_schools: Annotated[int, Field(ge=3)] = 20
    least_low: Annotated[int, Field(ge=1)] = 10
    confidence: Annotated[float, Field(ge=0.5, lt=1)] = 0.8
    bands: Annotated[tuple[Percent, ...], AfterValidator(_rising)] = (10, 30, 60)
    least_linked: Annotated[int, Field(ge=30)] = 100
    least_linked_schools: Annotated[int, Field(ge=3)] = 5
    least_below: Annotated[int, Field(ge=1)] = 20


class Parameters(BaseModel):
    """Thresholds of the rules in models/assessment; a roadmap's YAML sets them under `assessment:`.

    low_percent:         a procedure is low when at least this per cent of its participants got «2» or missed the
                         minimum; inclusive (Novokuznetsk 2022, lines 103–111).
    r1_procedures:       R1: at least so many low procedures in the later year.
    same_procedure:      R2: the same procedure low in both years (Omsk 2025); otherwise any low in each.
    vpr_grades, vpr_subjects, oge_subjects, ege_subjects: the procedures that count.
    ege_minimum:         test score needed, by subject, in every year; a subject that is not named has that year's own
                         (thresholds/minimum_scores.csv). Russian there is 24, the certificate's (36: the university's).
    low_schools_at_most: the target «no more than so many per cent of all schools in the list», inclusive; none: not
                         said (Novokuznetsk 2022, line 133: 6).
    subjects_over:       branches and classes: low in more than so many VPR subjects (Kirsanov, item 10).
    list_grades:         grades of those lists (Kirsanov, item 10: 5–8).
    risk_grades:         grades of the pupils' list (Kirsanov, item 10: 4–8).
    risk_failed_subjects: a pupil is at risk with «2» in at least so many VPR subjects (ours: the order names none).
    element_minimum:     a content element is difficult when the region's share of points is below this per cent,
                         by task level: Б 57, П and В 28.5 (ФИОКО 2026, pp. 6, 17).
    small_n:             results of fewer participants are flagged.
    objectivity:         what the markers of non-objective results look at.
    covered_schools_percent, covered_pupils_percent: coverage_is_enough: of the register's schools, of a grade's pupils.
    jump_points:         results_do_not_jump: so many percentage points beyond the region's change are improbable.
    fresh_days:          data_are_fresh: a register is used no longer than this.
    appeal_days:         appeals_are_closed: so many days after the last sitting appeals are decided.
    school_lists:        who is at risk and who is stably high, beside the schools with low results.
    effect:              what may be concluded of the effect of support.
    readiness:           what the forecast of the state exams looks at.
    survey:              responses_are_enough: how many of whom must answer.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    low_percent: Percent = 30
    r1_procedures: Annotated[int, Field(ge=1)] = 2
    same_procedure: bool = True
    vpr_grades: tuple[int, ...] = (5, 6)
    vpr_subjects: tuple[str, ...] = ("русский язык", "математика")
    oge_subjects: tuple[str, ...] = ("русский язык", "математика")
    ege_subjects: tuple[str, ...] = ("русский язык", "математика профильная", "математика базовая")
    ege_minimum: dict[str, int] = {}
    low_schools_at_most: Percent | None = None
    subjects_over: Annotated[int, Field(ge=1)] = 3
    list_grades: tuple[int, ...] = (5, 6, 7, 8)
    risk_grades: tuple[int, ...] = (4, 5, 6, 7, 8)
    risk_failed_subjects: Annotated[int, Field(ge=1)] = 2
    element_minimum: dict[str, float] = {"Б": 57.0, "П": 28.5, "В": 28.5}
    small_n: int = 10
    objectivity: ObjectivityParameters = ObjectivityParameters()
    covered_schools_percent: Percent = 90
    covered_pupils_percent: Percent = 75
    jump_points: Percent = 30
    fresh_days: Annotated[int, Field(ge=1)] = 365
    appeal_days: Annotated[int, Field(ge=1)] = 30
    school_lists: SchoolListParameters = SchoolListParameters()
    effect: EffectParameters = EffectParameters()
    readiness: ReadinessParameters = ReadinessParameters()
    # Left out where a roadmap sets nothing: it is then the same as before there was a survey.
    survey: SurveyParameters = Field(default=SurveyParameters(), exclude_if=lambda one: one == SurveyParameters())
