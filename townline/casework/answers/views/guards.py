"""Who gets to the mayor's pages."""

from townline.platform.departments.api import Role
from townline.platform.departments.guards import has_role
from townline.platform.web.staff import staff_page

mayors_page = staff_page(has_role(Role.MAYOR, Role.DEPUTY), reads=True)
