"""How moments are worded for people outside, by the district's data."""

from townline.cases.services.wording import day as day_worded
from townline.cases.services.wording import moment as moment_worded

__all__ = ["day_worded", "moment_worded"]
