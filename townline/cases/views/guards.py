"""Who gets to the mayor's pages."""

from townline.cases.views.access import staff_page
from townline.departments.api import Role

mayors_page = staff_page(Role.MAYOR, Role.DEPUTY, reads=True)
