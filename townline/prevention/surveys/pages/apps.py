"""The Django application of this part; its tables keep the prefix ``survey_pages``."""

from django.apps import AppConfig


class SurveyPagesConfig(AppConfig):
    """Name the application apart from its folder: a label is unique in the whole program."""

    name = "townline.prevention.surveys.pages"
    label = "survey_pages"
