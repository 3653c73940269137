"""The Django application of this part; its tables keep the prefix ``survey_routes``."""

from django.apps import AppConfig


class SurveyRoutesConfig(AppConfig):
    """Name the application apart from its folder: a label is unique in the whole program."""

    name = "townline.prevention.surveys.routes"
    label = "survey_routes"
