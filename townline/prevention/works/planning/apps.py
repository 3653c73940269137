"""The Django application of this part; its tables keep the prefix ``works_planning``."""

from django.apps import AppConfig


class WorksPlanningConfig(AppConfig):
    """Name the application apart from its folder: a label is unique in the whole program."""

    name = "townline.prevention.works.planning"
    label = "works_planning"
