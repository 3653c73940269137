"""Homes on lists, who visits them, what was answered, how they are graded."""

from townline.prevention.surveys.models.forms import (
    EntityUpdate,
    FormVersion,
    Submission,
    SubmissionFile,
)
from townline.prevention.surveys.models.grades import Grade, RuleVersion, SecondReview
from townline.prevention.surveys.models.homes import (
    ColumnMapping,
    DuplicatePair,
    Home,
    HomeFile,
    Household,
    ListImport,
)
from townline.prevention.surveys.models.surveyors import (
    Attempt,
    PlannedVisit,
    Surveyor,
    SurveyorAbsence,
    SurveyorDevice,
)

__all__ = [
    "Attempt",
    "ColumnMapping",
    "DuplicatePair",
    "EntityUpdate",
    "FormVersion",
    "Grade",
    "Home",
    "HomeFile",
    "Household",
    "ListImport",
    "PlannedVisit",
    "RuleVersion",
    "SecondReview",
    "Submission",
    "SubmissionFile",
    "Surveyor",
    "SurveyorAbsence",
    "SurveyorDevice",
]
