"""Who gets to the mayor's pages."""

from townline.casework.cases.views.access import staff_page
from townline.platform.departments.api import Role

mayors_page = staff_page(Role.MAYOR, Role.DEPUTY, reads=True)
