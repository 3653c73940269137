"""What the tests of other rooms may look at of the directory: people, leave, the rota."""

from townline.platform.departments.models import Absence, DutyShift, Staff

__all__ = ["Absence", "DutyShift", "Staff"]
