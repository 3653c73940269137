"""The Django application of this part; its tables keep the prefix ``works_progress``."""

from django.apps import AppConfig


class WorksProgressConfig(AppConfig):
    """Name the application apart from its folder: a label is unique in the whole program."""

    name = "townline.prevention.works.progress"
    label = "works_progress"
