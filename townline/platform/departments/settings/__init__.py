"""What a district decides about its house: where cases are sorted, and who signs in how."""

from typing import Annotated

from pydantic import Strict

from townline.platform.core.district_files.part import Part
from townline.platform.core.district_files.values import Many, named_in
from townline.platform.departments.rules import Role

_Department = Annotated[str, named_in("departments")]


class House(Part):
    """``front_department``: where new cases are sorted; ``mayors_office``: who decides last.

    ``second_factor_roles``: None: all that see numbers, confirm, or manage people.
    """

    front_department: _Department
    mayors_office: _Department
    second_factor_roles: Many[Annotated[Role, Strict(False)]] | None = None
